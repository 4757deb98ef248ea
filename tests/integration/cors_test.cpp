// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include <doctest/doctest.h>

#include <string>

#include "tests/integration/raw_http.h"
#include "tests/integration/running_server.h"
#include "tests/integration/samples.h"

namespace {

using namespace fihrist;
using test::ask;
using test::RawAnswer;
using test::sample_index;

constexpr const char* kAllowOrigin = "access-control-allow-origin";
constexpr const char* kSite = "https://news.example";

bool says_cors(const RawAnswer& answer) {
  for (const auto& [name, value] : answer.headers) {
    if (name.starts_with("access-control-")) return true;
  }
  return false;
}

bool varies_by_origin(const RawAnswer& answer) {
  return (answer.header("vary") + ",").find("Origin,") != std::string::npos;
}

test::Fields preflight(const std::string& origin) {
  return {{"Origin", origin},
          {"Access-Control-Request-Method", "POST"},
          {"Access-Control-Request-Headers", "content-type"}};
}

}  // namespace

TEST_CASE("without the setting no answer says anything of other origins") {
  test::RunningServer server(sample_index());
  for (const char* target :
       {"/v1/search?q=a", "/search.atom", "/openapi.json", "/", "/v1/search"}) {
    INFO(std::string(target));
    const RawAnswer answer = ask(server.port(), "GET", target, {{"Origin", kSite}});
    CHECK_FALSE(says_cors(answer));
    CHECK_FALSE(varies_by_origin(answer));
  }
  const RawAnswer asked = ask(server.port(), "OPTIONS", "/v1/search", preflight(kSite));
  CHECK(asked.status == 405);
  CHECK_FALSE(says_cors(asked));
}

TEST_CASE("scripts of listed origins may read what is for programs") {
  const std::string other = "http://localhost:3000";
  struct Row {
    const char* target;
    std::string origin;
    bool allowed;
  };
  const Row rows[] = {
      {"/v1/search?q=a", kSite, true},
      {"/v1/search?q=a", other, true},
      {"/v1/articles/wire-0001", kSite, true},
      {"/v1/articles/wire-0001/similar", kSite, true},
      {"/v1/suggest?q=a", kSite, true},
      {"/v1/analyze?text=a", kSite, true},
      {"/search.atom", kSite, true},
      {"/search.rss", kSite, true},
      {"/search.json", kSite, true},
      {"/openapi.json", kSite, true},
      {"/v1/search", kSite, true},  // a problem, which the script may read too
      {"/v1/nothing", kSite, true},
      {"/v1/search?q=a", "https://news.example.evil", false},
      {"/v1/search?q=a", "http://news.example", false},
      {"/v1/search?q=a", "https://news.example:8443", false},
      {"/v1/search?q=a", "https://sub.news.example", false},
      {"/v1/search?q=a", "HTTPS://NEWS.EXAMPLE", false},
      {"/v1/search?q=a", "null", false},
      {"/v1/search?q=a", "*", false},
      {"/v1/search?q=a", "https://news.example, https://evil.example", false},
      {"/v1/search?q=a", "https://news.example%0D%0AX-Injected: 1", false},
      {"/", kSite, false},
      {"/article/wire-0001", kSite, false},
      {"/healthz", kSite, false},
      {"/opensearch.xml", kSite, false},
  };
  test::RunningServer server(sample_index(), {.cors_origins = {kSite, other}});
  for (const Row& row : rows) {
    INFO(std::string(row.target), " ", row.origin);
    const RawAnswer answer = ask(server.port(), "GET", row.target, {{"Origin", row.origin}});
    CHECK(answer.header(kAllowOrigin) == (row.allowed ? row.origin : ""));
    CHECK(answer.headers.count("access-control-allow-credentials") == 0);
    CHECK(answer.headers.count("x-injected") == 0);
    const RawAnswer asked = ask(server.port(), "OPTIONS", row.target, preflight(row.origin));
    CHECK(asked.header(kAllowOrigin) == (row.allowed ? row.origin : ""));
    if (row.allowed) {
      CHECK(varies_by_origin(answer));
      CHECK(asked.status == 204);
      CHECK(asked.body.empty());
      CHECK(asked.headers.count("content-length") == 0);
      CHECK(varies_by_origin(asked));
      CHECK(asked.header("access-control-allow-methods") == "GET, HEAD, POST");
      CHECK(asked.header("access-control-allow-headers") == "Authorization, Content-Type");
      CHECK(!asked.header("access-control-max-age").empty());
    } else {
      CHECK(asked.status == 405);
    }
  }
  // A store must tell apart what came with and without an origin.
  const RawAnswer without = ask(server.port(), "GET", "/v1/search?q=a");
  CHECK(varies_by_origin(without));
  CHECK(without.headers.count(kAllowOrigin) == 0);
  const RawAnswer known = ask(server.port(), "GET", "/v1/search?q=a",
                              {{"Origin", kSite}, {"If-None-Match", without.header("etag")}});
  CHECK(known.header(kAllowOrigin) == kSite);
  CHECK(varies_by_origin(known));
}

TEST_CASE("an OPTIONS that is no preflight is refused as before") {
  test::RunningServer server(sample_index(), {.cors_origins = {"*"}});
  for (const test::Fields& fields : {test::Fields{}, test::Fields{{"Origin", kSite}},
                                     test::Fields{{"Access-Control-Request-Method", "GET"}}}) {
    const RawAnswer answer = ask(server.port(), "OPTIONS", "/v1/search", fields);
    CHECK(answer.status == 405);
    CHECK(answer.header("allow") == "GET, HEAD, POST");
  }
}

TEST_CASE("all origins") {
  test::RunningServer server(sample_index(), {.cors_origins = {"*"}});
  for (const std::string origin : {kSite, "null", "http://a"}) {
    const RawAnswer answer = ask(server.port(), "GET", "/v1/search?q=a", {{"Origin", origin}});
    CHECK(answer.header(kAllowOrigin) == "*");
    CHECK_FALSE(varies_by_origin(answer));
    CHECK(ask(server.port(), "OPTIONS", "/v1/search", preflight(origin)).status == 204);
  }
  CHECK(ask(server.port(), "GET", "/v1/search?q=a").header(kAllowOrigin) == "*");
  CHECK_FALSE(says_cors(ask(server.port(), "GET", "/", {{"Origin", kSite}})));
}
