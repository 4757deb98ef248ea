// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Clients that are many, idle, slow or hostile, and others that must not notice.
#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "server/http/socket.h"
#include "tests/integration/raw_http.h"
#include "tests/integration/running_server.h"
#include "tests/integration/samples.h"

namespace {

using namespace fihrist;
using namespace std::chrono_literals;

// A client that says and hears only what it is told to.
class Client {
 public:
  explicit Client(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval patience{20, 0};
    ::setsockopt(socket_.number(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    ::inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    REQUIRE(::connect(socket_.number(), reinterpret_cast<const sockaddr*>(&address),
                      sizeof address) == 0);
  }

  // False if the server has closed.
  bool say(const std::string& text) {
    return ::send(socket_.number(), text.data(), text.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(text.size());
  }

  // All that comes until the server closes.
  std::string hear() {
    std::string heard;
    char buffer[4096];
    while (true) {
      const ssize_t got = ::recv(socket_.number(), buffer, sizeof buffer, 0);
      if (got <= 0) return heard;
      heard.append(buffer, static_cast<std::size_t>(got));
    }
  }

  // An answer with a Content-Length, from a connection that stays.
  std::string hear_answer() {
    std::string heard;
    char byte = 0;
    while (!heard.ends_with("\r\n\r\n") && ::recv(socket_.number(), &byte, 1, 0) == 1)
      heard += byte;
    const std::size_t at = heard.find("Content-Length: ");
    if (at == std::string::npos) return heard;
    for (std::size_t left = std::stoul(heard.substr(at + 16)); left > 0; --left) {
      if (::recv(socket_.number(), &byte, 1, 0) != 1) break;
      heard += byte;
    }
    return heard;
  }

  bool is_closed() {
    pollfd waiting{socket_.number(), POLLIN, 0};
    char byte = 0;
    return ::poll(&waiting, 1, 20'000) == 1 &&
           ::recv(socket_.number(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) <= 0;
  }

 private:
  http::FileDescriptor socket_;
};

constexpr const char* kHealth = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";

std::vector<std::unique_ptr<Client>> clients(std::size_t count, int port) {
  std::vector<std::unique_ptr<Client>> all;
  for (std::size_t i = 0; i < count; ++i) all.push_back(std::make_unique<Client>(port));
  return all;
}

http::ServerOptions with(std::size_t most, http::Timeouts timeouts = {}) {
  http::ServerOptions options;
  options.max_connections = most;
  options.timeouts = timeouts;
  return options;
}

std::shared_ptr<search::SearcherPool> one_searcher(search::Queue queue) {
  return std::make_shared<search::SearcherPool>(
      test::sample_index(), 1, search::Vocabulary::load({}), search::SearcherOptions(), queue);
}

}  // namespace

TEST_CASE("idle clients and slow ones keep nobody from being answered") {
  test::RunningServer server(test::sample_index(), with(400));
  const auto idle = clients(150, server.port());
  for (const auto& client : idle) {
    REQUIRE(client->say(kHealth));
    REQUIRE(client->hear_answer().starts_with("HTTP/1.1 200"));
  }
  const auto silent = clients(50, server.port());
  const auto slow = clients(50, server.port());
  for (const auto& client : slow) REQUIRE(client->say("GET /v1/search?q=a HTTP/1.1\r\nHost: "));
  const auto posting = clients(50, server.port());
  for (const auto& client : posting) {
    REQUIRE(
        client->say("POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                    "Content-Length: 100\r\n\r\n{"));
  }
  CHECK(server.get("/healthz").status == 200);
  CHECK(!server.search("المفاوضات")["hits"].empty());
  // They are still there, and are answered when they ask.
  for (const auto& client : idle) {
    REQUIRE(client->say(kHealth));
    REQUIRE(client->hear_answer().starts_with("HTTP/1.1 200"));
  }
  for (const auto& client : slow) REQUIRE(client->say("a\r\n\r\n"));
  for (const auto& client : slow) REQUIRE(client->hear_answer().starts_with("HTTP/1.1 200"));
}

TEST_CASE("where there are too many, those who let the server wait give way") {
  test::RunningServer server(test::sample_index(), with(16));
  const auto posting = clients(4, server.port());
  for (const auto& client : posting) {
    REQUIRE(client->say("POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{"));
  }
  auto first = clients(1, server.port());
  REQUIRE(first[0]->say(kHealth));
  REQUIRE(first[0]->hear_answer().starts_with("HTTP/1.1 200"));
  // Many more than there may be, one after the other, and each is answered.
  for (int i = 0; i < 60; ++i) {
    Client client(server.port());
    REQUIRE(client.say(kHealth));
    REQUIRE(client.hear_answer().starts_with("HTTP/1.1 200"));
  }
  std::vector<std::unique_ptr<Client>> kept;
  for (int i = 0; i < 60; ++i) {
    kept.push_back(std::make_unique<Client>(server.port()));
    REQUIRE(kept.back()->say(kHealth));
    REQUIRE(kept.back()->hear_answer().starts_with("HTTP/1.1 200"));
  }
  CHECK(first[0]->is_closed());
  CHECK(server.get("/healthz").status == 200);
}

TEST_CASE("a client that is silent, or too slow with its request, is closed") {
  http::Timeouts timeouts;
  timeouts.idle = 200ms;
  timeouts.head = 200ms;
  timeouts.body = 200ms;
  test::RunningServer server(test::sample_index(), with(100, timeouts));
  Client silent(server.port());
  CHECK(silent.hear().empty());
  Client late(server.port());
  REQUIRE(late.say("GET /healthz HTTP/1.1\r\n"));
  const std::string answer = late.hear();
  CHECK(answer.starts_with("HTTP/1.1 408 Request Timeout\r\n"));
  CHECK(answer.find("\"code\":\"request_timeout\"") != std::string::npos);
  // A byte now and then does not help.
  Client trickling(server.port());
  REQUIRE(trickling.say("GET /healthz HTTP/1.1\r\nX: "));
  std::thread trickle([&] {
    for (int i = 0; i < 100 && trickling.say("a"); ++i) std::this_thread::sleep_for(20ms);
  });
  CHECK(trickling.hear().starts_with("HTTP/1.1 408"));
  trickle.join();
  Client half(server.port());
  REQUIRE(
      half.say("POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
               "Content-Length: 100\r\n\r\n{\"q\":"));
  CHECK(half.hear().starts_with("HTTP/1.1 4"));
}

TEST_CASE("a head that is too large is refused before it is kept") {
  test::RunningServer server(test::sample_index());
  const std::string many(20'000, 'a');
  struct Row {
    const char* what;
    std::string request;
    const char* status;
    const char* code;
  };
  const Row rows[] = {
      {"a field", "GET /healthz HTTP/1.1\r\nHost: a\r\nX: " + many + "\r\n\r\n", "HTTP/1.1 431 ",
       "head_too_large"},
      {"a field without an end", "GET /healthz HTTP/1.1\r\nHost: a\r\nX: " + many, "HTTP/1.1 431 ",
       "head_too_large"},
      {"a URL", "GET /v1/search?q=" + many + " HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 414 ",
       "uri_too_long"},
      {"a line that never ends", many + many, "HTTP/1.1 414 ", "uri_too_long"},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.what));
    const std::string answer = test::talk(server.port(), row.request);
    CHECK(answer.starts_with(row.status));
    CHECK(answer.find("\"code\":\"" + std::string(row.code) + "\"") != std::string::npos);
    CHECK(answer.find("Connection: close") != std::string::npos);
  }
  CHECK(server.get("/healthz").status == 200);
}

TEST_CASE("requests that are sent at once are answered one after the other") {
  test::RunningServer server(test::sample_index());
  const std::string answers =
      test::talk(server.port(), std::string(kHealth) + kHealth +
                                    "GET /readyz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  std::size_t good = 0;
  for (std::size_t at = answers.find("HTTP/1.1 200"); at != std::string::npos;
       at = answers.find("HTTP/1.1 200", at + 1)) {
    ++good;
  }
  CHECK(good == 3);
  CHECK(answers.find("\"status\":\"ready\"") != std::string::npos);
}

TEST_CASE(
    "when all searchers are taken, others are told to come again, and health is told at once") {
  const auto searchers = one_searcher({.most = 0, .patience = 0ms});
  http::ServerOptions options;
  http::Server server(options, searchers);
  const int port = server.bind();
  std::thread serving([&] { server.serve(); });
  {
    const auto taken = searchers->lease();
    const test::RawAnswer busy = test::ask(port, "GET", "/v1/search?q=a");
    CHECK(busy.status == 503);
    CHECK(busy.header("retry-after") == "1");
    CHECK(busy.header("cache-control") == "no-store");
    CHECK(busy.body.find("\"code\":\"overloaded\"") != std::string::npos);
    const test::RawAnswer page = test::ask(port, "GET", "/?q=a");
    CHECK(page.status == 503);
    CHECK(page.header("retry-after") == "1");
    CHECK(test::ask(port, "GET", "/healthz").status == 200);
    CHECK(test::ask(port, "GET", "/readyz").status == 200);
    std::string figures;
    // The connections of the questions before end when their threads get round to it.
    for (int i = 0; i < 500; ++i) {
      figures = test::ask(port, "GET", "/metrics").body;
      if (figures.find("fihrist_http_connections 1\n") != std::string::npos) break;
      std::this_thread::sleep_for(10ms);
    }
    CHECK(figures.find("fihrist_http_refused_total{reason=\"queue\"} 2\n") != std::string::npos);
    CHECK(figures.find("fihrist_http_connections 1\n") != std::string::npos);
  }
  CHECK(test::ask(port, "GET", "/v1/search?q=a").status == 200);
  server.stop();
  serving.join();
}

TEST_CASE("a waiting search gets the searcher that another gives back") {
  const auto searchers = one_searcher({.most = 1, .patience = 20s});
  std::unique_ptr<search::SearcherPool::Lease> taken(
      new search::SearcherPool::Lease(searchers->lease()));
  std::thread waiting([&] { CHECK(searchers->lease()->status().articles == 46); });
  while (searchers->waiting() == 0) std::this_thread::yield();
  CHECK_THROWS_AS(searchers->lease(), search::SearchersBusy);
  taken.reset();
  waiting.join();
  CHECK(searchers->waiting() == 0);
}

TEST_CASE("a stop lets the request under way end, and nobody else hold it up") {
  const auto searchers = one_searcher({.most = 8, .patience = 20s});
  http::Server server(http::ServerOptions(), searchers);
  const int port = server.bind();
  std::thread serving([&] { server.serve(); });
  Client idle(port);
  REQUIRE(idle.say(kHealth));
  REQUIRE(idle.hear_answer().starts_with("HTTP/1.1 200"));
  std::unique_ptr<search::SearcherPool::Lease> taken(
      new search::SearcherPool::Lease(searchers->lease()));
  Client asking(port);
  REQUIRE(asking.say("GET /v1/search?q=a HTTP/1.1\r\nHost: a\r\n\r\n"));
  while (searchers->waiting() == 0) std::this_thread::yield();
  server.stop();
  CHECK(idle.is_closed());
  taken.reset();
  serving.join();
  CHECK(asking.hear().starts_with("HTTP/1.1 200"));
}

TEST_CASE("a server that is stopped before it serves does not serve") {
  const auto searchers = one_searcher({});
  http::Server server(http::ServerOptions(), searchers);
  server.bind();
  server.stop();
  server.serve();
}

TEST_CASE("two servers do not share a port") {
  const auto searchers = one_searcher({});
  http::Server first(http::ServerOptions(), searchers);
  http::ServerOptions options;
  options.port = first.bind();
  http::Server second(options, searchers);
  CHECK_THROWS_WITH_AS(second.bind(),
                       ("Cannot listen on 127.0.0.1:" + std::to_string(options.port) +
                        ": Address already in use. Choose another address or port with --listen.")
                           .c_str(),
                       std::runtime_error);
}
