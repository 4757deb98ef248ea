// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/server.h"

#include <spdlog/spdlog.h>

#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "server/http/connections.h"
#include "server/http/refusal.h"
#include "server/http/routes.h"
#include "server/http/service.h"
#include "server/http/socket.h"
#include "server/metrics/metrics.h"

namespace fihrist::http {
namespace {

constexpr std::chrono::milliseconds kNoDescriptors{20};  // until the kernel is asked again

// What ended a request before the library could answer it, in the words of an answer.
Problem problem_of(Connection::Fault fault) {
  if (fault == Connection::Fault::kUrlTooLong) return uri_too_long();
  if (fault == Connection::Fault::kHeadTooLong) {
    return {431, "head_too_large",
            "The head of the request is larger than " + std::to_string(kLongestHead) +
                " bytes. Send fewer or shorter header fields."};
  }
  return {408, "request_timeout", "The request did not come in time. Send it at once."};
}

}  // namespace

struct Server::Impl {
  Impl(const ServerOptions& given, std::shared_ptr<search::SearcherPool> searchers)
      : options(given),
        metrics(given.version, route_names()),
        service(std::make_shared<Service>(given, std::move(searchers), metrics)),
        connections(given.max_connections, given.timeouts, metrics,
                    [this](Connection& one) { serve(one); }) {}

  // All requests of a connection, until it ends.
  void serve(Connection& connection);

  std::shared_ptr<Service> current() const {
    const std::lock_guard lock(mutex);
    return service;
  }

  const ServerOptions options;  // of which the address and the bounds are for good
  metrics::Metrics metrics;
  mutable std::mutex mutex;
  std::shared_ptr<Service> service;  // guarded by mutex; requests under way keep the one they have
  std::optional<Listener> listener;
  Connections connections;
};

void Server::Impl::serve(Connection& connection) try {
  for (std::size_t served = 1; connection.wait_for_request(); ++served) {
    const bool is_last =
        served == kKeepAliveRequests || connections.is_crowded() || connections.is_draining();
    bool is_closed = false;
    const bool is_good = current()->answer(connection, is_last, is_closed);
    if (connection.fault() != Connection::Fault::kNone) {
      connection.finish(refusal(problem_of(connection.fault())));
      return;
    }
    if (!is_good || is_last || is_closed) break;
  }
  connection.finish();
} catch (const std::exception& error) {
  spdlog::error("a connection failed: {}", error.what());
}

Server::Server(const ServerOptions& options, std::shared_ptr<search::SearcherPool> searchers)
    : impl_(std::make_unique<Impl>(options, std::move(searchers))) {}

Server::~Server() = default;

int Server::bind() {
  impl_->listener.emplace(impl_->options.address, impl_->options.port);
  return impl_->listener->port();
}

void Server::serve() {
  bool is_short = false;  // of descriptors; told once each time
  while (true) {
    try {
      std::optional<FileDescriptor> socket = impl_->listener->accept();
      if (!socket) break;
      impl_->connections.admit(std::move(*socket));
      is_short = false;
    } catch (const std::system_error& error) {
      if (!is_short) {
        spdlog::error(
            "no connection can be accepted: {}. Idle ones are closed; allow the service "
            "more open files, or lower max_connections.",
            error.code().message());
      }
      is_short = true;
      impl_->connections.make_room();
      std::this_thread::sleep_for(kNoDescriptors);
    }
  }
  impl_->listener->close();
  impl_->connections.drain(kDrain);
}

void Server::reload(const ServerOptions& options, std::shared_ptr<search::SearcherPool> searchers) {
  auto service = std::make_shared<Service>(options, std::move(searchers), impl_->metrics);
  const std::lock_guard lock(impl_->mutex);
  impl_->service.swap(service);
}

void Server::stop() { impl_->listener->stop(); }

}  // namespace fihrist::http
