// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/refusal.h"

#include "server/http/json.h"

namespace fihrist::http {

std::string refusal(const Problem& problem) {
  const std::string content = to_json(problem);
  std::string answer = "HTTP/1.1 " + std::to_string(problem.status) + " " +
                       title_of(problem.status) +
                       "\r\n"
                       "Content-Type: application/problem+json\r\n"
                       "Content-Length: " +
                       std::to_string(content.size()) +
                       "\r\n"
                       "Cache-Control: no-store\r\n"
                       "X-Content-Type-Options: nosniff\r\n"
                       "Connection: close\r\n";
  if (problem.retry_after > 0) {
    answer += "Retry-After: " + std::to_string(problem.retry_after) + "\r\n";
  }
  return answer + "\r\n" + content;
}

Problem overloaded_server() {
  return {503,
          "overloaded",
          "The server is answering as many clients as it can. Ask again in a second.",
          "",
          {},
          1};
}

}  // namespace fihrist::http
