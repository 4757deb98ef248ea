// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Names that are written as one word or as two: one token either way.

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "arabic/analyzer.h"
#include "tests/arabic/words_of.h"

namespace fihrist::arabic {
namespace {

struct Row {
  std::string_view rule;
  std::string_view text;
  std::string_view words;
};

constexpr Row kJoined[] = {
    {"servant of God", "عبد الله", "عبدالله"},
    {"servant of another name of God", "عبد الفتاح السيسي", "عبدالفتاح|السيسي"},
    {"behind a conjunction", "وعبد الله", "وعبدالله"},
    {"behind a preposition", "لعبد الرحمن", "لعبدالرحمن"},
    {"behind another preposition", "بعبد الرحمن", "بعبدالرحمن"},
    {"a pair of variants.tsv", "نيو يورك", "نيويورك"},
    {"a pair behind a conjunction", "ونيو يورك", "ونيويورك"},
    {"a pair behind a preposition", "بنيو يورك", "بنيويورك"},
    {"a pair whose preferred spelling is another", "سري لانكا", "سريلانكا"},
    {"vowel signs", "عبدُ اللهِ", "عبدالله"},
    {"no-break space", "عبد\u00A0الله", "عبدالله"},
    {"inside a sentence", "قال عبد الله أمس", "قال|عبدالله|امس"},
    {"written as one word", "عبدالله في نيويورك", "عبدالله|في|نيويورك"},
};

constexpr Row kApart[] = {
    {"comma", "عبد، الله", "عبد|الله"},
    {"full stop", "نيو. يورك", "نيو|يورك"},
    {"full stop without a blank", "نيو.يورك", "نيو|يورك"},
    {"hyphen", "نيو-يورك", "نيو|يورك"},
    {"bracket", "عبد (الله)", "عبد|الله"},
    {"underscore of a hashtag", "#عبد_الله", "عبد|الله"},
    {"end of a line", "عبد\nالله", "عبد|الله"},
    {"end of a line", "نيو\nيورك", "نيو|يورك"},
    {"end of a line of Windows", "نيو\r\nيورك", "نيو|يورك"},
    {"an empty line", "نيو\n\nيورك", "نيو|يورك"},
    {"a word between", "عبد من الله", "عبد|من|الله"},
    {"the other order", "يورك نيو", "يورك|نيو"},
    {"servant of no name of God", "عبد لله", "عبد|لله"},
    {"the article before the servant", "العبد الصالح", "العبد|الصالح"},
};

TEST_CASE("two words that are one name become one token") {
  for (const Row& row : kJoined) {
    INFO(row.rule, ": ", row.text);
    CHECK(words_of(row.text) == row.words);
  }
}

TEST_CASE("what stands between two words keeps them apart") {
  for (const Row& row : kApart) {
    INFO(row.rule, ": ", row.text);
    CHECK(words_of(row.text) == row.words);
  }
}

TEST_CASE("the range of a joined name covers both words") {
  struct RangeRow {
    std::string_view rule;
    std::string text;
    std::string shown;
  };
  const RangeRow kRanges[] = {
      {"servant of God", "قال عبد الله أمس", "عبد الله"},
      {"with vowel signs", "قال عبدُ اللهِ أمس", "عبدُ اللهِ"},
      {"behind a conjunction", "قال وعبد الرحمن أمس", "وعبد الرحمن"},
      {"New York", "في نيو يورك، اليوم", "نيو يورك"},
      {"at the end of the text", "في نيو يورك", "نيو يورك"},
      {"second line", "قال\nعبد الله", "عبد الله"},
  };
  for (const RangeRow& row : kRanges) {
    INFO(row.rule, ": ", row.text);
    const std::vector<Token> tokens = Analyzer().analyze(row.text);
    REQUIRE(tokens.size() >= 2);
    const ByteRange range = tokens[1].range;
    CHECK(row.text.substr(range.begin, range.end - range.begin) == row.shown);
  }
}

TEST_CASE("a joined name takes one position") {
  const std::vector<Token> tokens = Analyzer().analyze("زار عبد الله نيو يورك أمس");
  REQUIRE(tokens.size() == 4);
  for (std::size_t i = 0; i < tokens.size(); ++i) CHECK(tokens[i].position == i);
}

TEST_CASE("one name has one key, in one word or in two") {
  const Analyzer analyzer;
  CHECK(analyzer.folded_key("عبد الله") == analyzer.folded_key("عبدالله"));
  CHECK(analyzer.folded_key("نيو يورك") == analyzer.folded_key("نيويورك"));
}

}  // namespace
}  // namespace fihrist::arabic
