// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// From markup to lines: their text, their order, and that none is lost.

#include "indexer/extract/html_text.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <ostream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "index/article.h"
#include "indexer/extract/extraction.h"
#include "indexer/extract/html_line.h"

namespace fihrist::indexer::extract {
namespace {

Extraction extract(const std::string& html, Markup markup) {
  index::Article stated;
  stated.id = "x";
  stated.title = "عنوان من الأرشيف";  // so that no line is taken for it
  stated.body = html;
  return extract_article(stated, markup, {});
}

// The lines of a fragment, `|` between them.
std::string lines_of(const std::string& html) {
  std::string lines;
  for (const Span& span : extract(html, Markup::kFragment).spans) {
    lines += (lines.empty() ? "" : "|") + span.text;
  }
  return lines;
}

struct Row {
  std::string_view rule;
  std::string html;
  std::string lines;
};

void check_rows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    INFO(row.rule);
    CHECK(lines_of(row.html) == row.lines);
  }
}

TEST_CASE("elements that stand on lines of their own") {
  check_rows({
      {"paragraphs", "<p>أول.</p><p>ثان.</p>", "أول.|ثان."},
      {"paragraphs without an end", "<p>أول.<p>ثان.", "أول.|ثان."},
      {"line breaks", "أول.<br>ثان.<br/><br>ثالث.", "أول.|ثان.|ثالث."},
      {"a line break inside bold text", "<p><b>أول.<br>ثان.</b> ثالث.</p>", "أول.|ثان. ثالث."},
      {"headings", "<h2>عنوان</h2>نص.<h3>آخر</h3>نص.", "عنوان|نص.|آخر|نص."},
      {"lists", "<ul><li>أول<li>ثان<ol><li>ثالث</ol></ul>", "أول|ثان|ثالث"},
      {"tables, row by row", "<table><tr><th>المدينة<th>المطر<tr><td>الواحة<td>3</table>",
       "المدينة|المطر|الواحة|3"},
      {"quotations", "قال:<blockquote>عدنا.</blockquote>ثم مضى.", "قال:|عدنا.|ثم مضى."},
      {"divs inside divs", "<div>أول<div>ثان</div>ثالث</div>", "أول|ثان|ثالث"},
      {"a link around paragraphs", "<a><p>أول.</p><p>ثان.</p></a>", "أول.|ثان."},
      {"lines of the source are none", "<p>أول\nثان\r\n\tثالث</p>", "أول ثان ثالث"},
  });
}

TEST_CASE("elements inside a line, and inside a word") {
  check_rows({
      {"bold inside a word", "<p>وبدأت <b>ال</b>مفاوضات.</p>", "وبدأت المفاوضات."},
      {"several inside each other", "<p><b><i>ال</i>م<u>فا</u></b>وضات</p>", "المفاوضات"},
      {"blanks beside them stay", "<p><b>وبدأت</b> <i>المفاوضات</i></p>", "وبدأت المفاوضات"},
      {"blanks inside them stay", "<p>وبدأت<b> المفاوضات </b>أمس</p>", "وبدأت المفاوضات أمس"},
      {"a comment inside a word", "<p>المفا<!-- 1 -->وضات</p>", "المفاوضات"},
      {"a script inside a word", "<p>المفا<script>x</script>وضات</p>", "المفاوضات"},
      {"a picture inside a word", "<p>المفا<img src=\"a\">وضات</p>", "المفاوضات"},
      {"a link inside a word", "<p>و<a href=\"/a\">المفاوضات</a></p>", "والمفاوضات"},
      {"an element that HTML does not know", "<p>ال<x-mark>مفا</x-mark>وضات</p>", "المفاوضات"},
      {"a time", "<p>يوم <time>الأحد</time>، عاد</p>", "يوم الأحد، عاد"},
      {"a picture with sources", "<p>المفا<picture><img src=\"a\"></picture>وضات</p>", "المفاوضات"},
      {"nobr", "<p>وبدأت <nobr>المفا</nobr>وضات.</p>", "وبدأت المفاوضات."},
      {"data", "<p>وبدأت <data value=\"1\">المفا</data>وضات.</p>", "وبدأت المفاوضات."},
      {"label", "<p>وبدأت <label>المفا</label>وضات.</p>", "وبدأت المفاوضات."},
  });
}

TEST_CASE("characters") {
  check_rows({
      {"entities", "<p>قال &quot;لا&quot; &amp; مضى&hellip; &lt;هنا&gt;</p>",
       "قال \"لا\" & مضى… <هنا>"},
      {"numbers", "<p>&#1593;&#x627;&#1583;</p>", "عاد"},
      {"entities without an end", "<p>المرفأ &amp السوق</p>", "المرفأ & السوق"},
      {"what is no entity", "<p>المرفأ & السوق &خبر;</p>", "المرفأ & السوق &خبر;"},
      {"an entity escaped twice shows as itself", "<p>&amp;nbsp;</p>", "&nbsp;"},
      {"a no-break space is a blank", "<p>5&nbsp;كم&nbsp;</p>", "5 كم"},
      {"runs of white space are one", "<p>أول \n\t &nbsp; ثان</p>", "أول ثان"},
      {"a sign without width stays", "<p>می\u200Cرود</p>", "می\u200Cرود"},
      {"a less-than sign", "<p>3 < 5 و 7 > 5</p>", "3 < 5 و 7 > 5"},
  });
  CHECK(html_to_line("<b>عودة</b> ال<i>قطار</i> &amp; السوق<br>غدا") == "عودة القطار & السوق غدا");
  CHECK(html_to_line("").empty());
}

TEST_CASE("a fragment is kept but for share buttons") {
  const Extraction extraction = extract(
      "<p>أول.</p><div class=\"sharedaddy\"><p>شارك</p></div><p>ثان.</p><aside>ثالث.</aside>",
      Markup::kFragment);
  CHECK(extraction.article.body == "أول.\nثان.\nثالث.");
  REQUIRE(extraction.spans.size() == 4);
  CHECK(extraction.spans[1].rule == "share buttons");
}

TEST_CASE("elements that are nested too deeply are refused, and others are not") {
  const auto nested = [](std::size_t depth, const std::string& tag) {
    std::string html;
    for (std::size_t i = 0; i < depth; ++i) html += "<" + tag + ">";
    html += "نص";
    for (std::size_t i = 0; i < depth; ++i) html += "</" + tag + ">";
    return html;
  };
  const auto repeated = [](const std::string& html) {
    std::string all;
    for (int i = 0; i < 3000; ++i) all += html;
    return all + "نص";
  };
  for (const Markup markup : {Markup::kPage, Markup::kFragment}) {
    CHECK_THROWS_AS(extract(nested(100'000, "div"), markup), TooComplex);
    CHECK_THROWS_AS(extract(nested(2500, "b"), markup), TooComplex);
    CHECK(extract(nested(500, "div"), markup).article.body == "نص");
    CHECK(extract(nested(500, "span"), markup).article.body == "نص");
    const std::string flat[] = {"<div></div>",    "<p>",
                                "<br>",           "<img src=\"a\"/>",
                                "<li>",           "<script>'<div>'</script>",
                                "<!-- <div> -->", "<svg><path d=\"M0 0\"/></svg>"};
    for (const std::string& html : flat) {
      INFO(html);
      CHECK_NOTHROW(extract(repeated(html), markup));
    }
  }
}

// All that is shown must stand in one span, once and in the order of the page.
void check_spans(const std::string& html, const Extraction& extraction) {
  std::size_t place = 0;
  for (const Span& span : extraction.spans) {
    CHECK(span.begin < span.end);
    CHECK(span.end <= html.size());
    CHECK(span.begin >= place);
    CHECK_FALSE(span.text.empty());
    place = span.end;
  }
}

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

TEST_CASE("every text of a page stands in exactly one span, in order") {
  const std::string texts[] = {"كلمة",
                               "جملة طويلة من كلمات كثيرة تجري في النص مجرى القصة كلها",
                               "المصدر: جريدة الساحل",
                               "25/11/2024",
                               "اقرأ أيضا",
                               "x &amp; y"};
  const std::string tags[] = {"p",  "div", "b",    "a",       "ul",    "li",         "h1",
                              "td", "nav", "span", "article", "aside", "blockquote", "em"};
  const std::string names[] = {"", " class=\"entry-content\"", " class=\"share\"",
                               " id=\"comments\"", " itemprop=\"articleBody\""};
  std::mt19937 random(20240819);
  for (int round = 0; round < 1500; ++round) {
    std::string html;
    std::string shown;
    std::vector<std::string> open;
    const std::size_t count = random() % 40;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t choice = random() % 5;
      if (choice == 0 && !open.empty()) {
        html += "</" + open.back() + ">";
        open.pop_back();
      } else if (choice <= 2) {
        std::string text = texts[random() % std::size(texts)];
        html += text + (random() % 2 == 0 ? " " : "<br>");
        shown += text;
      } else {
        open.push_back(tags[random() % std::size(tags)]);
        html += "<" + open.back() + names[random() % std::size(names)] + ">";
      }
    }
    INFO(html);
    const std::size_t amp = shown.find("&amp;");
    for (std::size_t at = amp; at != shown.npos; at = shown.find("&amp;"))
      shown.replace(at, 5, "&");
    for (const Markup markup : {Markup::kPage, Markup::kFragment}) {
      const Extraction extraction = extract(html, markup);
      check_spans(html, extraction);
      std::string together;
      for (const Span& span : extraction.spans) together += span.text;
      CHECK(without_blanks(together) == without_blanks(shown));
    }
  }
}

TEST_CASE("malformed pages lose no text") {
  check_rows({
      {"tags that cross", "<p><b>أول<i>ثان</b>ثالث</i></p>", "أولثانثالث"},
      {"ends without a begin", "أول</p></div>ثان</b>", "أول|ثان"},
      {"a tag that is not closed", "<p>أول</p><p>ثان", "أول|ثان"},
      {"a quotation mark that is not closed", "<p>أول</p><a href=\"x>ثان</a>", "أول"},
      {"text behind the end", "<html><body><p>أول</p></body></html>ثان", "أول|ثان"},
      {"two bodies", "<body><p>أول</p></body><body><p>ثان</p></body>", "أول|ثان"},
      {"text between the rows of a table",
       "<table><tr><td>أول</td></tr>ثان<tr><td>ثالث</td></tr></table>", "أول|ثان|ثالث"},
  });
  const std::string html = "<table><tr><td>أول</td></tr>ثان<tr><td>ثالث</td></tr></table>";
  check_spans(html, extract(html, Markup::kFragment));
}

}  // namespace
}  // namespace fihrist::indexer::extract
