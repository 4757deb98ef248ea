// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Whether an index is whole, and what is in it.

#include "indexer/check.h"

#include <doctest/doctest.h>
#include <xapian.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "index/errors.h"
#include "index/schema.h"
#include "tests/indexer/workshop.h"

namespace fihrist::indexer {
namespace {

namespace fs = std::filesystem;

using testing::Workshop;

const arabic::Identity& analysis() { return arabic::built_in_analysis().identity; }

void fill(const Workshop& shop) {
  shop.write(
      "a.jsonl",
      R"({"id":"1","title":"سوق الخضار يفتح","body":"فتح السوق أبوابه صباح اليوم في المدينة.",)"
      R"("source":"القمة","author":"هدى السالم","published":"2024-08-19"})"
      "\n"
      R"({"id":"2","body":"أغلق السوق أبوابه مساء اليوم في المدينة القديمة.","source":"القمّة",)"
      R"("published":"2025-01-02T01:00:00+03:00"})"
      "\n"
      R"({"id":"3","body":"The market opened its doors this morning in the old town, they said.",)"
      R"("source":"Harbour"})");
}

bool tells(const std::vector<std::string>& faults, std::string_view part) {
  for (const std::string& fault : faults) {
    if (fault.find(part) != std::string::npos) return true;
  }
  return false;
}

TEST_CASE("a whole index has no faults") {
  Workshop shop;
  fill(shop);
  const BuildSummary summary = shop.build();
  const CheckReport report = check(shop.index(), analysis());
  CHECK(report.faults.empty());
  CHECK(report.notes.empty());
  CHECK(report.articles == 3);
  CHECK(report.generation == summary.generation);
  CHECK(report.stamp.built_by == "tests");
  CHECK_THROWS_AS(check(shop.sources() / "none", analysis()), index::IndexMissing);
}

TEST_CASE("damage is found and told") {
  Workshop shop;
  fill(shop);
  const fs::path generation = shop.index() / shop.build().generation;
  SUBCASE("bytes of a posting list") {
    const fs::path table = generation / "postlist.glass";
    std::fstream file(table, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(0, std::ios::end);
    const std::string noise(static_cast<std::size_t>(file.tellp()), '\xAA');
    file.seekp(0);
    file.write(noise.data(), static_cast<std::streamsize>(noise.size()));
    file.close();
    CHECK_FALSE(check(shop.index(), analysis()).faults.empty());
  }
  SUBCASE("an article that is not what was stored") {
    Xapian::WritableDatabase database(generation.string(), Xapian::DB_OPEN);
    Xapian::Document document = database.get_document(2);
    document.set_data("id=2\nbody=نص آخر\n");
    database.replace_document(2, document);
    database.commit();
    CHECK(tells(check(shop.index(), analysis()).faults, "`2` (document 2) is not what was stored"));
  }
  SUBCASE("two articles with one id") {
    Xapian::WritableDatabase database(generation.string(), Xapian::DB_OPEN);
    Xapian::Document document = database.get_document(3);
    document.add_boolean_term(index::make_term(index::kIdPrefix, "1"));
    database.replace_document(3, document);
    database.commit();
    CHECK(tells(check(shop.index(), analysis()).faults, "2 articles have the id `1`"));
  }
  SUBCASE("an article that has lost its id") {
    Xapian::WritableDatabase database(generation.string(), Xapian::DB_OPEN);
    Xapian::Document document = database.get_document(1);
    document.remove_term(index::make_term(index::kIdPrefix, "1"));
    database.replace_document(1, document);
    database.commit();
    const CheckReport report = check(shop.index(), analysis());
    CHECK(tells(report.faults, "`1` (document 1) is not found by its id"));
    CHECK(tells(report.faults, "3 articles and 2 ids"));
  }
}

TEST_CASE("what a dead build left is noted") {
  Workshop shop;
  fill(shop);
  shop.build();
  fs::create_directory(shop.index() / "building");
  const CheckReport report = check(shop.index(), analysis());
  CHECK(report.faults.empty());
  CHECK(tells(report.notes, "building"));
}

TEST_CASE("statistics tell what is in an index") {
  Workshop shop;
  fill(shop);
  shop.build();
  const IndexStatistics statistics = indexer::statistics(shop.index(), analysis());
  CHECK(statistics.articles == 3);
  CHECK(statistics.with_title == 1);
  CHECK(statistics.with_author == 1);
  CHECK(statistics.with_date == 2);
  CHECK(statistics.related == 0);
  CHECK(statistics.groups == 3);
  CHECK(statistics.oldest == "2024-08-19");
  CHECK(statistics.newest == "2025-01-02");  // the day in Riyadh, not yet in Greenwich
  CHECK(statistics.years == std::map<std::string, std::uint64_t>{{"2024", 1}, {"2025", 1}});
  CHECK(statistics.languages == std::map<std::string, std::uint64_t>{{"ar", 2}, {"en", 1}});
  // Spellings of one source are one.
  REQUIRE(statistics.sources.size() == 2);
  CHECK(statistics.sources[0] == std::pair<std::string, std::uint64_t>{"القمة", 2});
  CHECK(statistics.sources[1] == std::pair<std::string, std::uint64_t>{"Harbour", 1});
  CHECK(statistics.bytes > 0);
}

}  // namespace
}  // namespace fihrist::indexer
