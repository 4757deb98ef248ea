// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/facet_counts.h"

#include <doctest/doctest.h>

#include <chrono>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "server/search/index_memory.h"
#include "tests/server/small_archive.h"

namespace {

using namespace fihrist;
using search::Facet;

search::Matches everything(const testing::SmallArchive& archive, search::IndexMemory& memory,
                           bool collapse, search::Sort sort = search::Sort::kNewest) {
  search::TimeLimit limit{std::chrono::steady_clock::now() + std::chrono::hours(1)};
  search::MatchTree tree;
  tree.kind = search::MatchTree::Kind::kEverything;
  const search::Ranking ranking;
  search::Scorer scorer(tree, ranking, archive.database(), memory, limit);
  return search::collect(scorer, memory.columns, {sort, collapse, 10, std::nullopt}, limit);
}

// `value=count`, parted by blanks.
std::string counted(const search::Matches& matches, const search::Columns& columns, Facet facet) {
  std::string all;
  const std::vector<search::FacetCounts> counts = search::count_facets(matches, columns, {facet});
  REQUIRE(counts.size() == 1);
  for (const search::FacetValue& value : counts[0].values) {
    if (!all.empty()) all += ' ';
    all += value.value + "=" + std::to_string(value.count);
  }
  return all;
}

// Five articles, of which the first three tell one story; the later the newer.
testing::SmallArchive archive() {
  return testing::SmallArchive(
      {{.title = "أ", .source = "الميناء", .keywords = "ماء\nنفط", .group = 7},
       {.title = "ب", .source = "الميناء", .keywords = "ماء", .group = 7},
       {.title = "ج", .source = "الواحة", .keywords = "قمح", .group = 7},
       {.title = "د", .source = "الواحة", .keywords = "ماء"},
       {.title = "ه", .source = "", .keywords = ""}});
}

TEST_CASE("a story counts once for each value that one of its articles has") {
  const testing::SmallArchive five = archive();
  search::IndexMemory memory(five.database(), arabic::Analyzer(), 1 << 20);
  const search::Matches stories = everything(five, memory, true);
  CHECK(stories.results == 3);
  CHECK(stories.documents == 5);
  CHECK(counted(stories, memory.columns, Facet::kSource) == "الواحة=2 الميناء=1");
  CHECK(counted(stories, memory.columns, Facet::kKeyword) == "ماء=2 قمح=1 نفط=1");

  const search::Matches articles = everything(five, memory, false);
  CHECK(articles.results == 5);
  CHECK(counted(articles, memory.columns, Facet::kSource) == "الميناء=2 الواحة=2");
  CHECK(counted(articles, memory.columns, Facet::kKeyword) == "ماء=3 قمح=1 نفط=1");
}

TEST_CASE("of a story the first article by the order that is asked for is shown") {
  const testing::SmallArchive five = archive();
  search::IndexMemory memory(five.database(), arabic::Analyzer(), 1 << 20);
  const auto documents = [&](search::Sort sort) {
    std::vector<Xapian::docid> shown;
    for (const search::Match& match : everything(five, memory, true, sort).best) {
      shown.push_back(match.document);
    }
    return shown;
  };
  CHECK(documents(search::Sort::kNewest) == std::vector<Xapian::docid>{5, 4, 3});
  CHECK(documents(search::Sort::kOldest) == std::vector<Xapian::docid>{1, 4, 5});
  // Without scores the first document is the first.
  CHECK(documents(search::Sort::kRelevance) == std::vector<Xapian::docid>{1, 4, 5});
}

TEST_CASE("freshness halves with the age, and what comes from the future is new") {
  constexpr double kDay = 86'400;
  const search::Freshness freshness{7, 100 * kDay, 4};
  CHECK(freshness.of(100 * kDay) == doctest::Approx(4));
  CHECK(freshness.of(93 * kDay) == doctest::Approx(2));
  CHECK(freshness.of(86 * kDay) == doctest::Approx(1));
  CHECK(freshness.of(200 * kDay) == doctest::Approx(4));
  CHECK(freshness.of(std::numeric_limits<double>::quiet_NaN()) == 0);
}

}  // namespace
