// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What answers requests: the routes, and what every answer goes through. It does not change; a
// server that is told other settings takes another one.
#pragma once

#include <httplib.h>

#include <cstddef>
#include <memory>

#include "server/http/connection.h"
#include "server/http/request_watch.h"
#include "server/http/server.h"
#include "server/metrics/metrics.h"

namespace fihrist::http {

inline constexpr std::size_t kKeepAliveRequests = 1000;  // of a connection

class Service : private httplib::Server {
 public:
  // `metrics` must outlive it.
  Service(const ServerOptions& options, std::shared_ptr<search::SearcherPool> searchers,
          metrics::Metrics& metrics);

  // Reads, routes and answers one request of the connection. False if the library could not answer
  // it; `is_closed` is set if the client wants no other answer.
  bool answer(Connection& connection, bool is_last, bool& is_closed);

 private:
  const ServerOptions options_;
  const std::shared_ptr<search::SearcherPool> searchers_;
  const RequestWatch watch_;
};

}  // namespace fihrist::http
