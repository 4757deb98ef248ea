// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/pages/alternatives.h"

#include <doctest/doctest.h>

#include <string>

TEST_CASE("a query without its operators keeps its words") {
  struct Row {
    const char* query;
    const char* words;
  };
  const Row rows[] = {
      {"سد النهضة", "سد النهضة"},
      {"\"سد النهضة\"~2 -إثيوبيا", "سد النهضة"},
      {"+مياه OR نيل أو سد*", "مياه نيل سد"},
      {"عنوان:سد مصدر:\"وكالة الأنباء\" بعد:2024-11", "سد وكالة الأنباء"},
      {"«سد» “مأرب”", "سد مأرب"},
      {"-\"وكالة الأنباء\" قمة", "قمة"},
      {"2024 5+1", "2024 5+1"},
      {"-كل -شيء", ""},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.query));
    CHECK(fihrist::pages::without_operators(row.query) == row.words);
  }
}

TEST_CASE("only what narrows a search is taken away, one thing at a time") {
  using Kind = fihrist::pages::Alternative::Kind;
  fihrist::search::SearchRequest request;
  request.query = "سد";
  CHECK(fihrist::pages::alternatives(request).empty());
  request.exact = true;
  request.filters.sources = {"القمة"};
  request.page = 3;
  const auto found = fihrist::pages::alternatives(request);
  REQUIRE(found.size() == 2);
  CHECK(found[0].kind == Kind::kWithoutFilters);
  CHECK(!found[0].search.filters.any());
  CHECK(found[0].search.exact);
  CHECK(found[0].search.page == 1);
  CHECK(found[1].kind == Kind::kWithoutExact);
  CHECK(found[1].search.filters.any());
  CHECK(!found[1].search.exact);
  // Filters alone are the whole search.
  request = {};
  request.filters.sources = {"القمة"};
  CHECK(fihrist::pages::alternatives(request).empty());
}
