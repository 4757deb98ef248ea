// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The page of a search: results, what narrows them, and what to try where there are none.
#pragma once

#include <string>
#include <vector>

#include "server/pages/alternatives.h"
#include "server/pages/page_request.h"

namespace fihrist::pages {

// What the page counts results by.
std::vector<search::Facet> page_facets();

// `tried` are the alternatives with their results; only those that have some are shown.
std::string results_page(const PageRequest& request, const search::SearchResults& results,
                         const std::vector<Alternative>& tried);

}  // namespace fihrist::pages
