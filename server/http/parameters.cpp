// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/parameters.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <vector>

#include "arabic/decode.h"
#include "server/http/problem.h"

namespace fihrist::http {
namespace {

// Throws if a name is not among `known`.
void require_known(const Parameters& parameters, std::initializer_list<std::string_view> known) {
  for (const auto& [name, value] : parameters) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    std::string names;
    for (const std::string_view one : known) names.append(names.empty() ? "" : ", ").append(one);
    // The name comes back in the answer, which must be valid UTF-8.
    const std::string shown = arabic::to_valid_utf8(std::string_view(name).substr(0, 100));
    throw RequestError(
        bad_parameter(shown, "There is no parameter `" + shown + "` here. " +
                                 (names.empty() ? "None is taken." : "Known: " + names + ".")));
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

std::size_t read_number(const Parameters& parameters, const std::string& name, std::size_t standard,
                        std::size_t most) {
  const auto text = find(parameters, name);
  if (!text) return standard;
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc() || end != text->data() + text->size() || value < 1 || value > most) {
    throw RequestError(bad_parameter(
        name, "`" + name + "` must be a whole number from 1 to " + std::to_string(most) + "."));
  }
  return value;
}

bool read_switch(const Parameters& parameters, const std::string& name) {
  const std::string value = find(parameters, name).value_or("false");
  if (value != "true" && value != "false") {
    throw RequestError(bad_parameter(name, "`" + name + "` must be true or false."));
  }
  return value == "true";
}

// Text that a person typed; empty if it is not given.
std::string read_typed(const Parameters& parameters, const std::string& name) {
  std::string text = find(parameters, name).value_or("");
  if (text.size() > kLongestQuery) {
    throw RequestError(bad_parameter(name, "`" + name + "` is longer than " +
                                               std::to_string(kLongestQuery) +
                                               " bytes. Ask with fewer words."));
  }
  if (arabic::find_invalid_utf8(text)) {
    throw RequestError(
        bad_parameter(name, "`" + name + "` is not valid UTF-8. Percent-encode its UTF-8 bytes."));
  }
  return text;
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

// All values of a parameter that may be repeated.
std::vector<std::string> read_names(const Parameters& parameters, const std::string& name) {
  std::vector<std::string> names;
  const auto [begin, end] = parameters.equal_range(name);
  for (auto one = begin; one != end; ++one) {
    names.push_back(read_typed({{name, one->second}}, name));
    constexpr std::size_t kMost = 50;
    if (is_blank(names.back()) || names.size() > kMost) {
      throw RequestError(bad_parameter(name, "`" + name + "` must be a name, and stand at most " +
                                                 std::to_string(kMost) + " times."));
    }
  }
  return names;
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
  request.per_page = read_number(parameters, "per_page", request.per_page, kMostPerPage);
  request.page =
      read_number(parameters, "page", request.page, search::kDeepestResult / request.per_page);
  return request;
}

}  // namespace

search::SearchRequest read_search(const Parameters& parameters) {
  require_known(parameters, {"q", "page", "per_page", "exact", "sort", "source", "author",
                             "keyword", "from", "to"});
  search::SearchRequest request = read_paging(parameters);
  request.exact = read_switch(parameters, "exact");
  request.sort = read_sort(parameters);
  request.filters = read_filters(parameters);
  request.query = read_query(parameters);
  if (is_blank(request.query)) {
    throw RequestError(bad_parameter("q", "`q` is missing. Say what to search for: ?q=WORDS"));
  }
  return request;
}

search::SearchRequest read_page_search(const Parameters& parameters) {
  search::SearchRequest request = read_paging(parameters);
  request.query = read_query(parameters);
  return request;
}

std::string read_article_query(const Parameters& parameters) {
  require_known(parameters, {"q"});
  return read_query(parameters);
}

std::string read_text(const Parameters& parameters) {
  require_known(parameters, {"text"});
  std::string text = read_typed(parameters, "text");
  if (is_blank(text)) {
    throw RequestError(
        bad_parameter("text", "`text` is missing. Say what to analyse: ?text=WORDS"));
  }
  return text;
}

void read_nothing(const Parameters& parameters) { require_known(parameters, {}); }

}  // namespace fihrist::http
