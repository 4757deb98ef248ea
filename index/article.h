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

// A moment in UTC. A date without a time is its midnight.
using Moment = std::chrono::sys_seconds;

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

  friend bool operator==(const Article&, const Article&) = default;
};

inline constexpr std::size_t kLongestId = 1024;  // bytes

// `2024-11-25T17:06:00Z` (RFC 3339, always UTC).
std::string to_rfc3339(Moment moment);

// Reads a whole string: `2024`-`MM`-`DD`, alone or followed by `T` or a space, `HH:MM`, optional
// `:SS` and fraction (dropped), and optional `Z`, `±HH:MM` or `±HHMM`; without an offset it is UTC.
// Nothing if it is anything else or no date of the calendar.
std::optional<Moment> parse_iso_8601(std::string_view text);

// Nothing if there is no such day or minute.
std::optional<Moment> make_moment(int year, unsigned month, unsigned day, unsigned hour = 0,
                                  unsigned minute = 0, unsigned second = 0);

}  // namespace fihrist::index
