// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/cors.h"

#include <httplib.h>

#include <algorithm>

#include "server/http/headers.h"

namespace fihrist::http {
namespace {

constexpr const char* kAny = "*";
constexpr const char* kAllowOrigin = "Access-Control-Allow-Origin";
constexpr const char* kRemembered = "7200";  // seconds; no browser remembers longer

// What is for programs. Pages are for people, and a script has no business with them.
bool is_for_scripts(const std::string& path) {
  return path.starts_with("/v1/") || path.starts_with("/search.") || path == "/openapi.json";
}

}  // namespace

std::string Cors::allowed_origin(const httplib::Request& request) const {
  if (origins_.empty() || !is_for_scripts(request.path)) return {};
  if (origins_.front() == kAny) return kAny;
  const auto found =
      std::find(origins_.begin(), origins_.end(), request.get_header_value("Origin"));
  return found == origins_.end() ? std::string() : *found;
}

bool Cors::answer_preflight(const httplib::Request& request, httplib::Response& response) const {
  if (request.method != "OPTIONS" || !request.has_header("Origin") ||
      !request.has_header("Access-Control-Request-Method") || allowed_origin(request).empty()) {
    return false;
  }
  response.status = 204;
  response.set_header("Access-Control-Allow-Methods", "GET, HEAD, POST");
  response.set_header("Access-Control-Allow-Headers", "Authorization, Content-Type");
  response.set_header("Access-Control-Max-Age", kRemembered);
  return true;
}

void Cors::allow(const httplib::Request& request, httplib::Response& response) const {
  if (origins_.empty() || !is_for_scripts(request.path)) return;
  // Also where it is not allowed: a store must not give one site's answer to another.
  if (origins_.front() != kAny) add_vary(response, "Origin");
  const std::string origin = allowed_origin(request);
  if (origin.empty()) return;
  response.set_header(kAllowOrigin, origin);
  response.set_header("Access-Control-Expose-Headers", "RateLimit, RateLimit-Policy, Retry-After");
}

}  // namespace fihrist::http
