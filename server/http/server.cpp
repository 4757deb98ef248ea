// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/server.h"

#include <httplib.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "server/http/access_guard.h"
#include "server/http/caching.h"
#include "server/http/compression.h"
#include "server/http/cors.h"
#include "server/http/request_body.h"
#include "server/http/routes.h"

namespace fihrist::http {
namespace {

constexpr int kReadTimeout = 5;                   // seconds
constexpr int kWriteTimeout = 10;                 // seconds
constexpr int kKeepAliveTimeout = 5;              // seconds
constexpr std::size_t kKeepAliveRequests = 1000;  // a connection

// No inline style or script, nothing from elsewhere: an article's text can load nothing.
constexpr const char* kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

// cpp-httplib's own choice is SO_REUSEPORT, with which two daemons share a port without a word.
template <typename Socket>
void set_socket_options(Socket socket) {
  const int yes = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

// The library would cut any content to a Range, and still call it 200. Nothing here is large enough
// to be asked for in parts, and a server may answer with the whole (RFC 9110, section 14.2).
void pass_over_ranges(const httplib::Request& request) {
  const_cast<httplib::Ranges&>(request.ranges).clear();
}

}  // namespace

struct Server::Impl {
  ServerOptions options;
  httplib::Server server;
};

Server::Server(const ServerOptions& options, search::SearcherPool& searchers)
    : impl_(std::make_unique<Impl>()) {
  impl_->options = options;
  httplib::Server& server = impl_->server;
  const Cors cors(options.cors_origins);
  const AccessGuard guard(options.access);
  server.new_task_queue = [threads = options.threads] { return new httplib::ThreadPool(threads); };
  server.set_tcp_nodelay(true);  // without it, each keep-alive request waits 44 ms for an ACK
  server.set_socket_options([](auto socket) { set_socket_options(socket); });
  server.set_payload_max_length(kLargestBody);
  server.set_read_timeout(kReadTimeout);
  server.set_write_timeout(kWriteTimeout);
  server.set_keep_alive_timeout(kKeepAliveTimeout);
  server.set_keep_alive_max_count(kKeepAliveRequests);
  server.set_default_headers({{"Accept-Ranges", "none"},
                              {"Content-Security-Policy", kContentSecurityPolicy},
                              {"X-Content-Type-Options", "nosniff"},
                              {"Referrer-Policy", "no-referrer"}});
  server.set_pre_routing_handler(
      [cors, guard](const httplib::Request& request, httplib::Response& response) {
        hide_codings(request);
        pass_over_ranges(request);
        if (cors.answer_preflight(request, response))
          return httplib::Server::HandlerResponse::Handled;
        guard.admit(request, response);
        return httplib::Server::HandlerResponse::Unhandled;
      });
  // Runs last, when the library has counted the content, and also after its own errors.
  server.set_post_routing_handler(
      [cors, guard](const httplib::Request& request, httplib::Response& response) {
        cors.allow(request, response);
        compress(request, response);
        finish_caching(response);
        guard.finish(request, response);
      });
  server.set_logger([](const httplib::Request& request, const httplib::Response& response) {
    spdlog::debug("{} {} {}", request.method, request.path, response.status);
  });
  add_routes(server, searchers, impl_->options);
}

Server::~Server() = default;

int Server::bind() {
  const ServerOptions& options = impl_->options;
  errno = 0;
  int port = options.port;
  if (port == 0) {
    port = impl_->server.bind_to_any_port(options.address);
  } else if (!impl_->server.bind_to_port(options.address, port)) {
    port = -1;
  }
  if (port < 0) {
    const std::string reason =
        errno != 0 ? std::generic_category().message(errno) : "no such address on this machine";
    throw std::runtime_error("Cannot listen on " + options.address + ":" +
                             std::to_string(options.port) + ": " + reason +
                             ". Choose another address or port with --listen.");
  }
  return port;
}

void Server::serve() { impl_->server.listen_after_bind(); }

void Server::stop() { impl_->server.stop(); }

}  // namespace fihrist::http
