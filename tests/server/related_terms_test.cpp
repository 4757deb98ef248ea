// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/related_terms.h"

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

// Articles about this and that, in which ميناء and صيادين are rare and المدينة is common.
const testing::SmallArchive& archive() {
  static const testing::SmallArchive kArchive([] {
    std::vector<testing::SmallArticle> articles;
    for (int i = 0; i < 60; ++i) {
      articles.push_back({.title = "أخبار المدينة", .body = "قال رئيس المدينة اليوم كلاما"});
    }
    articles.push_back({.title = "عاصفة في ميناء الصيادين", .body = "الميناء والصيادين"});
    articles.push_back({.title = "ميناء الصيادين يغلق", .body = "الميناء قوارب بقوارب"});
    articles.push_back({.title = "قوارب تنتظر", .body = "القوارب قوارب إغلاق يغلق"});
    return articles;
  }());
  return kArchive;
}

std::vector<std::string> related(const std::vector<std::string>& titles,
                                 const std::vector<std::string>& query = {}, std::size_t most = 8) {
  const arabic::Analyzer analyzer;
  return search::related_terms(titles, query, archive().words(),
                               archive().database().get_doccount(), testing::vocabulary(), analyzer,
                               most);
}

bool has(const std::vector<std::string>& terms, std::string_view term) {
  return std::find(terms.begin(), terms.end(), term) != terms.end();
}

std::string shown(const std::vector<std::string>& terms) {
  std::string lines;
  for (const std::string& term : terms) lines += term + "\n";
  return lines;
}

// What a search for العاصفة might find.
const std::vector<std::string>& storm() {
  static const std::vector<std::string> kTitles{
      "العاصفة تضرب ميناء الصيادين", "إغلاق ميناء الصيادين بسبب العاصفة",
      "عاصفة تحاصر القوارب",         "نجاة ثلاثة بقوارب مطاطية من العاصفة",
      "العاصفة فوق المدينة",         "هدوء في المدينة بعد العاصفة",
  };
  return kTitles;
}

}  // namespace

TEST_CASE("terms that titles have in common") {
  const std::vector<std::string> terms = related(storm(), {"العاصفه"});
  INFO(shown(terms));
  REQUIRE_FALSE(terms.empty());
  SUBCASE("the rare phrase comes before the common word") {
    CHECK(terms[0] == "ميناء الصيادين");
    const auto common = std::find(terms.begin(), terms.end(), "المدينة");
    CHECK((common == terms.end() || common != terms.begin()));
  }
  SUBCASE("a part of the phrase is not repeated") {
    CHECK_FALSE(has(terms, "ميناء"));
    CHECK_FALSE(has(terms, "الصيادين"));
  }
  SUBCASE("no form of a word of the query") {
    for (const std::string& term : terms) CHECK(term.find("عاصفة") == std::string::npos);
  }
  SUBCASE("forms of one word count together, and a letter that is attached is not shown") {
    CHECK((has(terms, "القوارب") || has(terms, "قوارب")));
    CHECK_FALSE(has(terms, "بقوارب"));
  }
  SUBCASE("what one title has is no term") {
    CHECK_FALSE(has(terms, "مطاطية"));
    CHECK_FALSE(has(terms, "هدوء"));
  }
}

TEST_CASE("what is no term") {
  struct Row {
    std::string rule;
    std::vector<std::string> titles;
    std::string term;
  };
  const Row rows[] = {
      {"a stop word", {"خبز على مائدة", "سمك على النار"}, "على"},
      {"a phrase with a stop word at its end", {"قارب في البحر", "قارب في النهر"}, "قارب في"},
      {"a number", {"غرق 3 قوارب", "وصول 3 سفن"}, "3"},
      {"words with a comma between them", {"أمطار، رياح قوية", "أمطار، رياح خفيفة"}, "أمطار رياح"},
      {"a title that comes twice", {"رحلة إلى القطب", "رحلة إلى القطب"}, "القطب"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.rule);
    const std::vector<std::string> terms = related(row.titles);
    INFO(shown(terms));
    CHECK_FALSE(has(terms, row.term));
  }
}

TEST_CASE("no more terms than asked for") {
  CHECK(related(storm(), {}, 1).size() == 1);
  CHECK(related(storm(), {}, 0).empty());
  CHECK(related({}).empty());
}

TEST_CASE("hostile titles") {
  std::string long_title;
  while (long_title.size() < 65536) long_title += "قارب في البحر ";
  const std::vector<std::string> titles{"",
                                        " ",
                                        "\"\"\"",
                                        "\xFF\xFE قارب",
                                        "قارب \xD8",
                                        std::string("قارب\0قارب", 17),
                                        std::string(65536, 'a'),
                                        std::string(65536, '"'),
                                        long_title,
                                        "\x01\x02 قارب"};
  for (const std::string& term : related(titles, {"", "\xFF", long_title})) {
    CHECK_FALSE(arabic::find_invalid_utf8(term));
  }
}
