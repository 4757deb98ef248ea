// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/query.h"

#include <doctest/doctest.h>

#include <string>

#include "arabic/analyzer.h"

namespace {

using namespace fihrist;

std::string describe(std::string_view text) {
  const arabic::Analyzer analyzer;
  std::string words;
  for (const search::QueryWord& word : search::parse_query(text, analyzer).words) {
    words += (words.empty() ? "" : " ") + word.text + "=" + word.exact;
  }
  return words;
}

}  // namespace

TEST_CASE("a query's words are kept as typed and folded") {
  CHECK(describe("المفاوضات النووية") == "المفاوضات=المفاوضات النووية=النوويه");
  CHECK(describe("  مُتطرفة، پزشكيان! ") == "مُتطرفة=متطرفه پزشكيان=بزشكيان");
  CHECK(describe("مفاوضات والمفاوضات") == "مفاوضات=مفاوضات");  // one stem counts once
  CHECK(describe("F16 ٢٠٢٥") == "F16=f16 ٢٠٢٥=2025");
}

TEST_CASE("any text is a query") {
  const arabic::Analyzer analyzer;
  for (const char* text :
       {"", "   ", "\"\"\"", "()*&^%", "\xff\xfe", "AND OR NOT", "-", "title:"}) {
    INFO(std::string(text));
    const search::ParsedQuery query = search::parse_query(text, analyzer);
    CHECK_NOTHROW(search::match_all(query).get_description());
    CHECK_NOTHROW(search::match_any(query).get_description());
    const bool noted = !query.notes.empty() && query.notes[0] == search::Note::kNoWords;
    CHECK(noted == query.words.empty());
  }
}

TEST_CASE("more words than are searched for are noted") {
  std::string text;
  for (std::size_t i = 0; i <= search::kMostWords; ++i) text += std::to_string(i) + " ";
  const search::ParsedQuery query = search::parse_query(text, arabic::Analyzer());
  CHECK(query.words.size() == search::kMostWords);
  REQUIRE(query.notes.size() == 1);
  CHECK(query.notes[0] == search::Note::kTooManyWords);
}

TEST_CASE("the stem decides, the spelling adds") {
  const auto query = search::parse_query("والمفاوضات", arabic::Analyzer());
  const std::string description = search::match_all(query).get_description();
  CHECK(description.starts_with("Query((Zمفاوض AND_MAYBE 0.4"));
  CHECK(description.ends_with(" * والمفاوضات))"));
}
