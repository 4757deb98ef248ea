// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "index/article.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace fihrist::index {
namespace {

// Takes exactly `digits` digits off the front of `text`.
std::optional<unsigned> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, value);
  if (error != std::errc() || end != text.data() + digits) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

// `Z`, `±HH:MM`, `±HHMM` or nothing: minutes east of Greenwich.
std::optional<int> take_offset(std::string_view& text) {
  if (text.empty() || take(text, 'Z') || take(text, 'z')) return 0;
  const int sign = text.starts_with('-') ? -1 : 1;
  if (!take(text, '+') && !take(text, '-')) return std::nullopt;
  const auto hours = take_number(text, 2);
  take(text, ':');
  const auto minutes = take_number(text, 2);
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  return sign * static_cast<int>(*hours * 60 + *minutes);
}

}  // namespace

std::string to_rfc3339(const Moment& moment) {
  const std::chrono::year_month_day date(moment.day());
  const std::chrono::hh_mm_ss time(moment.utc + moment.offset - moment.day());
  std::array<char, 48> text{};
  int length = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
      static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
      static_cast<int>(time.seconds().count()));
  std::string written(text.data(), static_cast<std::size_t>(length));
  if (moment.offset == std::chrono::minutes(0)) return written + "Z";
  const std::chrono::hh_mm_ss east(std::chrono::abs(moment.offset));
  length = std::snprintf(
      text.data(), text.size(), "%c%02d:%02d", moment.offset < std::chrono::minutes(0) ? '-' : '+',
      static_cast<int>(east.hours().count()), static_cast<int>(east.minutes().count()));
  return written.append(text.data(), static_cast<std::size_t>(length));
}

std::optional<Moment> make_moment(int year, unsigned month, unsigned day, unsigned hour,
                                  unsigned minute, unsigned second, std::chrono::minutes offset) {
  // Checked first: std::chrono keeps months and days in one byte.
  if (month > 12 || day > 31) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok() || year < 1 || year > 9999 || hour > 23 || minute > 59 || second > 59) {
    return std::nullopt;
  }
  const std::chrono::sys_seconds utc = std::chrono::sys_days(date) + std::chrono::hours(hour) +
                                       std::chrono::minutes(minute) + std::chrono::seconds(second) -
                                       offset;
  const std::chrono::year_month_day utc_date(std::chrono::floor<std::chrono::days>(utc));
  if (utc_date.year() < std::chrono::year(1) || utc_date.year() > std::chrono::year(9999)) {
    return std::nullopt;
  }
  return Moment{utc, offset};
}

std::optional<Moment> parse_iso_8601(std::string_view text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  if (text.empty()) return make_moment(static_cast<int>(*year), *month, *day);

  if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) return std::nullopt;
  const auto hour = take_number(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute) return std::nullopt;
  unsigned second = 0;
  if (take(text, ':')) {
    const auto seconds = take_number(text, 2);
    if (!seconds) return std::nullopt;
    second = *seconds == 60 ? 59 : *seconds;  // a leap second
    if (take(text, '.')) {
      const std::size_t fraction = std::min(text.find_first_not_of("0123456789"), text.size());
      if (fraction == 0) return std::nullopt;
      text.remove_prefix(fraction);
    }
  }
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return make_moment(static_cast<int>(*year), *month, *day, *hour, *minute, second,
                     std::chrono::minutes(*offset));
}

}  // namespace fihrist::index
