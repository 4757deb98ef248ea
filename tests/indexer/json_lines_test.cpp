// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/sources/json_lines.h"

#include <doctest/doctest.h>

#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "tests/indexer/encoders.h"
#include "tests/indexer/reading.h"

namespace fihrist::indexer {
namespace {

using testing::read;
using testing::Reading;
using testing::told;
using testing::windows_1256;
using Texts = std::vector<std::string>;

Reading read_line(const std::string& line, const std::string& map = "") {
  return read("lines.jsonl", line + "\n", parse_field_map(map));
}

// The only article of a line without problems.
index::Article only(const std::string& line, const std::string& map = "") {
  const Reading reading = read_line(line, map);
  for (const Problem& problem : reading.problems) FAIL_CHECK(problem.message);
  REQUIRE(reading.articles.size() == 1);
  return reading.articles[0].stated;
}

TEST_CASE("a field map") {
  const struct {
    std::string_view text;
    FieldMap fields;
  } rows[] = {
      {"", {}},
      {"body=content", {{"body", "content"}}},
      {"body=content,published=date", {{"body", "content"}, {"published", "date"}}},
      {"body=content.rendered", {{"body", "content.rendered"}}},
      {"body=النص", {{"body", "النص"}}},
      {"body=the text", {{"body", "the text"}}},
      {"title=a=b", {{"title", "a=b"}}},
      {"id=a,title=b,body=c,url=d,source=e,author=f,published=g,updated=h,keywords=i,language=j",
       {{"id", "a"},
        {"title", "b"},
        {"body", "c"},
        {"url", "d"},
        {"source", "e"},
        {"author", "f"},
        {"published", "g"},
        {"updated", "h"},
        {"keywords", "i"},
        {"language", "j"}}},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK((parse_field_map(row.text) == row.fields));
  }
}

TEST_CASE("what is no field map is told, with the fields there are") {
  const struct {
    std::string_view text;
    std::string says;
  } rows[] = {
      {"body", "`body`"},
      {"body=", "`body=`"},
      {"=content", "`=content`"},
      {"text=content", "`text=content`"},
      {"Body=content", "`Body=content`"},
      {"body =content", "`body =content`"},
      {"body=content, title=name", "` title=name`"},
      {"body=content,,title=name", "``"},
      {"part_of=page", "`part_of=page`"},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    std::string message;
    try {
      parse_field_map(row.text);
    } catch (const std::invalid_argument& error) {
      message = error.what();
    }
    CHECK(message.find(row.says) != std::string::npos);
    for (const char* name : {"--map", "id", "title", "body", "url", "source", "author", "published",
                             "updated", "keywords", "language"}) {
      CHECK(message.find(name) != std::string::npos);
    }
  }
}

TEST_CASE("the body is found under the name that the lines give it") {
  const struct {
    std::string_view rule;
    std::string line;
    std::string map;
  } rows[] = {
      {"our name", R"({"body":"عاد القطار."})", ""},
      {"theirs", R"({"content":"عاد القطار.","body":"لا"})", "body=content"},
      {"in Arabic", R"({"النص":"عاد القطار."})", "body=النص"},
      {"inside an object", R"({"content":{"rendered":"عاد القطار.","protected":false}})",
       "body=content.rendered"},
      {"three levels down", R"({"a":{"b":{"c":"عاد القطار."}}})", "body=a.b.c"},
      {"a name with a dot in it", R"({"content.rendered":"عاد القطار."})", "body=content.rendered"},
      {"inside an object, a name with a dot in it", R"({"a":{"b.c":"عاد القطار."}})", "body=a.b.c"},
      {"two fields from one object", R"({"page":{"text":"عاد القطار.","head":"القطار"}})",
       "body=page.text,title=page.head"},
  };
  for (const auto& row : rows) {
    INFO(row.rule);
    CHECK(only(row.line, row.map).body == "عاد القطار.");
  }
}

TEST_CASE("a line without a body says which fields it has, and how to name one") {
  const struct {
    std::string_view rule;
    std::string line;
    std::string map;
    Texts says;
  } rows[] = {
      {"other names",
       R"({"content":"نص","date":"2024-11-25"})",
       "",
       {"`body`", "`content`, `date`", "--map body="}},
      {"a mapped name that is not there",
       R"({"content":"نص"})",
       "body=text",
       {"`text`", "`content`"}},
      {"null counts as absent", R"({"body":null,"text":"نص"})", "", {"`body`", "`text`"}},
      {"the way ends before its end",
       R"({"content":"نص"})",
       "body=content.rendered",
       {"`content.rendered`", "`content`"}},
      {"an empty object", "{}", "", {"none"}},
  };
  for (const auto& row : rows) {
    INFO(row.rule);
    const Reading reading = read_line(row.line, row.map);
    CHECK(reading.articles.empty());
    REQUIRE(reading.problems.size() == 1);
    CHECK((reading.problems[0].kind == ProblemKind::kEmptyArticle));
    for (const std::string& says : row.says) {
      INFO(says);
      CHECK(reading.problems[0].message.find(says) != std::string::npos);
    }
  }
}

TEST_CASE("dates in every form") {
  const struct {
    std::string_view rule;
    std::string json;
    std::string moment;
  } rows[] = {
      {"ISO 8601", R"("2024-11-25T17:06:00+03:00")", "2024-11-25T17:06:00+03:00"},
      {"ISO 8601, a day", R"("2024-11-25")", "2024-11-25T00:00:00Z"},
      {"with a blank, as databases write it", R"("2024-11-25 17:06:00")", "2024-11-25T17:06:00Z"},
      {"RFC 822", R"("Mon, 25 Nov 2024 17:06:00 +0300")", "2024-11-25T17:06:00+03:00"},
      {"Arabic", R"("25 تشرين الثاني 2024")", "2024-11-25T00:00:00Z"},
      {"seconds since 1970", "1732554360", "2024-11-25T17:06:00Z"},
      {"seconds as a text", R"("1732554360")", "2024-11-25T17:06:00Z"},
      {"milliseconds", "1732554360000", "2024-11-25T17:06:00Z"},
      {"null", "null", ""},
      {"an empty text", R"("")", ""},
      {"seconds, of the year 1999", "915148800", "1999-01-01T00:00:00Z"},
      {"milliseconds, of the year 1999", "915148800000", "1999-01-01T00:00:00Z"},
      {"seconds with a fraction", "1732554360.25", "2024-11-25T17:06:00Z"},
  };
  for (const auto& row : rows) {
    INFO(row.rule);
    const Reading reading =
        read_line(R"({"body":"نص.","published":)" + row.json + R"(,"updated":)" + row.json + "}");
    CHECK(reading.clean());
    REQUIRE(reading.articles.size() == 1);
    CHECK(told(reading.articles[0].stated.published) == row.moment);
    CHECK(told(reading.articles[0].stated.updated) == row.moment);
  }
}

TEST_CASE("fields that cannot be read are left out and told, and the article is kept") {
  const struct {
    std::string_view rule;
    std::string field;
    std::string says;
  } rows[] = {
      {"a date that can be read two ways", R"("published":"05/06/2025")", "`published`"},
      {"a date that is an object", R"("published":{"year":2025})", "`published`"},
      {"an author that is an array", R"("author":["هدى"])", "`author`"},
      {"a truth", R"("title":true)", "`title`"},
      {"a keyword that is a number", R"("keywords":[1])", "`keywords`"},
      {"a language that is an object", R"("language":{})", "`language`"},
  };
  for (const auto& row : rows) {
    INFO(row.rule);
    const Reading reading = read_line(R"({"id":"a","body":"نص.",)" + row.field + "}");
    REQUIRE(reading.articles.size() == 1);
    CHECK(reading.articles[0].stated.body == "نص.");
    REQUIRE(reading.problems.size() == 1);
    CHECK((reading.problems[0].kind == ProblemKind::kBadField));
    CHECK(reading.problems[0].where.line == 1);
    CHECK(reading.problems[0].message.find(row.says) != std::string::npos);
  }
}

TEST_CASE("keywords and language") {
  const auto keywords = [](const std::string& json) {
    return only(R"({"body":"نص.","keywords":)" + json + "}").keywords;
  };
  CHECK(keywords(R"(["نقل"," سياحة ",""])") == Texts{"نقل", "سياحة"});
  CHECK(keywords(R"("نقل، سياحة,قطار;سفر")") == Texts{"نقل", "سياحة", "قطار", "سفر"});
  CHECK(keywords(R"("#نقل #سياحة_الواحات")") == Texts{"نقل", "سياحة الواحات"});
  CHECK(keywords(R"("نقل")") == Texts{"نقل"});
  CHECK(keywords("[]").empty());
  CHECK(only(R"({"body":"نص.","language":"fa"})").language == "fa");
  CHECK(only(R"({"body":"نص.","language":"ar-EG"})").language == "ar");
}

TEST_CASE("numbers are ids") {
  CHECK(only(R"({"id":17,"body":"نص."})").id == "17");
  CHECK(only(R"({"_id":{"n":9007199254740993},"body":"نص."})", "id=_id.n").id ==
        "9007199254740993");
}

TEST_CASE("a body with HTML tags is HTML, and its title may be too") {
  const struct {
    std::string_view rule;
    std::string body;
    std::string text;  // after extraction
  } rows[] = {
      {"paragraphs", "<p>عاد <b>ال</b>قطار.</p><p>ثم مضى &amp; غاب.</p>",
       "عاد القطار.\nثم مضى & غاب."},
      {"line breaks", "عاد القطار.<br/>ثم مضى.", "عاد القطار.\nثم مضى."},
      {"text with lines", R"(عاد القطار.\nثم مضى.)", "عاد القطار.\nثم مضى."},
      {"text with a less-than sign", "3 < 5 وأكثر.", "3 < 5 وأكثر."},
      {"text with an ampersand", "المرفأ & السوق.", "المرفأ & السوق."},
  };
  for (const auto& row : rows) {
    INFO(row.rule);
    const Reading reading = read_line(R"({"id":"a","body":")" + row.body + "\"}");
    CHECK(reading.clean());
    CHECK(reading.extracted(0).body == row.text);
  }
  CHECK(only(R"({"title":"قال: &#8220;لا&#8221; &amp; مضى","body":"<p>نص.</p>"})").title ==
        "قال: “لا” & مضى");
}

TEST_CASE("other fields of any size and shape are passed over") {
  const std::string deep = std::string(20'000, '[') + std::string(20'000, ']');
  for (const std::string& other :
       {"\"" + std::string(5'000'000, 'x') + "\"", deep, std::string("{\"body\":{\"body\":1}}"),
        std::string("-0.0"), std::string("\"\\u0000\"")}) {
    INFO(other.substr(0, 30));
    CHECK(only(R"({"raw":)" + other + R"(,"body":"نص.","more":)" + other + "}").body == "نص.");
  }
}

TEST_CASE("a number beyond all numbers is told like other mistakes, and ends nothing") {
  Reading reading;
  CHECK_NOTHROW(reading = read("a.jsonl",
                               "{\"title\":\"خبر أول\"}\n{\"views\":1e400,\"title\":"
                               "\"خبر\"}\n{\"title\":\"خبر أخير\"}\n"));
  CHECK(reading.titles().starts_with("خبر أول"));
  CHECK(reading.titles().ends_with("خبر أخير"));
}

TEST_CASE("lines: blank ones, a mark at the beginning, no end, another encoding") {
  const std::string two = R"({"title":"خبر أول"})"
                          "\r\n \n\n"
                          R"({"title":"خبر ثان"})";
  CHECK(read("a.jsonl", two).titles() == "خبر أول | خبر ثان");
  CHECK(read("a.jsonl", "\uFEFF" + two + "\n").titles() == "خبر أول | خبر ثان");
  CHECK(read("a.ndjson", windows_1256(two)).titles() == "خبر أول | خبر ثان");
  const Reading reading = read("a.jsonl", two);
  REQUIRE(reading.articles.size() == 2);
  CHECK(reading.articles[0].where.line == 1);
  CHECK(reading.articles[1].where.line == 4);
}

TEST_CASE("text is cleaned: line ends are LF, and there are no control characters") {
  CHECK(only(R"({"body":"أول\r\nثان\rثالث\u0001\u007f.\t"})").body == "أول\nثان\nثالث  .\t");
}

}  // namespace
}  // namespace fihrist::indexer
