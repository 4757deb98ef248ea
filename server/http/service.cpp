// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/service.h"

#include <chrono>
#include <functional>
#include <string>
#include <utility>

#include "server/http/access_guard.h"
#include "server/http/caching.h"
#include "server/http/compression.h"
#include "server/http/cors.h"
#include "server/http/request_body.h"
#include "server/http/routes.h"

namespace fihrist::http {
namespace {

// No inline style or script, note from elsewhere: an article's text can load note.
constexpr const char* kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

// The library would cut any content to a Range, and still call it 200. Nothing here is large enough
// to be asked for in parts, and a server may answer with the whole (RFC 9110, section 14.2).
void pass_over_ranges(const httplib::Request& request) {
  const_cast<httplib::Ranges&>(request.ranges).clear();
}

// Whether the answer that this thread is making says that it is the last of its connection. The
// library goes by what the request says alone.
thread_local bool says_close = false;

}  // namespace

Service::Service(const ServerOptions& options, std::shared_ptr<search::SearcherPool> searchers,
                 metrics::Metrics& metrics)
    : options_(options), searchers_(std::move(searchers)), watch_(metrics, options.on_answer) {
  httplib::Server& server = *this;
  const Cors cors(options_.cors_origins);
  server.set_payload_max_length(kLargestBody);
  // What answers say of it; it is Connection that keeps to it.
  server.set_keep_alive_timeout(
      std::chrono::duration_cast<std::chrono::seconds>(options_.timeouts.idle).count());
  server.set_keep_alive_max_count(kKeepAliveRequests);
  server.set_default_headers({{"Accept-Ranges", "none"},
                              {"Content-Security-Policy", kContentSecurityPolicy},
                              {"X-Content-Type-Options", "nosniff"},
                              {"Referrer-Policy", "no-referrer"}});
  const AccessGuard guard(options_.access.get());
  server.set_pre_routing_handler(
      [cors, guard, this](const httplib::Request& request, httplib::Response& response) {
        watch_.begin(request);
        hide_codings(request);
        pass_over_ranges(request);
        if (cors.answer_preflight(request, response)) {
          return httplib::Server::HandlerResponse::Handled;
        }
        guard.admit(request, response);
        return httplib::Server::HandlerResponse::Unhandled;
      });
  // Runs last, when the library has counted the content, and also after its own errors.
  server.set_post_routing_handler(
      [cors, guard, this](const httplib::Request& request, httplib::Response& response) {
        watch_.put_id(request, response);
        cors.allow(request, response);
        compress(request, response);
        finish_caching(response);
        guard.finish(request, response);
        if (response.get_header_value("Connection") == "close") says_close = true;
      });
  server.set_logger([this](const httplib::Request& request, const httplib::Response& response) {
    watch_.end(request, response);
  });
  add_routes(server, *searchers_, metrics, options_);
}

bool Service::answer(Connection& connection, bool is_last, bool& is_closed) {
  // Called when the head of the request is read and understood. Else the library answers that it is
  // not, without knowing where the next one would begin.
  bool is_understood = false;
  says_close = false;
  const std::function<void(httplib::Request&)> note = [&](httplib::Request&) {
    is_understood = true;
  };
  // The library's call differs between its versions.
  const auto answer_by = [&](auto& library) {
    if constexpr (requires { library.process_request(connection, is_last, is_closed, note); }) {
      return library.process_request(connection, is_last, is_closed, note);
    } else {
      std::string remote, local;
      int remote_port = 0, local_port = 0;
      connection.get_remote_ip_and_port(remote, remote_port);
      connection.get_local_ip_and_port(local, local_port);
      return library.process_request(connection, remote, remote_port, local, local_port, is_last,
                                     is_closed, note);
    }
  };
  const bool is_good = answer_by(*this);
  if (!is_understood || says_close) is_closed = true;
  return is_good;
}

}  // namespace fihrist::http
