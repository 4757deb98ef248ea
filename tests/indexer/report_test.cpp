// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/report.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <nlohmann/json.hpp>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/html_tree.h"
#include "indexer/ingest.h"
#include "tests/indexer/encoders.h"
#include "tests/indexer/reading.h"

namespace fihrist::indexer {
namespace {

using nlohmann::json;
using testing::read;
using testing::Reading;
using testing::windows_1256;

struct Reported {
  std::vector<index::Article> articles;
  std::vector<json> lines;
  std::string html;
};

// Both reports on one file.
Reported report_on(const std::string& name, std::string_view bytes) {
  const test::TemporaryFolder folder;
  IngestOptions options;
  options.sources = {folder.write(name, bytes)};
  std::ostringstream json_out;
  std::ostringstream html_out;
  const auto as_json = json_report(json_out);
  const auto as_html = html_report(html_out);
  Reported reported;
  const IngestSummary summary = ingest(options, [&](IngestedArticle&& article) {
    reported.articles.push_back(article.extraction.article);
    as_json->add(article);
    as_html->add(article);
  });
  as_json->finish(summary);
  as_html->finish(summary);
  std::istringstream lines(json_out.str());
  for (std::string line; std::getline(lines, line);) reported.lines.push_back(json::parse(line));
  reported.html = html_out.str();
  return reported;
}

const std::string kTitle = "عودة القطار \"السريع\" <إلى> الواحة";
const std::string kStory =
    "عاد القطار & مضى، وقال السائق: 'عدنا'.\n"
    "وكتب على الجدار <script>alert(\"x\")</script> بخط كبير.\n"
    "نص فيه علامات \u202Eاتجاه\u202C وعزل \u2067نص\u2069 لا تنتهي \u202B هنا.";
const std::string kText = kTitle + "\nالكاتب: هدى السالم\nالمصدر: جريدة الساحل\n" +
                          "تم النشر: 2024/11/25\n" + kStory +
                          "\nكلمات دلالية: نقل، <b>سياحة</b>\n" + "شارك المقال\n";

TEST_CASE("the JSON report has every field, and null for what is not stated") {
  const Reported reported = report_on("story.txt", kText);
  REQUIRE(reported.lines.size() == 1);
  const json& line = reported.lines[0];
  CHECK(line["id"] == "story");
  CHECK(line["title"] == kTitle);
  CHECK(line["author"] == "هدى السالم");
  CHECK(line["source"] == "جريدة الساحل");
  CHECK(line["published"] == "2024-11-25T00:00:00Z");
  CHECK(line["updated"].is_null());
  CHECK(line["url"].is_null());
  CHECK(line["part_of"].is_null());
  CHECK(line["language"] == "ar");
  CHECK(line["keywords"] == json::array({"نقل", "<b>سياحة</b>"}));
  CHECK(line["body"] == kStory);
  CHECK(line["doubts"] == json::array());
  CHECK(line["line"].is_null());
  CHECK(line["encoding"] == "UTF-8");
  CHECK(line["file"].get<std::string>().ends_with("story.txt"));
}

TEST_CASE("cuts are told with their rule, and with bytes of the source's text") {
  const struct {
    std::string_view rule;
    std::string bytes;
    std::string text;  // of the source, as UTF-8
  } rows[] = {
      {"UTF-8", kText, kText},
      {"windows-1256",
       windows_1256("عودة القطار إلى الواحة\nالكاتب: هدى السالم\nعاد القطار ومضى.\nثم غاب.\n"),
       "عودة القطار إلى الواحة\nالكاتب: هدى السالم\nعاد القطار ومضى.\nثم غاب.\n"},
      // Counted with one LF a line, as report.h says.
      {"line ends of Windows",
       "عودة القطار إلى الواحة\r\nالكاتب: هدى السالم\r\nعاد القطار.\r\nثم غاب.\r\n",
       "عودة القطار إلى الواحة\nالكاتب: هدى السالم\nعاد القطار.\nثم غاب.\n"},
  };
  for (const auto& row : rows) {
    INFO(row.rule);
    const Reported reported = report_on("story.txt", row.bytes);
    REQUIRE(reported.lines.size() == 1);
    const json& cuts = reported.lines[0]["cuts"];
    REQUIRE(cuts.size() >= 2);
    CHECK(cuts[0]["rule"] == "title");
    CHECK(cuts[1]["rule"] == "byline");
    CHECK(cuts[1]["text"] == "الكاتب: هدى السالم");
    for (const json& cut : cuts) {
      const auto begin = cut["begin"].get<std::size_t>();
      const auto end = cut["end"].get<std::size_t>();
      CHECK(begin < end);
      REQUIRE(end <= row.text.size());
      const std::string cut_text = row.text.substr(begin, end - begin);
      CHECK((cut_text == cut["text"].get<std::string>()));
    }
  }
}

TEST_CASE("cuts of a page have the bytes of their markup") {
  const std::string page =
      "<html><body><nav><a href=\"/\">الرئيسية</a> &amp; <b>المزيد</b></nav>"
      "<p>عاد القطار إلى الواحة بعد عامين من الانقطاع وحمل في رحلته الأولى مئة "
      "راكب.</p></body></html>";
  const Reported reported = report_on("page.html", page);
  REQUIRE(reported.lines.size() == 1);
  const json& cuts = reported.lines[0]["cuts"];
  REQUIRE(cuts.size() == 1);
  CHECK(cuts[0]["text"] == "الرئيسية & المزيد");
  CHECK(cuts[0]["rule"] == "navigation");
  const auto begin = cuts[0]["begin"].get<std::size_t>();
  CHECK(page.substr(begin, cuts[0]["end"].get<std::size_t>() - begin) ==
        "الرئيسية</a> &amp; <b>المزيد");
}

TEST_CASE("a doubt is told") {
  const Reported reported = report_on(
      "story.txt", "عودة القطار إلى الواحة\nتم النشر: 05/06/2025\nعاد القطار.\nثم غاب.\n");
  REQUIRE(reported.lines.size() == 1);
  CHECK(reported.lines[0]["published"].is_null());
  REQUIRE(reported.lines[0]["doubts"].size() == 1);
  CHECK(reported.lines[0]["doubts"][0].get<std::string>().find("05/06/2025") != std::string::npos);
  CHECK(reported.html.find("05/06/2025") != std::string::npos);
}

TEST_CASE("an article that was found on another's page has a line of its own") {
  const Reported reported = report_on(
      "story.txt",
      "عودة القطار إلى الواحة\nعاد القطار ومضى.\nثم غاب.\nالمصدر: الساحل\nاقرأ أيضا\n"
      "افتتاح سوق السمك في المرسى\nتم النشر: 2024/08/19\nافتتح سوق السمك في المرسى أمس.\n");
  REQUIRE(reported.lines.size() == 2);
  CHECK(reported.lines[0]["part_of"].is_null());
  CHECK(reported.lines[1]["part_of"] == "story");
  CHECK(reported.lines[1]["id"] == "story/related-1");
}

TEST_CASE("the lines are a source again, and give the same articles") {
  const struct {
    std::string_view rule;
    std::string name;
    std::string bytes;
  } rows[] = {
      {"a text with quotation marks, a script and marks of direction", "story.txt", kText},
      {"a text with nothing stated", "a.txt", "عاد القطار.\nثم غاب.\n"},
      {"a line of JSON with every field", "a.jsonl",
       R"({"id":"س 7","title":"عودة \"القطار\"","body":"عاد.\nمضى.","author":"هدى السالم",)"
       R"("source":"الساحل","published":"2024-11-25T01:30:00+04:00","updated":"1999-01-01",)"
       R"("url":"https://s.example/?a=1&b=2","keywords":["نقل، بري","سياحة"],"language":"ar"})"},
      {"line separators of Unicode", "a.txt", "عاد القطار\u2028ومضى\u2029ثم\u0085غاب.\nثم عاد.\n"},
      {"a text that speaks of HTML", "a.txt",
       "يكتب المبرمج <br> حيث ينتهي السطر.\nويكتب </p> حيث تنتهي الفقرة.\n"},
  };
  for (const auto& row : rows) {
    INFO(row.rule);
    const Reported reported = report_on(row.name, row.bytes);
    REQUIRE(reported.lines.size() == 1);
    const Reading again = read("report.jsonl", reported.lines[0].dump() + "\n");
    CHECK(again.clean());
    REQUIRE(again.articles.size() == 1);
    CHECK((again.articles[0].stated == reported.articles[0]));
    CHECK((again.extracted(0) == reported.articles[0]));
  }
}

TEST_CASE("the HTML report shows what kept and cut texts say, and nothing of them is markup") {
  const Reported reported = report_on("story.txt", kText);
  const std::string& html = reported.html;
  CHECK(html.starts_with("<!doctype html>"));
  CHECK(html.find("<script") == std::string::npos);
  CHECK(html.find("<b>") == std::string::npos);

  const extract::HtmlTree tree(html);
  std::string shown;
  std::size_t scripts = 0;
  std::size_t cut = 0;
  std::size_t pieces = 0;
  extract::for_each_element(tree.root(), [&](const GumboNode* node) {
    if (extract::has_tag(node, {GUMBO_TAG_SCRIPT})) ++scripts;
    if (extract::attribute_of(node, "class") == "cut") ++cut;
    if (extract::has_tag(node, {GUMBO_TAG_P, GUMBO_TAG_H2, GUMBO_TAG_DD})) {
      shown += extract::text_of(node) + "\n";
      ++pieces;
    }
    return true;
  });
  CHECK(scripts == 0);
  CHECK(cut == reported.lines[0]["cuts"].size());
  CHECK(pieces > cut);
  std::istringstream lines(kText);
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    CHECK(shown.find(line) != std::string::npos);
  }
  for (const std::string_view rule :
       {"title", "byline", "source line", "date line", "keyword line", "site chrome"}) {
    INFO(rule);
    CHECK(html.find("dir=\"ltr\">" + std::string(rule) + "</span>") != std::string::npos);
  }
}

TEST_CASE("each field of the HTML report is escaped and isolated") {
  const std::string evil = "x\\\"'>\u202E<script>1</script>&amp;y";
  const Reported reported =
      report_on("<b>&.jsonl", "{\"id\":\"" + evil + "\",\"title\":\"" + evil +
                                  "\",\"body\":\"نص.\",\"url\":\"" + evil + "\",\"author\":\"" +
                                  evil + "\",\"source\":\"" + evil + "\",\"language\":\"" + evil +
                                  "\",\"keywords\":[\"" + evil + "\"]}\n");
  CHECK(reported.html.find("<script") == std::string::npos);
  CHECK(reported.html.find("<b>") == std::string::npos);
  const std::string escaped = "x&quot;'&gt;\u202E&lt;script&gt;1&lt;/script&gt;&amp;amp;y";
  std::size_t fields = 0;
  for (std::size_t at = 0; (at = reported.html.find(escaped, at)) != std::string::npos; ++at) {
    ++fields;
    const std::size_t end = at + escaped.size();
    const bool isolated =
        reported.html.compare(end, 6, "</bdi>") == 0 || reported.html.compare(end, 5, "</h2>") == 0;
    CHECK(isolated);
  }
  CHECK(fields == 6);  // what is no tag of a language is none
}

TEST_CASE("a report on nothing is well-formed too") {
  const Reported reported = report_on("empty.txt", " \n");
  CHECK(reported.lines.empty());
  CHECK(reported.html.starts_with("<!doctype html>"));
  CHECK(reported.html.ends_with("</html>\n"));
  CHECK(reported.html.find("0 articles from 1 files") != std::string::npos);
}

}  // namespace
}  // namespace fihrist::indexer
