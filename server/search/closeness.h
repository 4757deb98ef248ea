// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// How near to each other the words of a query stand in an article.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "server/search/index_memory.h"
#include "server/search/query.h"

namespace fihrist::search {

// Scores articles by the closeness of neighbouring words of the query: words that stand together in
// a question mostly stand together in its answer.
class Closeness {
 public:
  // `weights` says for each word how much it tells. `database` and `memory`, which is of the state
  // that it is open at, must outlive this. Throws Xapian::Error, as score() does.
  Closeness(const ParsedQuery& query, const std::vector<double>& weights,
            const Xapian::Database& database, IndexMemory& memory);

  // What a document could score at most, by which of the words it has. Reads no positions.
  double highest(Xapian::docid document) const;

  // Between 0 and highest(), for each of `documents`. Reads the positions of the words: about a
  // microsecond a word and document, and less the more documents are asked for at a time.
  std::vector<double> score(const std::vector<Xapian::docid>& documents) const;

 private:
  struct Pair {
    std::size_t first;  // into terms_
    std::size_t second;
    std::size_t apart;  // how far the words stand apart in the query itself
    double weight;
  };
  // A bit for each of terms_ that the document has.
  std::uint64_t terms_of(Xapian::docid document) const;
  static bool has_both(std::uint64_t terms, const Pair& pair);

  const Xapian::Database& database_;
  std::vector<std::string> terms_;
  std::vector<std::shared_ptr<const PostingList>> postings_;  // of each term
  std::vector<Pair> pairs_;
};

}  // namespace fihrist::search
