// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Dates as a query has them: days, months, years, and from one to another.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace fihrist::search {

// Days, both included; an open end where there is none.
struct Period {
  std::optional<std::chrono::year_month_day> from;
  std::optional<std::chrono::year_month_day> to;

  bool is_open() const { return !from && !to; }
  bool is_empty() const { return from && to && *from > *to; }

  friend bool operator==(const Period&, const Period&) = default;
};

// `2024`, `2024-11` or `2024-11-25`, with digits of any script, parted by - or /. Nothing if it is
// anything else, or no date of the calendar.
std::optional<Period> parse_period(std::string_view text);

// The same, or two of them parted by `..`, of which one may be missing.
std::optional<Period> parse_range(std::string_view text);

// The days before the first one of `period`, and those behind its last one.
Period before(const Period& period);
Period after(const Period& period);

// The days that are in both.
Period intersection(const Period& one, const Period& other);

}  // namespace fihrist::search
