// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/columns.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "tests/server/small_archive.h"

namespace {

using namespace fihrist;

std::string names_of(const search::NameColumn& column, Xapian::docid document) {
  std::string names;
  for (const std::uint32_t number : column.of(document)) {
    names.append(names.empty() ? "" : "|").append(column.names[number]);
  }
  return names;
}

TEST_CASE("spellings of one name are one name, shown as most articles have it") {
  const testing::SmallArchive archive(
      {{.title = "أ", .source = "وكالة الأنباء"},
       {.title = "ب", .source = "وكالة الانباء"},
       {.title = "ج"},
       {.title = "د", .source = "وكالة الانباء"},
       {.title = "ه", .source = "الميناء", .keywords = "ماء\nنفط\nمَاء"}});
  const search::Columns columns(archive.database(), arabic::Analyzer());
  CHECK(names_of(columns.sources, 1) == "وكالة الانباء");
  CHECK(names_of(columns.sources, 2) == "وكالة الانباء");
  CHECK(names_of(columns.sources, 3).empty());
  CHECK(names_of(columns.sources, 5) == "الميناء");
  CHECK(names_of(columns.keywords, 5) == "ماء|نفط");
  CHECK(names_of(columns.keywords, 1).empty());
  CHECK(columns.sources.names.size() == 3);
}

TEST_CASE("only groups of several articles have a number") {
  const testing::SmallArchive archive(
      {{.title = "أ", .group = 5}, {.title = "ب"}, {.title = "ج", .group = 5}, {.title = "د"}});
  const search::Columns columns(archive.database(), arabic::Analyzer());
  CHECK(columns.groups == std::vector<std::uint32_t>{0, 1, 0, 1, 0});
  CHECK(columns.last_group == 1);
}

TEST_CASE("what is deleted leaves a gap, and an empty archive has nothing") {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  const search::Columns none(database, arabic::Analyzer());
  CHECK(none.documents == 0);
  CHECK(none.sources.of(0).empty());

  Xapian::Document document;
  document.add_value(index::kSourceSlot, "الميناء");
  document.add_value(index::kDaySlot, "20241125");
  document.add_term("a", 3);
  for (int i = 0; i < 3; ++i) database.add_document(document);
  database.delete_document(2);
  const search::Columns columns(database, arabic::Analyzer());
  CHECK(columns.documents == 2);
  CHECK(columns.last == 3);
  CHECK(columns.days == std::vector<std::uint32_t>{0, 20'241'125, 0, 20'241'125});
  CHECK(columns.first_year == 2024);
  CHECK(columns.sources.of(2).empty());
  CHECK(columns.lengths[1] == doctest::Approx(1));
  CHECK(std::isnan(columns.published[1]));
}

}  // namespace
