// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What an article must have to be found, and what its score is made of: a query as a tree of terms
// of the index. Plain values: nothing is looked up yet (scorer.h does that).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "server/search/period.h"
#include "server/search/query.h"
#include "server/search/ranking.h"
#include "server/search/request.h"

namespace fihrist::search {

struct MatchTree {
  enum class Kind {
    kNothing,
    kEverything,  // every article, with a score of 0
    kTerm,        // `terms` has one; scored by its frequency
    kOneOf,       // any of `terms`, counted as if they were one term
    kAny,         // any of `parts`; their scores are added
    kAll,         // all of them
    kMaybe,       // the first of `parts`; the second only adds to its score
    kFilter,      // the first of `parts`, where the second matches too; the second scores nothing
    kWithout,     // the first of `parts`, where the second does not match
    kPhrase,      // the stems `terms` side by side in their order; scores nothing
    kNear,        // the same within `window` positions, in any order
    kPeriod       // days of publication; scores nothing
  };
  Kind kind = Kind::kNothing;
  std::vector<std::string> terms;
  double weight = 1;  // of a term: its score is multiplied by it
  std::size_t window = 0;
  Period period;
  std::vector<MatchTree> parts;
};

// For tests and for people: `(Zوزير MAYBE وزير^0.4)`.
std::string describe(const MatchTree& tree);

// How far a query is taken at its word.
enum class Strictness {
  kAll,       // every unit but the stop words, and phrases in their order
  kAllWords,  // the same, phrases as loose words
  kAny,       // one of the units; those with a plus, names, days and titles in any case
};

// Articles that answer to the query; better ones score more. A stem decides, an exact spelling adds
// to the score, and so do stop words. Names, days and what is not wanted narrow and rank nothing.
// `query` must have been expanded (query_expansion.h) if it has prefixes or names. A query without
// words and filters matches nothing.
MatchTree make_match_tree(const ParsedQuery& query, Strictness strictness, const Ranking& ranking);

// Only what passes the filters of a request too. A name is meant in any spelling.
MatchTree narrow(MatchTree tree, const Filters& filters, const arabic::Analyzer& analyzer);

}  // namespace fihrist::search
