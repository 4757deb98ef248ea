// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/compression.h"

#include <doctest/doctest.h>

#include <string>

using namespace fihrist::http;

TEST_CASE("gzip is chosen where it is asked for, by weights") {
  struct Row {
    const char* accepted;
    bool gzip;
  };
  const Row rows[] = {
      {"", false},
      {"gzip", true},
      {"GZIP", true},
      {"x-gzip", true},
      {"br", false},
      {"gzip, deflate, br", true},
      {"br;q=1.0, gzip;q=0.1", true},
      {"gzip;q=0", false},
      {"gzip;q=0.000", false},
      {"gzip;q=0.001", true},
      {"gzip ; q=0.5", true},
      {"gzip;Q=0.5", true},
      {"*", true},
      {"*;q=0", false},
      {"*, gzip;q=0", false},
      {"*;q=0, gzip", true},
      {"identity", false},
      {"identity;q=0.5, gzip;q=0.4", false},
      {"identity;q=0.5, gzip;q=0.5", true},
      {"identity;q=0, gzip;q=0.1", true},
      {"gzip;q=1.001", false},
      {"gzip;q=2", false},
      {"gzip;q=-1", false},
      {"gzip;q=", false},
      {"gzip;q=0.5555", false},
      {"gzip;level=9", false},
      {"gzipped", false},
      {",,;,gzip", true},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.accepted));
    CHECK((choose_coding(row.accepted) == Coding::kGzip) == row.gzip);
  }
}

TEST_CASE("text is compressed, whatever its type is called") {
  for (const char* type :
       {"text/html; charset=utf-8", "text/plain", "application/json", "application/problem+json",
        "application/x-suggestions+json", "application/atom+xml; charset=utf-8", "image/svg+xml"}) {
    INFO(std::string(type));
    CHECK(is_compressible(type));
  }
  for (const char* type : {"", "image/png", "font/woff2", "application/octet-stream"}) {
    INFO(std::string(type));
    CHECK_FALSE(is_compressible(type));
  }
}

TEST_CASE("the same bytes make the same gzip file") {
  const std::string text(5000, 'a');
  CHECK(gzip(text) == gzip(text));
  CHECK(gzip(text).size() < 100);
  CHECK(gzip("").size() > 0);
}
