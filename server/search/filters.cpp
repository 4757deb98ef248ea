// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/filters.h"

#include <cstdio>
#include <string_view>

#include "index/schema.h"

namespace fihrist::search {
namespace {

using std::chrono::year_month_day;

Xapian::Query any_of(const std::vector<Xapian::Query>& queries) {
  return Xapian::Query(Xapian::Query::OP_OR, queries.begin(), queries.end());
}

std::vector<Xapian::Query> name_queries(std::string_view prefix,
                                        const std::vector<std::string>& names,
                                        const arabic::Analyzer& analyzer) {
  std::vector<Xapian::Query> queries;
  for (const std::string& name : names) {
    const std::string key = analyzer.folded_key(name);
    queries.push_back(key.empty() ? Xapian::Query::MatchNothing
                                  : Xapian::Query(index::make_term(prefix, key)));
  }
  return queries;
}

// The digits of a date as the terms have them, and where a term of `prefix` ends.
std::string digits_of(const year_month_day& date, std::size_t length) {
  char digits[32];
  std::snprintf(digits, sizeof digits, "%04d%02u%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return std::string(digits).substr(0, length);
}

// The terms of `prefix` in the index from `first` to `last`. Terms of one length stand in the order
// of their dates.
void add_terms(const Xapian::Database& database, std::string_view prefix, const std::string& first,
               const std::string& last, std::vector<Xapian::Query>& queries) {
  const std::string all(prefix);
  const std::string end = all + last;
  auto term = database.allterms_begin(all);
  term.skip_to(all + first);
  for (; term != database.allterms_end(all) && *term <= end; ++term) queries.emplace_back(*term);
}

}  // namespace

// Whole years by their terms, and days before and behind them: at most two years of days.
Xapian::Query match_period(const Period& period, const Xapian::Database& database) {
  using namespace std::chrono;
  if (period.is_empty()) return Xapian::Query::MatchNothing;
  const year_month_day from = period.from.value_or(year(1) / January / 1);
  const year_month_day to = period.to.value_or(year(9999) / December / 31);
  constexpr std::size_t kYear = 4;
  constexpr std::size_t kDay = 8;
  const year first_whole = from <= from.year() / January / 1 ? from.year() : from.year() + years(1);
  const year last_whole = to >= to.year() / December / 31 ? to.year() : to.year() - years(1);
  std::vector<Xapian::Query> queries;
  if (first_whole > last_whole) {
    add_terms(database, index::kDayPrefix, digits_of(from, kDay), digits_of(to, kDay), queries);
  } else {
    add_terms(database, index::kYearPrefix, digits_of(first_whole / January / 1, kYear),
              digits_of(last_whole / January / 1, kYear), queries);
    if (from.year() < first_whole) {
      add_terms(database, index::kDayPrefix, digits_of(from, kDay),
                digits_of(from.year() / December / 31, kDay), queries);
    }
    if (to.year() > last_whole) {
      add_terms(database, index::kDayPrefix, digits_of(to.year() / January / 1, kDay),
                digits_of(to, kDay), queries);
    }
  }
  return queries.empty() ? Xapian::Query::MatchNothing : any_of(queries);
}

std::optional<Xapian::Query> make_filter(const Filters& filters, const arabic::Analyzer& analyzer,
                                         const Xapian::Database& database) {
  std::vector<Xapian::Query> all = name_queries(index::kKeywordPrefix, filters.keywords, analyzer);
  if (!filters.sources.empty()) {
    all.push_back(any_of(name_queries(index::kSourcePrefix, filters.sources, analyzer)));
  }
  if (!filters.authors.empty()) {
    all.push_back(any_of(name_queries(index::kAuthorPrefix, filters.authors, analyzer)));
  }
  const Period period{filters.from, filters.to};
  if (!period.is_open()) all.push_back(match_period(period, database));
  if (all.empty()) return std::nullopt;
  return Xapian::Query(Xapian::Query::OP_AND, all.begin(), all.end());
}

}  // namespace fihrist::search
