// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/query.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>

#include "server/pages/notes.h"
#include "server/search/match_tree.h"
#include "tests/server/parse.h"

namespace {

using namespace fihrist;
using search::Part;
using search::Sign;
using testing::parse;

std::string date(const std::optional<std::chrono::year_month_day>& day) {
  if (!day) return {};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(day->year()),
                static_cast<unsigned>(day->month()), static_cast<unsigned>(day->day()));
  return text;
}

std::string describe(const search::Period& period) {
  return date(period.from) + ".." + date(period.to);
}

std::string describe(const Part& part, const std::vector<search::QueryWord>& words) {
  switch (part.kind) {
    case Part::Kind::kAuthor:
      return "author{" + part.name + "}";
    case Part::Kind::kSource:
      return "source{" + part.name + "}";
    case Part::Kind::kKeyword:
      return "keyword{" + part.name + "}";
    case Part::Kind::kPeriod:
      return "date{" + describe(part.period) + "}";
    default:
      break;
  }
  std::string text;
  for (std::size_t i = part.words.begin; i < part.words.end; ++i) {
    const search::QueryWord& word = words[i];
    if (!text.empty()) text += ' ';
    text += (word.in_title ? "title:" : "") + word.exact + (word.is_prefix ? "*" : "");
    if (word.is_stop_word) text = "[" + text + "]";
  }
  if (part.kind == Part::Kind::kPhrase) text = "\"" + text + "\"";
  if (part.near) text += "~" + std::to_string(*part.near);
  if (!part.instead.empty()) text += "=…";
  return text;
}

// What was understood: units parted by blanks, stop words in [], alternatives in ( | ), notes
// behind an exclamation mark.
std::string understood(std::string_view text, bool exact = false) {
  const search::ParsedQuery query = parse(text, exact);
  std::string all;
  for (const search::Unit& unit : query.units) {
    if (!all.empty()) all += ' ';
    all += unit.sign == Sign::kPlus ? "+" : unit.sign == Sign::kMinus ? "-" : "";
    std::string parts;
    for (const Part& part : unit.any_of) {
      parts += (parts.empty() ? "" : " | ") + describe(part, query.words_of(unit));
    }
    all += unit.any_of.size() > 1 ? "(" + parts + ")" : parts;
  }
  if (!query.period.is_open()) all += (all.empty() ? "" : " ") + describe(query.period);
  if (query.everything) all += (all.empty() ? "" : " ") + std::string("everything");
  for (const search::Note& note : query.notes) all += " !" + pages::code_of(note);
  return all;
}

std::string matched(std::string_view text, bool exact = false) {
  return search::describe(
      search::make_match_tree(parse(text, exact), search::Strictness::kAll, {}));
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("what a person types is understood") {
  struct Row {
    std::string_view rule;
    std::string_view typed;
    std::string_view understood;
  };
  constexpr Row kRows[] = {
      {"words", "المفاوضات النووية", "المفاوضات النوويه"},
      {"marks and foreign letters", "  مُتطرفة، پزشكيان! ", "متطرفه بزشكيان"},
      {"one stem counts once", "مفاوضات والمفاوضات", "مفاوضات"},
      {"digits of any script", "F16 ٢٠٢٥", "f16 2025"},
      {"stop words", "وزير في بغداد", "وزير [في] بغداد"},
      {"stop words alone count", "من هو", "من هو"},
      {"in a phrase they count", "\"في بغداد\"", "\"في بغداد\""},
      {"quotation marks", "«مجلس الأمن»", "\"مجلس الامن\""},
      {"curly ones", "“مجلس الأمن”", "\"مجلس الامن\""},
      {"the last one is missing", "قرار \"مجلس الأمن", "قرار \"مجلس الامن\""},
      {"one word is no phrase", "\"مجلس\" الأمن", "مجلس الامن"},
      {"vowel signs and tatweel in a phrase", "\"مَجـلس الأمن\"", "\"مجلس الامن\""},
      {"two phrases", "\"مجلس الأمن\" \"وقف النار\"", "\"مجلس الامن\" \"وقف النار\""},
      {"closeness", "\"هدنة غزة\"~5", "\"هدنه غزه\"~5"},
      {"closeness in Arabic digits", "\"هدنة غزة\"~٥", "\"هدنه غزه\"~5"},
      {"closeness leaves بن its room", "\"محمد بن سلمان\"~1", "\"محمد سلمان\"~2"},
      {"and ابن", "\"محمد ابن سلمان\"~1", "\"محمد سلمان\"~2"},
      {"but أبو is a part of a name, one with what follows", "\"أبو مازن\"~1", "ابومازن"},
      {"closeness without a number", "\"هدنة غزة\"~", "\"هدنه غزه\" !ignored_operator"},
      {"plus", "+هدنة غزة", "+هدنه غزه"},
      {"a stop word with a plus counts", "+في بغداد", "+في بغداد"},
      {"minus", "غزة -هدنة", "غزه -هدنه"},
      {"minus before a phrase", "غزة -\"وقف النار\"", "غزه -\"وقف النار\""},
      {"minus before a field", "غزة -مصدر:الجزيرة", "غزه -source{الجزيره}"},
      {"minus alone", "-هدنة", "-هدنه everything"},
      {"NOT", "غزة NOT هدنة", "غزه -هدنه"},
      {"a dash between blanks is punctuation", "غزة - هدنة", "غزه هدنه=…"},
      {"a hyphen inside is punctuation", "كوفيد-19", "كوفيد 19=…"},
      {"OR", "هدنة OR تهدئة", "(هدنه | تهديه)"},
      {"أو", "هدنة أو تهدئة", "(هدنه | تهديه)"},
      {"a bar", "هدنة | تهدئة", "(هدنه | تهديه)"},
      {"OR binds closer than blanks", "غزة هدنة أو تهدئة أمس", "غزه (هدنه | تهديه) امس"},
      {"three alternatives", "مصر أو لبنان أو سوريا", "(مصر | لبنان | سوريا)"},
      {"alternatives of phrases", "\"مجلس الأمن\" أو هدنة", "(\"مجلس الامن\" | هدنه)"},
      {"OR at the edge", "OR غزة", "غزه !ignored_operator"},
      {"OR at the other edge", "غزة OR", "غزه !ignored_operator"},
      {"أو at the edge is a word", "غزة أو", "غزه [او]"},
      {"AND says nothing", "غزة AND لبنان", "غزه لبنان"},
      {"parentheses say nothing", "(غزة) لبنان", "غزه لبنان"},
      {"and are told where they would", "(غزة لبنان) أو مصر",
       "غزه (لبنان | مصر) !ignored_operator"},
      {"prefix", "مفاوض*", "مفاوض*"},
      {"punctuation behind the star", "مفاوض*، غزة", "مفاوض* غزه"},
      {"a prefix of one letter is a word", "م* غزة", "م غزه !wildcard_too_short"},
      {"a star inside", "م*ض غزة", "م ض غزه !ignored_operator"},
      {"the star alone", "*", "everything"},
      {"title", "title:هدنة", "title:هدنه"},
      {"عنوان", "عنوان:هدنة غزة", "title:هدنه غزه"},
      {"a phrase in the title", "عنوان:\"وقف النار\"", "\"title:وقف title:النار\""},
      {"words in parentheses", "عنوان:(هدنة غزة)", "title:هدنه title:غزه"},
      {"author", "كاتب:\"سلمى الكيالي\"", "author{سلمي الكيالي} everything"},
      {"a name with its article and a blank", "المصدر: الجزيرة", "source{الجزيره} everything"},
      {"keyword", "وسم:جفاف", "keyword{جفاف} everything"},
      {"after leaves the named month out", "غزة بعد:2024-11", "غزه 2024-12-01.."},
      {"before a year", "غزة قبل:2025", "غزه ..2024-12-31"},
      {"since has it", "غزة منذ:2024-11", "غزه 2024-11-01.."},
      {"until has it", "غزة حتى:2024-02", "غزه ..2024-02-29"},
      {"Arabic digits, slashes", "غزة since:٢٠٢٤/١١/٢٥", "غزه 2024-11-25.."},
      {"a range", "غزة تاريخ:2024-11..2025-01", "غزه 2024-11-01..2025-01-31"},
      {"an open range", "غزة date:..2025-01", "غزه ..2025-01-31"},
      {"two dates", "غزة بعد:2023 قبل:2025", "غزه 2024-01-01..2024-12-31"},
      {"not in a year", "غزة -date:2024", "غزه -date{2024-01-01..2024-12-31}"},
      {"punctuation behind a date", "غزة بعد:2024-11، هدنة", "غزه هدنه=… 2024-12-01.."},
      {"contradictory dates", "غزة قبل:2020 بعد:2024",
       "غزه 2025-01-01..2019-12-31 !contradictory_dates"},
      {"no date", "غزة قبل:أمس", "غزه !bad_date"},
      {"no day of the calendar", "غزة قبل:2023-02-30", "غزه !bad_date"},
      {"an unknown field", "ملخص:غزة", "ملخص غزه !unknown_field"},
      {"a colon in prose", "الوزير: لا هدنة", "الوزير [لا] هدنه=…"},
      {"a time is no field", "الساعة 17:06", "الساعه 17 06"},
      {"an address is no field", "https://example.org", "https example org"},
      {"a field without a value", "غزة source:", "غزه !ignored_operator"},
      {"nothing", "", " !no_words"},
      {"punctuation", "()&^%", " !no_words"},
  };
  for (const Row& row : kRows) {
    INFO(row.rule, ": ", row.typed);
    CHECK(understood(row.typed) == row.understood);
  }
}

TEST_CASE("a question is known by its word or its mark") {
  CHECK(parse("أين تقع بغداد").is_question);
  CHECK(parse("وزير النفط؟").is_question);
  CHECK(parse("who is he?").is_question);
  CHECK_FALSE(parse("وزير النفط").is_question);
  CHECK_FALSE(parse("تصريح من الوزير").is_question);  // من is mostly a preposition
}

TEST_CASE("a phrase prefers the exact form") {
  CHECK(matched("\"مجلس الأمن\"") ==
        "(((Zمجلس MAYBE مجلس) AND (Zامن MAYBE الامن)) FILTER (Zمجلس PHRASE 2 Zامن))");
  CHECK(contains(matched("\"مجلس الأمن\"~3"), "NEAR 5"));
  CHECK(matched("مجلس الوزراء") == "((Zمجلس MAYBE مجلس^0.4) AND (Zوزير MAYBE الوزراء^0.4))");
}

TEST_CASE("with exact, spellings match and stems do not") {
  const std::string query = matched("المفاوضات النووية", true);
  CHECK(contains(query, "المفاوضات"));
  CHECK_FALSE(contains(query, "Z"));
}

TEST_CASE("synonyms stand in for what they replace, at a lower weight") {
  const std::string un = matched("الأمم المتحدة");
  CHECK(contains(un, "PHRASE 2"));  // another name of two words
  CHECK(contains(un, "^0.5"));
  CHECK(understood("قرار الأمم المتحدة") == "قرار الامم المتحده=…");
  CHECK(understood("الأمم المتحدة", true) == "الامم المتحده");
  CHECK(understood("\"الأمم المتحدة\"") == "\"الامم المتحده\"");  // a phrase is meant as it stands
}

TEST_CASE("any text is a query") {
  std::string quotes(1 << 20, '"');
  const std::string_view texts[] = {"",
                                    "   ",
                                    "\"\"\"",
                                    "()*&^%",
                                    "\xff\xfe",
                                    "AND OR NOT",
                                    "-",
                                    "title:",
                                    "«",
                                    "؟",
                                    "+-+-",
                                    "~~5",
                                    "\"~9999999999999999999",
                                    "أو أو أو",
                                    "-(-(\"*",
                                    "date:....",
                                    "-source:",
                                    "NOT NOT NOT",
                                    quotes};
  for (const std::string_view text : texts) {
    INFO(std::string(text.substr(0, 40)));
    for (const bool exact : {false, true}) {
      const search::ParsedQuery query = parse(text, exact);
      for (const auto strictness : {search::Strictness::kAll, search::Strictness::kAny}) {
        CHECK_NOTHROW(search::describe(search::make_match_tree(query, strictness, {})));
      }
      const bool noted = std::any_of(
          query.notes.begin(), query.notes.end(),
          [](const search::Note& note) { return note.kind == search::Note::Kind::kNoWords; });
      CHECK(noted == (query.words.empty() && !query.everything));
    }
  }
}

TEST_CASE("more words than are searched for are noted") {
  std::string text;
  for (std::size_t i = 0; i < 10'000; ++i) text += std::to_string(i) + " ";
  const search::ParsedQuery query = parse(text);
  CHECK(query.words.size() == search::kMostWords);
  REQUIRE(query.notes.size() == 1);
  CHECK(query.notes[0].kind == search::Note::Kind::kTooManyWords);
}

TEST_CASE("fields and notes have their bounds too") {
  std::string names;
  std::string fields;
  for (int i = 0; i < 3000; ++i) {
    names += "author:a" + std::to_string(i) + " ";
    fields += "f:" + std::to_string(i) + "x ab" + std::string(1, static_cast<char>('a' + i % 26)) +
              std::string(1, static_cast<char>('a' + i / 26 % 26)) + ":x ";
  }
  CHECK(parse(names).units.size() == search::kMostWords);
  CHECK(parse(fields).notes.size() <= 10);
}

TEST_CASE("the stem decides, the spelling adds") {
  CHECK(matched("والمفاوضات") == "(Zمفاوض MAYBE والمفاوضات^0.4)");
}
