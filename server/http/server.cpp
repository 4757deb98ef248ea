// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/server.h"

#include <httplib.h>
#include <spdlog/spdlog.h>

#include <functional>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "server/http/caching.h"
#include "server/http/compression.h"
#include "server/http/connections.h"
#include "server/http/cors.h"
#include "server/http/refusal.h"
#include "server/http/request_body.h"
#include "server/http/routes.h"
#include "server/http/socket.h"

namespace fihrist::http {
namespace {

constexpr std::size_t kKeepAliveRequests = 1000;         // a connection
constexpr std::chrono::milliseconds kNoDescriptors{20};  // until the kernel is asked again

// No inline style or script, nothing from elsewhere: an article's text can load nothing.
constexpr const char* kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

// The library would cut any content to a Range, and still call it 200. Nothing here is large enough
// to be asked for in parts, and a server may answer with the whole (RFC 9110, section 14.2).
void pass_over_ranges(const httplib::Request& request) {
  const_cast<httplib::Ranges&>(request.ranges).clear();
}

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

// The library reads, routes and answers a request; whose connection that is, and for how long, is
// decided here.
class RequestServer : public httplib::Server {
 public:
  // One request of the connection. False if the library could not answer it; `is_closed` is set if
  // the client wants no other answer.
  bool answer(Connection& connection, bool is_last, bool& is_closed) {
    return answer_by(*this, connection, is_last, is_closed);
  }

 private:
  // The call differs between the library's versions.
  template <typename Library>
  static bool answer_by(Library& library, Connection& connection, bool is_last, bool& is_closed) {
    const std::function<void(httplib::Request&)> nothing;
    if constexpr (requires { library.process_request(connection, is_last, is_closed, nothing); }) {
      return library.process_request(connection, is_last, is_closed, nothing);
    } else {
      std::string remote, local;
      int remote_port = 0, local_port = 0;
      connection.get_remote_ip_and_port(remote, remote_port);
      connection.get_local_ip_and_port(local, local_port);
      return library.process_request(connection, remote, remote_port, local, local_port, is_last,
                                     is_closed, nothing);
    }
  }
};

}  // namespace

struct Server::Impl {
  explicit Impl(const ServerOptions& given)
      : options(given), connections(given.max_connections, given.timeouts, [this](Connection& one) {
          serve(one);
        }) {}

  // All requests of a connection, until it ends.
  void serve(Connection& connection);

  const ServerOptions options;
  RequestServer server;
  std::optional<Listener> listener;
  Connections connections;
};

void Server::Impl::serve(Connection& connection) try {
  for (std::size_t served = 1; connection.wait_for_request(); ++served) {
    const bool is_last =
        served == kKeepAliveRequests || connections.is_crowded() || connections.is_draining();
    bool is_closed = false;
    const bool is_good = server.answer(connection, is_last, is_closed);
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

Server::Server(const ServerOptions& options, search::SearcherPool& searchers)
    : impl_(std::make_unique<Impl>(options)) {
  httplib::Server& server = impl_->server;
  const Cors cors(options.cors_origins);
  server.set_payload_max_length(kLargestBody);
  // What answers say of it; it is Connection that keeps to it.
  server.set_keep_alive_timeout(
      std::chrono::duration_cast<std::chrono::seconds>(options.timeouts.idle).count());
  server.set_keep_alive_max_count(kKeepAliveRequests);
  server.set_default_headers({{"Accept-Ranges", "none"},
                              {"Content-Security-Policy", kContentSecurityPolicy},
                              {"X-Content-Type-Options", "nosniff"},
                              {"Referrer-Policy", "no-referrer"}});
  server.set_pre_routing_handler([cors](const httplib::Request& request,
                                        httplib::Response& response) {
    hide_codings(request);
    pass_over_ranges(request);
    return cors.answer_preflight(request, response) ? httplib::Server::HandlerResponse::Handled
                                                    : httplib::Server::HandlerResponse::Unhandled;
  });
  // Runs last, when the library has counted the content, and also after its own errors.
  server.set_post_routing_handler(
      [cors](const httplib::Request& request, httplib::Response& response) {
        cors.allow(request, response);
        compress(request, response);
        finish_caching(response);
      });
  server.set_logger([](const httplib::Request& request, const httplib::Response& response) {
    spdlog::debug("{} {} {}", request.method, request.path, response.status);
  });
  add_routes(server, searchers, impl_->options);
}

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

void Server::stop() { impl_->listener->stop(); }

}  // namespace fihrist::http
