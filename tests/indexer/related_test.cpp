// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/related.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/lines.h"
#include "indexer/extract/raw_text.h"

namespace fihrist::indexer::extract {
namespace {

const std::string kStory =
    "عاد قطار السياح إلى الواحة بعد عامين من الانقطاع وحمل مئة راكب.\n"
    "وقال مدير المحطة إن القطار سيسير كل يوم جمعة حتى نهاية الربيع.\n";
const std::string kEnd = "وينتظر السكان أن تفتح المحطة أبوابها للزوار في الشهر المقبل.\n";
const std::string kMarket = "افتتاح سوق السمك في ميناء المرسى";
const std::string kMarketStory =
    "افتتح سوق السمك في ميناء المرسى أمس بعد ترميم دام عامين.\n"
    "وحضر الافتتاح صيادو الميناء وتجار السوق.\n";

struct Result {
  std::string lines;  // one a line: `-` before those that are cut, `=` before the other article's
};

Result cut(const std::string& text) {
  const SiteChrome chrome;
  std::vector<Line> lines = make_lines(spans_of_text(text), chrome);
  const std::size_t other = cut_related(lines, chrome);
  REQUIRE(other <= lines.size());
  Result result;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i >= other) {
      result.lines += "= ";
    } else if (lines[i].is_cut()) {
      CHECK(lines[i].span.rule == kRelatedLinks);
      result.lines += "- ";
    }
    result.lines += std::string(lines[i].text()) + "\n";
  }
  return result;
}

struct Row {
  std::string_view rule;
  std::string text;
  std::string lines;
};

void check_rows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    INFO(row.rule);
    CHECK(cut(row.text).lines == row.lines);
  }
}

TEST_CASE("links to other articles are cut, and the story goes on") {
  check_rows({
      {"a heading and a headline", kStory + "اقرأ أيضا:\n" + kMarket + "\n" + kEnd,
       kStory + "- اقرأ أيضا:\n- " + kMarket + "\n" + kEnd},
      {"a heading and three headlines",
       kStory + "مواضيع ذات صلة\n" + kMarket + "\nمعرض الخزف يعود\nسباق القوارب في الخليج\n" + kEnd,
       kStory + "- مواضيع ذات صلة\n- " + kMarket +
           "\n- معرض الخزف يعود\n- سباق القوارب في الخليج\n" + kEnd},
      {"a heading alone", kStory + "ذات صلة\n" + kEnd, kStory + "- ذات صلة\n" + kEnd},
      {"heading and headline on one line", kStory + "طالع أيضاً: " + kMarket + "\n" + kEnd,
       kStory + "- طالع أيضاً: " + kMarket + "\n" + kEnd},
      {"two boxes",
       kStory + "اقرأ أيضا:\n" + kMarket + "\n" + kEnd + "اقرأ أيضا: معرض الخزف يعود\n" + kEnd,
       kStory + "- اقرأ أيضا:\n- " + kMarket + "\n" + kEnd + "- اقرأ أيضا: معرض الخزف يعود\n" +
           kEnd},
      {"headlines to the end of the page",
       kStory + "أخبار ذات صلة\n" + kMarket +
           "\nمعرض الخزف يعود\nسباق القوارب في الخليج\nموسم التمر يبدأ\nبطولة الشطرنج للمدارس\n",
       kStory + "- أخبار ذات صلة\n- " + kMarket +
           "\n- معرض الخزف يعود\n- سباق القوارب في الخليج\n- موسم التمر يبدأ\n- بطولة الشطرنج "
           "للمدارس\n"},
      // The heading has four words of its own; none of them is of the paragraph.
      {"a headline of which the story does not speak",
       kStory + "اقرأ أيضا\n" + kMarket + "\n" + kEnd,
       kStory + "- اقرأ أيضا\n- " + kMarket + "\n" + kEnd},
  });
}

TEST_CASE("a whole other article begins where the signs say so") {
  check_rows({
      {"behind the story's source", kStory + "المصدر: الساحل\nاقرأ أيضا\n" + kMarket + "\n" + kEnd,
       kStory + "المصدر: الساحل\n= اقرأ أيضا\n= " + kMarket + "\n= " + kEnd},
      {"behind keywords", kStory + "كلمات دلالية: قطار، سياحة\nاقرأ أيضا\n" + kMarket + "\n" + kEnd,
       kStory + "كلمات دلالية: قطار، سياحة\n= اقرأ أيضا\n= " + kMarket + "\n= " + kEnd},
      {"with a byline", kStory + "اقرأ أيضا\n" + kMarket + "\nالكاتب: هدى السالم\n" + kEnd,
       kStory + "= اقرأ أيضا\n= " + kMarket + "\n= الكاتب: هدى السالم\n= " + kEnd},
      {"with a date", kStory + "اقرأ أيضا\n" + kMarket + "\n25/11/2024\n" + kEnd,
       kStory + "= اقرأ أيضا\n= " + kMarket + "\n= 25/11/2024\n= " + kEnd},
      {"by what it speaks of", kStory + "اقرأ أيضا\n" + kMarket + "\n" + kMarketStory,
       kStory + "= اقرأ أيضا\n= " + kMarket +
           "\n= افتتح سوق السمك في ميناء المرسى أمس بعد ترميم دام عامين.\n= وحضر الافتتاح صيادو "
           "الميناء وتجار السوق.\n"},
  });
}

TEST_CASE("sentences and headings of a story are no links") {
  for (const std::string& line :
       {std::string("اقرأ أيضا ما كتبته الجدة، قال المعلم لتلاميذه كل مساء.\n"),
        std::string("قد يهمك أن تعرف أن القطار يسير ببطء في الصحراء.\n"),
        std::string("ذات صلة وثيقة بالأمر هي قضية المياه في الواحة.\n"),
        std::string("وناقش المجتمعون قضايا ذات صلة\n"),
        std::string("Related costs rose, the company said.\n"),
        // A colon far behind such words: a sentence too long to be a headline.
        "اقرأ أيضا: " + kMarketStory.substr(0, kMarketStory.find('\n')) + " " +
            kStory.substr(0, kStory.find('\n')) + " " + kEnd}) {
    INFO(line);
    CHECK(cut(kStory + line + kEnd).lines == kStory + line + kEnd);
  }
}

TEST_CASE("no text, and nothing but a heading") {
  CHECK(cut("").lines.empty());
  CHECK(cut("اقرأ أيضا\n").lines == "- اقرأ أيضا\n");
  CHECK(cut("اقرأ أيضا\n" + kMarket + "\n").lines == "- اقرأ أيضا\n- " + kMarket + "\n");
}

}  // namespace
}  // namespace fihrist::indexer::extract
