// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What stores and slow lines are told: entity tags, 304, Cache-Control, Vary, and gzip.
#include <doctest/doctest.h>
#include <zlib.h>

#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "indexer/update.h"
#include "server/search/searcher.h"
#include "tests/integration/running_server.h"
#include "tests/integration/samples.h"

namespace {

using namespace fihrist;
using test::build_index;
using test::sample_index;

constexpr const char* kNewsSearch = "/v1/search?q=%D8%AE%D8%A8%D8%B1";  // خبر

// The answer as it came: the client would take gzip off by itself.
httplib::Response ask(test::RunningServer& server, const std::string& target,
                      const httplib::Headers& headers = {}) {
  server.client().set_decompress(false);
  auto result = server.client().Get(target, headers);
  REQUIRE(result);
  return *result;
}

std::string gunzip(const std::string& packed) {
  z_stream stream{};
  REQUIRE(::inflateInit2(&stream, 15 + 16) == Z_OK);
  std::string text(std::size_t{4} * 1024 * 1024, '\0');
  std::string input = packed;
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  CHECK(::inflate(&stream, Z_FINISH) == Z_STREAM_END);
  CHECK(stream.avail_in == 0);
  text.resize(stream.total_out);
  ::inflateEnd(&stream);
  return text;
}

void wait_for_recheck() {
  std::this_thread::sleep_for(search::Searcher::kRecheck + std::chrono::milliseconds(200));
}

}  // namespace

TEST_CASE("what a client has already is not sent again") {
  test::RunningServer server(sample_index());
  for (const std::string target :
       {"/v1/search?q=a", "/v1/articles/wire-0001", "/v1/articles/wire-0001/similar",
        "/v1/suggest?q=a", "/openapi.json", "/", "/?q=a", "/article/wire-0001"}) {
    INFO(target);
    const auto whole = ask(server, target);
    REQUIRE(whole.status == 200);
    const std::string tag = whole.get_header_value("ETag");
    CHECK(tag.starts_with("W/\""));
    CHECK(whole.get_header_value("Cache-Control") == "no-cache");
    for (const std::string& names : {tag, tag.substr(2), "\"x\", " + tag}) {
      const auto known = ask(server, target, {{"If-None-Match", names}});
      CHECK(known.status == 304);
      CHECK(known.body.empty());
      CHECK_FALSE(known.has_header("Content-Type"));
      CHECK_FALSE(known.has_header("Content-Length"));
      for (const char* header : {"ETag", "Cache-Control", "Vary"}) {
        CHECK(known.get_header_value(header) == whole.get_header_value(header));
      }
    }
    const auto head = server.client().Head(target, httplib::Headers{{"If-None-Match", tag}});
    REQUIRE(head);
    CHECK(head->status == 304);
    CHECK(ask(server, target, {{"If-None-Match", "\"x\""}}).status == 200);
    // The next answer on the connection is in its place: nothing of a 304 is left on it.
    CHECK(ask(server, "/healthz").body == R"({"status":"ok"})");
  }
}

TEST_CASE("what is true now, errors and answers to POST are not stored") {
  test::RunningServer server(sample_index());
  const std::string tag = ask(server, "/v1/search?q=a").get_header_value("ETag");
  for (const std::string target :
       {"/healthz", "/readyz", "/v1/search", "/v1/search?q=a&page=x", "/v1/articles/no-such-id",
        "/article/no-such-id", "/?q=a&page=x", "/nothing/here", "/v1/search?q=a&freshness=30"}) {
    INFO(target);
    const int status = ask(server, target).status;
    for (const std::string& names : {tag, std::string("*")}) {
      const auto response = ask(server, target, {{"If-None-Match", names}});
      CHECK(response.status == status);
      CHECK(response.get_header_value("Cache-Control") == "no-store");
      CHECK_FALSE(response.has_header("ETag"));
    }
  }
  const auto posted = server.client().Post("/v1/search", httplib::Headers{{"If-None-Match", tag}},
                                           R"({"q":"a"})", "application/json");
  REQUIRE(posted);
  CHECK(posted->status == 200);
  CHECK(posted->get_header_value("Cache-Control") == "no-store");
}

TEST_CASE("a tag tells URLs, kinds of answer, codings and editions apart") {
  test::RunningServer server(sample_index());
  test::RunningServer other(sample_index(), {}, "another edition");
  const auto tag = [&](const std::string& target, const httplib::Headers& headers = {}) {
    return ask(server, target, headers).get_header_value("ETag");
  };
  const std::string one = tag(kNewsSearch);
  CHECK(tag(kNewsSearch) == one);
  CHECK(tag("/v1/search?q=a") != one);
  CHECK(tag(kNewsSearch, {{"Accept", "text/plain"}}) != one);
  CHECK(tag(kNewsSearch, {{"Accept-Encoding", "gzip"}}) != one);
  CHECK(ask(other, kNewsSearch).get_header_value("ETag") != one);
  CHECK(ask(server, kNewsSearch, {{"Accept", "text/plain"}, {"If-None-Match", one}}).status == 200);
  CHECK(ask(server, kNewsSearch).get_header_value("Vary") == "Accept, Accept-Encoding");
}

TEST_CASE("an update and a new build change the tag") {
  const test::TemporaryFolder folder;
  const auto index = folder.path() / "index";
  folder.write("one/a.jsonl", R"({"id":"a","title":"خبر","text":"هذا خبر أول."})"
                              "\n");
  build_index(folder.path() / "one", index, 1);
  test::RunningServer server(index);
  const std::string first = ask(server, kNewsSearch).get_header_value("ETag");
  REQUIRE(!first.empty());

  folder.write("two/b.jsonl", R"({"id":"b","title":"خبر","text":"هذا خبر ثان."})"
                              "\n");
  indexer::UpdateOptions update;
  update.index = index;
  update.ingest.sources = {folder.path() / "two"};
  REQUIRE(indexer::update(update).added == 1);
  wait_for_recheck();
  const auto updated = ask(server, kNewsSearch, {{"If-None-Match", first}});
  REQUIRE(updated.status == 200);
  CHECK(nlohmann::json::parse(updated.body)["total"]["value"] == 2);
  const std::string second = updated.get_header_value("ETag");
  CHECK(second != first);
  CHECK(ask(server, kNewsSearch, {{"If-None-Match", second}}).status == 304);

  build_index(folder.path() / "one", index, 1);
  wait_for_recheck();
  const auto rebuilt = ask(server, kNewsSearch, {{"If-None-Match", first + ", " + second}});
  REQUIRE(rebuilt.status == 200);
  CHECK(nlohmann::json::parse(rebuilt.body)["total"]["value"] == 1);
}

TEST_CASE("long text is compressed where it is asked for, and is the same text") {
  test::RunningServer server(sample_index());
  for (const std::string target :
       {"/v1/articles/wire-0001", "/openapi.json", "/article/wire-0001"}) {
    INFO(target);
    const auto plain = ask(server, target);
    CHECK_FALSE(plain.has_header("Content-Encoding"));
    CHECK(plain.get_header_value("Vary").find("Accept-Encoding") != std::string::npos);
    CHECK(plain.get_header_value("Content-Length") == std::to_string(plain.body.size()));
    REQUIRE(plain.body.size() > 1024);
    const auto packed = ask(server, target, {{"Accept-Encoding", "br, gzip;q=0.5"}});
    CHECK(packed.get_header_value("Content-Encoding") == "gzip");
    CHECK(packed.get_header_value_count("Content-Length") == 1);
    CHECK(packed.get_header_value("Content-Length") == std::to_string(packed.body.size()));
    CHECK(packed.body.size() < plain.body.size());
    CHECK(gunzip(packed.body) == plain.body);
    const auto head = server.client().Head(target, httplib::Headers{{"Accept-Encoding", "gzip"}});
    REQUIRE(head);
    CHECK(head->headers == packed.headers);
    for (const char* others : {"br", "deflate", "gzip;q=0", "identity"}) {
      CHECK(ask(server, target, {{"Accept-Encoding", others}}).body == plain.body);
    }
  }
  const auto brief = ask(server, "/healthz", {{"Accept-Encoding", "gzip"}});
  CHECK_FALSE(brief.has_header("Content-Encoding"));
  CHECK(brief.get_header_value("Vary") == "Accept-Encoding");
}
