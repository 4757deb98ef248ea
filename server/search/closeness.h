// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// How near to each other the words of a query stand in an article.
#pragma once

#include <xapian.h>

#include <vector>

#include "server/search/query.h"

namespace fihrist::search {

// Scores articles by the closeness of neighbouring words of the query: words that stand together in
// a question mostly stand together in its answer.
class Closeness {
 public:
  // `weights` says for each word how much it tells. `database` must outlive this.
  Closeness(const ParsedQuery& query, const std::vector<double>& weights,
            const Xapian::Database& database);

  // Between 0 and highest(). Reads the positions of the words; takes some tens of microseconds.
  double score(Xapian::docid document) const;

  // What an article scores in which all neighbours stand side by side.
  double highest() const { return highest_; }

 private:
  struct Pair {
    std::size_t first;  // into terms_
    std::size_t second;
    std::size_t apart;  // how far the words stand apart in the query itself
    double weight;
  };

  const Xapian::Database& database_;
  std::vector<std::string> terms_;
  std::vector<Pair> pairs_;
  double highest_ = 0;
};

}  // namespace fihrist::search
