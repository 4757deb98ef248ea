// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#pragma once

#include <doctest/doctest.h>
#include <httplib.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <utility>

#include "server/http/server.h"
#include "server/search/searcher_pool.h"

namespace fihrist::test {

// A server on a port that the kernel chose, for as long as the object lives.
class RunningServer {
 public:
  explicit RunningServer(const std::filesystem::path& index, http::ServerOptions options = {})
      : searchers_(
            std::make_shared<search::SearcherPool>(index, kThreads, search::Vocabulary::load({}))),
        server_(on_any_port(std::move(options)), searchers_),
        port_(server_.bind()),
        thread_([this] { server_.serve(); }),
        client_("127.0.0.1", port_) {
    client_.set_tcp_nodelay(true);
    REQUIRE(client_.Get("/healthz"));
  }
  ~RunningServer() {
    client_.stop();
    server_.stop();
    thread_.join();
  }
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;

  int port() const { return port_; }
  httplib::Client& client() { return client_; }

  httplib::Response get(const std::string& path, const httplib::Params& parameters = {}) {
    auto result = client_.Get(path, parameters, httplib::Headers());
    REQUIRE(result);
    return *result;
  }

  // A good answer in JSON.
  nlohmann::json get_json(const std::string& path) {
    const httplib::Response response = get(path);
    REQUIRE(response.status == 200);
    return nlohmann::json::parse(response.body);
  }

  // The answer to a search, which must be a good one.
  nlohmann::json search(const std::string& query) {
    const httplib::Response response = get("/v1/search", {{"q", query}});
    REQUIRE(response.status == 200);
    REQUIRE(response.get_header_value("Content-Type") == "application/json");
    return nlohmann::json::parse(response.body);
  }

 private:
  static constexpr std::size_t kThreads = 4;

  static http::ServerOptions on_any_port(http::ServerOptions options) {
    options.port = 0;
    return options;
  }

  std::shared_ptr<search::SearcherPool> searchers_;
  http::Server server_;
  int port_;
  std::thread thread_;
  httplib::Client client_;
};

}  // namespace fihrist::test
