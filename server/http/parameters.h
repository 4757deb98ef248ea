// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Query parameters: text in, plain structs out; every complaint names its parameter.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

#include "server/search/searcher.h"

namespace fihrist::http {

using Parameters = std::multimap<std::string, std::string>;  // as the HTTP library hands them over

inline constexpr std::size_t kLongestQuery = 4096;  // bytes of `q`, and of `text`
inline constexpr std::size_t kMostPerPage = 100;

// q (required), page, per_page, exact, sort, source, author, keyword (these three may be repeated),
// from, to; anything else is an error. Throws RequestError (problem.h).
search::SearchRequest read_search(const Parameters& parameters);

// The same for the page in a browser: `q` may be missing, and what is not known is passed over,
// because links get tails of all kinds on their way.
search::SearchRequest read_page_search(const Parameters& parameters);

// The optional `q` of an article. Throws RequestError.
std::string read_article_query(const Parameters& parameters);

// The required `text` of an analysis. Throws RequestError.
std::string read_text(const Parameters& parameters);

// Throws RequestError if any parameter is given.
void read_nothing(const Parameters& parameters);

}  // namespace fihrist::http
