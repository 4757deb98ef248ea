// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/site_chrome.h"

#include <doctest/doctest.h>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "arabic/analyzer.h"
#include "arabic/word_lists.h"
#include "tests/temporary_folder.h"

namespace fihrist::indexer::extract {
namespace {

std::vector<arabic::Token> tokens_of(std::string_view line) {
  return arabic::Analyzer().tokenize(line);
}

std::string_view rule_of(const SiteChrome& chrome, std::string_view line) {
  return chrome.rule_of_line(line, tokens_of(line));
}

struct Row {
  std::string_view line;
  std::string_view rule;
};

constexpr Row kChrome[] = {
    // A line that is nothing but a phrase of the list, in any spelling.
    {"شارك المقال", "site chrome"},
    {"شارك المقال:", "site chrome"},
    {"إعلان", "site chrome"},
    {"اعلان", "site chrome"},
    {"  [ إعلان ]  ", "site chrome"},
    {"إعلانات", "site chrome"},
    {"أضف تعليقاً", "site chrome"},
    {"اترك ردّا", "site chrome"},
    {"التعليقات", "site chrome"},
    {"تحميل المزيد…", "site chrome"},
    {"Discussion about this post", "site chrome"},
    {"SHARE", "site chrome"},
    {"نسخ الرابط", "site chrome"},
    // A short line that begins with one.
    {"جميع الحقوق محفوظة © 2024 لجريدة الساحل", "site notice"},
    {"الآراء الواردة في هذا المقال لا تعبر عن رأي الجريدة", "site notice"},
    {"تابعونا على تلغرام", "site notice"},
    {"Copyright 2024 Sahel", "site notice"},
    {"اشتركوا في قناتنا على يوتيوب", "site notice"},
    {"يمكنكم متابعة آخر الأخبار عبر تطبيقنا", "site notice"},
    // A footer of pages and networks, with or without blanks.
    {"من نحنسياسة الخصوصيةخريطة الموقعاتصل بنا", "site footer"},
    {"من نحن | شروط الاستخدام | سياسة الخصوصية | اتصل بنا", "site footer"},
    {"facebooktwitterinstagram", "site footer"},
    {"فيسبوك تويتر يوتيوب انستغرام", "site footer"},
};

constexpr std::string_view kNoChrome[] = {
    "",
    "عاد القطار إلى الواحة.",
    // A phrase with more around it.
    "إعلان نتائج الانتخابات البلدية",
    "شارك المقال الذي نشره الوزير في إشعال الجدل",
    "التعليقات على القرار تتوالى",
    "المزيد من القطارات في الصيف",
    "مشاركة واسعة في الانتخابات",
    "الرئيسية بين محطات الخط الجديد",
    // Sites and pages that a story names.
    "وأعلنت الشركة على فيسبوك وتويتر موعد الرحلة المقبلة.",
    "قال الوزير: من نحن لنرفض؟",
    "حمل تطبيق القانون الجديد البلديات أعباء لم تكن في حسبانها، بحسب رئيس الاتحاد.",
    "سجل الدخول إلى المعرض رقما قياسيا هذا العام، إذ تجاوز عدد الزوار مئة ألف.",
    "تابعنا على مدى أسبوعين رحلة القافلة من الساحل إلى الجبل، وهذا ما رأيناه.",
    "الآراء الواردة في الاستطلاع تشير إلى أن نصف السكان يؤيدون المشروع.",
    "الحقوق محفوظة لأصحاب الأراضي، هكذا قال الوزير أمام النواب أمس.",
    "يمنع نسخ المفاتيح في البلدية إلا بإذن من القاضي، بحسب القرار الجديد.",
    "وتوقفت خدمات فيسبوك وواتساب وإنستغرام عن العمل ست ساعات.",
    "فيسبوك وتويتر ويوتيوب تحذف آلاف الحسابات المزيفة",
};

TEST_CASE("lines that are nothing but chrome, and why") {
  const SiteChrome chrome;
  for (const Row& row : kChrome) {
    INFO(row.line);
    CHECK(rule_of(chrome, row.line) == row.rule);
  }
}

TEST_CASE("lines that are no chrome") {
  const SiteChrome chrome;
  for (const std::string_view line : kNoChrome) {
    INFO(line);
    CHECK(rule_of(chrome, line) == "");
  }
}

TEST_CASE("headings above other articles") {
  const SiteChrome chrome;
  for (const std::string_view line :
       {"إقرأ أيضاً:", "اقرأ أيضا", "اقرأوا أيضاً", "طالع أيضًا..", "مواضيع ذات صلة", "ذات صلة",
        "• أخبار متعلقة •", "قد يعجبك أيضاً", "Related", "READ ALSO:", "See also"}) {
    INFO(line);
    CHECK(chrome.is_related_heading(tokens_of(line)));
    CHECK_FALSE(chrome.begins_related(line, tokens_of(line)));
  }
  for (const std::string_view line :
       {"", "اقرأ", "أيضا", "اقرأ أيضا: عودة القطار", "اقرأ أيضا ما كتبته الجدة",
        "قضايا ذات صلة بالمياه", "قد يهمك الأمر", "Related news", "عاد القطار."}) {
    INFO(line);
    CHECK_FALSE(chrome.is_related_heading(tokens_of(line)));
  }
}

TEST_CASE("lines that name the other article themselves") {
  const SiteChrome chrome;
  for (const std::string_view line :
       {"اقرأ أيضا: عودة القطار إلى الواحة", "طالع أيضاً| عودة القطار", "ذات صلة: عودة القطار",
        "Read also: The train is back", "إقرأ أيضاً : عودة القطار"}) {
    INFO(line);
    CHECK(chrome.begins_related(line, tokens_of(line)));
  }
  for (const std::string_view line :
       {"", "اقرأ أيضا ما كتبته الجدة كل مساء.", "قد يهمك أن تعرف: عاد القطار.",
        "ذات صلة بالمياه: سدود وقنوات", "عاد القطار، اقرأ أيضا: الواحة", "اقرأ: عودة القطار",
        "Related news: the train"}) {
    INFO(line);
    CHECK_FALSE(chrome.begins_related(line, tokens_of(line)));
  }
}

// `kept|[rule] cut|…`
std::string parts_of(const SiteChrome& chrome, std::string_view line) {
  std::string told;
  for (const LinePart& part : chrome.split(line)) {
    if (!told.empty()) told += "|";
    if (!part.rule.empty()) told += "[" + std::string(part.rule) + "] ";
    told += line.substr(part.begin, part.end - part.begin);
  }
  return told;
}

struct Split {
  std::string_view rule;
  std::string_view line;
  std::string_view parts;
};

constexpr Split kSplits[] = {
    {"a mark glued to the first word", "إعلانعاد القطار إلى الواحة.",
     "[advertisement] إعلان|عاد القطار إلى الواحة."},
    {"in Latin letters", "Advertisementعاد القطار إلى الواحة.",
     "[advertisement] Advertisement|عاد القطار إلى الواحة."},
    {"alone behind the last sentence", "عاد القطار إلى الواحة. اعلان",
     "عاد القطار إلى الواحة.|[advertisement] اعلان"},
    {"behind a quotation", "قال السائق: «عدنا» إعلان", "قال السائق: «عدنا»|[advertisement] إعلان"},
    {"a headline in front of the paragraph",
     "Relatedعودة القطار إلى الواحةوقال مدير المحطة إن القطار سيسير كل يوم.",
     "[related links] Relatedعودة القطار إلى الواحة|وقال مدير المحطة إن القطار سيسير كل يوم."},
    {"a question in front of it", "Relatedلماذا عاد القطار؟وقال مدير المحطة إنه سيسير كل يوم.",
     "[related links] Relatedلماذا عاد القطار؟|وقال مدير المحطة إنه سيسير كل يوم."},
    {"two headlines",
     "Relatedعودة القطار إلى الواحةافتتاح السوق القديمةوقال مدير المحطة إن القطار سيسير كل يوم.",
     "[related links] Relatedعودة القطار إلى الواحةافتتاح السوق القديمة|وقال مدير المحطة إن القطار "
     "سيسير كل يوم."},
    {"a heading glued to its paragraph",
     "أسباب عودة القطار إلى المدينةشكا أهل الواحة طويلا من بعد المسافة وقالوا إن أبناءهم يمشون "
     "ساعة "
     "كاملة ليصلوا إلى المدرسة",
     "أسباب عودة القطار إلى المدينة|شكا أهل الواحة طويلا من بعد المسافة وقالوا إن أبناءهم يمشون "
     "ساعة كاملة ليصلوا إلى المدرسة"},
};

constexpr std::string_view kWhole[] = {
    "عاد القطار إلى الواحة.",
    "عاد",
    // Words that begin with the mark.
    "إعلانات المحطة تملأ الجدران.",
    "إعلاناتها كثيرة.",
    "إعلانها جاء متأخرا.",
    "إعلانهم جاء متأخرا.",
    "إعلاناً عن العودة علق على الباب.",
    "إعلانان علقا على الباب.",
    "إعلانية كانت الحملة.",
    "إعلانيا وسياسيا كانت الحملة خاسرة.",
    "اعلانكم وصل.",
    "Advertisements are everywhere.",
    // A mark that ends a sentence of the story.
    "علق على الباب إعلان",
    "صدر أمس إعلان.",
    // A joint with less than a paragraph behind it, or more than a heading before it.
    "عودة القطار إلى المدينةشكا أهلها",
    "المدينةشكا أهل الواحة طويلا من بعد المسافة وقالوا إن أبناءهم يمشون ساعة كاملة ليصلوا إلى "
    "المدرسة",
    "وصل القطار إلى المدينة. وفي المحطةشكا أهل الواحة طويلا من بعد المسافة وقالوا إن أبناءهم يمشون "
    "ساعة كاملة ليصلوا إلى المدرسة",
    "عقدت في العاصمة الإداريةالجديدة جلسة أولى شكا فيها أهل الواحة من بعد المسافة وقالوا إن "
    "أبناءهم "
    "يمشون ساعة كاملة",
    // Words with a ة or a tanween at their end, and marks behind them.
    "في مدينةٍ قديمةٍ عاد القطارُ، وكانتْ رحلةً هادئةً جدًّا لمن شكا من بعد المسافة طويلا ثم عاد إلى "
    "بيته مساءً راضيا",
    "Related works of the author عادت إلى الواحة.",
};

TEST_CASE("one line that was glued together of several is parted") {
  const SiteChrome chrome;
  for (const Split& row : kSplits) {
    INFO(row.rule);
    CHECK(parts_of(chrome, row.line) == row.parts);
  }
}

TEST_CASE("other lines are one part that is kept") {
  const SiteChrome chrome;
  for (const std::string_view line : kWhole) {
    INFO(line);
    CHECK(parts_of(chrome, line) == line);
  }
}

TEST_CASE("an edited list counts, and its mistakes are told with file and line") {
  const test::TemporaryFolder folder;
  folder.write("site_chrome.tsv", "# ours\nline\tمن هنا\nrelated\tفي العدد أيضا\n");
  const SiteChrome chrome(folder.path());
  CHECK(rule_of(chrome, "من هنا") == "site chrome");
  CHECK(rule_of(chrome, "شارك المقال") == "");
  CHECK(chrome.is_related_heading(tokens_of("في العدد أيضاً:")));
  CHECK(rule_of(SiteChrome(test::TemporaryFolder().path()), "شارك المقال") == "site chrome");

  for (const std::string_view bad : {"lines\tمن هنا\n", "line\n", "line\t…\n", "line من هنا\n"}) {
    INFO(bad);
    folder.write("site_chrome.tsv", "line\tصفحة\n" + std::string(bad));
    std::string message;
    try {
      const SiteChrome broken(folder.path());
    } catch (const arabic::WordListError& error) {
      message = error.what();
    }
    CHECK(message.find("site_chrome.tsv") != std::string::npos);
    CHECK(message.find('2') != std::string::npos);
  }
}

}  // namespace
}  // namespace fihrist::indexer::extract
