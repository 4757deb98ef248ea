// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Query parameters: text in, plain structs out; every complaint names its parameter.
//
// All text that is let through is valid UTF-8. In what a person types, control characters become
// blanks, byte for byte, so that a pasted line is found; in names, which stand for themselves, they
// are an error.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "server/pages/page_request.h"
#include "server/search/searcher.h"

namespace fihrist::http {

using Parameters = std::multimap<std::string, std::string>;  // as the HTTP library hands them over

inline constexpr std::size_t kLongestQuery = std::size_t{64} * 1024;  // bytes of `q` and `text`
inline constexpr std::size_t kLongestName = 1024;  // bytes of a source or the like
inline constexpr std::size_t kMostNames = 50;      // of one kind
inline constexpr std::size_t kMostPerPage = 100;
inline constexpr std::size_t kFeedPerPage = 20;      // unless asked otherwise
inline constexpr std::size_t kShortestSnippet = 40;  // characters
inline constexpr std::size_t kLongestSnippet = 2000;
inline constexpr double kLongestFreshness = 36500;  // days: a century
inline constexpr std::size_t kMostRelated = 20;
inline constexpr std::size_t kMostSimilar = 50;
inline constexpr std::size_t kMostCompletions = 20;

// What a parameter of a search is in a URL and in the JSON of a POST.
enum class ParameterKind {
  kText,     // a string
  kWhole,    // a whole number
  kDecimal,  // a number
  kSwitch,   // true or false
  kNames,    // may be repeated; in JSON a string or a list of strings
  kList,     // comma-separated; in JSON a string or a list of strings
};

struct SearchParameter {
  std::string_view name;
  ParameterKind kind;
};

// All that /v1/search takes.
std::span<const SearchParameter> search_parameters();

// Throws RequestError, which lists what is known, if a search has no such parameter.
const SearchParameter& search_parameter(const std::string& name);

// The parameters of /v1/search. `q` may be left out where a filter is given. Throws RequestError
// (problem.h).
search::SearchRequest read_search(const Parameters& parameters);

// The parameters of a search as a feed has them: all of /v1/search, of which `facets` and `related`
// have no place in a feed and are not counted. `q` may be left out: then it is every article.
search::SearchRequest read_feed(const Parameters& parameters);

// The search of a page in a browser, and the page's language. What is not known is passed over,
// because links get tails of all kinds on their way; and so is what is empty, for forms send their
// empty boxes too. Without `lang` it is the language that `accept_language` prefers.
pages::PageRequest read_page(const Parameters& parameters, std::string_view accept_language);

// As much of the same as a page about an error needs: the query and the language. Throws nothing.
pages::PageRequest read_broken_page(const Parameters& parameters, std::string_view accept_language);

// The optional `q` of an article. Throws RequestError.
std::string read_article_query(const Parameters& parameters);

// The optional `limit` of similar articles. Throws RequestError.
std::size_t read_similar(const Parameters& parameters);

struct SuggestRequest {
  std::string typed;
  std::size_t most = 8;
  bool opensearch = false;  // as browsers want it
};
SuggestRequest read_suggest(const Parameters& parameters);

// The required `text` of an analysis. Throws RequestError.
std::string read_text(const Parameters& parameters);

// Throws RequestError if any parameter is given.
void read_nothing(const Parameters& parameters);

// As `facets` and the answer call it: `source`.
std::string_view facet_name(search::Facet facet);

}  // namespace fihrist::http
