// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Whose scripts may read answers.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/integration/running_server.h"
#include "tests/integration/samples.h"

namespace {

using namespace fihrist;
using test::sample_index;

constexpr const char* kFriend = "https://news.example";
constexpr const char* kStranger = "https://other.example";

}  // namespace

TEST_CASE("answers are allowed to the scripts of named origins") {
  struct Row {
    std::vector<std::string> origins;
    const char* path;
    const char* origin;
    const char* allowed;
    bool varies;
  };
  const Row rows[] = {
      {{}, "/v1/suggest?q=a", kFriend, "", false},
      {{"*"}, "/v1/suggest?q=a", kFriend, "*", false},
      {{"*"}, "/v1/articles/no-such-id", kFriend, "*", false},
      {{"*"}, "/", kFriend, "", false},
      {{kFriend}, "/v1/suggest?q=a", kFriend, kFriend, true},
      {{kFriend}, "/v1/articles/no-such-id", kFriend, kFriend, true},
      {{kFriend}, "/openapi.json", kFriend, kFriend, true},
      {{kFriend}, "/v1/suggest?q=a", kStranger, "", true},
      {{kFriend}, "/v1/suggest?q=a", "null", "", true},
      {{kFriend}, "/", kFriend, "", false},
      {{"https://a.example", kFriend}, "/v1/suggest?q=a", kFriend, kFriend, true},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.path) << " " << std::string(row.origin));
    test::RunningServer server(sample_index(), row.origins);
    const auto result = server.client().Get(row.path, {{"Origin", row.origin}});
    REQUIRE(result);
    CHECK(result->get_header_value("Access-Control-Allow-Origin") == row.allowed);
    CHECK((result->get_header_value("Vary").find("Origin") != std::string::npos) == row.varies);
    CHECK_FALSE(result->has_header("Access-Control-Allow-Credentials"));
  }
}

TEST_CASE("a 304 is allowed as its answer was") {
  test::RunningServer server(sample_index(), {kFriend});
  const auto whole = server.client().Get("/v1/search?q=a", {{"Origin", kFriend}});
  REQUIRE(whole);
  const auto known = server.client().Get(
      "/v1/search?q=a", {{"Origin", kFriend}, {"If-None-Match", whole->get_header_value("ETag")}});
  REQUIRE(known);
  CHECK(known->status == 304);
  CHECK(known->get_header_value("Access-Control-Allow-Origin") == kFriend);
}

TEST_CASE("a browser that asks first is told what it may ask") {
  test::RunningServer server(sample_index(), {kFriend});
  const auto ask = [&](const char* origin) {
    auto result = server.client().Options(
        "/v1/search", {{"Origin", origin}, {"Access-Control-Request-Method", "POST"}});
    REQUIRE(result);
    return *result;
  };
  const auto allowed = ask(kFriend);
  CHECK(allowed.status == 204);
  CHECK(allowed.body.empty());
  CHECK_FALSE(allowed.has_header("Content-Length"));
  CHECK(allowed.get_header_value("Access-Control-Allow-Origin") == kFriend);
  CHECK(allowed.get_header_value("Access-Control-Allow-Methods") == "GET, HEAD, POST");
  CHECK(allowed.get_header_value("Access-Control-Allow-Headers") == "Content-Type");
  const auto refused = ask(kStranger);
  CHECK(refused.status == 405);
  CHECK_FALSE(refused.has_header("Access-Control-Allow-Origin"));
  const auto plain = server.client().Options("/v1/search", httplib::Headers{{"Origin", kFriend}});
  REQUIRE(plain);
  CHECK(plain->status == 405);
}
