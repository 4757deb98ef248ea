// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/stated_dates.h"

#include <charconv>
#include <chrono>
#include <cstdint>

#include "indexer/extract/dates.h"
#include "indexer/extract/trim.h"

namespace fihrist::indexer::extract {

std::optional<index::Moment> read_stated_date(std::string_view text) {
  text = trim(text);
  if (const auto iso = index::parse_iso_8601(text)) return iso;
  std::int64_t number = 0;
  const std::string_view whole =
      text.substr(0, text.find('.'));  // as Python's time() has fractions
  const auto [end, error] = std::from_chars(whole.data(), whole.data() + whole.size(), number);
  if (error == std::errc() && end == whole.data() + whole.size()) {
    // From 1973 to 5138 in seconds: less is a year or a day, more is milliseconds.
    constexpr std::int64_t kLeast = 100'000'000;
    constexpr std::int64_t kMost = 100'000'000'000;
    if (number >= kMost) number /= 1000;
    if (number < kLeast || number >= kMost) return std::nullopt;
    return index::Moment{std::chrono::sys_seconds(std::chrono::seconds(number))};
  }
  return find_date(text);
}

std::optional<index::Moment> date_in_url(std::string_view url) {
  const auto digits_at = [&](std::size_t at) {
    std::size_t end = at;
    while (end < url.size() && url[end] >= '0' && url[end] <= '9') ++end;
    return url.substr(at, end - at);
  };
  const auto value = [](std::string_view digits) {
    unsigned number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
  };
  const auto checked = [](unsigned year, unsigned month, unsigned day) {
    constexpr unsigned kFirstYear = 1995;  // no newspaper was on the web before
    constexpr unsigned kLastYear = 2100;
    return year < kFirstYear || year > kLastYear
               ? std::nullopt
               : index::make_moment(static_cast<int>(year), month, day);
  };
  for (std::size_t i = 0; i < url.size();) {
    const std::string_view first = digits_at(i);
    if (first.empty()) {
      ++i;
      continue;
    }
    const std::size_t behind = i + first.size();
    if (first.size() == 4 && behind < url.size() && (url[behind] == '/' || url[behind] == '-')) {
      const std::string_view second = digits_at(behind + 1);
      const std::size_t next = behind + 1 + second.size();
      if (!second.empty() && second.size() <= 2 && next < url.size() && url[next] == url[behind]) {
        const std::string_view third = digits_at(next + 1);
        if (!third.empty() && third.size() <= 2) {
          if (auto found = checked(value(first), value(second), value(third))) return found;
        }
      }
    }
    if (first.size() == 8) {
      if (auto found = checked(value(first.substr(0, 4)), value(first.substr(4, 2)),
                               value(first.substr(6)))) {
        return found;
      }
    }
    i = behind;
  }
  return std::nullopt;
}

}  // namespace fihrist::indexer::extract
