// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// A word found must be shown as it stands in the original: no byte too few, none too many.

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "arabic/analyzer.h"

namespace fihrist::arabic {
namespace {

using namespace std::string_literals;

std::string original(const std::string& text, const Token& token) {
  return text.substr(token.range.begin, token.range.end - token.range.begin);
}

struct Row {
  std::string_view rule;
  std::string text;
  std::size_t word;  // which, from 0
  std::string shown;
};

const Row kRows[] = {
    {"a plain word", "قال الوزير أمس", 1, "الوزير"},
    {"first word", "قال الوزير", 0, "قال"},
    {"last word before a full stop", "قال الوزير.", 1, "الوزير"},
    {"trailing tanween", "وأكد خاصةً أن", 1, "خاصةً"},
    {"trailing tanween at the end of the text", "خاصةً", 0, "خاصةً"},
    {"shadda and a vowel sign on the last letter", "أنّ الحكومة", 0, "أنّ"},
    {"vowel signs throughout", "في مُفَاوَضَاتٍ جديدة", 1, "مُفَاوَضَاتٍ"},
    {"tatweel inside", "في العـــراق اليوم", 1, "العـــراق"},
    {"trailing tatweel", "سلامـــ عليكم", 0, "سلامـــ"},
    {"madda as a combining sign", "في \u0627\u0653ذار", 1, "\u0627\u0653ذار"},
    {"presentation forms", "في \uFEE3\uFEBC\uFEAE اليوم", 1, "\uFEE3\uFEBC\uFEAE"},
    {"ligature lam-alef at the end", "قال ك\uFEFB ثم", 1, "ك\uFEFB"},
    {"ligature lam-alef at the start", "قال \uFEFBجئ ثم", 1, "\uFEFBجئ"},
    {"zero-width non-joiner inside", "و می\u200Cخواهم و", 1, "می\u200Cخواهم"},
    {"bidi marks around are left out", "\u202Bبغداد\u202C اليوم", 0, "بغداد"},
    {"guillemets are left out", "قناة «الجزيرة» اليوم", 1, "الجزيرة"},
    {"hash of a hashtag is left out", "عن #غزة_الآن", 1, "غزة"},
    {"second word of a hashtag", "عن #غزة_الآن", 2, "الآن"},
    {"glued scripts, the Latin word", "Relatedسفير", 0, "Related"},
    {"glued scripts, the Arabic word", "Relatedسفير", 1, "سفير"},
    {"apostrophe", "said Trump's aide", 1, "Trump's"},
    {"accent as a combining sign", "le Cafe\u0301 noir", 1, "Cafe\u0301"},
    {"Arabic-Indic digits", "عام ٢٠٢٤ م", 1, "٢٠٢٤"},
    {"second line", "قال الوزير\nأمس الأول", 2, "أمس"},
    {"behind an emoji", "🇵🇸 غزة", 0, "غزة"},
    {"behind a byte that is no UTF-8", "\xFF بغداد"s, 0, "بغداد"},
    {"glued to a byte that is no UTF-8",
     "\xFF"
     "بغداد",
     0, "بغداد"},
    {"behind a character cut short", "\xD8 بغداد"s, 0, "بغداد"},
    {"behind a character of three bytes cut short", "\xE2\x80 بغداد"s, 0, "بغداد"},
    {"behind an overlong form", "\xC0\xAF بغداد"s, 0, "بغداد"},
    {"behind a surrogate", "\xED\xA0\x80 بغداد"s, 0, "بغداد"},
    {"before a character cut short at the end", "في بغداد\xD8"s, 1, "بغداد"},
    {"behind a NUL", "\0 بغداد"s, 0, "بغداد"},
};

TEST_CASE("a token's range is the whole word of the original") {
  for (const Row& row : kRows) {
    INFO(row.rule, ": ", row.text);
    const std::vector<Token> tokens = Analyzer().analyze(row.text);
    CHECK(tokens.size() > row.word);
    if (tokens.size() <= row.word) continue;
    CHECK(original(row.text, tokens[row.word]) == row.shown);
  }
}

bool is_border(std::string_view text, std::uint32_t offset) {
  return offset == text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0U) != 0x80U;
}

// Ranges ascend, do not overlap, hold at least one byte, and begin and end between characters.
void check_ranges(const std::string& text) {
  INFO(text);
  std::uint32_t end = 0;
  for (const Token& token : Analyzer().analyze(text)) {
    INFO(token.exact);
    CHECK(token.range.begin >= end);
    CHECK(token.range.end > token.range.begin);
    REQUIRE(token.range.end <= text.size());
    CHECK(is_border(text, token.range.begin));
    CHECK(is_border(text, token.range.end));
    end = token.range.end;
  }
}

TEST_CASE("ranges ascend, do not overlap and lie on character borders") {
  const std::string kTexts[] = {
      "قال وزير الخارجية الإيراني عباس عراقجي، إن المفاوضات ستُستأنف في 25 نوفمبر/تشرين الثاني.",
      "وأكّدَ «المصدر» أنَّ اللقاءَ كانَ إيجابيّاً جدّاً؛ خاصةً بعد ٧أكتوبر ٢٠٢٣!",
      "Relatedسفير F16 #غزة_الآن Trump's «Reuters»\u00A0العـــراق\u200Bبغداد می\u200Cخواهم",
      "\uFEFFا\uFEFBمم \uFEE3\uFEBC\uFEAE ا\u0653ذار Cafe\u0301 \uFB01lm",
      "أولا\n\nثانيا\r\nثالثا\n",
      "\u064Eحركة في الأول وفي الآخر\u064E ـ و ـــ",
  };
  for (const std::string& text : kTexts) {
    CHECK(Analyzer().analyze(text).size() >= 3);
    check_ranges(text);
  }
  for (const Row& row : kRows) check_ranges(row.text);
}

TEST_CASE("a word in its own range is the same word") {
  const std::string text =
      "وأكّدَ «المصدر» أنَّ المفاوضاتِ في العـــراق، خاصةً بعد ٧أكتوبر، «مثمرة» ا\uFEFBمم F16";
  const std::vector<Token> tokens = Analyzer().analyze(text);
  REQUIRE(tokens.size() == 13);
  for (const Token& token : tokens) {
    const std::vector<Token> alone = Analyzer().analyze(original(text, token));
    REQUIRE(alone.size() == 1);
    CHECK(alone[0].exact == token.exact);
    CHECK(alone[0].stem == token.stem);
  }
}

}  // namespace
}  // namespace fihrist::arabic
