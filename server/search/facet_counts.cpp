// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/facet_counts.h"

#include <algorithm>
#include <bit>
#include <cstdio>
#include <string>
#include <unordered_set>

namespace fihrist::search {
namespace {

// Counts the values of one facet by their numbers.
class Counter {
 public:
  explicit Counter(std::size_t numbers) : counts_(numbers) {}

  // `group` is 0 for a document that is a result of its own.
  void count(std::size_t number, std::uint32_t group) {
    if (group != 0 && !met_.insert(std::uint64_t{number} << 32 | group).second) return;
    ++counts_[number];
  }

  const std::vector<std::uint32_t>& counts() const { return counts_; }

 private:
  std::vector<std::uint32_t> counts_;
  std::unordered_set<std::uint64_t> met_;  // numbers with groups
};

// Calls visit(document, group) for each match.
template <typename Visit>
void for_each_match(const Matches& matches, const Columns& columns, Visit visit) {
  const bool collapse = !matches.of_group.empty();
  for (std::size_t i = 0; i < matches.matched.size(); ++i) {
    for (std::uint64_t left = matches.matched[i]; left != 0; left &= left - 1) {
      const std::size_t document =
          i * Block::kWordBits + static_cast<std::size_t>(std::countr_zero(left));
      const std::uint32_t group = collapse ? columns.groups[document] : 0;
      // Alone of its group: a result like any other.
      const bool is_shared = group != 0 && matches.of_group[group] > 1;
      visit(static_cast<Xapian::docid>(document), is_shared ? group : 0);
    }
  }
}

std::vector<FacetValue> count_names(const Matches& matches, const Columns& columns,
                                    const NameColumn& column) {
  Counter counter(column.names.size());
  for_each_match(matches, columns, [&](Xapian::docid document, std::uint32_t group) {
    for (const std::uint32_t number : column.of(document)) counter.count(number, group);
  });
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t i = 0; i < counter.counts().size(); ++i) {
    if (counter.counts()[i] > 0) numbers.push_back(i);
  }
  const std::size_t most = std::min(kMostFacetValues, numbers.size());
  std::partial_sort(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(most),
                    numbers.end(), [&](std::uint32_t one, std::uint32_t other) {
                      const std::uint32_t first = counter.counts()[one];
                      const std::uint32_t second = counter.counts()[other];
                      return first != second ? first > second
                                             : column.names[one] < column.names[other];
                    });
  std::vector<FacetValue> values;
  for (std::size_t i = 0; i < most; ++i) {
    values.push_back({column.names[numbers[i]], counter.counts()[numbers[i]]});
  }
  return values;
}

// Dates are numbered by a calendar in which each month has 31 days, from the archive's first year.
constexpr std::uint32_t kDaysOfMonth = 31;
constexpr std::uint32_t kMonthsOfYear = 12;

std::vector<FacetValue> count_dates(const Matches& matches, const Columns& columns, Facet facet) {
  const std::uint32_t days = facet == Facet::kDay ? kDaysOfMonth : 1;  // numbers of a month
  const std::size_t years =
      columns.first_year == 0 ? 0 : columns.last_year - columns.first_year + 1;
  Counter counter(years * kMonthsOfYear * days);
  for_each_match(matches, columns, [&](Xapian::docid document, std::uint32_t group) {
    const std::uint32_t date = columns.days[document];
    if (date == 0) return;
    const std::uint32_t month =
        (date / 10'000 - columns.first_year) * kMonthsOfYear + date / 100 % 100 - 1;
    counter.count(days == 1 ? month : month * days + date % 100 - 1, group);
  });
  std::vector<FacetValue> values;
  for (std::size_t i = 0; i < counter.counts().size(); ++i) {
    if (counter.counts()[i] == 0) continue;
    const std::size_t month = i / days;
    char date[32];
    std::snprintf(date, sizeof date, "%04zu-%02zu", columns.first_year + month / kMonthsOfYear,
                  month % kMonthsOfYear + 1);
    std::string value = date;
    if (facet == Facet::kDay) {
      std::snprintf(date, sizeof date, "-%02zu", i % days + 1);
      value += date;
    }
    values.push_back({std::move(value), counter.counts()[i]});
  }
  return values;
}

std::vector<FacetValue> count_facet(const Matches& matches, const Columns& columns, Facet facet) {
  switch (facet) {
    case Facet::kSource:
      return count_names(matches, columns, columns.sources);
    case Facet::kAuthor:
      return count_names(matches, columns, columns.authors);
    case Facet::kKeyword:
      return count_names(matches, columns, columns.keywords);
    case Facet::kMonth:
    case Facet::kDay:
      break;
  }
  return count_dates(matches, columns, facet);
}

}  // namespace

std::vector<FacetCounts> count_facets(const Matches& matches, const Columns& columns,
                                      const std::vector<Facet>& facets) {
  std::vector<FacetCounts> counts;
  for (const Facet facet : facets) counts.push_back({facet, count_facet(matches, columns, facet)});
  return counts;
}

}  // namespace fihrist::search
