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
#include "indexer/extract/extraction.h"

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

Extraction extract(const index::Article& article, const ExtractionRules& rules = {}) {
  return extract_article(article, Markup::kNone, rules);
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
  std::string_view rule;
  std::string text;
  Wanted wanted;
};

void check_rows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    INFO(row.rule);
    const index::Article article = extract(stated(row.text)).article;
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
      {"a column's title of two words, and its story at once",
       "كتب متنقلة\n" + kBody,
       {"كتب متنقلة", "", "", "", "", kBody}},
      {"but not the name of an outlet",
       "صحيفة القمة\n" + kBody,
       {"", "", "صحيفة القمة", "", "", kBody}},
      {"nor one word: a section", "ثقافة\n" + kBody, {"", "", "", "", "", "ثقافة\n" + kBody}},
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
      {"a person's name beside the date",
       kTitle + "\nليلى منصور\n25/11/2024\n" + kBody,
       {kTitle, "ليلى منصور", "", "2024-11-25T00:00:00Z", "", kBody}},
      {"a title with the site's name behind a bar",
       "مكتبة متنقلة في قرى الوادي | صحيفة القمة\n" + kBody,
       {"مكتبة متنقلة في قرى الوادي", "", "صحيفة القمة", "", "", kBody}},
      {"an agency alone on its line",
       kTitle + "\nرويترز\n25/11/2024\n" + kBody,
       {kTitle, "", "رويترز", "2024-11-25T00:00:00Z", "", kBody}},
      {"a time before the date",
       kTitle + "\n10:15 | 25-11-2024\n" + kBody,
       {kTitle, "", "", "2024-11-25T00:00:00Z", "", kBody}},
      {"a stamp with the section's name, below a path of sections",
       "الرئيسية > ثقافة > كتب\nثقافة 2017/02/25 13:39\n" + kTitle + "\n" + kBody,
       {kTitle, "", "", "2017-02-25T00:00:00Z", "", kBody}},
      {"a label in English",
       kTitle + "\nPublished On 9 Jun 2025\n" + kBody,
       {kTitle, "", "", "2025-06-09T00:00:00Z", "", kBody}},
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
      {"a report is no reporter",
       kTitle + "\nتقرير: الأمطار تعود إلى الوادي\n" + kBody,
       {kTitle, "", "", "", "", "تقرير: الأمطار تعود إلى الوادي\n" + kBody}},
      {"a line of two names that stands beside no date",
       kTitle + "\nمحمد وليلى في الوادي\n" + kBody,
       {kTitle, "", "", "", "", "محمد وليلى في الوادي\n" + kBody}},
      {"a date inside the story",
       kTitle + "\nوصلت الحافلة يوم 3 مارس 2025 إلى القرية.\n" + kSecond,
       {kTitle, "", "", "", "", "وصلت الحافلة يوم 3 مارس 2025 إلى القرية.\n" + kSecond}},
      {"a label's word without a mark begins a sentence",
       kTitle + "\nكتب الأطفال وصلت إلى القرية.\n" + kSecond,
       {kTitle, "", "", "", "", "كتب الأطفال وصلت إلى القرية.\n" + kSecond}},
  });
}

const std::string kOther = "سباق القوارب يعود إلى المرفأ";
const std::string kOtherBody =
    "عاد سباق القوارب إلى المرفأ بعد عامين من الانقطاع، وشارك فيه ثلاثون قاربا.\n"
    "وقال منظمو السباق إن الجمهور ملأ الرصيف منذ الصباح.";

TEST_CASE("an article that was glued on becomes one of its own") {
  struct Related {
    std::string_view rule;
    std::string text;
    std::string body;  // of the page's article
    Wanted wanted;     // of the other one
  };
  const Related rows[] = {
      {"behind the source line",
       kTitle + "\n" + kBody + "\nالمصدر: صحيفة القمة\nإقرأ أيضاً:\n" + kOther + "\n" + kOtherBody,
       kBody,
       {kOther, "", "", "", "", kOtherBody}},
      {"with a byline and a date of its own",
       kTitle + "\n" + kBody + "\nاقرأ أيضا\n" + kOther +
           "\nالكاتب: ليلى منصور\nتم النشر: 2024/08/19\n" + kOtherBody,
       kBody,
       {kOther, "ليلى منصور", "", "2024-08-19T00:00:00Z", "", kOtherBody}},
      {"known by what its text speaks of",
       kTitle + "\n" + kBody + "\nإقرأ أيضاً:\n" + kOther + "\n" + kOtherBody,
       kBody,
       {kOther, "", "", "", "", kOtherBody}},
      {"signed by an agency",
       kTitle + "\n" + kBody + "\nكلمات دلالية: كتب، قرى\nطالع أيضاً\n" + kOther + "\n" +
           kOtherBody + " (رويترز)",
       kBody,
       {kOther, "", "رويترز", "", "", kOtherBody + " (رويترز)"}},
  };
  for (const Related& row : rows) {
    INFO(row.rule);
    const Extraction extraction = extract(stated(row.text));
    CHECK(extraction.article.title == kTitle);
    CHECK(extraction.article.body == row.body);
    CHECK(extraction.article.part_of.empty());
    REQUIRE(extraction.related.size() == 1);
    const index::Article& related = extraction.related[0].article;
    CHECK(related.id == "x/related-1");
    CHECK(related.part_of == "x");
    CHECK(related.title == row.wanted.title);
    CHECK(related.author == row.wanted.author);
    CHECK(related.source == row.wanted.source);
    CHECK(told(related.published) == row.wanted.published);
    CHECK(related.body == row.wanted.body);

    ExtractionRules cut;
    cut.keep_related = false;
    const Extraction without = extract(stated(row.text), cut);
    CHECK(without.article.body == row.body);
    CHECK(without.related.empty());
  }
}

TEST_CASE("links to other articles are cut, and the story goes on") {
  check_rows({
      {"a box of headlines",
       kTitle + "\n" + kFirst + "\nاقرأ أيضاً\nافتتاح معرض الخزف في الميناء\n" + kSecond,
       {kTitle, "", "", "", "", kBody}},
      {"heading and headline on one line",
       kTitle + "\n" + kFirst + "\nاقرأ أيضا: افتتاح معرض الخزف في الميناء\n" + kSecond,
       {kTitle, "", "", "", "", kBody}},
      {"headlines at the end",
       kTitle + "\n" + kBody + "\nمواضيع ذات صلة\nافتتاح معرض الخزف\nسباق القوارب يعود",
       {kTitle, "", "", "", "", kBody}},
      {"headlines run together with the paragraph behind them",
       kTitle + "\n" + kFirst + "\nRelatedافتتاح معرض الخزف في المدينةلماذا تأخر سباق القوارب؟" +
           kSecond,
       {kTitle, "", "", "", "", kBody}},
  });
}

TEST_CASE("site chrome is cut") {
  check_rows({
      {"buttons and comments",
       kTitle + "\nشارك المقال\n" + kBody + "\nتحميل المزيد\nDiscussion about this post",
       {kTitle, "", "", "", "", kBody}},
      {"a mark of advertisement behind the last sentence",
       kTitle + "\n" + kFirst + " اعلان\n" + kSecond,
       {kTitle, "", "", "", "", kBody}},
      {"a mark of advertisement glued to a word",
       kTitle + "\n" + kFirst + "\nإعلان" + kSecond,
       {kTitle, "", "", "", "", kBody}},
      {"but not a word that begins with the mark",
       kTitle + "\nإعلانات المكتبة تملأ جدران القرية.\n" + kSecond,
       {kTitle, "", "", "", "", "إعلانات المكتبة تملأ جدران القرية.\n" + kSecond}},
      {"a footer of page names run together",
       kTitle + "\n" + kBody + "\nشعارمن نحنعرض المزيدسياسة الخصوصيةخريطة الموقعاتصل بنا",
       {kTitle, "", "", "", "", kBody}},
      {"networks run together",
       kTitle + "\n" + kBody + "\nfacebooktwitterinstagram-colored",
       {kTitle, "", "", "", "", kBody}},
      {"but not a sentence that names one",
       kTitle + "\n" + kFirst + "\nوأعلنت المكتبة على فيسبوك موعد الجولة المقبلة.",
       {kTitle, "", "", "", "", kFirst + "\nوأعلنت المكتبة على فيسبوك موعد الجولة المقبلة."}},
      {"notices",
       kTitle + "\n" + kBody + "\nالآراء الواردة في المقال لا تعبر عن رأي الصحيفة\n" +
           "جميع الحقوق محفوظة لصحيفة القمة",
       {kTitle, "", "", "", "", kBody}},
      {"a caption that stands twice",
       kTitle + "\n" + kFirst + "\nأطفال القرية/ القمة\nأطفال القرية/ القمة\n" + kSecond,
       {kTitle, "", "", "", "", kFirst + "\nأطفال القرية/ القمة\n" + kSecond}},
      {"but not a refrain",
       kTitle + "\nيا نسيم الوادي\nيا نسيم الوادي\n" + kSecond,
       {kTitle, "", "", "", "", "يا نسيم الوادي\nيا نسيم الوادي\n" + kSecond}},
      {"a cover page",
       kTitle + "\nالكاتب: سامي الحداد\nعن المركز\nالمركز جمعية أهلية تعنى بالقراءة في الريف.\n" +
           "info@centre.example\n" + kTitle + "\nالكاتب: سامي الحداد\n" + kBody,
       {kTitle, "سامي الحداد", "", "", "", kBody}},
      {"a heading glued to its paragraph becomes a line of its own",
       kTitle + "\n" + kFirst +
           "\nأولا: حاجة القرى إلى المكتبةشكا أهل الوادي طويلا من بعد المكتبات عن قراهم وقالوا إن "
           "أبناءهم يمشون ساعة كاملة ليجدوا كتابا.",
       {kTitle, "", "", "", "",
        kFirst + "\nأولا: حاجة القرى إلى المكتبة\nشكا أهل الوادي طويلا من بعد المكتبات عن قراهم "
                 "وقالوا إن أبناءهم يمشون ساعة كاملة ليجدوا كتابا."}},
  });
}

TEST_CASE("keyword lines") {
  struct Keywords {
    std::string_view rule;
    std::string line;
    std::vector<std::string> keywords;
  };
  const Keywords rows[] = {
      {"parted by commas", "كلمات دلالية: كتب، قرى الوادي, أطفال", {"كتب", "قرى الوادي", "أطفال"}},
      {"hashtags", "الوسوم: #كتب #قرى_الوادي", {"كتب", "قرى الوادي"}},
      {"one", "Tags: كتب", {"كتب"}},
      {"nothing says where one ends", "كلمات مفتاحية: كتب قرى الوادي أطفال مكتبة صيف جولة", {}},
  };
  for (const Keywords& row : rows) {
    INFO(row.rule);
    const index::Article article = extract(stated(kTitle + "\n" + kBody + "\n" + row.line)).article;
    CHECK(article.keywords == row.keywords);
    CHECK(article.body == kBody);
  }
}

TEST_CASE("a date that can be read two ways is left empty, and said") {
  const Extraction extraction = extract(stated(kTitle + "\nتم النشر: 05/06/2025\n" + kBody));
  CHECK_FALSE(extraction.article.published.has_value());
  REQUIRE(extraction.doubts.size() == 1);
  CHECK(extraction.doubts[0].find("05/06/2025") != std::string::npos);
  CHECK(extraction.doubts[0].find("`published`") != std::string::npos);
  // Where another line is clear, there is no doubt.
  const Extraction clear =
      extract(stated(kTitle + "\nتم النشر: 05/06/2025\nنُشر بتاريخ 5 حزيران 2025\n" + kBody));
  CHECK(told(clear.article.published) == "2025-06-05T00:00:00Z");
  CHECK(clear.doubts.empty());
}

TEST_CASE("the language is told from the text, unless the source states it") {
  index::Article article = stated(kTitle + "\n" + kBody);
  CHECK(extract(article).article.language == "ar");
  article.language = "arz";
  CHECK(extract(article).article.language == "arz");
  CHECK(extract(stated("The library bus set out on its summer tour of the valley this morning, and "
                       "hundreds of children were waiting for it."))
            .article.language == "en");
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
  wanted.language = "ar";
  CHECK((extract(article).article == wanted));
}

TEST_CASE("a stated title is cut where the text repeats it") {
  index::Article article = stated(kTitle + "\n" + kBody);
  article.title = kTitle;
  const Extraction extraction = extract(article);
  CHECK(extraction.article.title == kTitle);
  CHECK(extraction.article.body == kBody);
  REQUIRE(extraction.spans.size() == 3);
  CHECK_FALSE(extraction.spans[0].is_kept());
  CHECK(extraction.spans[0].begin == 0);
  CHECK(extraction.spans[0].end == kTitle.size());
}

TEST_CASE("each cut names its span and its rule") {
  const std::string text = kTitle + "\nالكاتب: سامي الحداد\nالمصدر: القمة\n25/11/2024\n" + kBody;
  std::vector<std::string> told_cuts;
  for (const Span& span : extract(stated(text)).spans) {
    CHECK(text.substr(span.begin, span.end - span.begin) == span.text);
    if (!span.is_kept()) told_cuts.push_back(std::string(span.rule) + ": " + span.text);
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

// All of the text must stand in the spans, once and in order; and the body is what they keep.
void check_covered_once(const std::string& text) {
  const Extraction extraction = extract(stated(text));
  std::string together;
  std::string body;
  std::size_t place = 0;
  for (const Span& span : extraction.spans) {
    REQUIRE(span.begin < span.end);
    REQUIRE(span.end <= text.size());
    CHECK(span.begin >= place);
    CHECK(text.substr(span.begin, span.end - span.begin) == span.text);
    together += span.text;
    place = span.end;
    if (span.is_kept()) body += (body.empty() ? "" : "\n") + span.text;
  }
  CHECK(without_blanks(together) == without_blanks(text));
  CHECK(extraction.article.body == body);
  // A related article is made of the spans that say so.
  for (const Extraction& related : extraction.related) {
    for (const Span& span : related.spans) {
      CHECK(text.substr(span.begin, span.end - span.begin) == span.text);
    }
  }
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
                                          kOther,
                                          kOtherBody,
                                          "Relatedافتتاح معرض الخزف في المدينة" + kSecond,
                                          "إعلان" + kFirst + " اعلان",
                                          "من نحنسياسة الخصوصيةاتصل بنا",
                                          "كلمات دلالية: كتب، قرى",
                                          "تحميل المزيد",
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
