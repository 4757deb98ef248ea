// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// How many results a query has by source, author, keyword and date.
#pragma once

#include <vector>

#include "server/search/columns.h"
#include "server/search/matches.h"
#include "server/search/request.h"

namespace fihrist::search {

// Counts the documents that match; a group of near-duplicates counts once for each value that one
// of its articles has, if they were collapsed.
std::vector<FacetCounts> count_facets(const Matches& matches, const Columns& columns,
                                      const std::vector<Facet>& facets);

}  // namespace fihrist::search
