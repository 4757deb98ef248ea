// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The JSON API: what is asked in every way that is allowed, and in those that are not.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/indexer/packers.h"
#include "tests/integration/raw_http.h"
#include "tests/integration/running_server.h"
#include "tests/integration/samples.h"
#include "tests/temporary_folder.h"

namespace {

using namespace fihrist;
using nlohmann::json;
using test::check_problem;
using test::sample_index;

constexpr const char* kNone = "";  // no parameter is to blame

httplib::Response post(test::RunningServer& server, const std::string& body,
                       const std::string& type = "application/json",
                       const httplib::Headers& headers = {}) {
  const auto result = server.client().Post("/v1/search", headers, body, type);
  REQUIRE(result);
  return *result;
}

httplib::Response get_as(test::RunningServer& server, const std::string& accept,
                         const std::string& target) {
  const auto result = server.client().Get(target, {{"Accept", accept}});
  REQUIRE(result);
  return *result;
}

std::string repeat(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

// The answer without the time that it took.
json timeless(const httplib::Response& response) {
  json answer = json::parse(response.body);
  answer.erase("took_ms");
  return answer;
}

}  // namespace

TEST_CASE("GET and POST are one search") {
  test::RunningServer server(sample_index());
  struct Row {
    httplib::Params parameters;
    const char* body;
  };
  const Row rows[] = {
      {{{"q", "المفاوضات"}}, R"({"q": "المفاوضات"})"},
      {{{"q", "المفاوضات"}, {"per_page", "2"}, {"page", "2"}},
       R"({"q": "المفاوضات", "per_page": 2, "page": 2})"},
      {{{"q", "في"}, {"source", "القمة"}, {"source", "الساحل"}},
       R"({"q": "في", "source": ["القمة", "الساحل"]})"},
      {{{"q", "في"}, {"author", "سلمى الكيالي"}}, R"({"q": "في", "author": "سلمى الكيالي"})"},
      {{{"keyword", "جفاف"}, {"keyword", "سدود"}}, R"({"keyword": ["جفاف", "سدود"]})"},
      {{{"from", "2024"}, {"to", "2024-06"}, {"sort", "oldest"}},
       R"({"from": "2024", "to": "2024-06", "sort": "oldest"})"},
      {{{"q", "في"}, {"facets", "month,source"}, {"related", "3"}},
       R"({"q": "في", "facets": ["month", "source"], "related": 3})"},
      {{{"q", "وزير"}, {"exact", "true"}, {"collapse", "false"}},
       R"({"q": "وزير", "exact": true, "collapse": false})"},
      {{{"q", "وزير"}, {"snippet_length", "80"}, {"freshness", "1.5"}},
       R"({"q": "وزير", "snippet_length": 80, "freshness": 1.5})"},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.body));
    const httplib::Response by_get = server.get("/v1/search", row.parameters);
    const httplib::Response by_post = post(server, row.body, "Application/JSON; charset=utf-8");
    CHECK(by_get.status == 200);
    CHECK(by_post.status == 200);
    CHECK(by_post.get_header_value("Content-Type") == "application/json");
    CHECK(timeless(by_get) == timeless(by_post));
  }
}

TEST_CASE("`related` is told only where it was asked for, and `q` comes back") {
  test::RunningServer server(sample_index());
  for (const char* target : {"/v1/search?q=a", "/v1/search?q=a&related=0"}) {
    CHECK_FALSE(server.get_json(target).contains("related"));
  }
  const json asked = server.get_json("/v1/search?q=a&related=1");
  REQUIRE(asked["related"].is_array());
  CHECK(asked["related"].size() <= 1);
  CHECK(server.search("سد\x01مأرب\t\"<&")["query"] == "سد مأرب\t\"<&");
  CHECK(server.get_json("/v1/search?from=2024&q=%20")["query"] == "");
}

TEST_CASE("a bad GET is a problem that names the parameter") {
  test::RunningServer server(sample_index());
  struct Row {
    std::string target;
    int status;
    const char* code;
    const char* parameter;
  };
  const Row rows[] = {
      {"/v1/search", 400, "bad_parameter", "q"},
      {"/v1/search?q=", 400, "bad_parameter", "q"},
      {"/v1/search?q=%00%01", 400, "bad_parameter", "q"},
      {"/v1/search?q=%FF", 400, "bad_parameter", "q"},
      {"/v1/search?q=%D9", 400, "bad_parameter", "q"},
      {"/v1/search?q=%ED%A0%80", 400, "bad_parameter", "q"},  // a surrogate
      {"/v1/search?q=a&q=b", 400, "bad_parameter", "q"},
      {"/v1/search?q=a&page=1000000000", 400, "bad_parameter", "page"},
      {"/v1/search?q=a&page=-1", 400, "bad_parameter", "page"},
      {"/v1/search?q=a&page=%2B1", 400, "bad_parameter", "page"},
      {"/v1/search?q=a&page=%D9%A1", 400, "bad_parameter", "page"},
      {"/v1/search?q=a&page=101&per_page=100", 400, "bad_parameter", "page"},
      {"/v1/search?q=a&per_page=0", 400, "bad_parameter", "per_page"},
      {"/v1/search?q=a&per_page=101", 400, "bad_parameter", "per_page"},
      {"/v1/search?q=a&sort=Newest", 400, "bad_parameter", "sort"},
      {"/v1/search?q=a&from=2025&to=2024", 400, "bad_parameter", "from"},
      {"/v1/search?from=2024-02-30", 400, "bad_parameter", "from"},
      {"/v1/search?to=0000", 400, "bad_parameter", "to"},
      {"/v1/search?source=a%00b", 400, "bad_parameter", "source"},
      {"/v1/search?author=%C2%85", 400, "bad_parameter", "author"},
      {"/v1/search?keyword=%FE", 400, "bad_parameter", "keyword"},
      {"/v1/search?q=a&facets=Source", 400, "bad_parameter", "facets"},
      {"/v1/search?q=a&facets=day,day", 400, "bad_parameter", "facets"},
      {"/v1/search?q=a&collapse=yes", 400, "bad_parameter", "collapse"},
      {"/v1/search?q=a&exact=TRUE", 400, "bad_parameter", "exact"},
      {"/v1/search?q=a&snippet_length=39", 400, "bad_parameter", "snippet_length"},
      {"/v1/search?q=a&freshness=0", 400, "bad_parameter", "freshness"},
      {"/v1/search?q=a&freshness=1,5", 400, "bad_parameter", "freshness"},
      {"/v1/search?q=a&related=-1", 400, "bad_parameter", "related"},
      {"/v1/search?q=a&limit=5", 400, "bad_parameter", "limit"},
      {"/v1/search?q=a&%FF=5", 400, "bad_parameter", "\uFFFD"},
      {"/v1/suggest?q=%FF", 400, "bad_parameter", "q"},
      {"/v1/suggest?q=a&limit=0", 400, "bad_parameter", "limit"},
      {"/v1/suggest?q=a&limit=21", 400, "bad_parameter", "limit"},
      {"/v1/suggest?q=a&format=xml", 400, "bad_parameter", "format"},
      {"/v1/suggest?q=a&page=1", 400, "bad_parameter", "page"},
      {"/v1/articles/wire-0001/similar?limit=51", 400, "bad_parameter", "limit"},
      {"/v1/articles/wire-0001/similar?q=a", 400, "bad_parameter", "q"},
      {"/v1/articles/wire-0001?limit=5", 400, "bad_parameter", "limit"},
      {"/v1/articles/no-such-id", 404, "not_found", kNone},
      {"/v1/articles/%00", 404, "not_found", kNone},
      {"/v1/articles/%FF", 404, "not_found", kNone},
      {"/v1/articles/", 404, "not_found", kNone},
      {"/v1/articles/" + std::string(8000, 'a'), 404, "not_found", kNone},
      {"/v1/articles/" + repeat("%0A", 2000), 404, "not_found", kNone},
      {"/" + std::string(8000, 'a'), 404, "not_found", kNone},
      {"/v1/search/", 404, "not_found", kNone},
      {"/v1/search%0A", 404, "not_found", kNone},
      {"/openapi.json?pretty=1", 400, "bad_parameter", "pretty"},
      {"/v1/search?q=" + std::string(9000, 'a'), 414, "uri_too_long", kNone},
      {"/v1/search?q=" + repeat("%22", 6000), 414, "uri_too_long", kNone},
      {"/v1/search?q=" + repeat("%D9%82%D8%B7+", 1500), 414, "uri_too_long", kNone},
  };
  for (const Row& row : rows) {
    INFO(row.target.substr(0, 80));
    check_problem(server.get(row.target), row.status, row.code, row.parameter);
  }
  // A MB of quotes. Behind 32 KiB of a line, newer versions of cpp-httplib close the connection.
  const auto huge = server.client().Get("/v1/search?q=" + repeat("%22", 333'333));
  if (huge) check_problem(*huge, 414, "uri_too_long", kNone);
  const auto too_deep = server.get("/v1/search?q=a&page=101&per_page=100");
  CHECK(too_deep.body.find("10000") != std::string::npos);
  const auto unknown = server.get("/v1/search?q=a&colour=red");
  CHECK(unknown.body.find("snippet_length") != std::string::npos);  // lists what is known
  const auto facet = server.get("/v1/search?q=a&facets=colour");
  CHECK(facet.body.find("source, author, month, day, keyword") != std::string::npos);
  CHECK(server.get("/healthz").status == 200);
}

TEST_CASE("a bad POST is a problem, and the connection goes on") {
  test::RunningServer server(sample_index());
  struct Row {
    std::string body;
    int status;
    const char* code;
    const char* parameter;
  };
  const Row rows[] = {
      {"", 400, "bad_json", kNone},
      {"{", 400, "bad_json", kNone},
      {"[]", 400, "bad_json", kNone},
      {"q=a", 400, "bad_json", kNone},
      {"{\"q\": \"\xFF\"}", 400, "bad_json", kNone},
      {"{\"q\": NaN}", 400, "bad_json", kNone},
      {std::string(200'000, '['), 400, "bad_json", kNone},
      {repeat("{\"q\":", 50'000), 400, "bad_parameter", "q"},
      {repeat("[{\"q\":", 40'000), 400, "bad_json", kNone},
      {std::string(250'000, '"'), 400, "bad_json", kNone},
      {std::string(1'000'000, '"'), 413, "too_large", kNone},
      {std::string(1'000'000, '['), 413, "too_large", kNone},
      {"{\"q\": \"" + std::string(65'537, 'a') + "\"}", 400, "bad_parameter", "q"},
      {"{}", 400, "bad_parameter", "q"},
      {R"({"q": 5})", 400, "bad_parameter", "q"},
      {R"({"q": "a", "q": "b"})", 400, "bad_parameter", "q"},
      {R"({"q": "a", "page": "1"})", 400, "bad_parameter", "page"},
      {R"({"q": "a", "page": 1000000000})", 400, "bad_parameter", "page"},
      {R"({"q": "a", "page": -1})", 400, "bad_parameter", "page"},
      {R"({"q": "a", "per_page": 0})", 400, "bad_parameter", "per_page"},
      {R"({"q": "a", "from": "2025", "to": "2024"})", 400, "bad_parameter", "from"},
      {R"({"source": ["a\u0000b"]})", 400, "bad_parameter", "source"},
      {R"({"source": [["a"]]})", 400, "bad_parameter", "source"},
      {R"({"q": "a", "facets": ["colour"]})", 400, "bad_parameter", "facets"},
      {R"({"q": "a", "colour": "red"})", 400, "bad_parameter", "colour"},
  };
  for (const Row& row : rows) {
    INFO(row.body.substr(0, 80));
    check_problem(post(server, row.body), row.status, row.code, row.parameter);
    CHECK(server.get("/healthz").body == R"({"status":"ok"})");
  }
  CHECK(json::parse(post(server, "{\"q\": \"a\",}").body)["offset"] == 10);

  for (const char* type : {"text/plain", "application/x-www-form-urlencoded", "text/json",
                           "multipart/form-data; boundary=x", "application/jsonl"}) {
    INFO(std::string(type));
    const auto response = post(server, R"({"q": "a"})", type);
    check_problem(response, 415, "unsupported_media_type", kNone);
    CHECK(response.body.find("application/json") != std::string::npos);
  }
  check_problem(post(server, R"({"q": "a"})", "application/json", {{"Content-Encoding", "zstd"}}),
                415, "unsupported_media_type", kNone);
  const auto in_url = server.client().Post("/v1/search?q=a", R"({"q": "a"})", "application/json");
  REQUIRE(in_url);
  check_problem(*in_url, 400, "bad_parameter", "q");
}

TEST_CASE("a body in chunks or packed with gzip has the same bounds") {
  test::RunningServer server(sample_index());
  // On the wire: the library's client gives up where the answer comes before its last chunk.
  const auto in_chunks = [&](std::size_t bytes) {
    const std::string body = "{\"q\": \"" + std::string(bytes, ' ') + "سد\"}";
    std::ostringstream size;
    size << std::hex << body.size();
    return test::talk(server.port(),
                      "POST /v1/search HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                      "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" +
                          size.str() + "\r\n" + body + "\r\n0\r\n\r\n");
  };
  CHECK(in_chunks(1000).starts_with("HTTP/1.1 200 "));
  const std::string too_large = in_chunks(2'000'000);
  CHECK(too_large.starts_with("HTTP/1.1 413 "));
  CHECK(too_large.find("\"too_large\"") != std::string::npos);
  CHECK(in_chunks(1000).starts_with("HTTP/1.1 200 "));

  // Packed here: the library's client would choose brotli or zstd where it can.
  const auto packed = [&](const std::string& body) {
    return post(server, indexer::testing::gzip(body), "application/json",
                {{"Content-Encoding", "gzip"}});
  };
  CHECK(packed("{\"q\": \"سد" + std::string(60'000, ' ') + "\"}").status == 200);
  check_problem(packed(std::string(20'000'000, '[')), 413, "too_large", kNone);
}

TEST_CASE("a long query is cut with a note, and operators alone are told") {
  test::RunningServer server(sample_index());
  const auto notes = [&](const std::string& query) {
    const auto response = post(server, json({{"q", query}}).dump());
    REQUIRE(response.status == 200);
    std::vector<std::string> codes;
    const json answer = json::parse(response.body);
    for (const json& note : answer["notes"]) codes.push_back(note["code"]);
    return codes;
  };
  const auto of_words = notes(repeat("قط ", 10'000));
  CHECK(std::find(of_words.begin(), of_words.end(), "too_many_words") == of_words.end());
  std::string different;
  for (int i = 0; i < 10'000; ++i) different += std::to_string(i) + " ";
  const auto of_many = notes(different);
  CHECK(std::find(of_many.begin(), of_many.end(), "too_many_words") != of_many.end());
  for (const char* only : {"\"", "-", "(", "\\", "\u202E"}) {
    INFO(std::string(only));
    CHECK_FALSE(notes(repeat(only, 20'000)).empty());
  }
  CHECK(notes(repeat("*", 20'000)).empty());  // every article
}

TEST_CASE("articles with slashes, Arabic and the word similar in their ids") {
  const test::TemporaryFolder folder;
  const std::vector<std::string> ids = {"a", "a/similar", "b/similar", "سياسة/خبر 1",
                                        "c/similar/similar"};
  std::ofstream lines(folder.path() / "a.jsonl");
  for (const std::string& id : ids) {
    lines << json({{"id", id}, {"body", "نص المقال الذي رقمه " + id}}).dump() << "\n";
  }
  lines.close();
  test::build_index(folder.path() / "a.jsonl", folder.path() / "index", ids.size());
  test::RunningServer server(folder.path() / "index");
  struct Row {
    const char* target;
    const char* id;
    bool similar;  // else the article itself
  };
  const Row rows[] = {
      {"/v1/articles/a", "a", false},
      {"/v1/articles/a/similar", "a", true},
      {"/v1/articles/a/similar?limit=5", "a", true},
      {"/v1/articles/a%2Fsimilar", "a/similar", false},
      {"/v1/articles/a%2fsimilar?q=a", "a/similar", false},
      {"/v1/articles/a%2Fsimilar/similar", "a/similar", true},
      {"/v1/articles/a/similar/similar", "a/similar", true},
      {"/v1/articles/b%2Fsimilar", "b/similar", false},
      {"/v1/articles/b/similar", "b/similar", false},  // no article is called `b`
      {"/v1/articles/b/similar/similar", "b/similar", true},
      {"/v1/articles/c/similar/similar", "c/similar/similar", false},
      {"/v1/articles/%D8%B3%D9%8A%D8%A7%D8%B3%D8%A9/%D8%AE%D8%A8%D8%B1%201", "سياسة/خبر 1", false},
      {"/v1/articles/%D8%B3%D9%8A%D8%A7%D8%B3%D8%A9%2F%D8%AE%D8%A8%D8%B1%201/similar",
       "سياسة/خبر 1", true},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.target));
    const json answer = server.get_json(row.target);
    CHECK(answer["id"] == row.id);
    CHECK(answer.contains("articles") == row.similar);
    CHECK(answer.contains("body") != row.similar);
  }
  for (const char* target : {"/v1/articles/b", "/v1/articles/z/similar", "/v1/articles/z%2Fsimilar",
                             "/v1/articles/a/similar%2F"}) {
    INFO(std::string(target));
    check_problem(server.get(target), 404, "not_found", kNone);
  }
}

TEST_CASE("completions, for programs and for browsers") {
  test::RunningServer server(sample_index());
  const json answer = server.get_json("/v1/suggest?q=%D8%A7%D9%84%D9%85%D9%81");  // المف
  CHECK(answer["query"] == "المف");
  CHECK(answer["completions"].size() <= 8);
  const auto for_browsers =
      server.get("/v1/suggest?format=opensearch&limit=3&q=%D8%A7%D9%84%D9%85%D9%81");
  CHECK(for_browsers.status == 200);
  CHECK(for_browsers.get_header_value("Content-Type") == "application/x-suggestions+json");
  const json list = json::parse(for_browsers.body);
  REQUIRE(list.size() == 2);
  CHECK(list[0] == "المف");
  CHECK(list[1].size() == std::min<std::size_t>(3, answer["completions"].size()));
  for (std::size_t i = 0; i < list[1].size(); ++i) {
    CHECK(list[1][i] == answer["completions"][i]["text"]);
  }
  for (const char* nothing : {"/v1/suggest", "/v1/suggest?q=", "/v1/suggest?q=%20%01"}) {
    INFO(std::string(nothing));
    CHECK(server.get_json(nothing)["completions"].empty());
  }
}

TEST_CASE("a listing for a terminal, where it is preferred") {
  test::RunningServer server(sample_index());
  const std::string search = "/v1/search?q=%D8%A7%D9%84%D9%85%D9%81%D8%A7%D9%88%D8%B6%D8%A7%D8%AA";
  const auto listing = get_as(server, "text/plain", search);
  CHECK(listing.status == 200);
  CHECK(listing.get_header_value("Content-Type") == "text/plain; charset=utf-8");
  CHECK(listing.get_header_value("Vary").find("Accept") != std::string::npos);
  CHECK(listing.body.find(" for: المفاوضات\n") != std::string::npos);
  CHECK(listing.body.find("\n    2025-04-23 · مجلة أفق الدبلوماسية · سلمى الكيالي\n") !=
        std::string::npos);
  CHECK(listing.body.find("\n    /v1/articles/a03-nuclear-round\n") != std::string::npos);
  CHECK(listing.body.find("*المفاوضات*") != std::string::npos);
  const auto by_post = post(server, R"({"q": "المفاوضات"})", "application/json",
                            {{"Accept", "text/plain, */*;q=0.1"}});
  CHECK(by_post.body == listing.body);

  for (const char* accept :
       {"*/*", "application/json", "text/plain;q=0.5, application/json", "image/png",
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"}) {
    INFO(std::string(accept));
    CHECK(get_as(server, accept, search).get_header_value("Content-Type") == "application/json");
  }
  const auto wrong = get_as(server, "text/plain", "/v1/search?q=a&page=x");
  CHECK(wrong.status == 400);
  CHECK(wrong.get_header_value("Content-Type") == "text/plain; charset=utf-8");
  CHECK(wrong.body.starts_with("error: `page` must be"));
  CHECK(std::count(wrong.body.begin(), wrong.body.end(), '\n') == 1);
  // Only a search has a listing.
  check_problem(get_as(server, "text/plain", "/v1/suggest?limit=x"), 400, "bad_parameter", "limit");
}
