// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include <doctest/doctest.h>
#include <zlib.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "indexer/update.h"
#include "tests/integration/raw_http.h"
#include "tests/integration/running_server.h"
#include "tests/integration/samples.h"

namespace {

using namespace fihrist;
using test::ask;
using test::RawAnswer;
using test::sample_index;

// What is served from the index, and what is made without one.
constexpr const char* kTargets[] = {
    "/v1/search?q=a",
    "/v1/search?source=x",
    "/v1/articles/wire-0001",
    "/v1/articles/wire-0001?q=a",
    "/v1/articles/wire-0001/similar",
    "/v1/suggest?q=a",
    "/v1/suggest?q=a&format=opensearch",
    "/v1/analyze?text=a",
    "/search.atom",
    "/search.rss?q=a",
    "/search.json?q=a&page=2",
    "/opensearch.xml",
    "/openapi.json",
    "/",
    "/?q=a",
    "/article/wire-0001",
    "/article/wire-0001?q=a",
};

std::string unpack(const std::string& packed) {
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
  std::string bytes(packed.size() * 50 + 1000, '\0');
  std::string input = packed;
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  CHECK(stream.avail_in == 0);
  bytes.resize(stream.total_out);
  inflateEnd(&stream);
  return bytes;
}

// Answers tell how long they took, which is another time each time.
std::string without_time(std::string text) {
  for (const auto& [begin, end] :
       {std::pair{"\"took_ms\":", ","}, std::pair{"class=\"took\">(", " ملّي"}}) {
    const std::size_t at = text.find(begin);
    if (at == std::string::npos) continue;
    text.erase(at, text.find(end, at) - at);
  }
  return text;
}

std::string tag_of(int port, const std::string& target) {
  const RawAnswer answer = ask(port, "GET", target);
  REQUIRE(answer.status == 200);
  return answer.header("etag");
}

// Waits for what is made beside the index, of which tags tell too.
void warm(test::RunningServer& server) { REQUIRE(server.get("/v1/suggest?q=a").status == 200); }

// When the server has answered twice with another tag, or four seconds have passed.
std::string changed_tag(int port, const std::string& target, const std::string& before) {
  std::string last = before;
  for (int i = 0; i < 80; ++i) {
    const std::string now = tag_of(port, target);
    if (now != before && now == last) return now;
    last = now;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return before;
}

}  // namespace

TEST_CASE("an answer that the client has already is a 304 without content") {
  test::RunningServer server(sample_index());
  const int port = server.port();
  warm(server);
  for (const std::string target : kTargets) {
    INFO(target);
    const RawAnswer whole = ask(port, "GET", target);
    REQUIRE(whole.status == 200);
    const std::string tag = whole.header("etag");
    CHECK(tag.starts_with("W/\""));
    CHECK(whole.header("cache-control") == "no-cache");
    CHECK(whole.header("vary").ends_with("Accept-Encoding"));
    for (const std::string method : {"GET", "HEAD"}) {
      for (const std::string& known :
           {tag, tag.substr(2), "\"x\", " + tag, "\"x\"," + tag + " , W/\"y\"", std::string("*")}) {
        INFO(method, " ", known);
        const RawAnswer answer = ask(port, method, target, {{"If-None-Match", known}});
        CHECK(answer.status == 304);
        CHECK(answer.body.empty());
        CHECK(answer.header("etag") == tag);
        CHECK(answer.header("cache-control") == "no-cache");
        CHECK(answer.header("vary") == whole.header("vary"));
        CHECK(answer.headers.count("content-length") == 0);
        CHECK(answer.headers.count("content-type") == 0);
        CHECK(answer.headers.count("content-encoding") == 0);
      }
      for (const std::string known : {"\"x\"", "W/\"x\"", "x", "\"", ""}) {
        INFO(method, " ", known);
        CHECK(ask(port, method, target, {{"If-None-Match", known}}).status == 200);
      }
      const RawAnswer two =
          ask(port, method, target, {{"If-None-Match", "\"x\""}, {"If-None-Match", tag}});
      CHECK(two.status == 304);
    }
  }
}

TEST_CASE("a search that is known is not run") {
  test::RunningServer server(sample_index());
  const std::string target =
      "/v1/search?per_page=100&facets=source,author,month,day,keyword&q=%D9%81%D9%8A";
  warm(server);
  const auto first = server.client().Get(target);
  REQUIRE(first);
  const std::string tag = first->get_header_value("ETag");
  // The shortest of five: what else the machine does only adds.
  const auto time = [&](const httplib::Headers& headers, int status) {
    auto shortest = std::chrono::steady_clock::duration::max();
    for (int i = 0; i < 5; ++i) {
      const auto begin = std::chrono::steady_clock::now();
      const auto result = server.client().Get(target, headers);
      shortest = std::min(shortest, std::chrono::steady_clock::now() - begin);
      REQUIRE(result);
      CHECK(result->status == status);
    }
    return shortest;
  };
  httplib::Headers once{{"Connection", "close"}};  // the client waits for the content of a 304
  const auto run = time(once, 200);
  once.emplace("If-None-Match", tag);
  CHECK(time(once, 304) < run);
}

TEST_CASE("what is wrong is not stored, and never a 304") {
  test::RunningServer server(sample_index());
  const int port = server.port();
  struct Row {
    const char* target;
    int status;
  };
  const Row rows[] = {
      {"/v1/search", 400},          {"/v1/search?q=a&page=x", 400},
      {"/v1/articles/none", 404},   {"/v1/articles/none/similar", 404},
      {"/article/none", 404},       {"/?q=a&page=x", 400},
      {"/search.atom?page=0", 400}, {"/nothing/here", 404},
      {"/assets/none.css", 404},
  };
  const std::string tag = tag_of(port, "/v1/search?q=a");
  for (const Row& row : rows) {
    for (const std::string& known : {std::string("*"), tag}) {
      INFO(std::string(row.target), " ", known);
      const RawAnswer answer = ask(port, "GET", row.target, {{"If-None-Match", known}});
      CHECK(answer.status == row.status);
      CHECK(answer.header("cache-control") == "no-store");
      CHECK(answer.headers.count("etag") == 0);
    }
  }
  // What is true now: the bonus of new articles changes by the hour.
  for (const char* target : {"/healthz", "/readyz", "/v1/search?q=a&freshness=30",
                             "/search.atom?q=a&sort=relevance&freshness=30"}) {
    INFO(std::string(target));
    const RawAnswer answer = ask(port, "GET", target, {{"If-None-Match", "*"}});
    CHECK(answer.status == 200);
    CHECK(answer.header("cache-control") == "no-store");
    CHECK(answer.headers.count("etag") == 0);
  }
  const auto posted = server.client().Post("/v1/search", R"({"q":"a"})", "application/json");
  REQUIRE(posted);
  CHECK(posted->status == 200);
  CHECK(posted->get_header_value("Cache-Control") == "no-store");
  CHECK_FALSE(posted->has_header("ETag"));

  const test::TemporaryFolder folder;
  test::RunningServer empty(folder.path() / "none");
  const RawAnswer missing = ask(empty.port(), "GET", "/v1/search?q=a", {{"If-None-Match", "*"}});
  CHECK(missing.status == 503);
  CHECK(missing.header("cache-control") == "no-store");
}

TEST_CASE("a tag changes with the index, the form, the coding and the program") {
  const test::TemporaryFolder folder;
  const std::filesystem::path index = folder.path() / "index";
  const std::filesystem::path source =
      folder.write("source/a.jsonl", "{\"id\":\"1\",\"body\":\"ما جرى اليوم في المدينة\"}\n");
  test::build_index(source, index, 1);
  test::RunningServer server(index, {.edition = "one"});
  warm(server);
  const int port = server.port();
  const std::string target = "/v1/search?q=%D8%A7%D9%84%D9%8A%D9%88%D9%85";
  const std::string built = tag_of(port, target);
  CHECK(tag_of(port, target) == built);

  SUBCASE("an update") {
    folder.write("source/a.jsonl",
                 "{\"id\":\"1\",\"body\":\"ما جرى اليوم في المدينة\"}\n"
                 "{\"id\":\"2\",\"body\":\"ما جرى اليوم في القرية\"}\n");
    indexer::UpdateOptions options;
    options.index = index;
    options.ingest.sources = {source};
    REQUIRE(indexer::update(options).added == 1);
    const std::string updated = changed_tag(port, target, built);
    CHECK(updated != built);
    const RawAnswer answer = ask(port, "GET", target, {{"If-None-Match", built}});
    CHECK(answer.status == 200);
    CHECK(nlohmann::json::parse(answer.body)["total"]["value"] == 2);
    CHECK(ask(port, "GET", target, {{"If-None-Match", updated}}).status == 304);
  }
  SUBCASE("a build of the same") {
    test::build_index(source, index, 1);
    CHECK(changed_tag(port, target, built) != built);
  }
  SUBCASE("an index that was deleted and built again has the same generation") {
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // a stamp counts seconds
    std::filesystem::remove_all(index);
    test::build_index(source, index, 1);
    test::RunningServer other(index, {.edition = "one"});
    warm(other);
    CHECK(tag_of(other.port(), target) != built);
  }
  SUBCASE("the form and the coding") {
    const auto tag = [&](const test::Fields& fields) {
      return ask(port, "GET", target, fields).header("etag");
    };
    CHECK(tag({{"Accept", "text/plain"}}) != built);
    CHECK(tag({{"Accept-Encoding", "gzip"}}) != built);
    CHECK(tag({{"Accept-Encoding", "gzip;q=0"}}) == built);
    CHECK(tag({{"Accept", "application/json"}}) == built);
    const RawAnswer answer =
        ask(port, "GET", target, {{"If-None-Match", built}, {"Accept-Encoding", "gzip"}});
    CHECK(answer.status == 200);
  }
  SUBCASE("the program") {
    test::RunningServer same(index, {.edition = "one"});
    warm(same);
    CHECK(tag_of(same.port(), target) == built);
    CHECK(ask(same.port(), "GET", target, {{"If-None-Match", built}}).status == 304);
    test::RunningServer newer(index, {.edition = "two"});
    warm(newer);
    CHECK(tag_of(newer.port(), target) != built);
    CHECK(tag_of(newer.port(), "/openapi.json") != tag_of(port, "/openapi.json"));
  }
}

TEST_CASE("a client that asks while the index changes never keeps what is old") {
  const test::TemporaryFolder folder;
  const std::filesystem::path index = folder.path() / "index";
  const std::filesystem::path source = folder.path() / "source/a.jsonl";
  std::string lines;
  const auto write_one_more = [&](int number) {
    lines += "{\"id\":\"" + std::to_string(number) + "\",\"body\":\"ما جرى اليوم في المدينة رقم " +
             std::to_string(number) + "\"}\n";
    folder.write("source/a.jsonl", lines);
  };
  write_one_more(1);
  test::build_index(source, index, 1);
  test::RunningServer server(index);
  const std::string target =
      "/v1/search?q=%D8%A7%D9%84%D9%85%D8%AF%D9%8A%D9%86%D8%A9&collapse=false";

  // Each client does what a browser does: keeps an answer with its tag, and asks whether it holds.
  struct Client {
    std::atomic<int> known{0};
    std::atomic<int> unchanged{0};
    std::thread thread;
  };
  std::vector<Client> clients(3);
  std::atomic<bool> done{false};
  for (Client& client : clients) {
    client.thread = std::thread([&] {
      httplib::Client http("127.0.0.1", server.port());
      std::string tag;
      while (!done) {
        httplib::Headers headers{{"Connection", "close"}};
        if (!tag.empty()) headers.emplace("If-None-Match", tag);
        const auto result = http.Get(target, headers);
        if (result && result->status == 304) {
          ++client.unchanged;
        } else if (result && result->status == 200) {
          tag = result->get_header_value("ETag");
          client.known = nlohmann::json::parse(result->body)["total"]["value"].get<int>();
        }
      }
    });
  }
  for (int number = 2; number <= 4; ++number) {
    write_one_more(number);
    indexer::UpdateOptions options;
    options.index = index;
    options.ingest.sources = {source};
    REQUIRE(indexer::update(options).added == 1);
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));
    for (const Client& client : clients) CHECK(client.known == number);
  }
  done = true;
  for (Client& client : clients) {
    client.thread.join();
    CHECK(client.unchanged > 0);
  }
}

TEST_CASE("gzip for those who take it, with the length of what is sent") {
  test::RunningServer server(sample_index());
  const int port = server.port();
  warm(server);
  struct Row {
    const char* accepted;
    bool packed;
  };
  const Row rows[] = {
      {"gzip", true},           {"gzip, deflate, br, zstd", true},
      {"br, gzip;q=0.2", true}, {"*", true},
      {"gzip;q=0", false},      {"br", false},
      {"zstd, br;q=1", false},  {"", false},
      {"identity", false},      {"gzip;q=0, *;q=1", false},
      {"*;q=0", false},
  };
  const std::string style = [&] {
    const std::string page = server.get("/").body;
    const std::size_t at = page.find("/assets/style-");
    return page.substr(at, page.find('"', at) - at);
  }();
  for (const std::string& target :
       {std::string("/v1/search?q=%D9%81%D9%8A"), std::string("/v1/articles/wire-0001"),
        std::string("/search.atom"), std::string("/search.rss"), std::string("/search.json"),
        std::string("/openapi.json"), std::string("/?q=%D9%81%D9%8A"), style}) {
    const RawAnswer plain = ask(port, "GET", target);
    REQUIRE(plain.status == 200);
    REQUIRE(plain.body.size() > 1024);
    CHECK(plain.headers.count("content-encoding") == 0);
    for (const Row& row : rows) {
      INFO(target, " ", std::string(row.accepted));
      const test::Fields fields{{"Accept-Encoding", row.accepted}};
      const RawAnswer answer = ask(port, "GET", target, fields);
      const RawAnswer head = ask(port, "HEAD", target, fields);
      for (const RawAnswer* one : {&answer, &head}) {
        CHECK(one->status == 200);
        CHECK(one->header("content-encoding") == (row.packed ? "gzip" : ""));
        CHECK(one->header("vary").ends_with("Accept-Encoding"));
        CHECK(one->header("content-type") == plain.header("content-type"));
      }
      CHECK(head.body.empty());
      CHECK(answer.header("content-length") == std::to_string(answer.body.size()));
      const std::string text = row.packed ? unpack(answer.body) : answer.body;
      CHECK(without_time(text) == without_time(plain.body));
      if (target.find("q=") == std::string::npos) {  // no time to tell: of one length
        CHECK(head.header("content-length") == answer.header("content-length"));
        CHECK(head.header("etag") == answer.header("etag"));
      }
    }
  }
}

TEST_CASE("what is short, and what is refused before any route, is sent as it is") {
  test::RunningServer server(sample_index());
  const int port = server.port();
  const test::Fields all{{"Accept-Encoding", "br, zstd, gzip"}};
  const RawAnswer alive = ask(port, "GET", "/healthz", all);
  CHECK(alive.headers.count("content-encoding") == 0);
  CHECK(alive.body == R"({"status":"ok"})");
  // The library itself refuses this range, before it asks anybody: as a page, which it would pack.
  const RawAnswer range =
      ask(port, "GET", "/", {{"Accept-Encoding", "br"}, {"Range", "bytes=nonsense"}});
  CHECK(range.status >= 400);
  CHECK(range.headers.count("content-encoding") == 0);
  const RawAnswer both =
      ask(port, "GET", "/openapi.json", {{"Accept-Encoding", "br"}, {"Accept-Encoding", "gzip"}});
  CHECK(both.header("content-encoding") == "gzip");
  // No header of a client can take the place of the one that is hidden.
  const RawAnswer forged = ask(port, "GET", "/openapi.json", {{":accept-encoding", "gzip"}});
  CHECK(forged.headers.count("content-encoding") == 0);
}
