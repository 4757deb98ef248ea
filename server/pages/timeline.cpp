// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/pages/timeline.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <string>

namespace fihrist::pages {
namespace {

using namespace std::chrono;

constexpr std::size_t kFewestBars = 2;

int number_at(const std::string& text, std::size_t at, std::size_t digits) {
  int number = 0;
  std::from_chars(text.data() + at, text.data() + at + digits, number);
  return number;
}

// Of `YYYY-MM`, the first day; of `YYYY-MM-DD`, the day.
year_month_day first_day(const std::string& date) {
  const auto day_number = date.size() >= 10 ? static_cast<unsigned>(number_at(date, 8, 2)) : 1U;
  return year(number_at(date, 0, 4)) / month(static_cast<unsigned>(number_at(date, 5, 2))) /
         day(day_number);
}

// The bars from the one of `first` to the one of `last`, `next` giving the day after a bar's last.
std::vector<TimelineBar> make_bars(year_month_day first, year_month_day last_day,
                                   const std::function<year_month_day(year_month_day)>& next) {
  std::vector<TimelineBar> bars;
  for (year_month_day from = first; from <= last_day;) {
    const year_month_day after = next(from);
    bars.push_back({from, sys_days(after) - days(1), 0});
    from = after;
  }
  return bars;
}

void count_in(const std::vector<search::FacetValue>& values, std::vector<TimelineBar>& bars) {
  auto bar = bars.begin();
  for (const search::FacetValue& value : values) {
    const year_month_day date = first_day(value.value);
    while (bar != bars.end() && bar->to < date) ++bar;
    if (bar == bars.end()) return;
    if (bar->from <= date) bar->count += value.count;
  }
}

std::size_t months_between(year_month_day first, year_month_day last_day) {
  return static_cast<std::size_t>(
      (last_day.year() / last_day.month() - first.year() / first.month()).count() + 1);
}

}  // namespace

Timeline make_timeline(const std::vector<search::FacetValue>& days_found,
                       const std::vector<search::FacetValue>& months_found,
                       const search::Filters& filters) {
  if (days_found.empty() || months_found.empty()) return {};
  const auto is_few_days = [](year_month_day first, year_month_day last_day) {
    return sys_days(last_day) - sys_days(first) < days(kMostBars);
  };
  year_month_day first = first_day(days_found.front().value);
  year_month_day last_day = first_day(days_found.back().value);
  if (filters.from && filters.to && is_few_days(*filters.from, *filters.to)) {
    first = *filters.from;
    last_day = *filters.to;
  }

  Timeline timeline;
  if (is_few_days(first, last_day)) {
    timeline.unit = TimelineUnit::kDays;
    timeline.bars = make_bars(first, last_day, [](year_month_day from) {
      return year_month_day(sys_days(from) + days(1));
    });
    count_in(days_found, timeline.bars);
  } else if (months_between(first, last_day) <= kMostBars) {
    timeline.unit = TimelineUnit::kMonths;
    timeline.bars = make_bars(first.year() / first.month() / day(1), last_day,
                              [](year_month_day from) { return from + months(1); });
    count_in(months_found, timeline.bars);
  } else {
    timeline.unit = TimelineUnit::kYears;
    const auto all = static_cast<std::size_t>((last_day.year() - first.year()).count() + 1);
    const years step(static_cast<int>((all + kMostBars - 1) / kMostBars));
    timeline.bars = make_bars(first.year() / month(1) / day(1), last_day,
                              [step](year_month_day from) { return from + step; });
    count_in(months_found, timeline.bars);
  }
  if (timeline.bars.size() < kFewestBars) timeline.bars.clear();
  return timeline;
}

}  // namespace fihrist::pages
