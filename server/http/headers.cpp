// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/headers.h"

#include <httplib.h>

#include <algorithm>

namespace fihrist::http {

bool equal_ignoring_case(std::string_view one, std::string_view other) {
  const auto small = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [&](char a, char b) { return small(a) == small(b); });
}

void replace_header(httplib::Response& response, const char* name, const std::string& value) {
  response.headers.erase(name);
  response.set_header(name, value);
}

void add_vary(httplib::Response& response, const std::string& name) {
  const std::string before = response.get_header_value("Vary");
  if ((", " + before + ", ").find(", " + name + ", ") != std::string::npos) return;
  replace_header(response, "Vary", before.empty() ? name : before + ", " + name);
}

std::string joined_header(const httplib::Request& request, const char* name) {
  std::string all;
  const auto [begin, end] = request.headers.equal_range(name);
  for (auto one = begin; one != end; ++one) {
    all.append(all.empty() ? "" : ", ").append(one->second);
  }
  return all;
}

}  // namespace fihrist::http
