// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Where words stand in an article.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fihrist::search {

using Positions = std::vector<Xapian::termpos>;  // ascending

// Reads the order of an article's words once for all words that are asked for (index/word_order.h).
class PositionReader {
 public:
  // `database` must outlive this.
  explicit PositionReader(const Xapian::Database& database) : database_(database) {}

  // Of a stem's term in a document; empty if it is not there. The first term of a
  // document reads its order, the others only search it; cheapest where documents ascend. Throws
  // Xapian::Error.
  Positions read(Xapian::docid document, std::string_view term);

 private:
  void go_to(Xapian::docid document);

  const Xapian::Database& database_;
  Xapian::ValueIterator orders_;
  Xapian::docid document_ = 0;  // the one that order_ is of
  std::string order_;
};

// Whether there is a place where all words stand side by side in their order.
bool stand_in_order(const std::vector<Positions>& words);

// Whether there are `window` positions in a row in which each word stands once.
bool stand_within(const std::vector<Positions>& words, std::size_t window);

}  // namespace fihrist::search
