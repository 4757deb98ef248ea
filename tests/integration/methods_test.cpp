// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What HTTP itself promises on every path: HEAD, ranges, and methods that are not allowed.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/integration/running_server.h"
#include "tests/integration/samples.h"

namespace {

using namespace fihrist;
using test::check_problem;
using test::sample_index;

constexpr const char* kNone = "";  // no parameter is to blame

}  // namespace

TEST_CASE("HEAD answers with the headers of GET and no body") {
  test::RunningServer server(sample_index());
  server.get("/v1/suggest?q=a");  // waits for what is made beside the index: tags tell of it
  for (const std::string target : {"/v1/search?q=a",
                                   "/v1/search",
                                   "/v1/search?q=a&colour=red",
                                   "/v1/articles/wire-0001",
                                   "/v1/articles/no-such-id",
                                   "/v1/articles/wire-0001/similar",
                                   "/v1/suggest?q=a",
                                   "/v1/suggest?q=a&format=opensearch",
                                   "/v1/analyze?text=a",
                                   "/v1/analyze",
                                   "/openapi.json",
                                   "/search.atom",
                                   "/search.rss?q=a",
                                   "/search.json?page=0",
                                   "/opensearch.xml",
                                   "/",
                                   "/?q=a",
                                   "/?q=a&page=x",
                                   "/article/wire-0001",
                                   "/article/no-such-id",
                                   "/healthz",
                                   "/readyz",
                                   "/metrics?colour=red",
                                   "/nothing/here"}) {
    INFO(target);
    const auto with_body = server.get(target);
    const auto head = server.client().Head(target);
    REQUIRE(head);
    CHECK(head->status == with_body.status);
    CHECK(head->body.empty());
    httplib::Headers one = with_body.headers;
    httplib::Headers other = head->headers;
    one.erase("X-Request-Id");  // of each request its own
    other.erase("X-Request-Id");
    if (target.find("?q=a") != std::string::npos) {  // the time that a search took has its digits
      one.erase("Content-Length");
      other.erase("Content-Length");
    }
    CHECK(one == other);
    CHECK(head->has_header("Content-Length"));
  }
}

TEST_CASE("a range is answered with the whole") {
  test::RunningServer server(sample_index());
  for (const char* range : {"bytes=0-3", "bytes=0-3,5-6", "bytes=-4", "bytes=100-200"}) {
    INFO(std::string(range));
    const auto result = server.client().Get("/healthz", {{"Range", range}});
    REQUIRE(result);
    CHECK(result->status == 200);
    CHECK(result->body == R"({"status":"ok"})");
    CHECK(result->get_header_value("Accept-Ranges") == "none");
    CHECK_FALSE(result->has_header("Content-Range"));
  }
}

TEST_CASE("a wrong method is a 405 that says what is allowed") {
  test::RunningServer server(sample_index());
  struct Row {
    const char* path;
    const char* allowed;
  };
  const Row rows[] = {
      {"/v1/search", "GET, HEAD, POST"},
      {"/v1/articles/wire-0001", "GET, HEAD"},
      {"/v1/articles/wire-0001/similar", "GET, HEAD"},
      {"/v1/suggest", "GET, HEAD"},
      {"/v1/analyze", "GET, HEAD"},
      {"/openapi.json", "GET, HEAD"},
      {"/healthz", "GET, HEAD"},
      {"/readyz", "GET, HEAD"},
      {"/metrics", "GET, HEAD"},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.path));
    httplib::Client& client = server.client();
    std::vector<httplib::Result> results;
    results.push_back(client.Put(row.path, "{}", "application/json"));
    results.push_back(client.Patch(row.path, "{}", "application/json"));
    results.push_back(client.Delete(row.path));
    if (std::string(row.allowed) == "GET, HEAD") {
      results.push_back(client.Post(row.path, "{\"q\": \"a\"}", "application/json"));
    }
    for (const httplib::Result& result : results) {
      REQUIRE(result);
      check_problem(*result, 405, "method_not_allowed", kNone);
      CHECK(result->get_header_value("Allow") == row.allowed);
    }
  }
  for (const char* path : {"/nothing/here", "/nothing%0Ahere"}) {
    const auto nowhere = server.client().Post(path, std::string(1000, 'a'), "text/plain");
    REQUIRE(nowhere);
    check_problem(*nowhere, 404, "not_found", kNone);
  }
  const std::string long_path = "/" + std::string(8000, 'a');
  const auto far_away = server.client().Post(long_path, "a", "text/plain");
  REQUIRE(far_away);
  check_problem(*far_away, 404, "not_found", kNone);
}
