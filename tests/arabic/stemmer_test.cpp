// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Which words are found by which: groups of words with one stem, and words that must not meet.

#include "arabic/stemmer.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "arabic/analyzer.h"

namespace fihrist::arabic {
namespace {

// The stem of a text of one word; empty if it is not one word.
std::string stem_of(std::string_view word) {
  const std::vector<Token> tokens = Analyzer().analyze(word);
  return tokens.size() == 1 ? tokens[0].stem : std::string();
}

struct Group {
  std::string_view rule;
  std::vector<std::string_view> words;
};

const Group kGroups[] = {
    {"article and conjunction", {"مفاوضات", "المفاوضات", "والمفاوضات", "فالمفاوضات", "ومفاوضات"}},
    {"preposition with the article",
     {"مفاوضات", "للمفاوضات", "وللمفاوضات", "بالمفاوضات", "وبالمفاوضات", "كالمفاوضات"}},
    {"feminine, its plural and the masculine plural",
     {"مفاوضات", "مفاوضة", "المفاوضة", "المفاوضين", "مفاوضون", "مفاوض"}},
    {"nisba of a country", {"إيران", "إيراني", "الإيراني", "إيرانية", "الإيرانية", "والإيرانية"}},
    {"nisba of a people", {"فلسطين", "فلسطيني", "الفلسطيني", "الفلسطينية"}},
    {"nisba of an institution", {"برلمان", "البرلمان", "برلماني", "البرلمانية"}},
    {"adjective in all its forms", {"متطرف", "متطرفة", "المتطرفة", "المتطرفين", "متطرفون"}},
    {"masculine plural, both cases", {"مسؤول", "مسؤولون", "مسؤولين", "المسؤولين", "مسؤولة"}},
    {"dual, both cases", {"دولة", "دولتان", "دولتين", "الدولتين"}},
    {"feminine plural", {"انتخابات", "الانتخابات", "انتخابية", "الانتخابية", "انتخابيات"}},
    {"attached pronoun", {"رئيس", "رئيسه", "رئيسها", "رئيسهم", "رئيسهما", "الرئيس"}},
    {"tanween on alef", {"مباشر", "مباشرا", "مباشرة", "المباشرة"}},
    {"nisba of an institution, plural", {"برلمان", "برلمانيون", "البرلمانيين"}},
    {"nisba of a people, plural", {"فلسطين", "فلسطينيون", "الفلسطينيين"}},
    {"a first letter that looks like the conjunction", {"وزارة", "الوزارة", "وزارات", "والوزارة"}},
    {"hamza left out", {"الإيرانية", "الايرانية", "الإيرانيه"}},
    {"vowel signs do not count", {"مُفَاوَضَاتٌ", "مفاوضات", "المُفاوَضات"}},
    {"English number", {"negotiation", "negotiations", "Negotiations"}},
    {"English possessive", {"Trump", "Trump's", "TRUMP"}},
    {"English verb", {"attack", "attacks", "attacked", "attacking"}},
};

TEST_CASE("the words of a group share one stem") {
  for (const Group& group : kGroups) {
    const std::string stem = stem_of(group.words.front());
    CHECK_FALSE(stem.empty());
    for (std::string_view word : group.words) {
      INFO(group.rule, ": ", group.words.front(), " and ", word);
      CHECK(stem_of(word) == stem);
    }
  }
}

TEST_CASE("these pairs stay apart") {
  struct Pair {
    std::string_view rule;
    std::string_view one;
    std::string_view other;
  };
  constexpr Pair kPairs[] = {
      {"two countries", "إيران", "العراق"},
      {"two countries with one ending", "لبنان", "إيران"},
      {"beh is no preposition", "بغداد", "غداد"},
      {"kaf is no preposition", "كتاب", "تاب"},
      {"waw of three letters", "وطن", "طن"},
      {"a root's noun and its doer", "كتاب", "كاتب"},
      {"broken plural", "كتاب", "كتب"},
      {"conference and talks", "مؤتمر", "مفاوضات"},
      {"seen and sad", "سيف", "صيف"},
      {"state and role", "دولة", "دور"},
      {"minister and Negev", "وزير", "نزير"},
      {"English words with one beginning", "nation", "negotiation"},
  };
  for (const Pair& pair : kPairs) {
    INFO(pair.rule, ": ", pair.one, " and ", pair.other);
    CHECK_FALSE(stem_of(pair.one).empty());
    CHECK(stem_of(pair.one) != stem_of(pair.other));
  }
}

TEST_CASE("these words are their own stem, but for the folding") {
  struct Row {
    std::string_view rule;
    std::string_view word;
    std::string_view stem;
  };
  constexpr Row kRows[] = {
      {"beh of the root", "بغداد", "بغداد"},
      {"beh of the root", "بيروت", "بيروت"},
      {"waw of the root", "وزير", "وزير"},
      {"waw of the root", "وطن", "وطن"},
      {"waw of the root", "وقف", "وقف"},
      {"lam of the root", "لقاء", "لقاء"},
      {"lam of the root, and an ending of the root", "لبنان", "لبنان"},
      {"kaf of the root", "كتاب", "كتاب"},
      {"feh of the root", "فريق", "فريق"},
      {"alef and lam of the root", "الان", "الان"},
      {"article before too short a word", "الى", "الي"},
      {"ending of the root", "إيران", "ايران"},
      {"ending of the root", "حزب", "حزب"},
      {"three letters", "مصر", "مصر"},
      {"three letters with teh marbuta", "غزة", "غزه"},
      {"three letters with yeh", "علي", "علي"},
      {"two letters", "من", "من"},
      {"one letter", "و", "و"},
  };
  for (const Row& row : kRows) {
    INFO(row.rule, ": ", row.word);
    CHECK(stem_of(row.word) == row.stem);
  }
}

TEST_CASE("these words keep their first letter") {
  constexpr std::string_view kWords[] = {"بغداد",  "وزير",  "لقاء",  "كتاب",     "بيروت",
                                         "فلسطين", "لبنان", "باريس", "بريطانيا", "كوريا",
                                         "فرنسا",  "ليبيا", "كويت",  "وفد"};
  for (std::string_view word : kWords) {
    INFO(word);
    const std::string stem = stem_of(word);
    REQUIRE(stem.size() >= 2);
    CHECK(stem.substr(0, 2) == std::string(word).substr(0, 2));
  }
}

TEST_CASE("of a word in which nothing is known, three letters stay at least") {
  constexpr std::u32string_view kWords[] = {U"بضغخات", U"والثخظ", U"ضظغون", U"للضغثي", U"ضظغ"};
  const Stemmer stemmer(Lexicon::built_in());
  for (const std::u32string_view word : kWords) {
    const std::u32string stem = stemmer.stem(word, word);
    CHECK(stem.size() >= 3);
    CHECK(word.find(stem) != std::u32string_view::npos);
  }
}

TEST_CASE("numbers and other scripts are their own stem") {
  struct Row {
    std::string_view rule;
    std::string_view word;
    std::string_view stem;
  };
  constexpr Row kRows[] = {
      {"year", "2024", "2024"},
      {"Arabic-Indic digits", "٢٠٢٤", "2024"},
      {"one digit", "7", "7"},
      {"Latin with digits", "F16", "f16"},
      {"Cyrillic", "переговоры", "переговоры"},
  };
  for (const Row& row : kRows) {
    INFO(row.rule, ": ", row.word);
    CHECK(stem_of(row.word) == row.stem);
  }
}

}  // namespace
}  // namespace fihrist::arabic
