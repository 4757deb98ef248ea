// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The one place where requests are observed: each gets an id, is counted, and is told to the log.
//
// The HTTP library has no room in a request for what belongs to it and to no header. But it answers
// a request from its first handler to its last on one thread, so what is known of the request that
// a thread is answering is kept with the thread; whatever works on the request may ask for its id.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "server/http/answered_request.h"
#include "server/metrics/metrics.h"

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace fihrist::http {

class RequestWatch {
 public:
  // `metrics` must outlive it. `tell` is called by any thread, and may be empty.
  RequestWatch(metrics::Metrics& metrics, std::function<void(const AnsweredRequest&)> tell)
      : metrics_(metrics), tell_(std::move(tell)) {}

  // Before anything else looks at the request.
  void begin(const httplib::Request& request) const;

  // When the headers of the answer are made: adds X-Request-Id. Also of what the library refused
  // before it called begin().
  void put_id(const httplib::Request& request, httplib::Response& response) const;

  // When the answer is written.
  void end(const httplib::Request& request, const httplib::Response& response) const;

 private:
  metrics::Metrics& metrics_;
  std::function<void(const AnsweredRequest&)> tell_;
};

// Says which route answers the request of this thread; the text must last.
void set_route(std::string_view name);

// The id of the request that this thread is answering.
const std::string& request_id();

// Whether an id that a client sends is taken over: 1 to 64 letters, digits, `.`, `_` and `-`, which
// can do no harm in a log.
bool is_request_id(std::string_view text);

// 16 hexadecimal digits.
std::string new_request_id();

}  // namespace fihrist::http
