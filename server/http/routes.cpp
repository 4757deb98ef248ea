// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/routes.h"

#include <httplib.h>

#include <functional>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/accept.h"
#include "server/http/caching.h"
#include "server/http/compression.h"
#include "server/http/handlers.h"
#include "server/http/headers.h"
#include "server/http/request_body.h"
#include "server/http/request_watch.h"
#include "server/http/responses.h"

namespace fihrist::http {
namespace {

using httplib::ContentReader;
using httplib::Request;
using httplib::Response;

constexpr const char* kAnyPath = "[^]*";  // with line ends too, which `.` leaves out

// What an answer to GET depends on, besides its URL: what may be asked with If-None-Match.
enum class DependsOn {
  kMoment,   // no tag: what is true now
  kProgram,  // the program alone
  kIndex,
  kIndexAndAccept,
  kIndexAndLanguage,
};

struct Route {
  const char* path;  // a regular expression over the decoded path
  const char* name;  // for metrics and logs
  DependsOn depends_on;
  void (Handlers::*get)(const Request&, Response&) const;
  void (Handlers::*post)(const Request&, const std::string& body, Response&) const = nullptr;
};

// The first that fits answers.
constexpr Route kRoutes[] = {
    {kSearchPath, "search", DependsOn::kIndexAndAccept, &Handlers::search_api,
     &Handlers::posted_search},
    {"/v1/articles/(.+)/similar", "similar", DependsOn::kIndex, &Handlers::similar_api},
    {"/v1/articles/(.+)", "article", DependsOn::kIndex, &Handlers::article_api},
    {"/v1/suggest", "suggest", DependsOn::kIndex, &Handlers::suggest_api},
    {"/v1/analyze", "analyze", DependsOn::kProgram, &Handlers::analyze_api},
    {"/", "page", DependsOn::kIndexAndLanguage, &Handlers::search_page},
    {"/article/(.+)", "article_page", DependsOn::kIndexAndLanguage, &Handlers::article_page},
    {"/assets/.+", "asset", DependsOn::kMoment, &Handlers::asset},
    {"/search\\.atom", "atom", DependsOn::kIndex, &Handlers::atom},
    {"/search\\.rss", "rss", DependsOn::kIndex, &Handlers::rss},
    {"/search\\.json", "json_feed", DependsOn::kIndex, &Handlers::json_feed},
    {"/opensearch\\.xml", "opensearch", DependsOn::kProgram, &Handlers::opensearch},
    {"/openapi\\.json", "openapi", DependsOn::kProgram, &Handlers::openapi},
    {"/healthz", "healthz", DependsOn::kMoment, &Handlers::healthz},
    {"/readyz", "readyz", DependsOn::kMoment, &Handlers::readyz},
    {"/metrics", "metrics", DependsOn::kMoment, &Handlers::metrics_text},
};

// All answers to GET and HEAD. What the client has is not made again; nothing is looked for then.
void answer(const Route& route, const Handlers& handlers, const EntityTags& tags,
            const Request& request, Response& response) {
  // The bonus of new articles changes by the hour.
  if (route.depends_on == DependsOn::kMoment || request.has_param("freshness")) {
    (handlers.*route.get)(request, response);
    return;
  }
  std::string variant;
  if (route.depends_on == DependsOn::kIndexAndAccept) {
    add_vary(response, "Accept");
    if (wants_plain_text(request)) variant = "text";
  } else if (route.depends_on == DependsOn::kIndexAndLanguage) {
    add_vary(response, "Accept-Language");
    if (prefers_english(languages_of(request))) variant = "English";
  }
  const std::string tag = tags.of(
      request, route.depends_on == DependsOn::kProgram ? search::IndexStatus{} : handlers.status(),
      variant);
  if (is_fresh(request, response, tag, Existence::kUnknown)) return;
  (handlers.*route.get)(request, response);
  // Whether `*` is met is known only now. An answer that is not to be stored has lost its tag.
  const bool is_good = response.status == 200 && response.has_header("ETag");
  if (is_good && is_fresh(request, response, tag)) drop_content(response);
}

void refuse_method(const Request& request, Response& response) {
  for (const Route& route : kRoutes) {
    if (!std::regex_match(request.path, std::regex(route.path))) continue;
    set_route(route.name);
    const bool takes_post = route.post != nullptr;
    response.set_header("Allow", takes_post ? "GET, HEAD, POST" : "GET, HEAD");
    send_error(request, response,
               {405, "method_not_allowed",
                takes_post ? "Ask with GET, HEAD or POST." : "Ask with GET or HEAD.", ""});
    return;
  }
  send_error(request, response, not_found("There is nothing at this path."));
}

// What the library itself refuses, or finds no route for, has a status and no content yet.
void explain_status(const Request& request, Response& response) {
  hide_codings(request);  // of some errors, this is the first to see the request
  if (!response.body.empty()) return;
  // The library reads the body of a POST before it looks for a route, and fails if there is none.
  if (response.status == 400 && request.method != "GET" && request.method != "HEAD") {
    refuse_method(request, response);
    return;
  }
  switch (response.status) {
    case 404:
      send_error(request, response, not_found("There is nothing at this path."));
      break;
    case 413:
      send_error(request, response,
                 {413, "too_large", "The body of the request is too large. Send less.", ""});
      break;
    case 414:
      send_error(request, response, uri_too_long());
      break;
    default:
      send_error(request, response,
                 {response.status, "bad_request", "The request could not be understood.", ""});
  }
}

}  // namespace

void add_routes(httplib::Server& server, search::SearcherPool& searchers, metrics::Metrics& metrics,
                const ServerOptions& options) {
  const EntityTags tags(options.edition);
  for (const Route& route : kRoutes) {
    server.Get(route.path, [&route, &searchers, &metrics, &options, tags](const Request& request,
                                                                          Response& response) {
      set_route(route.name);
      answer(route, Handlers(searchers, metrics, options.public_url), tags, request, response);
    });
    if (route.post == nullptr) continue;
    server.Post(route.path,
                [&route, &searchers, &metrics, &options](const Request& request, Response& response,
                                                         const ContentReader& reader) {
                  set_route(route.name);
                  (Handlers(searchers, metrics, options.public_url).*route.post)(
                      request, read_body(request, response, reader), response);
                });
  }
  // Also of what is refused, the body must be read.
  const auto refuse = [](const Request& request, Response& response, const ContentReader& reader) {
    read_body(request, response, reader);
    refuse_method(request, response);
  };
  server.Post(kAnyPath, refuse);
  server.Put(kAnyPath, refuse);
  server.Patch(kAnyPath, refuse);
  server.Delete(kAnyPath, refuse);
  server.Options(kAnyPath, refuse_method);
  server.set_exception_handler(
      [](const Request& request, Response& response, std::exception_ptr error) {
        send_error(request, response, to_problem(std::move(error)));
      });
  server.set_error_handler(
      [](const Request& request, Response& response) { explain_status(request, response); });
}

std::vector<std::string_view> route_names() {
  std::vector<std::string_view> names;
  for (const Route& route : kRoutes) names.emplace_back(route.name);
  return names;
}

}  // namespace fihrist::http
