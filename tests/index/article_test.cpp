// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Dates of articles: what is read, what is written, and what is no date.

#include "index/article.h"

#include <doctest/doctest.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace fihrist::index {
namespace {

// A date as RFC 3339, or `none`.
std::string shown(const std::optional<Moment>& moment) {
  return moment ? to_rfc3339(*moment) : "none";
}

TEST_CASE("these are dates") {
  struct Row {
    std::string_view rule;
    std::string_view text;
    std::string_view moment;
  };
  constexpr Row kRows[] = {
      {"date alone is its midnight", "2024-11-25", "2024-11-25T00:00:00Z"},
      {"T and Z", "2024-11-25T17:06:00Z", "2024-11-25T17:06:00Z"},
      {"small t and z", "2024-11-25t17:06:00z", "2024-11-25T17:06:00Z"},
      {"space instead of T", "2024-11-25 17:06:09", "2024-11-25T17:06:09Z"},
      {"no seconds", "2024-11-25T17:06", "2024-11-25T17:06:00Z"},
      {"no seconds, Z", "2024-11-25T17:06Z", "2024-11-25T17:06:00Z"},
      {"no offset is UTC", "2024-11-25T17:06:00", "2024-11-25T17:06:00Z"},
      {"fraction is dropped", "2024-11-25T17:06:00.999Z", "2024-11-25T17:06:00Z"},
      {"long fraction is dropped", "2024-11-25T17:06:00.123456789+03:00",
       "2024-11-25T17:06:00+03:00"},
      {"fraction without an offset", "2024-11-25T17:06:00.5", "2024-11-25T17:06:00Z"},
      {"east of Greenwich", "2024-11-25T17:06:00+03:00", "2024-11-25T17:06:00+03:00"},
      {"half an hour east", "2024-11-25T17:06:00+03:30", "2024-11-25T17:06:00+03:30"},
      {"west of Greenwich", "2024-11-25T17:06:00-0500", "2024-11-25T17:06:00-05:00"},
      {"offset without seconds", "2024-11-25T17:06+03:00", "2024-11-25T17:06:00+03:00"},
      {"an offset of nothing", "2024-11-25T17:06:00+00:00", "2024-11-25T17:06:00Z"},
      {"the day before in Greenwich", "2024-01-01T01:00:00+03:00", "2024-01-01T01:00:00+03:00"},
      {"the day after in Greenwich", "2024-12-31T22:00:00-05:00", "2024-12-31T22:00:00-05:00"},
      {"29 February of a leap year", "2024-02-29", "2024-02-29T00:00:00Z"},
      {"29 February of 2000", "2000-02-29", "2000-02-29T00:00:00Z"},
      {"before 1970", "1948-05-15T00:00:00Z", "1948-05-15T00:00:00Z"},
      {"last second of a day", "2024-12-31T23:59:59Z", "2024-12-31T23:59:59Z"},
      {"last year", "9999-12-31", "9999-12-31T00:00:00Z"},
  };
  for (const Row& row : kRows) {
    INFO(row.rule, ": ", row.text);
    CHECK(shown(parse_iso_8601(row.text)) == row.moment);
  }
}

TEST_CASE("these are no dates") {
  struct Row {
    std::string_view rule;
    std::string_view text;
  };
  constexpr Row kRows[] = {
      {"empty", ""},
      {"word", "أمس"},
      {"year alone", "2024"},
      {"year and month", "2024-11"},
      {"day first", "25-11-2024"},
      {"slashes", "2024/11/25"},
      {"no separators", "20241125"},
      {"Arabic-Indic digits", "٢٠٢٤-١١-٢٥"},
      {"one-digit month", "2024-1-25"},
      {"one-digit day", "2024-11-5"},
      {"year of two digits", "24-11-25"},
      {"sign before the year", "-024-11-25"},
      {"sign in the month", "2024-+1-25"},
      {"space before", " 2024-11-25"},
      {"space behind", "2024-11-25 "},
      {"text behind", "2024-11-25T17:06:00Z.html"},
      {"year 0", "0000-01-01"},
      {"month 0", "2024-00-25"},
      {"month 13", "2024-13-25"},
      {"day 0", "2024-11-00"},
      {"31 November", "2024-11-31"},
      {"29 February of a common year", "2023-02-29"},
      {"29 February of 1900", "1900-02-29"},
      {"T and nothing", "2024-11-25T"},
      {"hour alone", "2024-11-25T17"},
      {"hour 24", "2024-11-25T24:00:00Z"},
      {"minute 60", "2024-11-25T17:60:00Z"},
      {"second 61", "2024-11-25T17:06:61Z"},
      {"fraction without digits", "2024-11-25T17:06:00.Z"},
      {"date with an offset only", "2024-11-25Z"},
      {"offset without minutes", "2024-11-25T17:06:00+03"},
      {"offset without digits", "2024-11-25T17:06:00+"},
      {"offset out of range", "2024-11-25T17:06:00+25:00"},
      {"minutes of the offset out of range", "2024-11-25T17:06:00+03:60"},
      {"name of a zone", "2024-11-25T17:06:00 GMT"},
      {"two offsets", "2024-11-25T17:06:00ZZ"},
  };
  for (const Row& row : kRows) {
    INFO(row.rule, ": ", row.text);
    CHECK(shown(parse_iso_8601(row.text)) == "none");
  }
}

TEST_CASE("a moment is made of the parts of a calendar date only") {
  struct Row {
    std::string_view rule;
    int year;
    unsigned month, day, hour, minute, second;
    std::string_view moment;
  };
  constexpr Row kRows[] = {
      {"plain", 2024, 11, 25, 17, 6, 9, "2024-11-25T17:06:09Z"},
      {"epoch", 1970, 1, 1, 0, 0, 0, "1970-01-01T00:00:00Z"},
      {"second before the epoch", 1969, 12, 31, 23, 59, 59, "1969-12-31T23:59:59Z"},
      {"leap day", 2024, 2, 29, 0, 0, 0, "2024-02-29T00:00:00Z"},
      {"first year", 1, 1, 1, 0, 0, 0, "0001-01-01T00:00:00Z"},
      {"no leap day", 2023, 2, 29, 0, 0, 0, "none"},
      {"year 0", 0, 1, 1, 0, 0, 0, "none"},
      {"year before Christ", -1, 1, 1, 0, 0, 0, "none"},
      {"year 10000", 10000, 1, 1, 0, 0, 0, "none"},
      {"month 0", 2024, 0, 1, 0, 0, 0, "none"},
      {"month 13", 2024, 13, 1, 0, 0, 0, "none"},
      {"day 0", 2024, 1, 0, 0, 0, 0, "none"},
      {"31 April", 2024, 4, 31, 0, 0, 0, "none"},
      {"hour 24", 2024, 1, 1, 24, 0, 0, "none"},
      {"minute 60", 2024, 1, 1, 0, 60, 0, "none"},
      {"second 60", 2024, 1, 1, 0, 0, 60, "none"},
  };
  for (const Row& row : kRows) {
    INFO(row.rule);
    CHECK(shown(make_moment(row.year, row.month, row.day, row.hour, row.minute, row.second)) ==
          row.moment);
  }
  CHECK(make_moment(1970, 1, 2)->utc.time_since_epoch().count() == 86400);
  CHECK(shown(make_moment(2024, 11, 25)) == "2024-11-25T00:00:00Z");
}

TEST_CASE("a moment knows its day on the clock of its source") {
  const auto dubai = make_moment(2020, 6, 3, 1, 30, 0, std::chrono::hours(4));
  REQUIRE(dubai.has_value());
  CHECK(to_rfc3339({dubai->utc}) == "2020-06-02T21:30:00Z");
  CHECK(std::chrono::year_month_day(dubai->day()) ==
        std::chrono::year(2020) / std::chrono::June / 3);
  CHECK(shown(make_moment(1, 1, 1, 0, 0, 0, std::chrono::hours(1))) == "none");
  CHECK(shown(make_moment(9999, 12, 31, 23, 0, 0, -std::chrono::hours(1))) == "none");
}

TEST_CASE("what is written is read back as the same moment") {
  for (const long seconds : {0L, 1L, -1L, 951782400L, 1732554360L, 253402300799L, -62135596800L}) {
    const Moment moment{std::chrono::sys_seconds(std::chrono::seconds(seconds))};
    INFO(to_rfc3339(moment));
    const auto read = parse_iso_8601(to_rfc3339(moment));
    REQUIRE(read.has_value());
    CHECK(read->utc.time_since_epoch().count() == seconds);
  }
}

}  // namespace
}  // namespace fihrist::index
