// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/request_watch.h"

#include <httplib.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <random>

#include "server/http/headers.h"

namespace fihrist::http {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kRequestId = "X-Request-Id";
constexpr std::size_t kLongestId = 64;

struct Current {
  std::optional<Clock::time_point> began;  // nothing: begin() was not called
  std::string id;                          // empty: no request is being answered
  std::string_view route = metrics::kUnmatched;
};

Current& current() {
  thread_local Current request;
  return request;
}

std::string id_for(const httplib::Request& request) {
  const std::string sent = request.get_header_value(kRequestId);
  return is_request_id(sent) ? sent : new_request_id();
}

}  // namespace

bool is_request_id(std::string_view text) {
  return !text.empty() && text.size() <= kLongestId &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                  c == '.' || c == '_' || c == '-';
         });
}

std::string new_request_id() {
  // Ids need not be secret, only different: a generator for each thread, sown once.
  thread_local std::mt19937_64 generator = [] {
    std::random_device device;
    std::seed_seq seed{device(), device(), device(), device()};
    return std::mt19937_64(seed);
  }();
  std::array<char, 17> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx",
                static_cast<unsigned long long>(generator()));
  return digits.data();
}

void set_route(std::string_view name) { current().route = name; }

const std::string& request_id() { return current().id; }

void RequestWatch::begin(const httplib::Request& request) const {
  Current& now = current();
  if (now.began) metrics_.request_ended();  // an answer that the library never came to write
  now = {Clock::now(), id_for(request), metrics::kUnmatched};
  metrics_.request_began();
}

void RequestWatch::put_id(const httplib::Request& request, httplib::Response& response) const {
  Current& now = current();
  if (now.id.empty()) now.id = id_for(request);
  replace_header(response, kRequestId, now.id);
}

void RequestWatch::end(const httplib::Request& request, const httplib::Response& response) const {
  Current& now = current();
  std::optional<double> seconds;
  if (now.began) seconds = std::chrono::duration<double>(Clock::now() - *now.began).count();
  const std::size_t bytes = request.method == "HEAD" ? 0 : response.body.size();
  metrics_.count(
      metrics::FinishedRequest{now.route, request.method, response.status, seconds, bytes});
  if (now.began) metrics_.request_ended();
  if (tell_) {
    tell_({request.method, request.path, now.route, response.status, seconds.value_or(0) * 1000,
           bytes, now.id, request.remote_addr});
  }
  now = {};
}

}  // namespace fihrist::http
