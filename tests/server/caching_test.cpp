// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/caching.h"

#include <doctest/doctest.h>

#include <string>

using namespace fihrist::http;

TEST_CASE("If-None-Match names a tag by weak comparison") {
  struct Row {
    const char* names;
    bool found;
  };
  const Row rows[] = {
      {"", false},
      {"W/\"a,b\"", true},
      {"\"a,b\"", true},
      {"*", true},
      {" * ", true},
      {"*, \"x\"", false},
      {"\"x\", W/\"a,b\"", true},
      {"\"x\",\"a,b\"", true},
      {",, \"a,b\" ,", true},
      {"\"a\", \"b\"", false},
      {"\"x\"", false},
      {"a,b", false},
      {"\"a,b", false},
      {"w/\"a,b\"", false},
      {"\"A,b\"", false},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.names));
    CHECK(names_tag(row.names, "W/\"a,b\"") == row.found);
  }
}
