// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fihrist::http {

// What a log tells of a request. Without the query string: what people search for is theirs.
struct AnsweredRequest {
  std::string method;      // empty, as the path, if the request could not be read
  std::string path;        // decoded: may hold any byte
  std::string_view route;  // its name in the table of routes, or `unmatched`
  int status = 0;
  double ms = 0;               // from its headers to the end of its answer; 0 if not known
  std::size_t body_bytes = 0;  // of the content, as sent
  std::string id;              // letters, digits, `.`, `_` and `-`
  std::string client;          // the address that the connection came from
};

}  // namespace fihrist::http
