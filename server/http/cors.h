// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What scripts of other sites may read (CORS, as the Fetch standard has it). Off unless origins are
// named: then a browser lets no script read an answer.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace fihrist::http {

class Cors {
 public:
  // Origins as parse_origin() writes them, or `*` alone for all.
  explicit Cors(std::vector<std::string> origins) : origins_(std::move(origins)) {}

  // Answers the question that a browser asks before it lets a script ask (204): true. Any other
  // request, and the question of an origin that may not, is left to the routes: false.
  bool answer_preflight(const httplib::Request& request, httplib::Response& response) const;

  // For every answer, good or bad: allows it to the script that asked, if it may.
  void allow(const httplib::Request& request, httplib::Response& response) const;

 private:
  // What Access-Control-Allow-Origin should say; empty: nothing.
  std::string allowed_origin(const httplib::Request& request) const;

  std::vector<std::string> origins_;
};

}  // namespace fihrist::http
