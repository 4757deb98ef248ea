// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/query.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "tests/server/parse.h"

namespace {

using namespace fihrist;
using testing::parse;

// The words of a query: `typed=exact`, in [] where they say little, in "" where they are a phrase.
std::string describe(std::string_view text) {
  std::string words;
  for (const search::QueryWord& word : parse(text).words) {
    std::string one = word.text + "=" + word.exact;
    if (word.is_stop_word) one = "[" + one + "]";
    if (word.in_phrase) one = "\"" + one + "\"";
    words += (words.empty() ? "" : " ") + one;
  }
  return words;
}

std::string matched(std::string_view text, bool exact = false) {
  return search::match_all(parse(text, exact), {}).get_description();
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a query's words are kept as typed and folded") {
  CHECK(describe("المفاوضات النووية") == "المفاوضات=المفاوضات النووية=النوويه");
  CHECK(describe("  مُتطرفة، پزشكيان! ") == "مُتطرفة=متطرفه پزشكيان=بزشكيان");
  CHECK(describe("مفاوضات والمفاوضات") == "مفاوضات=مفاوضات");  // one stem counts once
  CHECK(describe("F16 ٢٠٢٥") == "F16=f16 ٢٠٢٥=2025");
}

TEST_CASE("stop words are told from words that say something") {
  CHECK(describe("وزير في بغداد") == "وزير=وزير [في=في] بغداد=بغداد");
  CHECK(describe("من هو") == "من=من هو=هو");                       // nothing else: they count
  CHECK(describe("\"في بغداد\"") == "\"في=في\" \"بغداد=بغداد\"");  // and in a phrase
}

TEST_CASE("a question is known by its word or its mark") {
  CHECK(parse("أين تقع بغداد").is_question);
  CHECK(parse("وزير النفط؟").is_question);
  CHECK(parse("who is he?").is_question);
  CHECK_FALSE(parse("وزير النفط").is_question);
  CHECK_FALSE(parse("تصريح من الوزير").is_question);  // من is mostly a preposition
}

TEST_CASE("quotation marks of every kind make a phrase") {
  for (const std::string_view text :
       {"\"مجلس الأمن\"", "«مجلس الأمن»", "“مجلس الأمن”", "„مجلس الأمن“", "\"مجلس الأمن"}) {
    INFO(std::string(text));
    const search::ParsedQuery query = parse(text);
    REQUIRE(query.phrases.size() == 1);
    CHECK(query.phrases[0].begin == 0);
    CHECK(query.phrases[0].end == 2);
    CHECK(contains(matched(text), "PHRASE 2"));
  }
  CHECK(parse("\"مجلس\" الأمن").phrases.empty());  // one word is no phrase
  CHECK(parse("قرار \"مجلس الأمن\" أمس").phrases.size() == 1);
  CHECK(parse("\"مجلس الأمن\" \"وقف النار\"").phrases.size() == 2);
}

TEST_CASE("a phrase prefers the exact form") {
  CHECK(contains(matched("\"مجلس الأمن\""), "1 * الامن"));
  CHECK(contains(matched("مجلس الوزراء"), "0.4"));
  CHECK_FALSE(contains(matched("مجلس الوزراء"), "1 * "));
}

TEST_CASE("with exact, spellings match and stems do not") {
  const std::string query = matched("المفاوضات النووية", true);
  CHECK(contains(query, "المفاوضات"));
  CHECK_FALSE(contains(query, "Z"));
}

TEST_CASE("synonyms stand in for what they replace, at a lower weight") {
  const std::string un = matched("الأمم المتحدة");
  CHECK(contains(un, "PHRASE 2"));  // another name of two words
  CHECK(contains(un, "0.5 *"));
  CHECK(parse("الأمم المتحدة", true).synonyms.empty());
  REQUIRE(parse("قرار الأمم المتحدة").synonyms.size() == 1);
  CHECK(parse("قرار الأمم المتحدة").synonyms[0].of.begin == 1);
  CHECK(parse("قرار الأمم المتحدة").synonyms[0].of.end == 3);
  CHECK(parse("\"الأمم المتحدة\"").synonyms.empty());  // a phrase is meant as it stands
}

TEST_CASE("any text is a query") {
  for (const char* text :
       {"", "   ", "\"\"\"", "()*&^%", "\xff\xfe", "AND OR NOT", "-", "title:", "«", "؟"}) {
    INFO(std::string(text));
    for (const bool exact : {false, true}) {
      const search::ParsedQuery query = parse(text, exact);
      CHECK_NOTHROW(search::match_all(query, {}).get_description());
      CHECK_NOTHROW(search::match_any(query, {}).get_description());
      const bool noted = !query.notes.empty() && query.notes[0].kind == search::Note::Kind::kNoWords;
      CHECK(noted == query.words.empty());
    }
  }
}

TEST_CASE("more words than are searched for are noted") {
  std::string text;
  for (std::size_t i = 0; i <= search::kMostWords; ++i) text += std::to_string(i) + " ";
  const search::ParsedQuery query = parse(text);
  CHECK(query.words.size() == search::kMostWords);
  REQUIRE(query.notes.size() == 1);
  CHECK(query.notes[0].kind == search::Note::Kind::kTooManyWords);
}

TEST_CASE("the stem decides, the spelling adds") {
  const std::string description = matched("والمفاوضات");
  CHECK(contains(description, "Zمفاوض AND_MAYBE 0.4"));
  CHECK(contains(description, " * والمفاوضات"));
}
