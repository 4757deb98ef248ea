// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/access_guard.h"

#include <httplib.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <optional>
#include <utility>

#include "server/http/headers.h"
#include "server/http/parameters.h"
#include "server/http/problem.h"

namespace fihrist::http {
namespace {

struct Admission {
  access::Decision decision;
  std::chrono::steady_clock::time_point began;
  bool is_audited = false;
  std::optional<access::AuditEntry> searched;
};

thread_local std::optional<Admission> admission;

bool is_search(const std::string& path) {
  return path == "/" || path == "/v1/search" || path.starts_with("/search.");
}

bool has_body(const httplib::Request& request) {
  return request.has_header("Transfer-Encoding") ||
         (request.has_header("Content-Length") &&
          request.get_header_value("Content-Length") != "0");
}

// Whether a route reads a body before it answers.
bool is_body_read(const httplib::Request& request) {
  return request.method == "POST" || request.method == "PUT" || request.method == "PATCH" ||
         request.method == "DELETE";
}

// The library would take the body for the next request of the connection, in which a client could
// then write what only a proxy may say. It offers no way to end the connection, but a proxy that is
// told so ends it, and nobody gets what is answered to the body.
void refuse_unread_body(const httplib::Request& request, httplib::Response& response) {
  if (is_body_read(request) || !has_body(request)) return;
  replace_header(response, "Connection", "close");
  throw RequestError(
      {400, "bad_body", "A " + request.method + " has no body here. Send it with POST.", ""});
}

Problem to_problem(const access::Decision& decision) {
  switch (decision.verdict) {
    case access::Verdict::kForbidden:
      return {403, "forbidden", decision.detail, ""};
    case access::Verdict::kLimited:
      return {429, "rate_limited", decision.detail, ""};
    default:
      return {401, "unauthorized", decision.detail, ""};
  }
}

std::string to_text(const std::chrono::year_month_day& day) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(day.year()),
                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return text.data();
}

access::AuditEntry describe(const search::SearchRequest& request) {
  access::AuditEntry entry;
  entry.query = request.query;
  const search::Filters& filters = request.filters;
  for (const std::string& one : filters.sources) entry.filters.emplace_back("source", one);
  for (const std::string& one : filters.authors) entry.filters.emplace_back("author", one);
  for (const std::string& one : filters.keywords) entry.filters.emplace_back("keyword", one);
  if (filters.from) entry.filters.emplace_back("from", to_text(*filters.from));
  if (filters.to) entry.filters.emplace_back("to", to_text(*filters.to));
  return entry;
}

// What the client has already was searched for, too; the URL says what it was.
std::optional<access::AuditEntry> describe_unsearched(const httplib::Request& request) {
  try {
    if (request.path == "/") {
      const auto page = read_page(request.params, {});
      if (!pages::is_search(page)) return std::nullopt;
      return describe(page.search);
    }
    const bool is_feed = request.path != "/v1/search";
    return describe(is_feed ? read_feed(request.params) : read_search(request.params));
  } catch (const RequestError&) {
    return std::nullopt;
  }
}

void write_audit(const httplib::Request& request, const httplib::Response& response,
                 const Admission& done, access::AuditLog& log) {
  std::optional<access::AuditEntry> entry = done.searched;
  if (!entry && response.status == 304 && is_search(request.path)) {
    entry = describe_unsearched(request);
  }
  if (!entry) return;
  entry->time = std::chrono::system_clock::now();
  entry->client = done.decision.client;
  entry->path = request.path;
  entry->status = response.status;
  entry->milliseconds =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - done.began)
          .count();
  log.append(*entry);
}

}  // namespace

void AccessGuard::admit(const httplib::Request& request, httplib::Response& response) const {
  admission.reset();
  refuse_unread_body(request, response);
  if (access_ == nullptr) return;
  access::RequestFacts facts;
  facts.path = request.path;
  facts.peer = request.remote_addr;
  facts.authorization = header_values(request, "Authorization");
  facts.forwarded_for = header_values(request, "X-Forwarded-For");
  const std::string& user_header = access_->options().user_header;
  if (!user_header.empty()) facts.users = header_values(request, user_header);
  const auto began = std::chrono::steady_clock::now();
  admission = Admission{access_->admit(facts), began, access_->audit_log() != nullptr, {}};
  if (!is_body_read(request) || !has_body(request)) refuse_unadmitted();
}

void refuse_unadmitted() {
  if (!admission || admission->decision.verdict == access::Verdict::kAllowed) return;
  throw RequestError(to_problem(admission->decision));
}

void note_search(const search::SearchRequest& request, const search::SearchResults& results) {
  if (!admission || !admission->is_audited) return;
  admission->searched = describe(request);
  admission->searched->total = results.total;
}

void AccessGuard::finish(const httplib::Request& request, httplib::Response& response) const {
  const std::optional<Admission> done = std::exchange(admission, std::nullopt);
  if (access_ == nullptr || !done) return;
  for (const auto& [name, value] : done->decision.headers) response.set_header(name, value);
  if (done->decision.is_restricted) {
    const std::string stores = response.get_header_value("Cache-Control");
    if (stores.find("no-store") == std::string::npos) {
      replace_header(response, "Cache-Control", "private, " + stores);
    }
    add_vary(response, "Authorization");
    if (!access_->options().user_header.empty()) add_vary(response, access_->options().user_header);
  }
  if (access_->audit_log() != nullptr) {
    write_audit(request, response, *done, *access_->audit_log());
  }
}

}  // namespace fihrist::http
