// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The document data: an article goes in and comes out the same.

#include "index/stored_article.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "index/article.h"
#include "index/packed_text.h"

namespace fihrist::index {
namespace {

using namespace std::string_literals;

Article full_article() {
  Article article;
  article.id = "aljazeera-2024-11-25-17";
  article.url = "https://www.aljazeera.net/news/2024/11/25/?id=17&lang=ar";
  article.title = "جولة جديدة من المفاوضات";
  article.body = "قال وزير الخارجية إن اللقاء مثمر.\nوأضاف أن الموعد لم يحدد.\nانتهى.";
  article.author = "أحمد علي";
  article.source = "الجزيرة";
  article.published = make_moment(2024, 11, 25, 17, 6);
  article.updated = make_moment(2024, 11, 26, 8, 0, 59, std::chrono::hours(3));
  article.keywords = {"إيران", "مفاوضات نووية", "إيران"};
  article.language = "ar";
  article.part_of = "aljazeera-2024-11-25-16";
  return article;
}

void check_round_trip(std::string_view rule, const Article& article) {
  INFO(rule, ": ", unpack_text(store_article(article)));
  CHECK((load_article(store_article(article)) == article));
}

TEST_CASE("an article goes in and comes out the same") {
  check_round_trip("every field", full_article());
  check_round_trip("no field", Article{});

  struct BodyRow {
    std::string_view rule;
    std::string body;
  };
  const BodyRow kBodies[] = {
      {"no body", ""},
      {"one paragraph", "خبر عاجل."},
      {"several paragraphs", "أولا\nثانيا\nثالثا"},
      {"empty paragraph between two", "أولا\n\nثانيا"},
      {"empty paragraph first", "\nأولا"},
      {"line break at the end", "أولا\n"},
      {"nothing but line breaks", "\n\n"},
      {"equals signs", "س=ص\n=\na=b=c"},
      {"a line that looks like a field", "id=17\ntitle=عنوان آخر\nbody=نص"},
      {"carriage returns", "أولا\r\nثانيا"},
  };
  for (const BodyRow& row : kBodies) {
    Article article;
    article.id = "17";
    article.body = row.body;
    check_round_trip(row.rule, article);
    article = full_article();
    article.body = row.body;
    check_round_trip(row.rule, article);
  }
}

TEST_CASE("equals signs in other fields stay") {
  Article article = full_article();
  article.id = "a=b";
  article.title = "1+1=2";
  article.author = "=";
  article.source = "body=";
  article.keywords = {"x=y", "keyword=z"};
  check_round_trip("equals signs", article);
}

TEST_CASE("a line break or NUL in a field of one line becomes a space") {
  struct Row {
    std::string_view rule;
    std::string written;
    std::string read;
  };
  const Row kRows[] = {
      {"line break", "جولة\nجديدة", "جولة جديدة"},
      {"carriage return", "جولة\rجديدة", "جولة جديدة"},
      {"line break of Windows", "جولة\r\nجديدة", "جولة  جديدة"},
      {"NUL", "جولة\0جديدة"s, "جولة جديدة"},
      {"a field behind a line break", "جولة\nid=18", "جولة id=18"},
      {"line break at the end", "جولة\n", "جولة "},
  };
  for (const Row& row : kRows) {
    INFO(row.rule);
    Article article = full_article();
    article.title = article.author = article.source = row.written;
    article.keywords = {row.written, "إيران"};
    const Article read = load_article(store_article(article));
    CHECK(read.id == article.id);
    CHECK(read.title == row.read);
    CHECK(read.author == row.read);
    CHECK(read.source == row.read);
    REQUIRE(read.keywords.size() == 2);
    CHECK(read.keywords[0] == row.read);
    CHECK(read.body == article.body);
  }
}

TEST_CASE("data is lines of name=value, a line for each keyword and paragraph") {
  Article article;
  article.id = "17";
  article.title = "عنوان";
  article.published = make_moment(2024, 11, 25);
  article.keywords = {"أ", "ب"};
  article.body = "أولا\nثانيا";
  CHECK(unpack_text(store_article(article)) ==
        "id=17\ntitle=عنوان\npublished=2024-11-25T00:00:00Z\nkeyword=أ\nkeyword=ب\n"
        "body=أولا\nbody=ثانيا\n");
  CHECK(store_article(Article{}).empty());
}

TEST_CASE("what is not known is passed over") {
  struct Row {
    std::string_view rule;
    std::string_view data;
  };
  constexpr Row kRows[] = {
      {"unknown name first", "mood=sad\nid=17\ntitle=عنوان\n"},
      {"unknown name between", "id=17\nmood=sad\ntitle=عنوان\n"},
      {"unknown name last", "id=17\ntitle=عنوان\nmood=sad\n"},
      {"line without an equals sign", "id=17\nnonsense\ntitle=عنوان\n"},
      {"empty line", "id=17\n\ntitle=عنوان\n"},
      {"empty name", "id=17\n=x\ntitle=عنوان\n"},
      {"name in capitals", "id=17\nTITLE=x\ntitle=عنوان\n"},
      {"no line break at the end", "id=17\ntitle=عنوان"},
      {"a date that is none", "id=17\ntitle=عنوان\npublished=yesterday\n"},
  };
  Article expected;
  expected.id = "17";
  expected.title = "عنوان";
  for (const Row& row : kRows) {
    INFO(row.rule);
    CHECK((load_article(pack_text(row.data)) == expected));
  }
  CHECK((load_article("") == Article{}));
}

}  // namespace
}  // namespace fihrist::index
