// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Who may ask, over real sockets. Rules and clocks are tried in tests/server/access_test.cpp.
#include "server/access/access.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "tests/integration/raw_http.h"
#include "tests/integration/running_server.h"
#include "tests/integration/samples.h"

namespace {

using namespace fihrist;
using test::ask;
using test::RawAnswer;
using test::sample_index;
using test::TemporaryFolder;

constexpr const char* kSearch = "/v1/search?q=%D8%B3%D8%AF";
constexpr const char* kBasic = "Basic c2FsbWE6b3BlbiBzZXNhbWU=";  // salma:open sesame

void say_nothing(access::Weight, const std::string&) {}

// A file with a key and a user, a clock that a test moves, and a server that goes by them.
class Guarded {
 public:
  explicit Guarded(access::AccessOptions options = {}, http::ServerOptions others = {})
      : access_(std::make_shared<access::Access>(with_keys(std::move(options)), say_nothing,
                                                 [this] { return now(); })),
        server_(sample_index(), with_access(std::move(others))) {
    // Waits for what is made beside the index, of which entity tags tell too.
    REQUIRE(get("/v1/suggest?q=a", {{"Authorization", bearer()}}).status == 200);
    passed_ += 3600;  // and that is forgotten
  }

  int port() const { return server_.port(); }
  access::Access& access() { return *access_; }
  const std::filesystem::path& keys() const { return keys_; }
  std::string bearer() const { return "Bearer " + key_; }

  void wait(std::chrono::seconds time) { passed_ += time.count(); }

  RawAnswer get(const std::string& target, const test::Fields& fields = {}) const {
    return ask(port(), "GET", target, fields);
  }

 private:
  access::Clock::time_point now() const {
    return access::Clock::time_point(std::chrono::hours(1) + std::chrono::seconds(passed_));
  }

  access::AccessOptions with_keys(access::AccessOptions options) {
    static const std::string kHash = access::password_hash("open sesame");
    access::add_credential(keys_, {access::Kind::kKey, "app", access::key_hash(key_), ""});
    access::add_credential(keys_, {access::Kind::kUser, "salma", kHash, ""});
    options.keys = keys_;
    return options;
  }

  http::ServerOptions with_access(http::ServerOptions options) {
    options.access = access_;
    return options;
  }

  TemporaryFolder folder_;
  std::filesystem::path keys_ = folder_.path() / "keys";
  std::string key_ = access::make_key();
  std::atomic<std::int64_t> passed_ = 0;
  std::shared_ptr<access::Access> access_;
  test::RunningServer server_;
};

std::string code_of(const RawAnswer& answer) {
  CHECK(answer.header("content-type") == "application/problem+json");
  return nlohmann::json::parse(answer.body)["code"];
}

// As a proxy sends a request, or an attacker: not in one piece.
std::string talk_in_parts(int port, const std::vector<std::string>& parts) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  REQUIRE(socket >= 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  REQUIRE(::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  const timeval patience{20, 0};
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  for (const std::string& part : parts) {
    ::send(socket, part.data(), part.size(), MSG_NOSIGNAL);  // fails where the server has closed
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  std::string answers;
  char buffer[4096];
  while (true) {
    const ssize_t got = ::recv(socket, buffer, sizeof buffer, 0);
    if (got <= 0) break;
    answers.append(buffer, static_cast<std::size_t>(got));
  }
  ::close(socket);
  return answers;
}

bool varies_by(const RawAnswer& answer, const std::string& name) {
  return (", " + answer.header("vary") + ",").find(", " + name + ",") != std::string::npos;
}

}  // namespace

TEST_CASE("every path but those for anyone wants a credential") {
  const Guarded server;
  for (const char* target :
       {kSearch, "/v1/articles/wire-0001", "/v1/suggest?q=a", "/v1/analyze?text=a", "/search.atom",
        "/search.rss", "/search.json", "/opensearch.xml", "/openapi.json", "/nothing"}) {
    INFO(std::string(target));
    for (const test::Fields& fields :
         {test::Fields{}, test::Fields{{"Authorization", "Bearer " + access::make_key()}},
          test::Fields{{"If-None-Match", "*"}}}) {
      const RawAnswer answer = server.get(target, fields);
      CHECK(answer.status == 401);
      CHECK(code_of(answer) == "unauthorized");
      CHECK(answer.headers.count("www-authenticate") == 2);
      CHECK(answer.header("cache-control") == "no-store");
      CHECK(answer.header("etag").empty());
    }
    CHECK(ask(server.port(), "HEAD", target).status == 401);
    CHECK(ask(server.port(), "OPTIONS", target).status == 401);
    const RawAnswer let_in = server.get(target, {{"Authorization", server.bearer()}});
    CHECK(let_in.status == (std::string(target) == "/nothing" ? 404 : 200));
    CHECK(varies_by(let_in, "Authorization"));
  }
  CHECK(server.get("/healthz").status == 200);
  CHECK_FALSE(varies_by(server.get("/healthz"), "Authorization"));
  CHECK(server.get("/readyz").status == 200);  // this machine's own monitoring
}

TEST_CASE("a page asks the browser for name and password, and works without scripts") {
  const Guarded server;
  const RawAnswer asked = server.get("/?q=%D8%B3%D8%AF");
  CHECK(asked.status == 401);
  CHECK(asked.header("www-authenticate") == "Basic realm=\"fihrist\", charset=\"UTF-8\"");
  CHECK(asked.header("content-type") == "text/html; charset=utf-8");
  const std::size_t style = asked.body.find("/assets/style");
  REQUIRE(style != std::string::npos);  // which anyone may have
  const std::string asset = asked.body.substr(style, asked.body.find('"', style) - style);
  const RawAnswer styled = server.get(asset);
  CHECK(styled.status == 200);
  CHECK(styled.header("cache-control").starts_with("public"));
  const RawAnswer page = server.get("/?q=%D8%B3%D8%AF", {{"Authorization", kBasic}});
  CHECK(page.status == 200);
  CHECK(page.body.find("<mark>") != std::string::npos);
  CHECK(server.get("/", {{"Authorization", "Basic c2FsbWE6d3Jvbmc="}}).status == 401);
}

TEST_CASE("no shared store keeps what is not for everyone") {
  const Guarded server;
  const test::Fields let_in = {{"Authorization", server.bearer()}};
  const RawAnswer answer = server.get(kSearch, let_in);
  CHECK(answer.header("cache-control") == "private, no-cache");
  CHECK(varies_by(answer, "Authorization"));
  const RawAnswer known =
      server.get(kSearch, {let_in.front(), {"If-None-Match", answer.header("etag")}});
  CHECK(known.status == 304);
  CHECK(known.header("cache-control") == "private, no-cache");
  CHECK(varies_by(known, "Authorization"));
}

TEST_CASE("keys that are revoked or made while the daemon runs") {
  Guarded server;
  const test::Fields let_in = {{"Authorization", server.bearer()}};
  CHECK(server.get(kSearch, let_in).status == 200);
  access::remove_credential(server.keys(), access::Kind::kKey, "app");
  const std::string another = access::make_key();
  access::add_credential(server.keys(),
                         {access::Kind::kKey, "other", access::key_hash(another), ""});
  server.wait(std::chrono::seconds(1));
  CHECK(server.get(kSearch, let_in).status == 401);
  CHECK(server.get(kSearch, {{"Authorization", "Bearer " + another}}).status == 200);
  std::ofstream(server.keys(), std::ios::app) << "nonsense\n";  // what was read before holds
  server.wait(std::chrono::seconds(1));
  CHECK(server.get(kSearch, {{"Authorization", "Bearer " + another}}).status == 200);
  CHECK(server.get(kSearch, let_in).status == 401);
}

TEST_CASE("a body that is refused is not taken for the next request") {
  const Guarded server;
  const std::string hidden = "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  const std::string fields =
      " /v1/search HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(hidden.size()) +
      "\r\nContent-Type: application/json\r\n\r\n";
  for (const std::string method : {"POST", "PUT", "PATCH", "DELETE"}) {
    INFO(method);
    const std::string next = "GET /nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    const std::string answers = talk_in_parts(server.port(), {method + fields, hidden, next});
    CHECK(answers.starts_with("HTTP/1.1 401"));
    CHECK(answers.find("HTTP/1.1 200") == std::string::npos);
  }
  for (const std::string method : {"GET", "HEAD", "OPTIONS"}) {
    INFO(method);
    const std::string answer = test::talk(server.port(), method + fields + hidden);
    CHECK(answer.starts_with("HTTP/1.1 400"));
    CHECK(answer.find("\r\nConnection: close\r\n") != std::string::npos);
  }
  const std::string body = "{\"q\":\"a\"}";
  const std::string let_in = test::talk(
      server.port(), "POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Length: " +
                         std::to_string(body.size()) + "\r\nAuthorization: " + server.bearer() +
                         "\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" + body);
  CHECK(let_in.starts_with("HTTP/1.1 200"));
}

TEST_CASE("scripts of other sites: the question is free, the answer is not") {
  const Guarded server({}, {.cors_origins = {"https://news.example"}});
  const std::pair<std::string, std::string> origin = {"Origin", "https://news.example"};
  const RawAnswer asked = ask(server.port(), "OPTIONS", kSearch,
                              {origin,
                               {"Access-Control-Request-Method", "GET"},
                               {"Access-Control-Request-Headers", "authorization"}});
  CHECK(asked.status == 204);
  CHECK(asked.header("access-control-allow-headers") == "Authorization, Content-Type");
  const RawAnswer refused = server.get(kSearch, {origin});
  CHECK(refused.status == 401);
  CHECK(refused.header("access-control-allow-origin") == "https://news.example");
  const RawAnswer answer = server.get(kSearch, {origin, {"Authorization", server.bearer()}});
  CHECK(answer.status == 200);
  CHECK(varies_by(answer, "Authorization"));
  CHECK(varies_by(answer, "Origin"));
}

TEST_CASE("a single sign-on: the trusted proxy's word, and nobody else's") {
  access::AccessOptions options;
  options.trusted_proxies = {*access::parse_network("127.0.0.1")};
  options.user_header = "X-Remote-User";
  {
    const Guarded server(options);
    CHECK(server.get(kSearch, {{"X-Remote-User", "salma"}}).status == 200);
    CHECK(server.get(kSearch, {{"x-remote-user", "سلمى"}}).status == 200);
    CHECK(varies_by(server.get(kSearch, {{"X-Remote-User", "salma"}}), "X-Remote-User"));
    CHECK(server.get(kSearch, {{"X-Remote-User", ""}}).status == 401);
    CHECK(server.get(kSearch, {{"X_Remote_User", "salma"}}).status == 401);
    const RawAnswer twice =
        server.get(kSearch, {{"X-Remote-User", "salma"}, {"X-Remote-User", "omar"}});
    CHECK(twice.status == 403);
    CHECK(code_of(twice) == "forbidden");
    const RawAnswer page = server.get("/", {{"X-Remote-User", "salma"}, {"X-Remote-User", "omar"}});
    CHECK(page.status == 403);
    CHECK(page.header("content-type") == "text/html; charset=utf-8");
  }
  options.trusted_proxies = {*access::parse_network("192.0.2.0/24")};
  const Guarded server(options);
  CHECK(server.get(kSearch, {{"X-Remote-User", "salma"}}).status == 401);
  CHECK(
      server.get(kSearch, {{"X-Remote-User", "salma"}, {"X-Forwarded-For", "192.0.2.1"}}).status ==
      401);
}

TEST_CASE("limits tell what is left, and end by themselves") {
  access::AccessOptions options;
  options.trusted_proxies = {*access::parse_network("127.0.0.1")};
  options.allow_anonymous = true;
  options.rate_limit = 60;
  options.rate_burst = 3;
  Guarded server(options);
  const test::Fields reader = {{"X-Forwarded-For", "198.51.100.1, 203.0.113.9"}};
  const RawAnswer first = server.get(kSearch, reader);
  CHECK(first.status == 200);
  CHECK(first.header("ratelimit-policy") == "\"default\";q=3;w=3");
  CHECK(first.header("ratelimit") == "\"default\";r=2;t=1");
  CHECK(ask(server.port(), "HEAD", kSearch, reader).header("ratelimit") == "\"default\";r=1;t=2");
  const RawAnswer known =
      server.get(kSearch, {reader.front(), {"If-None-Match", first.header("etag")}});
  CHECK(known.status == 304);
  CHECK(known.header("ratelimit") == "\"default\";r=0;t=3");
  const RawAnswer limited = server.get(kSearch, reader);
  CHECK(limited.status == 429);
  CHECK(code_of(limited) == "rate_limited");
  CHECK(limited.header("retry-after") == "1");
  CHECK(limited.header("ratelimit") == "\"default\";r=0;t=1");
  CHECK(limited.header("cache-control") == "no-store");
  CHECK(server.get("/?q=a", reader).status == 429);
  CHECK(server.get("/?q=a", reader).header("content-type") == "text/html; charset=utf-8");
  CHECK(server.get("/readyz", reader).status == 200);
  CHECK(server.get("/healthz", reader).headers.count("ratelimit") == 0);
  CHECK(server.get(kSearch, {{"X-Forwarded-For", "203.0.113.10"}}).status == 200);
  CHECK(server.get(kSearch, {{"Authorization", server.bearer()}}).header("ratelimit") ==
        "\"default\";r=2;t=1");
  server.wait(std::chrono::seconds(1));
  CHECK(server.get("/v1/search", reader).header("ratelimit") == "\"default\";r=0;t=3");  // a 400
  CHECK(server.get(kSearch, reader).status == 429);
}

TEST_CASE("the audit log has a line for each search, and who made it") {
  const TemporaryFolder folder;
  access::AccessOptions options;
  options.trusted_proxies = {*access::parse_network("127.0.0.1")};
  options.allow_anonymous = true;
  options.audit_log = folder.path() / "audit.log";
  Guarded server(options);
  const std::pair<std::string, std::string> let_in = {"Authorization", server.bearer()};
  const RawAnswer first = server.get(std::string(kSearch) + "&source=x&from=2024-02", {let_in});
  server.get(std::string(kSearch) + "&source=x&from=2024-02",
             {let_in, {"If-None-Match", first.header("etag")}});
  server.get("/?q=%D8%B3%D8%AF&lang=en", {{"Authorization", kBasic}});
  server.get("/search.atom?q=%D8%B3%D8%AF", {{"X-Forwarded-For", "203.0.113.9"}});
  // None of these is a search that was answered.
  server.get("/");
  server.get("/v1/search");
  server.get("/v1/articles/wire-0001", {let_in});
  server.get(kSearch, {{"Authorization", "Bearer nonsense"}});
  server.access().audit_log()->flush();
  struct Row {
    const char* client;
    const char* path;
    int status;
    const char* filters;
  };
  const Row rows[] = {
      {"key:app", "/v1/search", 200, "{\"from\":[\"2024-02-01\"],\"source\":[\"x\"]}"},
      {"key:app", "/v1/search", 304, "{\"from\":[\"2024-02-01\"],\"source\":[\"x\"]}"},
      {"user:salma", "/", 200, "{}"},
      {"203.0.113.0/24", "/search.atom", 200, "{}"},
  };
  std::ifstream log(options.audit_log);
  std::string line;
  for (const Row& row : rows) {
    REQUIRE(std::getline(log, line));
    INFO(line);
    const auto entry = nlohmann::json::parse(line);
    CHECK(entry["client"] == row.client);
    CHECK(entry["path"] == row.path);
    CHECK(entry["status"] == row.status);
    CHECK(entry["query"] == "سد");
    CHECK(entry["filters"].dump() == row.filters);
    CHECK(entry["total"].is_null() == (row.status == 304));
    CHECK(entry["ms"].is_number());
  }
  CHECK_FALSE(std::getline(log, line));
}

TEST_CASE("many clients at once, each with what is its own") {
  access::AccessOptions options;
  options.rate_limit = 60;
  options.rate_burst = 20;
  const Guarded server(options);
  std::atomic<int> answered = 0;
  std::atomic<int> limited = 0;
  std::atomic<int> refused = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      httplib::Client client("127.0.0.1", server.port());
      client.set_tcp_nodelay(true);
      for (int k = 0; k < 10; ++k) {
        const bool has_key = i > 0;
        const auto answer =
            client.Get(kSearch, has_key ? httplib::Headers{{"Authorization", server.bearer()}}
                                        : httplib::Headers{});
        if (!answer) continue;
        answered += answer->status == 200 ? 1 : 0;
        limited += answer->status == 429 ? 1 : 0;
        refused += answer->status == 401 ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(answered == 20);
  CHECK(limited == 10);
  CHECK(refused == 10);
}
