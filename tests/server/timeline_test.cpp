// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/pages/timeline.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "server/pages/links.h"

namespace {

using namespace fihrist;
using Values = std::vector<search::FacetValue>;

// `days: 2024-11-01 3, 2024-11-02 0`: the unit, and each bar's first day and count; of bars of more
// than one unit also the last day.
std::string draw(const Values& days, const Values& months, const search::Filters& filters = {}) {
  constexpr const char* kUnits[] = {"days:", "months:", "years:"};
  const pages::Timeline timeline = pages::make_timeline(days, months, filters);
  if (timeline.bars.empty()) return "none";
  std::string text = kUnits[static_cast<std::size_t>(timeline.unit)];
  for (const pages::TimelineBar& bar : timeline.bars) {
    text +=
        " " + pages::iso_date(bar.from).substr(timeline.unit == pages::TimelineUnit::kDays ? 5 : 0);
    if (bar.from != bar.to && timeline.unit != pages::TimelineUnit::kDays) {
      text += ".." + pages::iso_date(bar.to);
    }
    text += "=" + std::to_string(bar.count);
  }
  return text;
}

search::Filters between(std::chrono::year_month_day from, std::chrono::year_month_day to) {
  search::Filters filters;
  filters.from = from;
  filters.to = to;
  return filters;
}

}  // namespace

TEST_CASE("results of few days are drawn by day, without gaps") {
  CHECK(draw({{"2024-02-27", 4}, {"2024-03-01", 1}}, {{"2024-02", 4}, {"2024-03", 1}}) ==
        "days: 02-27=4 02-28=0 02-29=0 03-01=1");
}

TEST_CASE("a search that is narrowed to few days is drawn whole") {
  using namespace std::chrono;
  const Values day = {{"2024-11-03", 4}};
  const Values month = {{"2024-11", 4}};
  CHECK(draw(day, month) == "none");
  CHECK(draw(day, month, between(2024y / 11 / 2, 2024y / 11 / 4)) ==
        "days: 11-02=0 11-03=4 11-04=0");
  CHECK(draw(day, month, between(2024y / 11 / 3, 2024y / 11 / 3)) == "none");
  // Of open ends and long times it is the results that count.
  CHECK(draw(day, month, between(1900y / 1 / 1, 2024y / 11 / 4)) == "none");
}

TEST_CASE("results of some years are drawn by month") {
  CHECK(draw({{"2024-11-25", 2}, {"2024-12-01", 1}, {"2025-02-01", 5}},
             {{"2024-11", 2}, {"2024-12", 1}, {"2025-02", 4}}) ==
        "months: 2024-11-01..2024-11-30=2 2024-12-01..2024-12-31=1 2025-01-01..2025-01-31=0 "
        "2025-02-01..2025-02-28=4");
}

TEST_CASE("results of many years are drawn by year, of very many by several years") {
  CHECK(draw({{"2019-05-01", 1}, {"2024-11-25", 2}}, {{"2019-05", 1}, {"2024-11", 2}}) ==
        "years: 2019-01-01..2019-12-31=1 2020-01-01..2020-12-31=0 2021-01-01..2021-12-31=0 "
        "2022-01-01..2022-12-31=0 2023-01-01..2023-12-31=0 2024-01-01..2024-12-31=2");
  const pages::Timeline old = pages::make_timeline({{"1850-01-01", 1}, {"2024-11-25", 2}},
                                                   {{"1850-01", 1}, {"2024-11", 2}}, {});
  REQUIRE(old.bars.size() == 44);  // 175 years, four to a bar
  CHECK(old.bars.front().count == 1);
  CHECK(old.bars.back().count == 2);
  const pages::Timeline all = pages::make_timeline({{"0001-01-01", 1}, {"9999-12-31", 2}},
                                                   {{"0001-01", 1}, {"9999-12", 2}}, {});
  CHECK(all.bars.size() <= pages::kMostBars);
  CHECK(all.bars.back().count == 2);
}

TEST_CASE("without dates there is no chart") { CHECK(draw({}, {}) == "none"); }
