// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/sources/feed.h"

#include <doctest/doctest.h>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/indexer/encoders.h"
#include "tests/indexer/reading.h"

namespace fihrist::indexer {
namespace {

using testing::ByteOrder;
using testing::read;
using testing::Reading;
using testing::told;
using testing::utf_16;
using testing::windows_1256;
using Texts = std::vector<std::string>;

constexpr std::string_view kBegin =
    R"(<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/")"
    R"( xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/")"
    R"( xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">)"
    "<channel><title>جريدة الساحل</title><language>ar-EG</language>"
    R"(<atom:link href="https://sahel.example/rss" rel="self"/><image><title>شعار</title></image>)"
    "\n";

std::string rss(const std::string& items) {
  return std::string(kBegin) + items + "\n</channel></rss>\n";
}

std::string item(const std::string& fields) { return "<item>" + fields + "</item>"; }

// The only article of a feed without problems.
index::Article only(const std::string& feed) {
  const Reading reading = read("feed.xml", feed);
  for (const Problem& problem : reading.problems) FAIL_CHECK(problem.message);
  REQUIRE(reading.articles.size() == 1);
  CHECK((reading.articles[0].markup == extract::Markup::kFragment));
  return reading.articles[0].stated;
}

TEST_CASE("RSS 2.0: every field of an item") {
  const index::Article article = only(
      rss(item("<title>عودة القطار إلى الواحة</title><link>https://sahel.example/n/7</link>"
               "<guid isPermaLink=\"false\">sahel-7</guid><dc:creator>هدى السالم</dc:creator>"
               "<pubDate>Mon, 25 Nov 2024 17:06:00 +0300</pubDate>"
               "<category>نقل</category><category domain=\"x\"><![CDATA[سياحة]]></category>"
               "<description>ملخص الخبر.</description><comments>https://sahel.example/c</comments>"
               "<content:encoded><![CDATA[<p>عاد القطار.</p>]]></content:encoded>"
               "<source url=\"https://w.example\">وكالة الواحة</source>")));
  CHECK(article.id == "sahel-7");
  CHECK(article.url == "https://sahel.example/n/7");
  CHECK(article.title == "عودة القطار إلى الواحة");
  CHECK(article.author == "هدى السالم");
  CHECK(article.source == "وكالة الواحة");
  CHECK(told(article.published) == "2024-11-25T17:06:00+03:00");
  CHECK(article.keywords == Texts{"نقل", "سياحة"});
  CHECK(article.language == "ar");
  CHECK(article.body == "<p>عاد القطار.</p>");
  CHECK(article.part_of.empty());
}

TEST_CASE("RSS 2.0: what stands in the title, the body, the author and the source") {
  struct Row {
    std::string_view rule;
    std::string fields;
    std::string title;
    std::string body;
    std::string author;
  };
  const Row rows[] = {
      {"a description alone is the body", "<description>عاد القطار.</description>", "",
       "عاد القطار.", ""},
      {"content counts before the description, in any order",
       "<content:encoded>القصة.</content:encoded><description>ملخص.</description>", "", "القصة.",
       ""},
      {"an escaped body",
       "<description>&lt;p&gt;عاد &amp;quot;القطار&amp;quot;.&lt;/p&gt;</description>", "",
       "<p>عاد &quot;القطار&quot;.</p>", ""},
      {"a title in CDATA", "<title><![CDATA[ عودة القطار ]]></title>", "عودة القطار", "", ""},
      {"entities of XML", "<title>المرفأ &amp; السوق: &lt;جولة&gt;</title>",
       "المرفأ & السوق: <جولة>", "", ""},
      {"a character by number", "<title>قال: &#8220;لا&#x201D;</title>", "قال: “لا”", "", ""},
      {"entities of HTML in CDATA", "<title><![CDATA[المرفأ &amp; السوق &#8211; جولة]]></title>",
       "المرفأ & السوق – جولة", "", ""},
      {"entities escaped twice", "<title>قال: &amp;quot;لا&amp;quot;</title>", "قال: \"لا\"", "",
       ""},
      {"HTML in the title", "<title><![CDATA[<b>عودة</b> ال<i>قطار</i>]]></title>", "عودة القطار",
       "", ""},
      {"line breaks in the title", "<title>\n  عودة\n  القطار\n</title>", "عودة القطار", "", ""},
      {"a picture's title is none",
       "<title>عودة القطار</title><media:title>صورة: المحطة</media:title>"
       "<media:content><media:title>صورة</media:title></media:content>",
       "عودة القطار", "", ""},
      {"a podcast's title is none",
       "<title>عودة القطار</title><itunes:title>الحلقة 3</itunes:title>"
       "<itunes:author>استوديو</itunes:author>",
       "عودة القطار", "", ""},
      {"an author beside an address", "<author>desk@sahel.example (هدى السالم)</author>", "", "",
       "هدى السالم"},
      {"an address alone is no author", "<author>desk@sahel.example</author>", "", "", ""},
      {"a name alone", "<author>هدى السالم</author>", "", "", "هدى السالم"},
      {"the creator counts before the author",
       "<dc:creator>هدى السالم</dc:creator><author>المحرر العام</author>", "", "", "هدى السالم"},
  };
  for (const Row& row : rows) {
    INFO(row.rule);
    const index::Article article = only(rss(item(row.fields)));
    CHECK(article.title == row.title);
    CHECK(article.body == row.body);
    CHECK(article.author == row.author);
    CHECK(article.source == "جريدة الساحل");
  }
}

TEST_CASE("older RSS") {
  struct Row {
    std::string_view rule;
    std::string feed;
  };
  const std::string fields =
      "<title>عودة القطار</title><link>https://sahel.example/n/7</link>"
      "<description>عاد القطار.</description>";
  const std::string rdf = R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#")"
                          R"( xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns=)";
  const Row rows[] = {
      {"0.91", "<rss version=\"0.91\"><channel><title>جريدة الساحل</title>" + item(fields) +
                   "</channel></rss>"},
      {"2.0 with a namespace",
       "<rss version=\"2.0\" xmlns=\"http://backend.userland.com/rss2\"><channel>"
       "<title>جريدة الساحل</title>" +
           item(fields) + "</channel></rss>"},
      {"1.0, items beside the channel",
       rdf +
           "\"http://purl.org/rss/1.0/\"><channel><title>جريدة الساحل</title></channel>"
           "<image><title>شعار</title></image>" +
           item(fields) + "</rdf:RDF>"},
      {"0.90", rdf +
                   "\"http://my.netscape.com/rdf/simple/0.9/\"><channel><title>جريدة الساحل"
                   "</title></channel>" +
                   item(fields) + "</rdf:RDF>"},
  };
  for (const Row& row : rows) {
    INFO(row.rule);
    const index::Article article = only(row.feed);
    CHECK(article.title == "عودة القطار");
    CHECK(article.url == "https://sahel.example/n/7");
    CHECK(article.body == "عاد القطار.");
    CHECK(article.source == "جريدة الساحل");
  }
  const index::Article dated =
      only(rdf + "\"http://purl.org/rss/1.0/\"><channel><dc:language>ar</dc:language></channel>" +
           item(fields + "<dc:date>2004-08-19T10:00:00+03:00</dc:date>"
                         "<dc:creator>هدى السالم</dc:creator>") +
           "</rdf:RDF>");
  CHECK(told(dated.published) == "2004-08-19T10:00:00+03:00");
  CHECK(dated.author == "هدى السالم");
  CHECK(dated.language == "ar");
}

std::string atom(const std::string& entry) {
  return "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"ar\">"
         "<title>جريدة الساحل</title><id>urn:feed</id><updated>2024-12-31T00:00:00Z</updated>"
         "<entry>" +
         entry + "</entry></feed>";
}

TEST_CASE("Atom: every field of an entry") {
  const index::Article article = only(atom(
      "<title>عودة القطار</title><id>urn:sahel:7</id>"
      "<link rel=\"self\" href=\"https://sahel.example/7.atom\"/>"
      "<link rel=\"alternate\" href=\"https://sahel.example/n?id=7&amp;lang=ar\"/>"
      "<link rel=\"enclosure\" href=\"https://sahel.example/7.mp3\"/>"
      "<published>2024-11-25T17:06:00Z</published><updated>2024-11-26T08:00:00+02:00</updated>"
      "<author><name>هدى السالم</name><email>h@sahel.example</email></author>"
      "<category term=\"transport\" label=\"نقل\"/><category term=\"سياحة\"/>"
      "<summary>ملخص.</summary><content type=\"html\">&lt;p&gt;عاد القطار.&lt;/p&gt;</content>"));
  CHECK(article.id == "urn:sahel:7");
  CHECK(article.url == "https://sahel.example/n?id=7&lang=ar");
  CHECK(article.title == "عودة القطار");
  CHECK(article.author == "هدى السالم");
  CHECK(article.source == "جريدة الساحل");
  CHECK(told(article.published) == "2024-11-25T17:06:00Z");
  CHECK(told(article.updated) == "2024-11-26T08:00:00+02:00");
  CHECK(article.keywords == Texts{"نقل", "سياحة"});
  CHECK(article.body == "<p>عاد القطار.</p>");
}

TEST_CASE("Atom: the text of an entry, whatever its type") {
  struct Row {
    std::string_view rule;
    std::string fields;
    std::string title;
    std::string body;  // after extraction
  };
  const std::string title = "<title>عودة القطار</title>";
  const Row rows[] = {
      {"html",
       title + "<content type=\"html\">&lt;p&gt;عاد &amp;amp; وقف.&lt;/p&gt;&lt;p&gt;ثم "
               "سار.&lt;/p&gt;</content>",
       "عودة القطار", "عاد & وقف.\nثم سار."},
      {"xhtml",
       title + "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>عاد "
               "ال<b>قطار</b> &amp; وقف.</p><p>ثم سار.</p></div></content>",
       "عودة القطار", "عاد القطار & وقف.\nثم سار."},
      {"text", title + "<content>عاد القطار.</content>", "عودة القطار", "عاد القطار."},
      {"a summary alone", title + "<summary type=\"html\">&lt;b&gt;عاد&lt;/b&gt; القطار.</summary>",
       "عودة القطار", "عاد القطار."},
      {"a title of html", "<title type=\"html\">&lt;b&gt;عودة&lt;/b&gt; القطار</title>",
       "عودة القطار", ""},
      {"a title of xhtml",
       "<title type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">عودة "
       "ال<i>قطار</i></div></title>",
       "عودة القطار", ""},
      {"text with the marks of a tag", title + "<content>يكتب &lt;b&gt; قبل الكلمة.</content>",
       "عودة القطار", "يكتب <b> قبل الكلمة."},
      {"a title of text with the marks of a tag",
       "<title type=\"text\">ما معنى &lt;b&gt; في الصفحة</title>", "ما معنى <b> في الصفحة", ""},
  };
  for (const Row& row : rows) {
    INFO(row.rule);
    const Reading reading = read("feed.atom", atom(row.fields));
    CHECK(reading.clean());
    REQUIRE(reading.articles.size() == 1);
    CHECK(reading.articles[0].stated.title == row.title);
    CHECK(reading.extracted(0).body == row.body);
  }
}

TEST_CASE("items keep their order, their ids and the line where they stand") {
  std::string items;
  Texts ids;
  for (int i = 1; i <= 300; ++i) {
    ids.push_back("id-" + std::to_string(i));
    items += item("<guid>" + ids.back() + "</guid><description>خبر.</description>") + "\n";
  }
  const Reading reading = read("feed.rss", rss(items));
  CHECK(reading.clean());
  REQUIRE(reading.articles.size() == ids.size());
  std::uint64_t before = 0;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const RawArticle& raw = reading.articles[i];
    CHECK(raw.stated.id == ids[i]);
    CHECK(raw.where.line == i + 2);
    CHECK(raw.bytes_read >= before);
    before = raw.bytes_read;
  }
}

TEST_CASE("a feed of any encoding, whatever it declares") {
  struct Row {
    std::string_view rule;
    std::string bytes;
    std::string_view encoding;
  };
  const auto declared = [](const std::string& encoding) {
    return "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>\n" +
           rss(item("<title>عودة القطار إلى الواحة</title>"));
  };
  const Row rows[] = {
      {"UTF-8", declared("utf-8"), "UTF-8"},
      {"UTF-8 with a mark", "\uFEFF" + declared("utf-8"), "UTF-8"},
      {"windows-1256", windows_1256(declared("windows-1256")), "windows-1256"},
      {"UTF-16LE with a mark", utf_16("\uFEFF" + declared("utf-16"), ByteOrder::kLittle),
       "UTF-16LE"},
      {"UTF-8 that declares windows-1256", declared("windows-1256"), "UTF-8"},
      {"UTF-8 that declares utf-16", declared("utf-16"), "UTF-8"},
      {"windows-1256 that declares UTF-8", windows_1256(declared("UTF-8")), "windows-1256"},
      {"a name that nobody knows", declared("x-sahel-9"), "UTF-8"},
  };
  for (const Row& row : rows) {
    INFO(row.rule);
    const Reading reading = read("feed.xml", row.bytes);
    CHECK(reading.clean());
    CHECK(reading.titles() == "عودة القطار إلى الواحة");
    if (reading.articles.size() != 1) continue;
    CHECK(reading.articles[0].encoding == row.encoding);
    CHECK(reading.articles[0].stated.source == "جريدة الساحل");
  }
}

}  // namespace
}  // namespace fihrist::indexer
