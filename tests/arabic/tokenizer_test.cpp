// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Where a word begins and ends.

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "arabic/analyzer.h"
#include "arabic/decode.h"
#include "tests/arabic/words_of.h"

namespace fihrist::arabic {
namespace {

struct Row {
  std::string_view rule;
  std::string_view text;
  std::string_view words;
};

constexpr Row kRows[] = {
    // What parts words.
    {"space", "مجلس الأمن", "مجلس|الامن"},
    {"several spaces and a tab", "مجلس  \t الأمن", "مجلس|الامن"},
    {"no-break space", "مجلس\u00A0الأمن", "مجلس|الامن"},
    {"narrow no-break space", "مجلس\u202Fالأمن", "مجلس|الامن"},
    {"zero-width space", "مجلس\u200Bالأمن", "مجلس|الامن"},
    {"line break", "مجلس\nالأمن", "مجلس|الامن"},
    {"line break of Windows", "مجلس\r\nالأمن", "مجلس|الامن"},
    {"comma without a space", "بغداد،دمشق", "بغداد|دمشق"},
    {"semicolon without a space", "بغداد؛دمشق", "بغداد|دمشق"},
    {"question mark", "لماذا؟", "لماذا"},
    {"full stop without a space", "انتهى.وقال", "انتهي|وقال"},
    {"ellipsis", "وقال…ثم", "وقال|ثم"},
    {"slash", "وزير/سفير", "وزير|سفير"},
    {"hyphen", "الروسي-الأوكراني", "الروسي|الاوكراني"},
    {"dash", "موسكو–كييف", "موسكو|كييف"},
    {"guillemets", "«الجزيرة»", "الجزيره"},
    {"straight quotes", "\"الجزيرة\"", "الجزيره"},
    {"curly quotes", "“الجزيرة”", "الجزيره"},
    {"brackets", "(رويترز)", "رويترز"},
    {"hashtag with underscore", "#غزة_الآن", "غزه|الان"},
    {"Latin hashtag with underscore", "#Gaza_Now", "gaza|now"},
    {"emoji", "غزة🇵🇸الآن", "غزه|الان"},
    {"end-of-ayah sign", "قل\u06DDهو", "قل|هو"},
    // What does not.
    {"zero-width non-joiner", "می\u200Cخواهم", "ميخواهم"},
    {"zero-width joiner", "ه\u200Dند", "هند"},
    {"vowel sign inside a word", "مُفَاوَضَات", "مفاوضات"},
    {"tatweel inside a word", "مفـــاوضات", "مفاوضات"},
    // Scripts that scraped text glues.
    {"Latin, then Arabic", "Relatedسفير", "related|سفير"},
    {"Arabic, then Latin", "سفيرRelated", "سفير|related"},
    {"digits, then Arabic", "7أكتوبر", "7|اكتوبر"},
    {"Arabic, then digits", "أكتوبر7", "اكتوبر|7"},
    {"Arabic-Indic digits, then Arabic", "٧أكتوبر", "7|اكتوبر"},
    {"Latin keeps its digits", "F16", "f16"},
    {"Latin keeps digits at its end", "covid19", "covid19"},
    {"digits keep their Latin", "5G", "5g"},
    {"hyphen parts Latin from digits", "F-16", "f|16"},
    {"Cyrillic parts from Latin", "МоскваMoscow", "москва|moscow"},
    // Apostrophes.
    {"apostrophe between Latin letters", "Trump's", "trump's"},
    {"apostrophe at the end of a word", "leaders' summit", "leaders|summit"},
    {"apostrophes as quotes", "'Hamas'", "hamas"},
    {"apostrophe between Arabic letters parts", "عبد'الله", "عبد|الله"},
    // Numbers.
    {"decimal point parts", "3.5", "3|5"},
    {"per cent sign", "٪50", "50"},
    // Nothing.
    {"empty text", "", ""},
    {"spaces only", " \u00A0\n", ""},
    {"punctuation only", "،؟!…", ""},
    {"invisible characters only", "\u200F\u200C", ""},
    {"a vowel sign alone", "\u064E", ""},
    {"tatweel alone", "ـــ", ""},
};

TEST_CASE("text is cut into these words") {
  for (const Row& row : kRows) {
    INFO(row.rule, ": ", row.text);
    CHECK(words_of(row.text) == row.words);
  }
}

TEST_CASE("each word has the script of its letters") {
  struct ScriptRow {
    std::string_view rule;
    std::string_view word;
    Script script;
  };
  constexpr ScriptRow kScripts[] = {
      {"Arabic", "سفير", Script::kArabic},
      {"Persian letters", "گوگل", Script::kArabic},
      {"Latin", "Reuters", Script::kLatin},
      {"Latin with digits behind", "F16", Script::kLatin},
      {"Latin with digits before", "5G", Script::kLatin},
      {"European digits", "2024", Script::kNumber},
      {"Arabic-Indic digits", "٢٠٢٤", Script::kNumber},
      {"Cyrillic", "Москва", Script::kOther},
      {"Hebrew", "ירושלים", Script::kOther},
  };
  for (const ScriptRow& row : kScripts) {
    INFO(row.rule, ": ", row.word);
    const std::vector<Token> tokens = Analyzer().analyze(row.word);
    CHECK(tokens.size() == 1);
    if (tokens.empty()) continue;
    CHECK(tokens[0].script == row.script);
  }
}

TEST_CASE("positions count on from 0, over lines and empty lines") {
  const std::vector<Token> tokens = Analyzer().analyze("قال الوزير\n\nإن اللقاء،\nمثمر");
  REQUIRE(tokens.size() == 5);
  for (std::size_t i = 0; i < tokens.size(); ++i) CHECK(tokens[i].position == i);
}

TEST_CASE("an over-long word is indexed by its first kLongestWord characters") {
  struct LengthRow {
    std::string_view rule;
    std::size_t length;
    std::size_t indexed;
  };
  constexpr LengthRow kLengths[] = {
      {"one less than the limit", Analyzer::kLongestWord - 1, Analyzer::kLongestWord - 1},
      {"at the limit", Analyzer::kLongestWord, Analyzer::kLongestWord},
      {"one over the limit", Analyzer::kLongestWord + 1, Analyzer::kLongestWord},
      {"far over the limit", 1000, Analyzer::kLongestWord},
  };
  for (const LengthRow& row : kLengths) {
    for (const std::string letter : {"ه", "h", "7"}) {
      INFO(row.rule, ", ", letter);
      std::string text;
      for (std::size_t i = 0; i < row.length; ++i) text += letter;
      const std::vector<Token> tokens = Analyzer().analyze(text + " نعم");
      REQUIRE(tokens.size() == 2);
      CHECK(count_characters(tokens[0].exact) == row.indexed);
      CHECK(count_characters(tokens[0].stem) <= row.indexed);
      CHECK(tokens[0].range == ByteRange{0, static_cast<std::uint32_t>(text.size())});
      CHECK(tokens[1].exact == "نعم");
    }
  }
}

}  // namespace
}  // namespace fihrist::arabic
