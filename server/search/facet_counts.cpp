// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/facet_counts.h"

#include <algorithm>
#include <bit>
#include <cstdio>
#include <string>
#include <vector>

namespace fihrist::search {
namespace {

bool has(const Matches& matches, Xapian::docid document) {
  return (matches.matched[document / Block::kWordBits] >> (document % Block::kWordBits) & 1) != 0;
}

// What facets are counted of.
struct Results {
  const Matches& matches;
  const Columns& columns;
  std::vector<Xapian::docid> alone;   // documents that are a result each
  std::vector<std::uint32_t> groups;  // of which several documents match
};

Results results_of(const Matches& matches, const Columns& columns) {
  Results results{matches, columns, {}, {}};
  results.alone.reserve(matches.results);
  const bool collapse = !matches.of_group.empty();
  for (std::size_t i = 0; i < matches.matched.size(); ++i) {
    for (std::uint64_t left = matches.matched[i]; left != 0; left &= left - 1) {
      const auto document = static_cast<Xapian::docid>(
          i * Block::kWordBits + static_cast<std::size_t>(std::countr_zero(left)));
      if (collapse && matches.of_group[columns.groups[document]] > 1) continue;
      results.alone.push_back(document);
    }
  }
  for (std::uint32_t group = 1; group < matches.of_group.size(); ++group) {
    if (matches.of_group[group] > 1) results.groups.push_back(group);
  }
  return results;
}

// How many results have each number. numbers_of(document, add) calls add(number) for each number of
// a document.
template <typename NumbersOf>
std::vector<std::uint32_t> count_numbers(const Results& results, std::size_t numbers,
                                         NumbersOf numbers_of) {
  std::vector<std::uint32_t> counts(numbers);
  for (const Xapian::docid document : results.alone) {
    numbers_of(document, [&](std::uint32_t number) { ++counts[number]; });
  }
  // A group counts once for each number that one of its documents has.
  std::vector<std::uint32_t> of_group;
  for (const std::uint32_t group : results.groups) {
    of_group.clear();
    for (const Xapian::docid document : results.columns.documents_of(group)) {
      if (!has(results.matches, document)) continue;
      numbers_of(document, [&](std::uint32_t number) { of_group.push_back(number); });
    }
    std::sort(of_group.begin(), of_group.end());
    const auto end = std::unique(of_group.begin(), of_group.end());
    std::for_each(of_group.begin(), end, [&](std::uint32_t number) { ++counts[number]; });
  }
  return counts;
}

std::vector<FacetValue> count_names(const Results& results, const NameColumn& column) {
  const std::vector<std::uint32_t> counts =
      count_numbers(results, column.names.size(), [&](Xapian::docid document, auto add) {
        for (const std::uint32_t number : column.of(document)) add(number);
      });
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0) numbers.push_back(i);
  }
  const std::size_t most = std::min(kMostFacetValues, numbers.size());
  std::partial_sort(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(most),
                    numbers.end(), [&](std::uint32_t one, std::uint32_t other) {
                      const std::uint32_t first = counts[one];
                      const std::uint32_t second = counts[other];
                      return first != second ? first > second
                                             : column.names[one] < column.names[other];
                    });
  std::vector<FacetValue> values;
  for (std::size_t i = 0; i < most; ++i) {
    values.push_back({column.names[numbers[i]], counts[numbers[i]]});
  }
  return values;
}

// Dates are numbered by a calendar in which each month has 31 days, from the archive's first year.
constexpr std::uint32_t kDaysOfMonth = 31;
constexpr std::uint32_t kMonthsOfYear = 12;

std::vector<FacetValue> count_dates(const Results& results, Facet facet) {
  const Columns& columns = results.columns;
  const std::uint32_t days = facet == Facet::kDay ? kDaysOfMonth : 1;  // numbers of a month
  const std::size_t years =
      columns.first_year == 0 ? 0 : columns.last_year - columns.first_year + 1;
  const std::vector<std::uint32_t> counts =
      count_numbers(results, years * kMonthsOfYear * days, [&](Xapian::docid document, auto add) {
        const std::uint32_t date = columns.days[document];
        if (date == 0) return;
        const std::uint32_t month =
            (date / 10'000 - columns.first_year) * kMonthsOfYear + date / 100 % 100 - 1;
        add(days == 1 ? month : month * days + date % 100 - 1);
      });
  std::vector<FacetValue> values;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    const std::size_t month = i / days;
    char date[32];
    std::snprintf(date, sizeof date, "%04zu-%02zu", columns.first_year + month / kMonthsOfYear,
                  month % kMonthsOfYear + 1);
    std::string value = date;
    if (facet == Facet::kDay) {
      std::snprintf(date, sizeof date, "-%02zu", i % days + 1);
      value += date;
    }
    values.push_back({std::move(value), counts[i]});
  }
  return values;
}

std::vector<FacetValue> count_facet(const Results& results, Facet facet) {
  switch (facet) {
    case Facet::kSource:
      return count_names(results, results.columns.sources);
    case Facet::kAuthor:
      return count_names(results, results.columns.authors);
    case Facet::kKeyword:
      return count_names(results, results.columns.keywords);
    case Facet::kMonth:
    case Facet::kDay:
      break;
  }
  return count_dates(results, facet);
}

}  // namespace

std::vector<FacetCounts> count_facets(const Matches& matches, const Columns& columns,
                                      const std::vector<Facet>& facets) {
  if (facets.empty()) return {};
  const Results results = results_of(matches, columns);
  std::vector<FacetCounts> counts;
  for (const Facet facet : facets) counts.push_back({facet, count_facet(results, facet)});
  return counts;
}

}  // namespace fihrist::search
