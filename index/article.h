// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// An article, as the indexer makes it and the daemon shows it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fihrist::index {

// A moment, and how far east of Greenwich the clock stood that told it: an article of 01:30 in
// Dubai belongs to the day that its newspaper printed, though that was yesterday in Greenwich. A
// date without a time is its midnight.
struct Moment {
  std::chrono::sys_seconds utc;
  std::chrono::minutes offset{0};  // as the source states it; 0 where it states none

  // The day on that clock.
  std::chrono::sys_days day() const { return std::chrono::floor<std::chrono::days>(utc + offset); }

  friend bool operator==(const Moment&, const Moment&) = default;
};

// All text is well-formed UTF-8. An empty string means that the source states no such thing.
struct Article {
  std::string id;  // unique in an index; any text of 1..kLongestId bytes without control characters
  std::string url;
  std::string title;
  std::string body;  // paragraphs, one a line
  std::string author;
  std::string source;  // who published it: newspaper, agency, site
  std::optional<Moment> published;
  std::optional<Moment> updated;
  std::vector<std::string> keywords;
  std::string language;  // ISO 639-1 (`ar`) or 639-3 where there is no shorter one (`ckb`)
  std::string part_of;   // id of the page that it was found on as a related article

  friend bool operator==(const Article&, const Article&) = default;
};

inline constexpr std::size_t kLongestId = 1024;  // bytes

// `2024-11-25T17:06:00Z`, or `2024-11-25T20:06:00+03:00` with an offset (RFC 3339).
std::string to_rfc3339(const Moment& moment);

// Reads a whole string: `2024`-`MM`-`DD`, alone or followed by `T` or a space, `HH:MM`, optional
// `:SS` and fraction (dropped), and optional `Z`, `±HH:MM` or `±HHMM`; without an offset it is UTC.
// Nothing if it is anything else or no date of the calendar.
std::optional<Moment> parse_iso_8601(std::string_view text);

// From the time on the clock that stands `offset` east of Greenwich. Nothing if there is no such
// day or minute, or if it is not in the years 1 to 9999 of UTC.
std::optional<Moment> make_moment(int year, unsigned month, unsigned day, unsigned hour = 0,
                                  unsigned minute = 0, unsigned second = 0,
                                  std::chrono::minutes offset = {});

}  // namespace fihrist::index
