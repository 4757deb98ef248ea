// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/origin.h"

#include <doctest/doctest.h>

#include <string>

using namespace fihrist::http;

namespace {

struct Row {
  std::string text;
  const char* parsed;  // nullptr: nothing
};

}  // namespace

TEST_CASE("a host is a name or an address, with a port or without") {
  const Row rows[] = {
      {"localhost", "localhost"},
      {"News.Example:8080", "news.example:8080"},
      {"127.0.0.1:1", "127.0.0.1:1"},
      {"my_host-1", "my_host-1"},
      {"[::1]", "[::1]"},
      {"[2001:DB8::1]:65535", "[2001:db8::1]:65535"},
      {"", nullptr},
      {":80", nullptr},
      {"a:", nullptr},
      {"a:0", nullptr},
      {"a:65536", nullptr},
      {"a:+80", nullptr},
      {"a:80:80", nullptr},
      {"a b", nullptr},
      {"a/b", nullptr},
      {"a@b", nullptr},
      {"a\r\nX: y", nullptr},
      {"a..b", nullptr},
      {".a", nullptr},
      {"-a", nullptr},
      {"::1", nullptr},
      {"[::1", nullptr},
      {"[::1]x", nullptr},
      {"[::1]x:80", nullptr},
      {"[a]", nullptr},
      {"[]", nullptr},
      {"\"><script>", nullptr},
      {"فهرست", nullptr},
      {std::string(254, 'a'), nullptr},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const auto parsed = parse_host(row.text);
    REQUIRE(parsed.has_value() == (row.parsed != nullptr));
    if (parsed) CHECK(*parsed == row.parsed);
  }
}

TEST_CASE("an origin is read as browsers write it") {
  const Row rows[] = {
      {"https://news.example", "https://news.example"},
      {"HTTPS://News.Example:443", "https://news.example"},
      {"http://a:80", "http://a"},
      {"http://a:443", "http://a:443"},
      {"http://a:8080", "http://a:8080"},
      {"http://[::80]", "http://[::80]"},
      {"http://[::1]:80", "http://[::1]"},
      {"moz-extension://ab-cd", "moz-extension://ab-cd"},
      {"", nullptr},
      {"*", nullptr},
      {"null", nullptr},
      {"news.example", nullptr},
      {"//news.example", nullptr},
      {"https://", nullptr},
      {"https://news.example/", nullptr},
      {"https://news.example?", nullptr},
      {"https://user@news.example", nullptr},
      {"https://*.example", nullptr},
      {"1http://a", nullptr},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const auto parsed = parse_origin(row.text);
    REQUIRE(parsed.has_value() == (row.parsed != nullptr));
    if (parsed) CHECK(*parsed == row.parsed);
  }
}
