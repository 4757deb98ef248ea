// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/spelling.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "arabic/analyzer.h"

namespace fihrist {
namespace {

using search::ArchiveWord;
using search::ArchiveWords;
using search::Spelling;

// An archive of 20,000 articles, as far as words go; spelled as in print.
const ArchiveWords& archive() {
  static const ArchiveWords kArchive = [] {
    struct Row {
      const char* spelled;
      std::uint32_t count;
    };
    const Row rows[] = {
        {"في", 19'000},      {"من", 19'500},      {"على", 18'000},     {"الذي", 11'000},
        {"هذا", 9'000},      {"لكن", 6'000},      {"البيت", 900},      {"وزير", 2'500},
        {"الخارجية", 1'900}, {"ظاهرة", 400},      {"ذهب", 600},        {"زراعة", 250},
        {"ثقافة", 300},      {"مدرسة", 500},      {"صورة", 700},       {"السورية", 1'500},
        {"طريق", 900},       {"قطاع", 1'100},     {"القطار", 60},      {"عاصفة", 120},
        {"قراءة", 200},      {"مسؤولون", 800},    {"شيء", 500},        {"مستشفى", 450},
        {"كتبوا", 80},       {"فوائد", 130},      {"الاقتصادية", 950}, {"الحوادث", 300},
        {"توجيههم", 40},     {"حكومة", 1'200},    {"الحكومة", 4'000},  {"والحكومة", 300},
        {"رئيس", 5'000},     {"الرئيس", 6'500},   {"يكتب", 150},       {"تكتب", 90},
        {"المسلمون", 120},   {"المسلمين", 260},   {"كتابه", 220},      {"كتابها", 70},
        {"حضر", 300},        {"حظر", 250},        {"الكرار", 4},       {"القرار", 1'300},
        {"صودر", 3},         {"صدر", 800},        {"الدي", 4},         {"عبدالله", 1'000},
        {"البرلمان", 700},   {"انتخابات", 1'300}, {"الانتخابات", 900}, {"washington", 60},
        {"times", 90},       {"time", 110},       {"facebook", 200},   {"2023", 5'000},
        {"f16", 40},         {"المفاوضات", 800},  {"مفاوضات", 500},    {"التنصت", 25},
        {"النفط", 1'100},    {"الجلسة", 350},     {"اجتماع", 1'200},   {"مهم", 700},
    };
    const arabic::Analyzer analyzer;
    std::vector<ArchiveWord> words;
    for (const Row& row : rows) {
      words.push_back({analyzer.folded_key(row.spelled), row.spelled, row.count});
    }
    return ArchiveWords(std::move(words));
  }();
  return kArchive;
}

// What is offered for a word as it is typed, or an empty string.
std::string correct(std::string_view typed, std::uint32_t count = 0, bool known = false) {
  const Spelling spelling(archive());
  const auto found = spelling.correct(arabic::Analyzer().folded_key(typed), count, known);
  return found ? found->spelled : "";
}

}  // namespace

TEST_CASE("a slip is put right") {
  struct Row {
    std::string rule;
    std::string typed;
    std::string meant;
  };
  const Row rows[] = {
      {"ض for ظ", "ضاهرة", "ظاهرة"},
      {"د for ذ", "دهب", "ذهب"},
      {"ز for ذ", "زهب", "ذهب"},
      {"ذ for ز", "ذراعة", "زراعة"},
      {"س for ث", "سقافة", "ثقافة"},
      {"ت for ث", "تقافة", "ثقافة"},
      {"ص for س", "مدرصة", "مدرسة"},
      {"س for ص", "سورة", "صورة"},
      {"ت for ط", "تريق", "طريق"},
      {"ك for ق", "كطاع", "قطاع"},
      {"غ for ق", "القطاغ", ""},  // not where the word itself is unknown
      {"ا for ع", "اتصفة", ""},   // nor where two slips are too many for a short word
      {"hamza on another seat", "مسئولون", "مسؤولون"},
      {"hamza on the line", "قرائة", "قراءة"},
      {"hamza left out", "شي", ""},  // a word of two letters is never corrected
      {"ا for final ى", "مستشفا", "مستشفى"},
      {"ت for final ة", "حكومت", "حكومة"},
      {"silent alef left out", "كتبو", "كتبوا"},
      {"vowel written that is not", "هاذا", "هذا"},
      {"vowel written that is not", "لاكن", "لكن"},
      {"vowel left out", "فوئد", "فوائد"},
      {"letter left out", "الاقصادية", "الاقتصادية"},
      {"letter twice", "االحوادث", "الحوادث"},
      {"letter twice", "اللذي", "الذي"},
      {"letter once that is twice", "توجيهم", "توجيههم"},
      {"letters swapped", "التصنت", "التنصت"},
      {"letters swapped", "المفاوضتا", "المفاوضات"},
      {"neighbouring key", "البرلنان", "البرلمان"},
      {"neighbouring key as well", "البرلمنان", "البرلمان"},
      {"one dot more", "النقط", "النفط"},
      {"one dot less", "الحلسة", "الجلسة"},
      {"two slips in a long word", "الافتصاديت", "الاقتصادية"},
      {"slip behind a proclitic", "والحكومت", "والحكومة"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.rule);
    CAPTURE(row.typed);
    CHECK(correct(row.typed) == row.meant);
  }
}

TEST_CASE("a right word stays") {
  struct Row {
    std::string rule;
    std::string typed;
    std::uint32_t count;
  };
  const Row rows[] = {
      {"most frequent of its kind", "الرئيس", 6'500},
      {"near a word as frequent", "حضر", 300},
      {"near a word as frequent", "حظر", 250},
      {"rare, of one that is frequent", "صودر", 3},
      {"proclitic left out", "الحكومة", 4'000},
      {"proclitic more", "فالحكومة", 0},
      {"proclitic more", "بانتخابات", 0},
      {"two proclitics more", "وبالانتخابات", 0},
      {"other person of the verb", "نكتب", 0},
      {"other case", "المسلمان", 0},
      {"other pronoun", "كتابهم", 0},
      {"ending more", "مدرستها", 0},
      {"name like no other", "شيفشينكو", 0},
      {"name of few letters", "ميلر", 0},
      {"one letter", "ط", 0},
      {"two letters", "عل", 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.rule);
    CAPTURE(row.typed);
    CHECK(correct(row.typed, row.count) == "");
  }
}

TEST_CASE("a slip that stands in the archive is put right only for a far commoner word") {
  CHECK(correct("الدي", 4) == "الذي");
  CHECK(correct("الدي", 400) == "");
  CHECK(correct("الكرار", 1'000) == "");
}

TEST_CASE("it takes more to correct a word that the analysis knows") {
  CHECK(correct("فوئد", 0, false) == "فوائد");
  CHECK(correct("فوئد", 0, true) == "");
  CHECK(correct("الدي", 4, true) == "الذي");
}

TEST_CASE("words that were run together are parted") {
  struct Row {
    std::string typed;
    std::string meant;
  };
  const Row rows[] = {
      {"فيالبيت", "في البيت"},
      {"وزيرالخارجية", "وزير الخارجية"},
      {"رئيسالحكومة", "رئيس الحكومة"},
      {"رئيسحكومة", "رئيس حكومة"},
      {"منالنفط", "من النفط"},
      {"اجتماعمهم", "اجتماع مهم"},
      {"عبدالله", ""},       // one word of the archive
      {"رئيسبوكين", ""},     // the rest is no word
      {"وزيروزيروزير", ""},  // three words
  };
  for (const Row& row : rows) {
    CAPTURE(row.typed);
    CHECK(correct(row.typed, row.typed == "عبدالله" ? 1'000 : 0) == row.meant);
  }
  const auto found = Spelling(archive()).correct("وزيرالخارجيه", 0);
  REQUIRE(found);
  CHECK(found->exact == "وزير الخارجيه");
}

TEST_CASE("Latin words are corrected, numbers are not") {
  CHECK(correct("Washinton") == "washington");
  CHECK(correct("washingtno") == "washington");
  CHECK(correct("facebok") == "facebook");
  CHECK(correct("tim") == "");  // too short to tell
  CHECK(correct("times", 90) == "");
  CHECK(correct("2032") == "");
  CHECK(correct("20233") == "");
  CHECK(correct("f17") == "");
  CHECK(correct("covid19") == "");
}

TEST_CASE("what is no word is left alone") {
  const Spelling spelling(archive());
  std::string long_word;
  for (int i = 0; i < 1000; ++i) long_word += "ا";
  const std::string rows[] = {
      "",
      long_word,
      std::string(1000, 'a'),
      "\xd8",                  // half a letter
      "\xd8\xa7\xff\xd9\x84",  // a byte that is in no text
      "\xed\xa0\x80",          // half a surrogate pair
      std::string("\0\0\0", 3),
      "ال\x01ذي",
      "ال ذي",
      "الذيwashington",
      "Москва",
      "😀😀😀😀",
      "''''''",
  };
  for (const std::string& row : rows) {
    CAPTURE(row.size());
    CHECK_FALSE(spelling.correct(row, 0));
    CHECK_FALSE(spelling.correct(row, UINT32_MAX));
  }
}

TEST_CASE("an archive without words corrects nothing") {
  const ArchiveWords none;
  const Spelling spelling(none);
  CHECK_FALSE(spelling.correct("الدكري", 0));
}

TEST_CASE("of equal words, the same is chosen each time") {
  const ArchiveWords one({{"بحرين", "بحرين", 50}, {"بحرير", "بحرير", 50}, {"بحريل", "بحريل", 50}});
  const ArchiveWords other(
      {{"بحريل", "بحريل", 50}, {"بحرير", "بحرير", 50}, {"بحرين", "بحرين", 50}});
  for (const char* typed : {"بحريخ", "بحرني", "ببحرين", "بحريص"}) {
    CAPTURE(typed);
    const auto first = Spelling(one).correct(typed, 0);
    const auto second = Spelling(other).correct(typed, 0);
    REQUIRE(first.has_value() == second.has_value());
    if (first) CHECK(first->exact == second->exact);
  }
}

TEST_CASE("the cost of a slip") {
  const auto cost = [](std::string_view typed, std::string_view meant) {
    return search::slip_cost(*search::letter_codes(typed), *search::letter_codes(meant), 1000);
  };
  CHECK(cost("قطاع", "قطاع") == 0);
  CHECK(cost("ضاهره", "ظاهره") == search::kLeastSlip);
  // Two slips cost what both cost.
  CHECK(cost("ضاهرت", "ظاهره") == cost("ضاهره", "ظاهره") + cost("ظاهرت", "ظاهره"));
  // Letters that are alike are nearer than others, and swapped ones nearer than two changed ones.
  CHECK(cost("دهب", "ذهب") < cost("مهب", "ذهب"));
  CHECK(cost("ابحر", "بحار") > cost("بحرا", "بحار"));
  // More than two letters apart is far.
  CHECK(cost("قطا", "قطاعات") > 1000);
}

}  // namespace fihrist
