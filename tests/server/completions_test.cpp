// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/completions.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "arabic/analyzer.h"
#include "arabic/decode.h"
#include "tests/server/parse.h"
#include "tests/server/small_archive.h"

namespace {

using namespace fihrist;
using search::Completion;
using Kind = Completion::Kind;

// A newspaper of a small country.
const testing::SmallArchive& archive() {
  static const testing::SmallArchive kArchive({
      {.title = "وزير الخارجية يصل إلى عمّان", .body = "سافر الوزير مساء", .author = "سمير حداد"},
      {.title = "وزير الخارجية: لا نريد حربا", .author = "سمير حداد"},
      {.title = "لقاء يجمع وزير الخارجية وسفيرين", .author = "نادين الخوري من صيدا"},
      {.title = "وزير الزراعة يفتتح معرض الزيتون", .author = "نادين الخوري"},
      {.title = "مزارعون ينتظرون وزير الزراعة", .author = "واس - صيدا"},
      {.title = "شكاوى على مكتب وزير الزراعة", .source = "صحيفة الميناء"},
      {.title = "مجلس الإدارة ينتخب رئيسا", .source = "صحيفة الميناء"},
      {.title = "اجتماع مجلس الإدارة غدا", .source = "صحيفة الميناء"},
      {.title = "مجلس الادارة يؤجل القرار", .keywords = "زيت الزيتون\nالزراعة"},
      {.title = "موسم الزيتون يبدأ باكرا", .keywords = "زيت الزيتون"},
      {.title = "الزيتون في السوق المحلية", .body = "باعوا الزيتون وأكلوا الخبز"},
      {.title = "أسعار الأسمنت ترتفع قليلا", .body = "ارتفعت أسعار الأسمنت في السوق"},
      {.title = "لا جديد في أسعار الخبز", .body = "أسعار الخبز كما كانت"},
      {.title = "عبد العزيز التاجر يعود", .body = "عاد عبدالعزيز إلى السوق"},
      {.title = "عبدالعزيز الشاعر يقرأ", .body = "قرأ قصيدة"},
      {.title = "محمد علي يفوز بالسباق", .body = "فاز محمد"},
      {.title = "عودة العداء محمد علي", .body = "عاد محمد"},
      {.title = "هدية إلى محمد علي", .body = "أهدوه جهاز Nokia"},
      {.title = "زلزال يهز الجزيرة", .group = 7},
      {.title = "زلزال يهز الجزيرة فجرا", .group = 7},
      {.title = "زلزال يهز الجزيرة بلا ضحايا", .group = 7},
      {.title = "الطقس: أمطار غدا"},
      {.title = "هاتف Nokia القديم يعود", .body = "عاد Nokia إلى السوق"},
  });
  return kArchive;
}

std::vector<Completion> complete(std::string_view typed, std::size_t most = 10) {
  static const arabic::Analyzer kAnalyzer;
  static const search::Completions kCompletions(archive().words(), archive().database(), kAnalyzer,
                                                testing::vocabulary());
  return kCompletions.complete(typed, most, kAnalyzer);
}

bool offers(std::string_view typed, std::string_view text) {
  const std::vector<Completion> completions = complete(typed);
  return std::any_of(completions.begin(), completions.end(),
                     [&](const Completion& one) { return one.text == text; });
}

// The texts, one a line.
std::string shown(const std::vector<Completion>& completions) {
  std::string lines;
  for (const Completion& completion : completions) lines += completion.text + "\n";
  return lines;
}

}  // namespace

TEST_CASE("what is typed may become") {
  struct Row {
    std::string rule;
    std::string typed;
    std::string completion;
  };
  const Row rows[] = {
      {"a word", "زيت", "زيت الزيتون"},
      {"a word with the article", "زيتو", "الزيتون"},
      {"a phrase that begins with it", "وز", "وزير الخارجية"},
      {"a phrase that has it inside", "خارج", "وزير الخارجية"},
      {"a phrase, from two words", "وزير ال", "وزير الزراعة"},
      {"a phrase, the article left out", "وزير زر", "وزير الزراعة"},
      {"a phrase, behind a blank", "وزير ", "وزير الخارجية"},
      {"a phrase, behind a no-break space", "وزير\u00A0الخ", "وزير الخارجية"},
      {"two words that one title has", "أسعار الأس", "أسعار الأسمنت"},
      {"an author", "سمي", "سمير حداد"},
      {"an author by the family name", "الخور", "نادين الخوري"},
      {"a source", "صحيف", "صحيفة الميناء"},
      {"a keyword", "زيت ", "زيت الزيتون"},
      {"a title from its beginning", "موسم الزيتون يب", "موسم الزيتون يبدأ باكرا"},
      {"a title from within", "ينتظرون", "مزارعون ينتظرون وزير الزراعة"},
      {"a name in one word or two", "عبد ال", "عبد العزيز"},
      {"a name that folds to a stop word", "محمد ع", "محمد علي"},
      {"a word in Latin letters", "nok", "Nokia"},
      {"a letter attached to the first word", "لوزير ال", "لوزير الزراعة"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.rule);
    CAPTURE(row.typed);
    INFO(shown(complete(row.typed)));
    CHECK(offers(row.typed, row.completion));
  }
}

TEST_CASE("how it is spelled does not matter, and what is shown is spelled well") {
  const char* const typed[] = {"مجلس الإ", "مجلس الا", "مجلس ألإ", "مَجْلِس الإ", "مجـــلس الا"};
  for (const char* spelling : typed) {
    CAPTURE(spelling);
    INFO(shown(complete(spelling)));
    CHECK(offers(spelling, "مجلس الإدارة"));
    CHECK_FALSE(offers(spelling, "مجلس الادارة"));
  }
}

TEST_CASE("the rest of the query stays as typed") {
  struct Row {
    std::string rule;
    std::string typed;
    std::string completion;
  };
  const Row rows[] = {
      {"words that nothing goes on from", "رأي في وزير ال", "رأي في وزير الزراعة"},
      {"an unknown word", "قرنبيط الزيت", "قرنبيط الزيتون"},
      {"an open quotation", "\"وزير الز", "\"وزير الزراعة"},
      {"a closed quotation", "\"زيت الزيتون\" الخب", "\"زيت الزيتون\" الخبز"},
      {"a word that is not wanted", "سوق -الزيت", "سوق -الزيتون"},
      {"a word that must be there", "+الزيت", "+الزيتون"},
      {"a field", "عنوان:الزيت", "عنوان:الزيتون"},
      {"or", "خبز أو الزيت", "خبز أو الزيتون"},
      {"OR", "خبز OR الزيت", "خبز OR الزيتون"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.rule);
    INFO(shown(complete(row.typed)));
    CHECK(offers(row.typed, row.completion));
    for (const Completion& one : complete(row.typed)) CHECK(one.kind != Kind::kTitle);
  }
}

TEST_CASE("what is not offered") {
  struct Row {
    std::string rule;
    std::string typed;
    std::string completion;
  };
  const Row rows[] = {
      {"what was typed", "الزيتون", "الزيتون"},
      {"what was typed, in another spelling", "مجلس الاداره", "مجلس الإدارة"},
      {"a stop word", "شكاوى ع", "شكاوى على"},
      {"a stop word alone", "ف", "في"},
      {"a byline that is no name", "وا", "واس - صيدا"},
      {"the town of a byline", "نادين", "نادين الخوري من صيدا"},
      {"words with a colon between", "الطقس أم", "الطقس أمطار"},
      {"a phrase behind -", "-وز", "-وزير الخارجية"},
      {"a word of a single article", "قصي", "قصيدة"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.rule);
    INFO(shown(complete(row.typed)));
    CHECK_FALSE(offers(row.typed, row.completion));
  }
}

TEST_CASE("of near-duplicates only the newest is offered") {
  const std::vector<Completion> completions = complete("زلزال يهز ال");
  CHECK(std::count_if(completions.begin(), completions.end(),
                      [](const Completion& one) { return one.kind == Kind::kTitle; }) == 1);
  CHECK(offers("زلزال يهز ال", "زلزال يهز الجزيرة بلا ضحايا"));
}

TEST_CASE("no text comes twice, and no more than asked for") {
  for (const char* typed : {"ا", "ال", "و", "وزير", "وزير ال", "زيت", "م", "س", "عبد"}) {
    CAPTURE(typed);
    const arabic::Analyzer analyzer;
    std::vector<std::string> keys;
    for (const Completion& one : complete(typed)) {
      CHECK(one.count >= 1);
      keys.push_back(analyzer.folded_key(one.text));
    }
    CHECK_FALSE(keys.empty());
    std::sort(keys.begin(), keys.end());
    CHECK(std::adjacent_find(keys.begin(), keys.end()) == keys.end());
    CHECK(complete(typed, 2).size() <= 2);
    CHECK(complete(typed, 0).empty());
  }
}

TEST_CASE("counts and kinds") {
  const std::vector<Completion> phrases = complete("وزير الخ");
  REQUIRE_FALSE(phrases.empty());
  CHECK(phrases[0].text == "وزير الخارجية");
  CHECK(phrases[0].kind == Kind::kPhrase);
  CHECK(phrases[0].count == 3);
  const std::vector<Completion> names = complete("سمير");
  REQUIRE_FALSE(names.empty());
  CHECK(names[0].kind == Kind::kName);
  CHECK(names[0].count == 2);
  for (const Completion& one : complete("nok")) {
    const bool is_word = one.text == "Nokia";
    CHECK(one.kind == (is_word ? Kind::kWord : Kind::kTitle));
    CHECK(one.count == (is_word ? 2 : 1));
  }
}

TEST_CASE("hostile input is completed with nothing, or with valid text") {
  std::string long_text;
  while (long_text.size() < 65536) long_text += "وزير ";
  const std::string rows[] = {
      "",
      " ",
      "\t \n",
      "\"",
      "\"\"\"\"",
      "«»",
      "-",
      "+ -",
      "؟!.,",
      "\u0640\u0640",
      "\u064B",
      "\u200F",
      std::string("\0\0", 2),
      std::string("\x01\x02وزير \x03", 12),
      "\xFF\xFE",
      "وزير \xD8",
      "وزير \xC0\xAF ال",
      std::string(65536, ' '),
      std::string(65536, 'a'),
      std::string(900, '"') + "وزير ال",
      long_text,
      "وزير" + std::string(300, '-') + "ال",
      "*",
      "وزير*",
      "وزير ~3",
      ":",
      "كاتب:",
      "أو",
      "OR ",
  };
  for (const std::string& typed : rows) {
    CAPTURE(typed.substr(0, 40));
    for (const Completion& one : complete(typed)) {
      CHECK_FALSE(arabic::find_invalid_utf8(one.text));
      CHECK_FALSE(one.text.empty());
    }
  }
  CHECK(complete("وزير ال\"").empty());
  CHECK(complete(long_text).empty());
}

TEST_CASE("an archive without articles has no completions") {
  const testing::SmallArchive empty({});
  const arabic::Analyzer analyzer;
  const search::Completions completions(empty.words(), empty.database(), analyzer,
                                        testing::vocabulary());
  for (const char* typed : {"", "و", "وزير ", "وزير ال"}) {
    CHECK(completions.complete(typed, 10, analyzer).empty());
  }
}
