// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What may be written in more than one way, and the one spelling that is indexed for all of them.

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "arabic/analyzer.h"

namespace fihrist::arabic {
namespace {

struct Row {
  std::string_view rule;
  std::string_view written;
  std::string_view indexed;
};

// Escapes stand where an editor would show nothing, or would join the sign to its letter.
constexpr Row kRows[] = {
    // Letters of Arabic.
    {"hamza above alef", "أخبار", "اخبار"},
    {"hamza below alef", "إيران", "ايران"},
    {"hamza in the middle of a word", "رأس", "راس"},
    {"alef wasla", "ٱلشمس", "الشمس"},
    {"madda, one character", "\u0622\u0630\u0627\u0631", "اذار"},
    {"madda, alef and a combining sign", "\u0627\u0653\u0630\u0627\u0631", "اذار"},
    {"hamza above, alef and a combining sign", "\u0627\u0654\u062E\u0628\u0627\u0631", "اخبار"},
    {"hamza below, alef and a combining sign", "\u0627\u0655\u064A\u0631\u0627\u0646", "ايران"},
    {"hamza on waw", "مسؤول", "مسوول"},
    {"hamza on waw, waw and a combining sign", "مس\u0648\u0654ول", "مسوول"},
    {"hamza on yeh", "رئيس", "رييس"},
    {"hamza on the line stays", "لقاء", "لقاء"},
    {"teh marbuta", "حكومة", "حكومه"},
    {"teh marbuta, typed as heh", "حكومه", "حكومه"},
    {"open teh stays", "بيروت", "بيروت"},
    {"alef maksura", "مستشفى", "مستشفي"},
    {"final yeh with its dots", "مستشفي", "مستشفي"},
    // Letters from other keyboards, and for foreign sounds.
    {"Farsi yeh", "ا\u06CCران", "ايران"},
    {"keheh", "\u06A9تاب", "كتاب"},
    {"heh with yeh above", "خان\u06C0", "خانه"},
    {"heh goal", "\u06C1ند", "هند"},
    {"heh doachashmee", "\u06BEند", "هند"},
    {"ae of Kurdish", "هند\u06D5", "هنده"},
    {"yeh barree", "عل\u06D2", "علي"},
    {"peh", "\u067Eزشكيان", "بزشكيان"},
    {"tcheh", "\u0686اد", "جاد"},
    {"jeh", "\u0698نيف", "زنيف"},
    {"gaf", "\u06AFوگل", "كوكل"},
    {"veh", "\u06A4يينا", "فيينا"},
    // What stands on or between letters.
    {"tatweel", "العـــراق", "العراق"},
    {"vowel signs", "مُفَاوَضَات", "مفاوضات"},
    {"shadda", "محمّد", "محمد"},
    {"tanween", "خاصةً", "خاصه"},
    {"sukun", "مِصْرُ", "مصر"},
    {"superscript alef", "هٰذا", "هذا"},
    {"zero-width non-joiner", "می\u200Cخواهم", "ميخواهم"},
    {"soft hyphen", "مفاو\u00ADضات", "مفاوضات"},
    {"byte order mark", "\uFEFFبغداد", "بغداد"},
    {"right-to-left mark behind", "بغداد\u200F", "بغداد"},
    {"left-to-right mark inside", "بغ\u200Eداد", "بغداد"},
    {"embedding and its end", "\u202Bبغداد\u202C", "بغداد"},
    {"isolate and its end", "\u2067بغداد\u2069", "بغداد"},
    {"Arabic letter mark", "\u061Cبغداد", "بغداد"},
    // Presentation forms, as PDF files and old terminals have them.
    {"ligature lam-alef", "ا\uFEFBمم", "الامم"},
    {"ligature lam-alef with hamza", "ا\uFEF7مم", "الامم"},
    {"initial, medial and final forms", "\uFEE3\uFEBC\uFEAE", "مصر"},
    {"ligature of the name of God", "\uFDF2", "الله"},
    // Digits.
    {"Arabic-Indic digits", "٢٠٢٤", "2024"},
    {"Persian digits", "۱۴۰۳", "1403"},
    {"European digits", "2024", "2024"},
    {"full-width digits", "２０２４", "2024"},
    // Latin, Greek, Cyrillic.
    {"upper case", "REUTERS", "reuters"},
    {"accent, one character", "Besan\u00E7on", "besancon"},
    {"accent, letter and a combining sign", "Cafe\u0301", "cafe"},
    {"accent on a capital", "\u00C9lys\u00E9e", "elysee"},
    {"full-width letters", "ＵＮ", "un"},
    {"ligature fi", "\uFB01lm", "film"},
    {"Cyrillic upper case", "Москва", "москва"},
    {"Greek upper case", "ΑΘΗΝΑ", "αθηνα"},
};

TEST_CASE("each spelling is indexed as one word in its folded spelling") {
  const Analyzer analyzer;
  for (const Row& row : kRows) {
    INFO(row.rule, ": ", row.written);
    const std::vector<Token> tokens = analyzer.analyze(row.written);
    CHECK(tokens.size() == 1);
    if (tokens.empty()) continue;
    CHECK(tokens[0].exact == row.indexed);
  }
}

TEST_CASE("what is folded once stays as it is") {
  const Analyzer analyzer;
  for (const Row& row : kRows) {
    INFO(row.rule, ": ", row.indexed);
    CHECK(analyzer.folded_key(row.indexed) == row.indexed);
  }
}

TEST_CASE("two spellings of a name have one key") {
  struct Pair {
    std::string_view rule;
    std::string_view one;
    std::string_view other;
  };
  constexpr Pair kPairs[] = {
      {"peh or beh", "مسعود پزشكيان", "مسعود بزشكيان"},
      {"spaces and commas do not count", "  أحمد،\u00A0علي ", "احمد على"},
      {"case does not count", "REUTERS Arabic", "Reuters arabic"},
  };
  const Analyzer analyzer;
  for (const Pair& pair : kPairs) {
    INFO(pair.rule);
    CHECK(analyzer.folded_key(pair.one) == analyzer.folded_key(pair.other));
    CHECK_FALSE(analyzer.folded_key(pair.one).empty());
  }
  CHECK(analyzer.folded_key("مسعود پزشكيان") != analyzer.folded_key("مسعود بارزاني"));
  CHECK(analyzer.folded_key(" ،؟ ").empty());
}

}  // namespace
}  // namespace fihrist::arabic
