// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/raw_text.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <ostream>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/article.h"

namespace fihrist::indexer::extract {
namespace {

std::string told(const std::optional<index::Moment>& moment) {
  return moment ? index::to_rfc3339(*moment) : "";
}

index::Article stated(std::string body) {
  index::Article article;
  article.id = "x";
  article.body = std::move(body);
  return article;
}

struct Wanted {
  std::string title;
  std::string author;
  std::string source;
  std::string published;
  std::string updated;
  std::string body;
};

struct Row {
  const char* rule;
  std::string text;
  Wanted wanted;
};

void check_rows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    INFO(row.rule);
    const index::Article article = extract_from_text(stated(row.text)).article;
    CHECK(article.id == "x");
    CHECK(article.title == row.wanted.title);
    CHECK(article.author == row.wanted.author);
    CHECK(article.source == row.wanted.source);
    CHECK(told(article.published) == row.wanted.published);
    CHECK(told(article.updated) == row.wanted.updated);
    CHECK(article.body == row.wanted.body);
  }
}

const std::string kTitle = "مكتبة متنقلة تجوب قرى الوادي";
const std::string kFirst = "بدأت مكتبة متنقلة جولتها في قرى الوادي حاملة ألف كتاب للأطفال.";
const std::string kSecond = "وقالت أمينة المكتبة إن الجولة ستستمر حتى نهاية الصيف.";
const std::string kBody = kFirst + "\n" + kSecond;

TEST_CASE("the title is the first line that looks like a headline") {
  check_rows({
      {"a headline above the story",
       kTitle + "\n\n" + kFirst + "\n\n" + kSecond + "\n",
       {kTitle, "", "", "", "", kBody}},
      {"white space around lines goes",
       "\n \t" + kTitle + " \n\u00A0" + kFirst + "\u200F\n" + kSecond,
       {kTitle, "", "", "", "", kBody}},
      {"a repeated title is cut",
       kTitle + "\n" + kTitle + "\n" + kBody,
       {kTitle, "", "", "", "", kBody}},
      {"a repetition may differ in vowel signs",
       kTitle + "\nمَكتبةٌ متنقّلة تجوب قرى الوادي\n" + kBody,
       {kTitle, "", "", "", "", kBody}},
      {"a site's banner is passed over",
       "المرفأ | أخبار الساحل والجبل\n" + kTitle + "\n" + kBody,
       {kTitle, "", "", "", "", kBody}},
      {"a banner in Latin script is passed over",
       "The Harbour Daily News\n" + kTitle + "\n" + kBody,
       {kTitle, "", "", "", "", kBody}},
      {"a paragraph at the beginning means that there is no title",
       kBody,
       {"", "", "", "", "", kBody}},
      {"a date line stands above the title",
       "الاثنين 25 نوفمبر 2024\n" + kTitle + "\n" + kBody,
       {kTitle, "", "", "2024-11-25T00:00:00Z", "", kBody}},
      {"a text of one line is a body", kTitle, {"", "", "", "", "", kTitle}},
      {"no text is nothing", "", {"", "", "", "", "", ""}},
      {"blank lines are nothing", " \n\t\n\u00A0\n", {"", "", "", "", "", ""}},
  });
}

TEST_CASE("label lines state author, source and dates, and are cut") {
  check_rows({
      {"labels above the story",
       kTitle + "\nالكاتب: سامي الحداد\nالمصدر: وكالة المرفأ\nتم النشر: 2024/08/19\n" +
           "آخر تحديث: 20 أغسطس 2024\n" + kBody,
       {kTitle, "سامي الحداد", "وكالة المرفأ", "2024-08-19T00:00:00Z", "2024-08-20T00:00:00Z",
        kBody}},
      {"labels below the story",
       kTitle + "\n" + kBody + "\nبقلم: ليلى منصور\nالمصدر: المرفأ",
       {kTitle, "ليلى منصور", "المرفأ", "", "", kBody}},
      {"two labels on one line",
       kTitle + "\nتم النشر: 2024/08/19 - تم التحديث: 2024/08/21\n" + kBody,
       {kTitle, "", "", "2024-08-19T00:00:00Z", "2024-08-21T00:00:00Z", kBody}},
      {"a published date with vowel signs",
       kTitle + "\nنُشر بتاريخ 23 نيسان 2025\n" + kBody,
       {kTitle, "", "", "2025-04-23T00:00:00Z", "", kBody}},
      {"a time with its zone",
       kTitle + "\nتاريخ النشر: 3 مارس 2025 الساعة 14:20 GMT\n" + kBody,
       {kTitle, "", "", "2025-03-03T14:20:00Z", "", kBody}},
      {"a feminine byline",
       kTitle + "\nكتبت: هدى السالم\n" + kBody,
       {kTitle, "هدى السالم", "", "", "", kBody}},
      {"a source glued to chrome",
       kTitle + "\n" + kBody + "\nشارك هذا المقالالمصدر: صحيفة المرفأ",
       {kTitle, "", "صحيفة المرفأ", "", "", kBody}},
      {"an outlet between title and date",
       kTitle + "\nوكالة المرفأ للأنباء\n25/11/2024\n" + kBody,
       {kTitle, "", "وكالة المرفأ للأنباء", "2024-11-25T00:00:00Z", "", kBody}},
      {"the first of two authors wins, both are cut",
       kTitle + "\nالكاتب: سامي الحداد\n" + kBody + "\nبقلم: ليلى منصور",
       {kTitle, "سامي الحداد", "", "", "", kBody}},
  });
}

TEST_CASE("what is not clearly stated stays empty and stays in the body") {
  check_rows({
      {"an author of one word is a city or a desk",
       kTitle + "\nكتب - بنغازي\n" + kBody,
       {kTitle, "", "", "", "", "كتب - بنغازي\n" + kBody}},
      {"a label without a value",
       kTitle + "\nالمصدر:\n" + kBody,
       {kTitle, "", "", "", "", "المصدر:\n" + kBody}},
      {"a date that can be read two ways",
       kTitle + "\nتم النشر: 05/06/2025\n" + kBody,
       {kTitle, "", "", "", "", "تم النشر: 05/06/2025\n" + kBody}},
      {"a sentence behind a label",
       kTitle + "\nالمصدر: قال مسؤول في البلدية إن الحافلة ستصل غدا مساء\n" + kBody,
       {kTitle, "", "", "", "", "المصدر: قال مسؤول في البلدية إن الحافلة ستصل غدا مساء\n" + kBody}},
      {"a date inside the story",
       kTitle + "\nوصلت الحافلة يوم 3 مارس 2025 إلى القرية.\n" + kSecond,
       {kTitle, "", "", "", "", "وصلت الحافلة يوم 3 مارس 2025 إلى القرية.\n" + kSecond}},
      {"a label's word without a mark begins a sentence",
       kTitle + "\nكتب الأطفال وصلت إلى القرية.\n" + kSecond,
       {kTitle, "", "", "", "", "كتب الأطفال وصلت إلى القرية.\n" + kSecond}},
  });
}

TEST_CASE("text behind a related line is asked for nothing") {
  const std::string related =
      "إقرأ أيضاً:\nسباق القوارب يعود إلى المرفأ\nالكاتب: ليلى منصور\nالمصدر: وكالة المرفأ\n"
      "تم النشر: 2024/08/19\n25/11/2024";
  check_rows({
      {"behind the story",
       kTitle + "\n" + kBody + "\n" + related,
       {kTitle, "", "", "", "", kBody + "\n" + related}},
      {"behind a story without a title",
       kBody + "\n" + related,
       {"", "", "", "", "", kBody + "\n" + related}},
      {"from the first line on", related, {"", "", "", "", "", related}},
      {"what stands before it is still read",
       kTitle + "\n" + kBody + "\nالمصدر: صحيفة القمة\n" + related,
       {kTitle, "", "صحيفة القمة", "", "", kBody + "\n" + related}},
  });
}

TEST_CASE("fields that the source states stay as they are") {
  index::Article article = stated(kTitle + "\nالكاتب: سامي الحداد\nالمصدر: وكالة المرفأ\n" +
                                  "تم النشر: 2024/08/19\nتم التحديث: 2024/08/20\n" + kBody);
  article.id = "7";
  article.url = "https://news.example/7";
  article.title = "عنوان آخر من عند الموقع";
  article.author = "هدى السالم";
  article.source = "القمة";
  article.published = index::make_moment(2020, 1, 2, 3, 4, 5);
  article.updated = index::make_moment(2020, 2, 3);
  article.keywords = {"كتب", "قرى"};
  index::Article wanted = article;
  wanted.body = kTitle + "\n" + kBody;  // the label lines are cut all the same
  CHECK((extract_from_text(article).article == wanted));
}

TEST_CASE("a stated title is cut where the text repeats it") {
  index::Article article = stated(kTitle + "\n" + kBody);
  article.title = kTitle;
  const Extraction extraction = extract_from_text(article);
  CHECK(extraction.article.title == kTitle);
  CHECK(extraction.article.body == kBody);
  REQUIRE(extraction.cuts.size() == 1);
  CHECK(extraction.cuts[0].begin == 0);
  CHECK(extraction.cuts[0].end == kTitle.size());
}

TEST_CASE("each cut names its span and its rule") {
  const std::string text = kTitle + "\nالكاتب: سامي الحداد\nالمصدر: القمة\n25/11/2024\n" + kBody;
  std::vector<std::string> told_cuts;
  for (const Cut& cut : extract_from_text(stated(text)).cuts) {
    told_cuts.push_back(std::string(cut.rule) + ": " + text.substr(cut.begin, cut.end - cut.begin));
  }
  CHECK(told_cuts == std::vector<std::string>{"title: " + kTitle, "byline: الكاتب: سامي الحداد",
                                              "source line: المصدر: القمة",
                                              "date line: 25/11/2024"});
}

std::string without_blanks(std::string_view text) {
  std::string rest;
  while (!text.empty()) {
    std::size_t blank = 0;
    for (const std::string_view mark : {" ", "\t", "\n", "\u00A0", "\u200B", "\u200E", "\u200F",
                                        "\u202A", "\u202B", "\u202C", "\uFEFF"}) {
      if (text.starts_with(mark)) blank = mark.size();
    }
    if (blank == 0) rest += text.front();
    text.remove_prefix(std::max(blank, std::size_t{1}));
  }
  return rest;
}

// Puts body paragraphs and cuts back in the order of the text: all of it must come out, once.
void check_covered_once(const std::string& text) {
  const Extraction extraction = extract_from_text(stated(text));
  const std::string& body = extraction.article.body;
  std::string together;
  std::size_t paragraph = 0;  // where the next one begins in `body`
  std::size_t place = 0;      // in `text`
  std::size_t paragraphs_left =
      body.empty() ? 0 : 1 + static_cast<std::size_t>(std::count(body.begin(), body.end(), '\n'));
  const auto paragraphs_before = [&](std::size_t end) {
    while (paragraphs_left > 0) {
      const std::string next = body.substr(paragraph, body.find('\n', paragraph) - paragraph);
      const std::size_t found = text.find(next, place);
      if (found == std::string::npos || found + next.size() > end) return;
      CHECK_FALSE(next.empty());
      together += next;
      place = found + next.size();
      paragraph += next.size() + 1;
      --paragraphs_left;
    }
  };
  for (const Cut& cut : extraction.cuts) {
    CHECK_FALSE(cut.rule.empty());
    REQUIRE(cut.begin < cut.end);
    REQUIRE(cut.end <= text.size());
    paragraphs_before(cut.begin);
    CHECK(cut.begin >= place);
    together += text.substr(cut.begin, cut.end - cut.begin);
    place = cut.end;
  }
  paragraphs_before(text.size());
  CHECK(paragraphs_left == 0);
  CHECK(without_blanks(together) == without_blanks(text));
}

TEST_CASE("body and cuts cover every line of any text exactly once") {
  const std::vector<std::string> lines = {"",
                                          " \t",
                                          "\u00A0\u200F",
                                          kTitle,
                                          kTitle,
                                          " " + kTitle + "\u200F",
                                          kFirst,
                                          kSecond,
                                          "الكاتب: سامي الحداد",
                                          "بقلم: ليلى منصور",
                                          "كتب - بنغازي",
                                          "المصدر: وكالة المرفأ",
                                          "المصدر:",
                                          "تم النشر: 2024/08/19 - تم التحديث: 2024/08/21",
                                          "بقلم: سامي الحداد - المصدر: \"؟\"",
                                          "25/11/2024",
                                          "05/06/2025",
                                          "المرفأ | أخبار الساحل والجبل",
                                          "The Harbour Daily News",
                                          "صحيفة القمة",
                                          "إقرأ أيضاً:",
                                          "شارك هذا المقالالمصدر: صحيفة المرفأ",
                                          ".",
                                          "2024"};
  std::mt19937 random(20240819);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    const std::size_t count = random() % 30;
    for (std::size_t i = 0; i < count; ++i) {
      text += lines[random() % lines.size()];
      if (i + 1 < count || random() % 2 == 0) text += '\n';
    }
    INFO(text);
    check_covered_once(text);
  }
}

TEST_CASE("body and cuts cover every line of the sample articles exactly once") {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(
           std::filesystem::path(FIHRIST_SOURCE_DIR) / "tests" / "corpus")) {
    if (entry.path().extension() != ".txt") continue;
    INFO(entry.path().string());
    std::ifstream file(entry.path(), std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    std::erase(text, '\r');
    check_covered_once(text);
    ++files;
  }
  CHECK(files >= 40);
}

}  // namespace
}  // namespace fihrist::indexer::extract
