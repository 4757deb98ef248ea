// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Feeds that are broken, hostile, or none; and WordPress's export, of which a part is no news.

#include <doctest/doctest.h>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/sources/feed.h"
#include "tests/indexer/reading.h"

namespace fihrist::indexer {
namespace {

using testing::read;
using testing::Reading;
using testing::told;

// A post of a WordPress export.
std::string post(const std::string& fields, const std::string& type = "post",
                 const std::string& status = "publish") {
  return "<item><wp:post_type><![CDATA[" + type + "]]></wp:post_type><wp:status>" + status +
         "</wp:status>" + fields + "</item>\n";
}

std::string wordpress(const std::string& items) {
  return R"(<?xml version="1.0" encoding="UTF-8" ?><rss version="2.0")"
         R"( xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/")"
         R"( xmlns:content="http://purl.org/rss/1.0/modules/content/")"
         R"( xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">)"
         "<channel><title>جريدة الساحل</title><wp:wxr_version>1.2</wp:wxr_version>"
         "<wp:author><wp:author_login>huda</wp:author_login></wp:author>"
         "<wp:category><wp:cat_name>نقل</wp:cat_name></wp:category>\n" +
         items + "</channel></rss>";
}

TEST_CASE("WordPress: published posts are read, and nothing else") {
  const Reading reading = read(
      "export.xml",
      wordpress(post("<title>خبر أول</title>") + post("<title>مسودة</title>", "post", "draft") +
                post("<title>خاص</title>", "post", "private") +
                post("<title>مؤجل</title>", "post", "future") +
                post("<title>محذوف</title>", "post", "trash") +
                post("<title>من نحن</title>", "page") +
                post("<title>صورة</title>", "attachment", "inherit") +
                post("<title>قائمة</title>", "nav_menu_item") + post("<title>خبر ثان</title>")));
  CHECK(reading.clean());
  CHECK(reading.titles() == "خبر أول | خبر ثان");
}

TEST_CASE("WordPress: dates are those of Greenwich") {
  struct Row {
    std::string_view rule;
    std::string fields;
    std::string published;
    std::string updated;
  };
  const Row rows[] = {
      {"published and modified",
       "<pubDate>Thu, 04 Mar 2021 05:06:07 +0000</pubDate>"
       "<wp:post_date>2021-03-04 08:06:07</wp:post_date>"
       "<wp:post_date_gmt>2021-03-04 05:06:07</wp:post_date_gmt>"
       "<wp:post_modified>2021-03-05 09:00:00</wp:post_modified>"
       "<wp:post_modified_gmt>2021-03-05 06:00:00</wp:post_modified_gmt>",
       "2021-03-04T05:06:07Z", "2021-03-05T06:00:00Z"},
      {"a date of zeros is none", "<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>", "",
       ""},
      {"but does not take another away",
       "<pubDate>Thu, 04 Mar 2021 05:06:07 +0000</pubDate>"
       "<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>",
       "2021-03-04T05:06:07Z", ""},
  };
  for (const Row& row : rows) {
    INFO(row.rule);
    const Reading reading = read("export.xml", wordpress(post(row.fields)));
    CHECK(reading.clean());
    REQUIRE(reading.articles.size() == 1);
    CHECK(told(reading.articles[0].stated.published) == row.published);
    CHECK(told(reading.articles[0].stated.updated) == row.updated);
  }
}

TEST_CASE("WordPress: what is left out is not complained of") {
  const Reading reading =
      read("export.xml",
           wordpress(post("<title>خبر</title>") +
                     post("<pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate>", "post", "draft") +
                     post("<pubDate>متى نشاء</pubDate>", "page")));
  CHECK(reading.clean());
  CHECK(reading.titles() == "خبر");
}

TEST_CASE("WordPress: the text of a post") {
  struct Row {
    std::string_view rule;
    std::string content;
    std::string body;
  };
  const Row rows[] = {
      {"paragraphs of the block editor",
       "<!-- wp:paragraph --><p>عاد القطار.</p><!-- /wp:paragraph -->\n\n"
       "<!-- wp:paragraph --><p>ثم سار.</p><!-- /wp:paragraph -->",
       "عاد القطار.\nثم سار."},
      {"paragraphs of the classic editor", "عاد القطار.\n\nثم <b>سار</b>.", "عاد القطار.\nثم سار."},
  };
  for (const Row& row : rows) {
    INFO(row.rule);
    const Reading reading =
        read("export.xml",
             wordpress(post("<excerpt:encoded><![CDATA[ملخص.]]></excerpt:encoded><content:encoded>"
                            "<![CDATA[" +
                            row.content +
                            "]]></content:encoded><wp:comment><wp:comment_content>تعليق"
                            "</wp:comment_content></wp:comment>")));
    REQUIRE(reading.articles.size() == 1);
    CHECK(reading.extracted(0).body == row.body);
  }
}

const std::string kBegin = "<rss version=\"2.0\"><channel><title>جريدة الساحل</title>\n";
const std::string kFirst = "<item><title>خبر أول</title></item>\n";
const std::string kLast = "<item><title>خبر أخير</title></item>\n";
const std::string kEnd = "</channel></rss>\n";

TEST_CASE("a mistake in one item costs no other item, and is told with its line") {
  struct Row {
    std::string_view rule;
    std::string item;
    std::string title;
  };
  const Row rows[] = {
      {"an ampersand", "<title>خبر</title><description>مرفأ & سوق</description>", "خبر"},
      {"an ampersand in an address", "<title>خبر</title><link>https://s.example/?a=1&b=2</link>",
       "خبر"},
      {"entities of HTML", "<title>مرفأ&nbsp;وسوق &mdash; جولة</title>", "مرفأ وسوق — جولة"},
      {"a control character", "<title>خبر</title><author>\x01</author>", "خبر"},
      {"a byte that is no UTF-8", "<title>خبر</title><author>\xFF</author>", "خبر"},
      {"an attribute without quotation marks", "<title>خبر</title><author lang=ar>هدى</author>",
       "خبر"},
      {"a tag without an end", "<title>خبر</title><description>نص <b>غامق</description>", "خبر"},
      {"tags that cross", "<title>خبر</title><description><b><i>نص</b></i></description>", "خبر"},
      {"a less-than sign", "<title>خبر</title><description>3 < 5</description>", "خبر"},
      {"a prefix without a namespace", "<title>خبر</title><x:views>7</x:views>", "خبر"},
  };
  for (const Row& row : rows) {
    for (const int others : {1, 200}) {
      INFO(row.rule, ", between others: ", others);
      std::string feed = kBegin;
      std::string titles;
      for (int i = 0; i < others; ++i) feed += kFirst;
      for (int i = 0; i < others; ++i) titles += "خبر أول | ";
      feed += "<item>" + row.item + "</item>\n";
      titles += row.title;
      for (int i = 0; i < others; ++i) feed += kLast;
      for (int i = 0; i < others; ++i) titles += " | خبر أخير";
      const Reading reading = read("feed.xml", feed + kEnd);
      CHECK(reading.articles.size() == static_cast<std::size_t>(2 * others + 1));
      CHECK((reading.titles() == titles));
      CHECK(reading.problems.size() <= 1);
      for (const Problem& problem : reading.problems) {
        CHECK(problem.where.line == static_cast<std::size_t>(others + 2));
      }
    }
  }
}

TEST_CASE("a feed that breaks off inside an item keeps the items before it") {
  const std::string feed = kBegin + kFirst + kLast + "<item><title>لم يكتمل بعد</title></item>\n";
  for (const std::size_t cut : {0, 1, 7, 8, 16, 20, 30, 45}) {
    const std::string_view bytes = std::string_view(feed).substr(0, feed.size() - cut);
    INFO(bytes);
    const Reading reading = read("feed.xml", bytes);
    CHECK(reading.titles().starts_with("خبر أول | خبر أخير"));
    CHECK(reading.articles.size() <= 3);
    if (cut < 2) CHECK(reading.articles.size() == 3);  // the third is whole
    REQUIRE(reading.problems.size() == 1);
    CHECK((reading.problems[0].kind == ProblemKind::kBrokenXml));
    CHECK(reading.problems[0].where.line >= 4);
  }
}

TEST_CASE("nothing is expanded, and nothing outside of the file is read") {
  const test::TemporaryFolder folder;
  const std::string secret = folder.write("secret.txt", "سر مكتوم").string();
  const std::string dtd = folder.write("more.dtd", "<!ENTITY e \"سر مكتوم\">").string();
  struct Row {
    std::string_view rule;
    std::string doctype;
    std::string entity;
  };
  std::string laughs = "<!ENTITY e0 \"سر مكتوم\">";
  for (int i = 1; i <= 12; ++i) {
    laughs += "<!ENTITY e" + std::to_string(i) + " \"";
    for (int j = 0; j < 10; ++j) laughs += "&e" + std::to_string(i - 1) + ";";
    laughs += "\">";
  }
  const Row rows[] = {
      {"a billion laughs", "[" + laughs + "]", "&e12;"},
      {"an entity of its own", "[<!ENTITY e \"سر مكتوم\">]", "&e;"},
      {"a file as an entity", "[<!ENTITY e SYSTEM \"file://" + secret + "\">]", "&e;"},
      {"a file by its path", "[<!ENTITY e SYSTEM \"" + secret + "\">]", "&e;"},
      {"definitions in another file", "SYSTEM \"" + dtd + "\"", "&e;"},
      {"definitions by a parameter", "[<!ENTITY % p SYSTEM \"" + dtd + "\"> %p;]", "&e;"},
  };
  for (const Row& row : rows) {
    INFO(row.rule);
    const Reading reading = read(
        "feed.xml", "<!DOCTYPE rss " + row.doctype + ">\n" + kBegin + kFirst + "<item><title>خبر " +
                        row.entity + "</title><description>نص " + row.entity +
                        "</description><guid>" + row.entity + "</guid><category>" + row.entity +
                        "</category></item>\n" + kLast + kEnd);
    CHECK(reading.articles.size() == 3);
    if (reading.articles.size() != 3) continue;
    CHECK(reading.articles[0].stated.title == "خبر أول");
    CHECK(reading.articles[2].stated.title == "خبر أخير");
    const index::Article& article = reading.articles[1].stated;
    const std::string all = article.title + article.body + article.id +
                            (article.keywords.empty() ? "" : article.keywords[0]);
    CHECK(article.title.starts_with("خبر"));
    CHECK(all.find("سر") == std::string::npos);
    CHECK(all.size() < 200);
  }
}

TEST_CASE("entities in attributes are not expanded either") {
  const Reading reading =
      read("feed.xml",
           "<!DOCTYPE feed [<!ENTITY a \"سر مكتوم\"><!ENTITY b \"&a;&a;\">]>"
           "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>خبر</title>"
           "<link href=\"https://s.example/&a;\"/><category term=\"&b;\"/></entry></feed>");
  REQUIRE(reading.articles.size() == 1);
  const index::Article& article = reading.articles[0].stated;
  CHECK(article.url.find("سر") == std::string::npos);
  for (const std::string& keyword : article.keywords) {
    CHECK(keyword.find("سر") == std::string::npos);
  }
}

TEST_CASE("a file that is no feed is told, and its root named") {
  struct Row {
    std::string_view rule;
    std::string bytes;
    std::string says;
  };
  const Row rows[] = {
      {"a site map", "<?xml version=\"1.0\"?><urlset><url><loc>x</loc></url></urlset>", "`urlset`"},
      {"XHTML", "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>نص</p></body></html>",
       "`html`"},
      {"a feed inside something else", "<data>" + kBegin + kFirst + kEnd + "</data>", "`data`"},
  };
  for (const Row& row : rows) {
    INFO(row.rule);
    const Reading reading = read("file.xml", row.bytes);
    CHECK(reading.articles.empty());
    REQUIRE(reading.problems.size() == 1);
    CHECK((reading.problems[0].kind == ProblemKind::kUnknownFormat));
    CHECK(reading.problems[0].message.find(row.says) != std::string::npos);
  }
  for (const std::string& bytes : {std::string(), std::string(" \n"), std::string("نص بلا وسوم")}) {
    INFO(bytes);
    const Reading reading = read("file.xml", bytes);
    CHECK(reading.articles.empty());
    REQUIRE(reading.problems.size() == 1);
    CHECK(is_skipped(reading.problems[0].kind));
    CHECK_FALSE(reading.problems[0].message.empty());
  }
}

TEST_CASE("a feed without items is no problem") {
  const Reading reading = read("feed.xml", kBegin + kEnd);
  CHECK(reading.clean());
  CHECK(reading.articles.empty());
}

TEST_CASE("a date that cannot be read is told with the item's line, and left out") {
  const Reading reading =
      read("feed.xml", kBegin + kFirst +
                           "<item><title>خبر</title><pubDate>05/06/2025</pubDate></item>\n" +
                           kLast + kEnd);
  CHECK(reading.titles() == "خبر أول | خبر | خبر أخير");
  CHECK_FALSE(reading.articles[1].stated.published.has_value());
  REQUIRE(reading.problems.size() == 1);
  CHECK((reading.problems[0].kind == ProblemKind::kBadField));
  CHECK(reading.problems[0].where.line == 3);
  CHECK(reading.problems[0].message.find("`05/06/2025`") != std::string::npos);
}

}  // namespace
}  // namespace fihrist::indexer
