// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/parameters.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <vector>

#include "arabic/decode.h"
#include "server/http/accept.h"
#include "server/http/problem.h"

namespace fihrist::http {
namespace {

constexpr SearchParameter kSearchParameters[] = {
    {"q", ParameterKind::kText},
    {"page", ParameterKind::kWhole},
    {"per_page", ParameterKind::kWhole},
    {"sort", ParameterKind::kText},
    {"source", ParameterKind::kNames},
    {"author", ParameterKind::kNames},
    {"keyword", ParameterKind::kNames},
    {"from", ParameterKind::kText},
    {"to", ParameterKind::kText},
    {"facets", ParameterKind::kList},
    {"collapse", ParameterKind::kSwitch},
    {"exact", ParameterKind::kSwitch},
    {"snippet_length", ParameterKind::kWhole},
    {"freshness", ParameterKind::kDecimal},
    {"related", ParameterKind::kWhole},
};

struct FacetName {
  std::string_view name;
  search::Facet facet;
};

constexpr FacetName kFacetNames[] = {
    {"source", search::Facet::kSource},   {"author", search::Facet::kAuthor},
    {"month", search::Facet::kMonth},     {"day", search::Facet::kDay},
    {"keyword", search::Facet::kKeyword},
};

// `one, two, three`.
template <typename List>
std::string list_names(const List& list) {
  std::string names;
  for (const auto& one : list) names.append(names.empty() ? "" : ", ").append(one.name);
  return names;
}

struct Name {
  std::string_view name;
};

[[noreturn]] void refuse_unknown(const std::string& name, const std::string& known) {
  // The name comes back in the answer, which must be short and valid UTF-8.
  const std::string shown =
      arabic::to_valid_utf8(arabic::cut_at_character(arabic::to_valid_utf8(name), 100));
  throw RequestError(
      bad_parameter(shown, "There is no parameter `" + shown + "` here. " +
                               (known.empty() ? "None is taken." : "Known: " + known + ".")));
}

// Throws if a name is not among `known`.
void require_known(const Parameters& parameters, std::initializer_list<Name> known) {
  for (const auto& [name, value] : parameters) {
    const auto is_it = [&name = name](const Name& one) { return one.name == name; };
    if (std::none_of(known.begin(), known.end(), is_it)) refuse_unknown(name, list_names(known));
  }
}

std::optional<std::string> find(const Parameters& parameters, const std::string& name) {
  const auto [begin, end] = parameters.equal_range(name);
  if (begin == end) return std::nullopt;
  if (std::next(begin) != end) {
    throw RequestError(bad_parameter(name, "`" + name + "` is given more than once."));
  }
  return begin->second;
}

struct Bounds {
  std::size_t least;
  std::size_t most;
};

std::size_t read_number(const Parameters& parameters, const std::string& name, std::size_t standard,
                        Bounds bounds, const std::string& why = {}) {
  const auto text = find(parameters, name);
  if (!text) return standard;
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc() || end != text->data() + text->size() || value < bounds.least ||
      value > bounds.most) {
    throw RequestError(bad_parameter(
        name, "`" + name + "` must be a whole number from " + std::to_string(bounds.least) +
                  " to " + std::to_string(bounds.most) + (why.empty() ? "." : ": " + why)));
  }
  return value;
}

std::optional<double> read_freshness(const Parameters& parameters) {
  const auto text = find(parameters, "freshness");
  if (!text) return std::nullopt;
  double value = 0;
  const auto [end, error] =
      std::from_chars(text->data(), text->data() + text->size(), value, std::chars_format::fixed);
  // The form of the comparison refuses `nan`, which is a number to from_chars().
  const bool in_bounds = value >= 1 && value <= kLongestFreshness;
  if (error != std::errc() || end != text->data() + text->size() || !in_bounds) {
    throw RequestError(bad_parameter("freshness",
                                     "`freshness` must be a number of days from 1 to 36500: that "
                                     "in which the bonus of a new article halves. Leave it out "
                                     "for no bonus."));
  }
  return value;
}

bool read_switch(const Parameters& parameters, const std::string& name, bool standard) {
  const std::string value = find(parameters, name).value_or(standard ? "true" : "false");
  if (value != "true" && value != "false") {
    throw RequestError(bad_parameter(name, "`" + name + "` must be true or false."));
  }
  return value == "true";
}

void require_text(const std::string& text, const std::string& name, std::size_t longest) {
  if (text.size() > longest) {
    throw RequestError(bad_parameter(name, "`" + name + "` is longer than " +
                                               std::to_string(longest) +
                                               " bytes. Ask with fewer words."));
  }
  if (arabic::find_invalid_utf8(text)) {
    throw RequestError(
        bad_parameter(name, "`" + name + "` is not valid UTF-8. Percent-encode its UTF-8 bytes."));
  }
}

// Bytes of the control character at `at` (C0 but tab and line ends, DEL, C1); 0 if there is none.
std::size_t control_size(const std::string& text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(at) == '\t' || byte(at) == '\n' || byte(at) == '\r') return 0;
  if (byte(at) < 0x20 || byte(at) == 0x7F) return 1;
  const bool is_c1 = byte(at) == 0xC2 && at + 1 < text.size() && byte(at + 1) < 0xA0;
  return is_c1 ? 2 : 0;
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

// Text that a person typed; empty if it is not given.
std::string read_typed(const Parameters& parameters, const std::string& name) {
  std::string text = find(parameters, name).value_or("");
  require_text(text, name, kLongestQuery);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t size = control_size(text, i);
    std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(i), size, ' ');
  }
  return text;
}

// All values of a parameter that may be repeated.
std::vector<std::string> read_names(const Parameters& parameters, const std::string& name) {
  std::vector<std::string> names;
  const auto [begin, end] = parameters.equal_range(name);
  for (auto one = begin; one != end; ++one) {
    const std::string& text = one->second;
    require_text(text, name, kLongestName);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (control_size(text, i) == 0) continue;
      throw RequestError(bad_parameter(name, "`" + name + "` has a control character at byte " +
                                                 std::to_string(i) +
                                                 ". Names have none: take it out."));
    }
    names.push_back(text);
    if (is_blank(text) || names.size() > kMostNames) {
      throw RequestError(bad_parameter(name, "`" + name + "` must be a name, and stand at most " +
                                                 std::to_string(kMostNames) + " times."));
    }
  }
  return names;
}

std::vector<search::Facet> read_facets(const Parameters& parameters) {
  std::vector<search::Facet> facets;
  const auto text = find(parameters, "facets");
  if (!text) return facets;
  for (std::size_t begin = 0; begin <= text->size();) {
    const std::size_t end = std::min(text->find(',', begin), text->size());
    const std::string_view name = std::string_view(*text).substr(begin, end - begin);
    const auto* known = std::find_if(std::begin(kFacetNames), std::end(kFacetNames),
                                     [&](const FacetName& one) { return one.name == name; });
    if (known == std::end(kFacetNames) ||
        std::find(facets.begin(), facets.end(), known->facet) != facets.end()) {
      throw RequestError(bad_parameter(
          "facets", "`facets` must be names with commas between them, each once. Known: " +
                        list_names(kFacetNames) + "."));
    }
    facets.push_back(known->facet);
    begin = end + 1;
  }
  return facets;
}

// A day of a date of 4, 7 or 10 characters: the first or the last one that it means.
std::optional<std::chrono::year_month_day> read_day(const Parameters& parameters,
                                                    const std::string& name, bool last) {
  using namespace std::chrono;
  const auto text = find(parameters, name);
  if (!text) return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t digits) {
    int value = -1;
    const char* begin = text->data() + at;
    const auto [end, error] = std::from_chars(begin, begin + digits, value);
    return error == std::errc() && end == begin + digits ? value : -1;
  };
  const std::size_t size = text->size();
  const bool has_form = (size == 4 || (size >= 7 && (*text)[4] == '-')) &&
                        (size == 4 || size == 7 || (size == 10 && (*text)[7] == '-'));
  if (has_form) {
    const int year_number = number(0, 4);
    const int month_number = size >= 7 ? number(5, 2) : last ? 12 : 1;
    if (year_number > 0 && month_number > 0) {
      const year_month of_day = year(year_number) / month(static_cast<unsigned>(month_number));
      const int day_number = size == 10 ? number(8, 2) : 1;
      year_month_day date = of_day / day(day_number < 0 ? 0U : static_cast<unsigned>(day_number));
      if (size < 10 && last && of_day.ok()) date = of_day / std::chrono::last;
      if (date.ok()) return date;
    }
  }
  throw RequestError(
      bad_parameter(name, "`" + name + "` must be a date: YYYY, YYYY-MM or YYYY-MM-DD."));
}

search::Filters read_filters(const Parameters& parameters) {
  search::Filters filters;
  filters.sources = read_names(parameters, "source");
  filters.authors = read_names(parameters, "author");
  filters.keywords = read_names(parameters, "keyword");
  filters.from = read_day(parameters, "from", false);
  filters.to = read_day(parameters, "to", true);
  if (filters.from && filters.to && *filters.from > *filters.to) {
    throw RequestError(bad_parameter("from", "`from` is later than `to`: no day is between them."));
  }
  return filters;
}

search::Sort read_sort(const Parameters& parameters) {
  const std::string sort = find(parameters, "sort").value_or("relevance");
  if (sort == "relevance") return search::Sort::kRelevance;
  if (sort == "newest") return search::Sort::kNewest;
  if (sort == "oldest") return search::Sort::kOldest;
  throw RequestError(bad_parameter("sort", "`sort` must be relevance, newest or oldest."));
}

std::string read_query(const Parameters& parameters) { return read_typed(parameters, "q"); }

search::SearchRequest read_paging(const Parameters& parameters) {
  search::SearchRequest request;
  request.per_page = read_number(parameters, "per_page", request.per_page, {1, kMostPerPage});
  const std::string why = "pages of " + std::to_string(request.per_page) + " reach the first " +
                          std::to_string(search::kDeepestResult) +
                          " results. Narrow the search to see others.";
  request.page = read_number(parameters, "page", request.page,
                             {1, search::kDeepestResult / request.per_page}, why);
  return request;
}

// What a search is asked for, whether that is enough or not.
search::SearchRequest read_everything(const Parameters& parameters) {
  for (const auto& [name, value] : parameters) search_parameter(name);
  search::SearchRequest request = read_paging(parameters);
  request.sort = read_sort(parameters);
  request.filters = read_filters(parameters);
  request.facets = read_facets(parameters);
  request.collapse = read_switch(parameters, "collapse", request.collapse);
  request.exact = read_switch(parameters, "exact", request.exact);
  request.snippet_length = read_number(parameters, "snippet_length", request.snippet_length,
                                       {kShortestSnippet, kLongestSnippet});
  request.freshness = read_freshness(parameters);
  request.related = read_number(parameters, "related", request.related, {0, kMostRelated});
  request.query = read_query(parameters);
  if (is_blank(request.query)) request.query.clear();
  return request;
}

pages::PageRequest read_language(const Parameters& parameters, std::string_view accept_language) {
  pages::PageRequest request;
  const auto lang = parameters.find("lang");
  request.is_language_chosen =
      lang != parameters.end() && (lang->second == "ar" || lang->second == "en");
  const bool is_english =
      request.is_language_chosen ? lang->second == "en" : prefers_english(accept_language);
  request.language = is_english ? pages::Language::kEnglish : pages::Language::kArabic;
  return request;
}

}  // namespace

std::span<const SearchParameter> search_parameters() { return kSearchParameters; }

const SearchParameter& search_parameter(const std::string& name) {
  for (const SearchParameter& parameter : kSearchParameters) {
    if (parameter.name == name) return parameter;
  }
  refuse_unknown(name, list_names(kSearchParameters));
}

search::SearchRequest read_search(const Parameters& parameters) {
  search::SearchRequest request = read_everything(parameters);
  if (request.query.empty() && !request.filters.any()) {
    throw RequestError(bad_parameter(
        "q",
        "`q` is missing. Say what to search for: ?q=WORDS, or narrow the archive by source, "
        "author, keyword, from or to."));
  }
  return request;
}

search::SearchRequest read_feed(const Parameters& parameters) {
  Parameters whole = parameters;
  if (!whole.contains("sort")) whole.emplace("sort", "newest");
  if (!whole.contains("per_page")) whole.emplace("per_page", std::to_string(kFeedPerPage));
  search::SearchRequest request = read_everything(whole);
  request.facets.clear();
  request.related = 0;
  return request;
}

pages::PageRequest read_page(const Parameters& parameters, std::string_view accept_language) {
  pages::PageRequest request = read_language(parameters, accept_language);
  Parameters search;
  for (const auto& [name, value] : parameters) {
    const auto is_it = [&name = name](const SearchParameter& one) { return one.name == name; };
    const bool is_known =
        std::any_of(std::begin(kSearchParameters), std::end(kSearchParameters), is_it);
    const bool is_for_page = is_known && name != "facets" && name != "related";  // it has its own
    if (is_for_page && !is_blank(value)) search.emplace(name, value);
  }
  request.search = read_everything(search);
  return request;
}

pages::PageRequest read_broken_page(const Parameters& parameters,
                                    std::string_view accept_language) {
  pages::PageRequest request = read_language(parameters, accept_language);
  try {
    request.search.query = read_query(parameters);
  } catch (const RequestError&) {
    // It is what is broken.
  }
  return request;
}

std::string read_article_query(const Parameters& parameters) {
  require_known(parameters, {{"q"}});
  return read_query(parameters);
}

std::size_t read_similar(const Parameters& parameters) {
  require_known(parameters, {{"limit"}});
  return read_number(parameters, "limit", 10, {1, kMostSimilar});
}

SuggestRequest read_suggest(const Parameters& parameters) {
  require_known(parameters, {{"q"}, {"limit"}, {"format"}});
  SuggestRequest request;
  request.typed = read_query(parameters);
  request.most = read_number(parameters, "limit", request.most, {1, kMostCompletions});
  const std::string format = find(parameters, "format").value_or("json");
  if (format != "json" && format != "opensearch") {
    throw RequestError(bad_parameter("format", "`format` must be json or opensearch."));
  }
  request.opensearch = format == "opensearch";
  return request;
}

std::string read_text(const Parameters& parameters) {
  require_known(parameters, {{"text"}});
  std::string text = read_typed(parameters, "text");
  if (is_blank(text)) {
    throw RequestError(
        bad_parameter("text", "`text` is missing. Say what to analyse: ?text=WORDS"));
  }
  return text;
}

void read_nothing(const Parameters& parameters) { require_known(parameters, {}); }

std::string_view facet_name(search::Facet facet) {
  for (const FacetName& one : kFacetNames) {
    if (one.facet == facet) return one.name;
  }
  throw std::logic_error("a facet without a name");
}

}  // namespace fihrist::http
