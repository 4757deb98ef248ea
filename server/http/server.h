// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The HTTP server. The only room that knows the HTTP library, and it does not show it.
//
// Promises: every answer is UTF-8; errors are application/problem+json (or a page, where a page was
// asked for) and never tell of the program's inside; GET and HEAD only, but for POST
// /v1/search; what came from an article is escaped once.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "server/access/access.h"
#include "server/search/searcher_pool.h"

namespace fihrist::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  int port = 0;              // 0: the kernel chooses
  std::size_t threads = 16;  // requests at a time; an idle keep-alive connection holds one
  // How others reach this server, as parse_origin() (origin.h) writes it. Empty: by http, at the
  // host that their request names.
  std::string public_url = {};
  // Of scripts that may read answers, as parse_origin() writes them, or `*` alone; empty: none.
  std::vector<std::string> cors_origins = {};
  // Tells programs, word lists and settings apart whose answers differ: for entity tags.
  std::string edition = {};
  // Who may ask, and how often. Must outlive the server. Null: anyone, without a limit.
  access::Access* access = nullptr;
};

class Server {
 public:
  // `searchers` must outlive the server and hold as many searchers as there are threads.
  Server(const ServerOptions& options, search::SearcherPool& searchers);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Takes the address and listens; returns the port. Throws std::runtime_error that says what is in
  // the way.
  int bind();

  // Answers until stop() is called; then lets the requests under way end, and returns.
  void serve();

  // From any thread, any time after bind().
  void stop();

 private:
  struct Impl;  // keeps the HTTP library out of this header
  std::unique_ptr<Impl> impl_;
};

}  // namespace fihrist::http
