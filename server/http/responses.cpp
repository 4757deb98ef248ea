// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/responses.h"

#include <httplib.h>

#include "server/http/accept.h"
#include "server/http/headers.h"
#include "server/http/json.h"
#include "server/http/parameters.h"
#include "server/http/plain_text.h"
#include "server/http/request_watch.h"
#include "server/pages/problem_page.h"

namespace fihrist::http {
namespace {

bool is_page(const std::string& path) { return path == "/" || path.starts_with("/article/"); }

}  // namespace

void send(httplib::Response& response, int status, const std::string& content, const char* type) {
  response.status = status;
  response.set_content(content, type);
}

bool wants_plain_text(const httplib::Request& request) {
  return prefers_plain_text(joined_header(request, "Accept"));
}

std::string languages_of(const httplib::Request& request) {
  return joined_header(request, "Accept-Language");
}

void send_error(const httplib::Request& request, httplib::Response& response,
                const Problem& problem) {
  if (problem.retry_after > 0) {
    replace_header(response, "Retry-After", std::to_string(problem.retry_after));
  }
  if (is_page(request.path)) {
    add_vary(response, "Accept-Language");
    const auto page = read_broken_page(request.params, languages_of(request));
    send(response, problem.status,
         pages::problem_page(page, problem.status, problem.detail, problem.parameter), kHtml);
    return;
  }
  Problem told = problem;
  if (told.status >= 500) told.request_id = request_id();  // what to look for in the log
  const bool is_search = request.path == kSearchPath;
  if (is_search) add_vary(response, "Accept");
  if (is_search && wants_plain_text(request)) {
    send(response, problem.status, to_plain_text(problem), kPlainText);
  } else {
    send(response, problem.status, to_json(told), kProblemJson);
  }
}

}  // namespace fihrist::http
