// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/pages/links.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <optional>

#include "server/pages/html.h"

namespace fihrist::pages {
namespace {

using std::chrono::day;
using std::chrono::last;
using std::chrono::month;
using std::chrono::year_month_day;

std::string write_date(year_month_day date, bool has_month, bool has_day) {
  std::array<char, 32> text{};
  const int year = static_cast<int>(date.year());
  const auto month_number = static_cast<unsigned>(date.month());
  int length = 0;
  if (has_day) {
    length = std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", year, month_number,
                           static_cast<unsigned>(date.day()));
  } else if (has_month) {
    length = std::snprintf(text.data(), text.size(), "%04d-%02u", year, month_number);
  } else {
    length = std::snprintf(text.data(), text.size(), "%04d", year);
  }
  return {text.data(), static_cast<std::size_t>(length)};
}

// As short as it can be said: a day that begins a month, as `from`, is the month.
std::string shortest_from(year_month_day date) {
  const bool begins_month = date.day() == day(1);
  return write_date(date, !begins_month || date.month() != month(1), !begins_month);
}

std::string shortest_to(year_month_day date) {
  const bool ends_month = date == year_month_day(date.year() / date.month() / last);
  return write_date(date, !ends_month || date.month() != month(12), !ends_month);
}

std::string shortest_number(double number) {
  std::array<char, 32> text{};
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number);
  return {text.data(), end};
}

std::string join(const std::string& path, const Fields& fields) {
  std::string url = path;
  for (const auto& [name, value] : fields) {
    url += url.size() == path.size() ? '?' : '&';
    url += name + "=" + encode_url(value);
  }
  return url;
}

Fields page_fields(const PageRequest& request) {
  Fields fields = search_fields(request.search);
  if (request.is_language_chosen) fields.emplace_back("lang", tag_of(request.language));
  return fields;
}

}  // namespace

Fields search_fields(const search::SearchRequest& request) {
  const search::SearchRequest standard;
  Fields fields;
  if (!request.query.empty()) fields.emplace_back("q", request.query);
  for (const std::string& name : request.filters.sources) fields.emplace_back("source", name);
  for (const std::string& name : request.filters.authors) fields.emplace_back("author", name);
  for (const std::string& name : request.filters.keywords) fields.emplace_back("keyword", name);
  if (request.filters.from) fields.emplace_back("from", shortest_from(*request.filters.from));
  if (request.filters.to) fields.emplace_back("to", shortest_to(*request.filters.to));
  if (request.exact) fields.emplace_back("exact", "true");
  if (!request.collapse) fields.emplace_back("collapse", "false");
  if (request.sort == search::Sort::kNewest) fields.emplace_back("sort", "newest");
  if (request.sort == search::Sort::kOldest) fields.emplace_back("sort", "oldest");
  if (request.freshness) fields.emplace_back("freshness", shortest_number(*request.freshness));
  if (request.snippet_length != standard.snippet_length) {
    fields.emplace_back("snippet_length", std::to_string(request.snippet_length));
  }
  if (request.per_page != standard.per_page) {
    fields.emplace_back("per_page", std::to_string(request.per_page));
  }
  if (request.page != standard.page) fields.emplace_back("page", std::to_string(request.page));
  return fields;
}

std::string search_url(const PageRequest& request) { return join("/", page_fields(request)); }

std::string search_url_at(const std::string& path, const search::SearchRequest& request) {
  return join(path, search_fields(request));
}

std::string article_url(const std::string& id, const PageRequest& request) {
  return join("/article/" + encode_url(id), page_fields(request));
}

std::string iso_date(year_month_day date) { return write_date(date, true, true); }

PageRequest fresh(const PageRequest& request) {
  return {{}, request.language, request.is_language_chosen};
}

PageRequest with_search(const PageRequest& request, search::SearchRequest search) {
  search.page = 1;
  return {std::move(search), request.language, request.is_language_chosen};
}

}  // namespace fihrist::pages
