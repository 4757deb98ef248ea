// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Which articles answer a query, and in what order.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <vector>

#include "arabic/analyzer.h"
#include "server/search/index_memory.h"
#include "server/search/matches.h"
#include "server/search/query.h"
#include "server/search/ranking.h"
#include "server/search/request.h"
#include "server/search/time_limit.h"

namespace fihrist::search {

// Best results whose titles tell what is related to a query.
inline constexpr std::size_t kTitlesForRelated = 50;

// An article in its place.
struct Ranked {
  Xapian::docid document = 0;
  double score = 0;
  std::size_t similar = 0;  // near-duplicates that match too and are not shown
};

// One page of articles, and what its hits are made with.
struct RankedPage {
  ParsedQuery query;            // expanded
  std::vector<double> weights;  // of the words of the query: how much each tells
  std::vector<Ranked> articles;
  Matches matches;          // of what was run in the end, filters and all
  std::uint64_t total = 0;  // results, or at least as many
  bool total_is_exact = true;
  std::vector<Note> notes;
};

// Ranks the articles of `database` for the page that `request` wants. `query` is what was parsed of
// its text. Near-duplicates are one result if the request wants that. Ends early with what it has
// when the time is over. Throws Xapian::Error.
RankedPage rank(const SearchRequest& request, ParsedQuery query, const Xapian::Database& database,
                IndexMemory& memory, const arabic::Analyzer& analyzer, const Ranking& ranking,
                TimeLimit& limit);

}  // namespace fihrist::search
