// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/html_metadata.h"

#include <doctest/doctest.h>

#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "index/article.h"
#include "indexer/extract/extraction.h"

namespace fihrist::indexer::extract {
namespace {

using Texts = std::vector<std::string>;

const std::string kTitle = "قطار السياح يعود إلى الواحة";
const std::string kStory =
    "<article><p>عاد قطار السياح إلى الواحة بعد عامين من الانقطاع وحمل في رحلته الأولى مئة "
    "راكب.</p><p>وقال مدير المحطة إن القطار سيسير كل يوم جمعة حتى نهاية الربيع المقبل.</p>"
    "</article>";

// A page whose head and whose body before the story are given.
index::Article article_of(const std::string& head, const std::string& above = "") {
  index::Article stated;
  stated.id = "x";
  stated.body =
      "<!doctype html><html><head>" + head + "</head><body>" + above + kStory + "</body></html>";
  return extract_article(stated, Markup::kPage, {}).article;
}

std::string json_ld(const std::string& json) {
  return "<script type=\"application/ld+json\">" + json + "</script>";
}

std::string meta(const std::string& name, const std::string& content) {
  return "<meta property=\"" + name + "\" content=\"" + content + "\">";
}

std::string told(const std::optional<index::Moment>& moment) {
  return moment ? index::to_rfc3339(*moment) : "";
}

TEST_CASE("JSON-LD states every field") {
  const index::Article article = article_of(json_ld(
      R"({"@context":"https://schema.org","@type":"NewsArticle","headline":"قطار السياح يعود",)"
      R"("datePublished":"2024-11-25T17:06:00+03:00","dateModified":"2024-11-26T09:00:00Z",)"
      R"("author":{"@type":"Person","name":"هدى السالم"},"inLanguage":"ar-EG",)"
      R"("publisher":{"@type":"Organization","name":"جريدة الساحل"},)"
      R"("url":"https://sahel.example/n/7","keywords":["نقل","سياحة"]})"));
  CHECK(article.title == "قطار السياح يعود");
  CHECK(article.author == "هدى السالم");
  CHECK(article.source == "جريدة الساحل");
  CHECK(told(article.published) == "2024-11-25T17:06:00+03:00");
  CHECK(told(article.updated) == "2024-11-26T09:00:00Z");
  CHECK(article.url == "https://sahel.example/n/7");
  CHECK(article.keywords == Texts{"نقل", "سياحة"});
  CHECK(article.language == "ar");
}

TEST_CASE("JSON-LD is found in every shape that pages give it") {
  const std::string news = R"({"@type":"NewsArticle","headline":"قطار السياح يعود"})";
  const struct {
    std::string_view rule;
    std::string script;
  } rows[] = {
      {"an object", news},
      {"an array", "[" + news + "]"},
      {"behind other things in an array", R"([{"@type":"Organization","name":"س"},)" + news + "]"},
      {"a graph", R"({"@graph":[{"@type":"WebPage","name":"صفحة"},)" + news + "]}"},
      {"the main entity of a page", R"({"@type":"WebPage","mainEntity":)" + news + "}"},
      {"several types", R"({"@type":["Thing","NewsArticle"],"headline":"قطار السياح يعود"})"},
      {"a blog's post", R"({"@type":"BlogPosting","headline":"قطار السياح يعود"})"},
      {"a line break inside a text",
       "{\"@type\":\"NewsArticle\",\n\"description\":\"سطر\nسطر\",\t\"headline\":\"قطار السياح\n"
       "يعود\"}"},
      {"a semicolon behind it", news + ";"},
      {"in a comment", "<!-- " + news + " -->"},
      {"in a section of CDATA", "//<![CDATA[\n" + news + "\n//]]>"},
  };
  for (const auto& row : rows) {
    INFO(row.rule);
    CHECK(article_of(json_ld(row.script)).title == "قطار السياح يعود");
  }
}

TEST_CASE("JSON-LD that is none, or is of no article, states nothing") {
  for (const std::string& script :
       {std::string("{\"@type\":\"NewsArticle\",\"headline\":"), std::string("null"),
        std::string("{}"), std::string(R"({"@type":7,"headline":"لا"})"),
        std::string(R"({"@type":"Recipe","headline":"لا","author":"لا أحد"})"),
        std::string(R"({"@type":"NewsArticle","headline":null,"author":7,"keywords":{"a":1}})"),
        std::string(100'000, '['),
        R"({"@graph":)" + std::string(5000, '[') + "1" + std::string(5000, ']') + "}"}) {
    INFO(script.substr(0, 80));
    const index::Article article = article_of(json_ld(script));
    CHECK(article.title.empty());
    CHECK(article.author.empty());
    CHECK(article.keywords.empty());
    CHECK_FALSE(article.body.empty());
  }
}

TEST_CASE("the author") {
  const struct {
    std::string_view rule;
    std::string head;
    std::string above;
    std::string author;
  } rows[] = {
      {"JSON-LD: a text", json_ld(R"({"@type":"Article","author":"هدى السالم"})"), "",
       "هدى السالم"},
      {"JSON-LD: an object", json_ld(R"({"@type":"Article","author":{"name":"هدى السالم"}})"), "",
       "هدى السالم"},
      {"JSON-LD: several",
       json_ld(R"({"@type":"Article","author":[{"name":"هدى السالم"},{"name":"سامي الحداد"}]})"),
       "", "هدى السالم، سامي الحداد"},
      {"meta", "<meta name=\"author\" content=\"هدى السالم\">", "", "هدى السالم"},
      {"an element's itemprop", "", "<span itemprop=\"author\">هدى السالم</span>", "هدى السالم"},
      {"an object of microdata", "",
       "<div itemprop=\"author\" itemscope><span itemprop=\"name\">هدى السالم</span></div>",
       "هدى السالم"},
      {"a link to the author", "", "<a rel=\"author\" href=\"/huda\">هدى السالم</a>", "هدى السالم"},
      {"with a label before it", "", "<span itemprop=\"author\">بقلم: هدى السالم</span>",
       "هدى السالم"},
      {"in brackets", "<meta name=\"author\" content=\"(هدى السالم)\">", "", "هدى السالم"},
      {"JSON-LD before meta",
       json_ld(R"({"@type":"Article","author":"هدى السالم"})") +
           "<meta name=\"author\" content=\"المشرف العام\">",
       "", "هدى السالم"},
      {"meta before elements", "<meta name=\"author\" content=\"هدى السالم\">",
       "<a rel=\"author\">المشرف العام</a>", "هدى السالم"},
      {"an address is none", meta("article:author", "https://social.example/huda"), "", ""},
      {"an address is passed over", meta("article:author", "https://social.example/huda"),
       "<a rel=\"author\">هدى السالم</a>", "هدى السالم"},
      {"an address of mail is none", "<meta name=\"author\" content=\"huda@sahel.example\">", "",
       ""},
      {"the site's own name is none",
       meta("og:site_name", "جريدة الساحل") + "<meta name=\"author\" content=\"جريدة الساحل\">", "",
       ""},
      {"the site's name in other letters is none",
       meta("og:site_name", "جريدة الإسكندرية") +
           "<meta name=\"author\" content=\"جريده الاسكندرية\">",
       "", ""},
      {"the site's own name is passed over",
       meta("og:site_name", "جريدة الساحل") + "<meta name=\"author\" content=\"جريدة الساحل\">",
       "<span itemprop=\"author\">هدى السالم</span>", "هدى السالم"},
  };
  for (const auto& row : rows) {
    INFO(row.rule);
    CHECK(article_of(row.head, row.above).author == row.author);
  }
}

TEST_CASE(
    "the title: a heading's typography, else what the page says of itself, without the site") {
  const std::string typographic = "قطارُ السيّاح يعود إلى «الواحة»";
  const std::string site = meta("og:site_name", "جريدة الساحل");
  const struct {
    std::string_view rule;
    std::string head;
    std::string above;
    std::string title;
  } rows[] = {
      {"the document's title", "<title>" + kTitle + "</title>", "", kTitle},
      {"OpenGraph before the document's title",
       "<title>الصفحة 7</title>" + meta("og:title", kTitle), "", kTitle},
      {"JSON-LD before OpenGraph",
       meta("og:title", "الصفحة 7") +
           json_ld(R"({"@type":"Article","headline":")" + kTitle + "\"}"),
       "", kTitle},
      {"a heading with vowel signs and quotation marks", meta("og:title", kTitle),
       "<h1>" + typographic + "</h1>", typographic},
      {"a heading of the second rank", meta("og:title", kTitle), "<h2>" + typographic + "</h2>",
       typographic},
      {"a heading that says something else", meta("og:title", kTitle),
       "<h1>أخبار السياحة والسفر</h1>", kTitle},
      {"a heading that is a small part of the title",
       meta("og:title", "الواحة تنتظر السياح والقطار يعود إليها بعد عامين من الانقطاع الطويل"),
       "<h1>السياح والقطار</h1>",
       "الواحة تنتظر السياح والقطار يعود إليها بعد عامين من الانقطاع الطويل"},
      {"one heading, and nothing else", "", "<h1>" + kTitle + "</h1>", kTitle},
      {"the site's name behind a bar", site + "<title>" + kTitle + " | جريدة الساحل</title>", "",
       kTitle},
      {"the site's name behind a dash", site + "<title>" + kTitle + " - جريدة الساحل</title>", "",
       kTitle},
      {"the site's name in front", site + "<title>جريدة الساحل | " + kTitle + "</title>", "",
       kTitle},
      {"the site's name behind a dash of the title's own",
       site + "<title>الواحة - عودة القطار - جريدة الساحل</title>", "", "الواحة - عودة القطار"},
      {"a dash of the title's own stays", site + "<title>الواحة - عودة القطار</title>", "",
       "الواحة - عودة القطار"},
      {"entities", "<title>قطار السياح &amp; الواحة</title>", "", "قطار السياح & الواحة"},
      {"entities escaped twice", meta("og:title", "قال: &amp;quot;عدنا&amp;quot; إلى الواحة"), "",
       "قال: \"عدنا\" إلى الواحة"},
      {"line breaks", "<title>\n  قطار السياح\n  يعود  </title>", "", "قطار السياح يعود"},
      {"the title of a picture is none", "<title>" + kTitle + "</title>",
       "<svg><title>مشاركة</title></svg>", kTitle},
      {"nothing", "", "", ""},
      {"an element's itemprop", "",
       "<h2>أخبار السياحة</h2><h2 itemprop=\"headline\">" + kTitle + "</h2>", kTitle},
      {"a bar without a blank before it", site + "<title>" + kTitle + "| جريدة الساحل</title>", "",
       kTitle},
  };
  for (const auto& row : rows) {
    INFO(row.rule);
    CHECK(article_of(row.head, row.above).title == row.title);
  }
}

TEST_CASE("the source") {
  const struct {
    std::string_view rule;
    std::string head;
    std::string above;
    std::string source;
  } rows[] = {
      {"og:site_name", meta("og:site_name", "جريدة الساحل"), "", "جريدة الساحل"},
      {"JSON-LD before og:site_name",
       meta("og:site_name", "Sahel") +
           json_ld(R"({"@type":"Article","publisher":{"name":"جريدة الساحل"}})"),
       "", "جريدة الساحل"},
      {"beside the title, where a heading says which is which",
       "<title>" + kTitle + " | جريدة الساحل</title>", "<h1>" + kTitle + "</h1>", "جريدة الساحل"},
      {"the publisher, for want of another",
       "<meta name=\"publisher\" content=\"دار الساحل للنشر\">", "", "دار الساحل للنشر"},
      {"the title before the publisher",
       "<title>" + kTitle + " - جريدة الساحل</title><meta name=\"publisher\" content=\"Codex\">",
       "<h1>" + kTitle + "</h1>", "جريدة الساحل"},
      {"a sentence behind a dash is no site",
       "<title>" + kTitle + " - بعد عامين كاملين من الانقطاع الطويل</title>",
       "<h1>" + kTitle + "</h1>", ""},
      {"an address is none", meta("og:site_name", "https://sahel.example"), "", ""},
  };
  for (const auto& row : rows) {
    INFO(row.rule);
    CHECK(article_of(row.head, row.above).source == row.source);
  }
}

TEST_CASE("the dates, the surest first") {
  const std::string ld =
      json_ld(R"({"@type":"Article","datePublished":"2024-11-01","dateModified":"2024-12-01"})");
  const std::string graph = meta("article:published_time", "2024-11-02T10:00:00+02:00") +
                            meta("article:modified_time", "2024-12-02");
  const std::string dublin = "<meta name=\"DC.date.issued\" content=\"2024-11-03\">";
  const std::string micro =
      "<span itemprop=\"datePublished\" content=\"2024-11-04\">4 نوفمبر</span>"
      "<span itemprop=\"dateModified\" content=\"2024-12-04\">حديثا</span>";
  const std::string time = "<time datetime=\"2024-11-05T06:00:00Z\">قبل ساعة</time>";
  const std::string url =
      "<link rel=\"canonical\" href=\"https://sahel.example/2024/11/06/train\">";
  const std::string line = "<div><p>ثقافة 2024/11/07 13:39</p></div>";
  const struct {
    std::string_view rule;
    std::string head;
    std::string above;
    std::string published;
    std::string updated;
  } rows[] = {
      {"JSON-LD", ld + graph + dublin + url, micro + time + line, "2024-11-01T00:00:00Z",
       "2024-12-01T00:00:00Z"},
      {"OpenGraph", graph + dublin + url, micro + time + line, "2024-11-02T10:00:00+02:00",
       "2024-12-02T00:00:00Z"},
      {"Dublin Core", dublin + url, micro + time + line, "2024-11-03T00:00:00Z",
       "2024-12-04T00:00:00Z"},
      {"microdata", url, time + micro + line, "2024-11-04T00:00:00Z", "2024-12-04T00:00:00Z"},
      {"<time>", url, time + line, "2024-11-05T06:00:00Z", ""},
      {"the address", url, line, "2024-11-06T00:00:00Z", ""},
      {"a line above the story, beside the name of a section", "", line, "2024-11-07T00:00:00Z",
       ""},
      {"a line above the story, labelled", "", "<div>نُشر بتاريخ: 7 نوفمبر 2024</div>",
       "2024-11-07T00:00:00Z", ""},
      {"<time> that says so before one that does not", "",
       "<time datetime=\"2024-11-09\"></time><time class=\"published\" "
       "datetime=\"2024-11-05\"></time>",
       "2024-11-05T00:00:00Z", ""},
      {"<time> of an update", "",
       time + "<time class=\"updated\" datetime=\"2024-12-05\">أمس</time>", "2024-11-05T06:00:00Z",
       "2024-12-05T00:00:00Z"},
      {"<time> by its text", "", "<time>5 نوفمبر 2024</time>", "2024-11-05T00:00:00Z", ""},
      {"RDFa", "", "<span property=\"dc:date\" content=\"2024-11-08\">الجمعة</span>",
       "2024-11-08T00:00:00Z", ""},
      {"an abbreviation of hAtom", "",
       "<abbr class=\"published\" title=\"2024-11-08T10:00:00+03:00\">الجمعة</abbr>",
       "2024-11-08T10:00:00+03:00", ""},
      {"what cannot be read is passed over", meta("article:published_time", "05/06/2025") + dublin,
       "", "2024-11-03T00:00:00Z", ""},
      {"a line that can be read two ways", "", "<div>نُشر بتاريخ 05/06/2025</div>", "", ""},
      {"none", "", "", "", ""},
      {"<time> of another article, in a sidebar", "",
       "<aside><a href=\"/9\">خبر آخر</a> <time datetime=\"2024-12-30\">أمس</time></aside>" + time,
       "2024-11-05T06:00:00Z", ""},
      {"<time> of the page's latest news", "",
       "<ul class=\"latest-menu\"><li><a href=\"/9\">خبر</a><time datetime=\"2024-12-30\"></time>"
       "<li><a href=\"/8\">خبر</a><time datetime=\"2024-12-29\"></time></ul>" +
           time,
       "2024-11-05T06:00:00Z", ""},
  };
  for (const auto& row : rows) {
    INFO(row.rule);
    const index::Article article = article_of(row.head, row.above);
    CHECK(told(article.published) == row.published);
    CHECK(told(article.updated) == row.updated);
  }
}

TEST_CASE("keywords, language and address") {
  const auto keywords = [](const std::string& head) { return article_of(head).keywords; };
  const Texts two = {"نقل", "سياحة"};
  CHECK(keywords(meta("article:tag", "نقل") + meta("article:tag", "سياحة")) == two);
  CHECK(keywords("<meta name=\"keywords\" content=\"نقل, سياحة\">") == two);
  CHECK(keywords("<meta name=\"news_keywords\" content=\"نقل، سياحة\">"
                 "<meta name=\"keywords\" content=\"أخبار, جريدة\">") == two);
  CHECK(keywords(json_ld(R"({"@type":"Article","keywords":"نقل، سياحة"})") +
                 meta("article:tag", "أخبار")) == two);
  CHECK(keywords(json_ld(R"({"@type":"Article","keywords":["نقل",""," ","سياحة"]})")) == two);

  CHECK(article_of(meta("og:locale", "fr_MA")).language == "fr");
  CHECK(article_of(json_ld(R"({"@type":"Article","inLanguage":"fa"})") + meta("og:locale", "ar"))
            .language == "fa");
  CHECK(article_of("").language == "ar");  // by its text
  CHECK(article_of(json_ld(R"({"@type":"Article","inLanguage":{"@type":"Language",)"
                           R"("name":"Arabic","alternateName":"ar"}})"))
            .language == "ar");

  const std::string canonical = "<link rel=\"canonical\" href=\"https://sahel.example/7\">";
  CHECK(article_of(canonical + meta("og:url", "https://m.sahel.example/7")).url ==
        "https://sahel.example/7");
  CHECK(article_of(meta("og:url", "https://sahel.example/7")).url == "https://sahel.example/7");
  CHECK(article_of("<link rel=\"canonical\" href=\"/7\">").url.empty());
  CHECK(article_of(canonical + json_ld(R"({"@type":"Article","url":"https://sahel.example/8"})"))
            .url == "https://sahel.example/8");
}

}  // namespace
}  // namespace fihrist::indexer::extract
