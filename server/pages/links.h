// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The state of a page as a URL: what it says is what the page shows, in one order and without what
// is the standard, so that a search has one address.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "server/pages/page_request.h"

namespace fihrist::pages {

using Fields = std::vector<std::pair<std::string, std::string>>;

// The parameters of /v1/search that ask for `request`, without facets and related terms, which the
// page chooses itself.
Fields search_fields(const search::SearchRequest& request);

// `/?q=…`: the page of a search, in the language that was chosen.
std::string search_url(const PageRequest& request);

// The same search at another path: `/search.atom?q=…`, `/v1/search?q=…`.
std::string search_url_at(const std::string& path, const search::SearchRequest& request);

// `/article/ID?q=…`: the reading page, with the search that led to it.
std::string article_url(const std::string& id, const PageRequest& request);

// `2024-11-25`.
std::string iso_date(std::chrono::year_month_day date);

// `request` on another subject: nothing is kept but the language.
PageRequest fresh(const PageRequest& request);

// `request` with a filter more or less, or another setting; each begins at its first page.
PageRequest with_search(const PageRequest& request, search::SearchRequest search);

}  // namespace fihrist::pages
