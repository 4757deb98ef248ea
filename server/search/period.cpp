// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/period.h"

#include <algorithm>
#include <string>
#include <vector>

#include "arabic/fold.h"

namespace fihrist::search {
namespace {

using std::chrono::year_month_day;

// Years have four digits: before the first and behind the last day there is none.
constexpr Period kNoDay{std::chrono::year(9999) / std::chrono::December / 31,
                        std::chrono::year(1) / std::chrono::January / 1};

// The numbers of a date of one to three, by their digits; empty if it is none.
std::vector<int> numbers_of(std::u32string_view text) {
  constexpr std::size_t kDigits[] = {4, 2, 2};  // at most, of year, month and day
  std::vector<int> numbers;
  std::size_t at = 0;
  while (numbers.size() < std::size(kDigits)) {
    int number = 0;
    std::size_t digits = 0;
    for (; at < text.size() && text[at] >= U'0' && text[at] <= U'9'; ++at, ++digits) {
      if (digits == kDigits[numbers.size()]) return {};
      number = number * 10 + static_cast<int>(text[at] - U'0');
    }
    if (digits == 0 || (numbers.empty() && digits != kDigits[0])) return {};
    numbers.push_back(number);
    if (at == text.size()) return numbers;
    if (text[at] != U'-' && text[at] != U'/') return {};
    ++at;
  }
  return {};
}

}  // namespace

std::optional<Period> parse_period(std::string_view text) {
  using namespace std::chrono;
  const std::vector<int> numbers = numbers_of(arabic::fold_word(text));
  if (numbers.empty() || numbers[0] == 0) return std::nullopt;
  const year of_year(numbers[0]);
  if (numbers.size() == 1) return Period{of_year / January / 1, of_year / December / 31};
  const year_month of_month = of_year / month(static_cast<unsigned>(numbers[1]));
  if (!of_month.ok()) return std::nullopt;
  if (numbers.size() == 2) {
    return Period{of_month / 1, year_month_day(of_month / std::chrono::last)};
  }
  const year_month_day date = of_month / day(static_cast<unsigned>(numbers[2]));
  if (!date.ok()) return std::nullopt;
  return Period{date, date};
}

std::optional<Period> parse_range(std::string_view text) {
  // Some keyboards turn two dots and one more into a mark of omission.
  for (const std::string_view mark : {"...", "..", "…"}) {
    const std::size_t place = text.find(mark);
    if (place == std::string_view::npos) continue;
    const std::string_view first = text.substr(0, place);
    const std::string_view last = text.substr(place + mark.size());
    const auto from = parse_period(first);
    const auto to = parse_period(last);
    if ((!from && !first.empty()) || (!to && !last.empty()) || (!from && !to)) return std::nullopt;
    return Period{from ? from->from : std::nullopt, to ? to->to : std::nullopt};
  }
  return parse_period(text);
}

Period before(const Period& period) {
  using namespace std::chrono;
  if (period.from->year() <= year(1) && *period.from <= year(1) / January / 1) return kNoDay;
  return {std::nullopt, year_month_day(sys_days(*period.from) - days(1))};
}

Period after(const Period& period) {
  using namespace std::chrono;
  if (*period.to >= year(9999) / December / 31) return kNoDay;
  return {year_month_day(sys_days(*period.to) + days(1)), std::nullopt};
}

Period intersection(const Period& one, const Period& other) {
  Period both = one;
  if (other.from && (!both.from || *other.from > *both.from)) both.from = other.from;
  if (other.to && (!both.to || *other.to < *both.to)) both.to = other.to;
  return both;
}

}  // namespace fihrist::search
