// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// How many results there are in each day, month or year, as a chart has them.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "server/search/request.h"

namespace fihrist::pages {

struct TimelineBar {
  std::chrono::year_month_day from;  // both included
  std::chrono::year_month_day to;
  std::uint64_t count = 0;
};

enum class TimelineUnit { kDays, kMonths, kYears };

struct Timeline {
  TimelineUnit unit = TimelineUnit::kMonths;
  std::vector<TimelineBar> bars;  // oldest first, without gaps; none if there is too little to draw
};

// So many bars can be told apart, and hit with a finger, on a narrow screen.
inline constexpr std::size_t kMostBars = 45;

// The finest of days, months and years of which kMostBars reach from the first result to the last;
// of very many years, several make a bar. A search that is narrowed to so few days is drawn whole,
// with the days that have no result. `days` and `months` as they come in SearchResults::facets.
Timeline make_timeline(const std::vector<search::FacetValue>& days,
                       const std::vector<search::FacetValue>& months,
                       const search::Filters& filters);

}  // namespace fihrist::pages
