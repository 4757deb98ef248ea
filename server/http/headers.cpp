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

std::vector<std::string> header_values(const httplib::Request& request, const std::string& name) {
  // Newer builds of the library keep fields in a hash table, in which equal names stand the other
  // way round; which it is decides what a proxy has added, so it is tried.
  static const bool kIsReversed = [] {
    httplib::Headers tried;
    tried.emplace("a", "first");
    tried.emplace("a", "second");
    return tried.equal_range("a").first->second == "second";
  }();
  std::vector<std::string> values;
  const auto [begin, end] = request.headers.equal_range(name);
  for (auto one = begin; one != end; ++one) values.push_back(one->second);
  if (kIsReversed) std::reverse(values.begin(), values.end());
  return values;
}

}  // namespace fihrist::http
