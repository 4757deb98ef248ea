// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The HTTP server. The only room that knows the HTTP library, and it does not show it.
//
// Promises: every answer is UTF-8; errors are application/problem+json (or a page, where a page was
// asked for) and never tell of the program's inside; GET and HEAD only, but for POST
// /v1/search; what came from an article is escaped once; every answer has an X-Request-Id.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/access/access.h"
#include "server/http/answered_request.h"
#include "server/http/timeouts.h"
#include "server/search/searcher_pool.h"

namespace fihrist::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  int port = 0;  // 0: the kernel chooses
  std::size_t max_connections = 2000;
  Timeouts timeouts = {};
  // How others reach this server, as parse_origin() (origin.h) writes it. Empty: by http, at the
  // host that their request names.
  std::string public_url = {};
  // Of scripts that may read answers, as parse_origin() writes them, or `*` alone; empty: none.
  std::vector<std::string> cors_origins = {};
  // Tells programs, word lists and settings apart whose answers differ: for entity tags.
  std::string edition = {};
  std::string version = {};  // of the program, for metrics
  // Called for each request when its answer is written, by any thread; may be empty.
  std::function<void(const AnsweredRequest&)> on_answer = {};
  // Who may ask, and how often. Null: anyone, without a limit.
  std::shared_ptr<access::Access> access = {};
};

class Server {
 public:
  Server(const ServerOptions& options, std::shared_ptr<search::SearcherPool> searchers);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Takes the address and listens; returns the port. Throws std::runtime_error that says what is in
  // the way.
  int bind();

  // Answers until stop() is called; then lets the requests under way end, for at most kDrain, and
  // returns.
  void serve();

  // From any thread, any time after bind(), also before serve().
  void stop();

  // From any thread: requests that begin from now on are answered so. Address, port, connections
  // and timeouts stay as they were.
  void reload(const ServerOptions& options, std::shared_ptr<search::SearcherPool> searchers);

  static constexpr std::chrono::seconds kDrain{10};

 private:
  struct Impl;  // keeps the HTTP library out of this header
  std::unique_ptr<Impl> impl_;
};

}  // namespace fihrist::http
