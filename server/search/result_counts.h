// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// How many results a query has, in all and by source, author, keyword and date.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <vector>

#include "arabic/analyzer.h"
#include "server/search/posting_sources.h"
#include "server/search/request.h"

namespace fihrist::search {

// So many articles are counted one by one: some milliseconds. Of more, a sample is counted, evenly
// spread over the archive, and what comes out is scaled up.
inline constexpr std::size_t kMostCounted = 20'000;

struct ResultCounts {
  std::uint64_t total = 0;
  bool is_exact = true;  // else `total` and the facets are estimates
  std::vector<FacetCounts> facets;
};

// Counts the articles that `query` matches, near-duplicates once if `collapse` is set. Spellings of
// one name (by the analysis) are one value. Ends early when the time is over: not exact then.
ResultCounts count_results(const Xapian::Database& database, const Xapian::Query& query,
                           const std::vector<Facet>& facets, bool collapse,
                           const arabic::Analyzer& analyzer, TimeLimit& limit);

}  // namespace fihrist::search
