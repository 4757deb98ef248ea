// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/routes.h"

#include <httplib.h>

#include <functional>
#include <regex>
#include <string>
#include <vector>

#include "server/http/json.h"
#include "server/http/pages.h"
#include "server/http/parameters.h"
#include "server/http/problem.h"
#include "server/web/assets.h"

namespace fihrist::http {
namespace {

using httplib::Request;
using httplib::Response;

constexpr const char* kJson = "application/json";
constexpr const char* kProblemJson = "application/problem+json";
constexpr const char* kHtml = "text/html; charset=utf-8";

void send(Response& response, int status, const std::string& content, const char* type) {
  response.status = status;
  response.set_content(content, type);
}

void send_problem(Response& response, const Problem& problem) {
  send(response, problem.status, to_json(problem), kProblemJson);
}

bool is_page(const std::string& path) { return path == "/" || path.starts_with("/article/"); }

std::string query_of(const Request& request) {
  try {
    return read_page_search(request.params).query;
  } catch (const RequestError&) {
    return {};
  }
}

// Pages tell their errors as pages, so that a person keeps the search box.
void send_error(const Request& request, Response& response, const Problem& problem) {
  if (is_page(request.path)) {
    send(response, problem.status, problem_page(problem, query_of(request)), kHtml);
  } else {
    send_problem(response, problem);
  }
}

class Routes {
 public:
  explicit Routes(search::SearcherPool& searchers) : searchers_(searchers) {}

  void search_api(const Request& request, Response& response) const {
    const search::SearchRequest wanted = read_search(request.params);
    send(response, 200, to_json(wanted, searchers_.lease()->search(wanted)), kJson);
  }

  void article_api(const Request& request, Response& response) const {
    const std::string query = read_article_query(request.params);
    send(response, 200, to_json(find(request.matches[1], query), !query.empty()), kJson);
  }

  void analyze_api(const Request& request, Response& response) const {
    const std::string text = read_text(request.params);
    send(response, 200, to_json(text, searchers_.lease()->analyze(text)), kJson);
  }

  void search_page(const Request& request, Response& response) const {
    const search::SearchRequest wanted = read_page_search(request.params);
    if (wanted.query.find_first_not_of(" \t\r\n") == std::string::npos) {
      send(response, 200, start_page(searchers_.lease()->status()), kHtml);
    } else {
      send(response, 200, results_page(wanted, searchers_.lease()->search(wanted)), kHtml);
    }
  }

  void article_page(const Request& request, Response& response) const {
    const std::string query = read_page_search(request.params).query;
    send(response, 200, http::article_page(find(request.matches[1], query), query), kHtml);
  }

  void asset(const Request& request, Response& response) const {
    for (const web::Asset& asset : web::assets()) {
      if (asset.url != request.path) continue;
      response.set_header("Cache-Control", "public, max-age=31536000, immutable");
      send(response, 200, std::string(asset.content), std::string(asset.content_type).c_str());
      return;
    }
    throw RequestError(not_found("There is no asset at this path. Reload the page."));
  }

  void healthz(const Request& request, Response& response) const {
    read_nothing(request.params);
    send(response, 200, R"({"status":"ok"})", kJson);
  }

  void readyz(const Request& request, Response& response) const {
    read_nothing(request.params);
    send(response, 200, to_json(searchers_.lease()->status()), kJson);
  }

 private:
  search::HighlightedArticle find(const std::string& id, const std::string& query) const {
    auto found = searchers_.lease()->find_article(id, query);
    if (!found) throw RequestError(not_found("No article has the id in this path."));
    return std::move(*found);
  }

  search::SearcherPool& searchers_;
};

struct Route {
  const char* path;  // a regular expression over the decoded path
  void (Routes::*answer)(const Request&, Response&) const;
};

constexpr Route kRoutes[] = {
    {"/v1/search", &Routes::search_api},      {"/v1/articles/(.+)", &Routes::article_api},
    {"/v1/analyze", &Routes::analyze_api},    {"/", &Routes::search_page},
    {"/article/(.+)", &Routes::article_page}, {"/assets/.+", &Routes::asset},
    {"/healthz", &Routes::healthz},           {"/readyz", &Routes::readyz},
};

void refuse_method(const Request& request, Response& response) {
  for (const Route& route : kRoutes) {
    if (!std::regex_match(request.path, std::regex(route.path))) continue;
    response.set_header("Allow", "GET, HEAD");
    send_error(request, response, {405, "method_not_allowed", "Ask with GET or HEAD.", ""});
    return;
  }
  send_error(request, response, not_found("There is nothing at this path."));
}

// What the library itself refuses, or finds no route for, has a status and no content yet.
void explain_status(const Request& request, Response& response) {
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
                 {413, "too_large", "The body of the request is too large.", ""});
      break;
    case 414:
      send_error(request, response, {414, "uri_too_long", "The request line is too long.", ""});
      break;
    default:
      send_error(request, response,
                 {response.status, "bad_request", "The request could not be understood.", ""});
  }
}

}  // namespace

void add_routes(httplib::Server& server, search::SearcherPool& searchers) {
  const Routes routes(searchers);
  for (const Route& route : kRoutes) {
    server.Get(route.path,
               [routes, answer = route.answer](const Request& request, Response& response) {
                 (routes.*answer)(request, response);
               });
  }
  server.Post(".*", refuse_method);
  server.Put(".*", refuse_method);
  server.Patch(".*", refuse_method);
  server.Delete(".*", refuse_method);
  server.Options(".*", refuse_method);
  server.set_exception_handler(
      [](const Request& request, Response& response, std::exception_ptr error) {
        send_error(request, response, to_problem(std::move(error)));
      });
  server.set_error_handler(
      [](const Request& request, Response& response) { explain_status(request, response); });
}

}  // namespace fihrist::http
