// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/accept.h"

#include <doctest/doctest.h>

#include <string>

TEST_CASE("text/plain is for those who say so") {
  struct Row {
    const char* accept;
    bool plain;
  };
  const Row rows[] = {
      {"", false},
      {"*/*", false},
      {"text/plain", true},
      {"TEXT/Plain", true},
      {"text/plain; charset=utf-8", true},
      {"text/plain, */*", false},  // a tie is for JSON
      {"text/plain, */*;q=0.9", true},
      {"text/plain;q=0.5, application/json;q=0.4", true},
      {"text/plain;q=0.4, application/json;q=0.5", false},
      {"application/json;q=0.4 , text/plain ; q=0.5", true},
      {"text/plain, application/json", false},
      {"text/*", true},
      {"text/*, application/*;q=0.1", true},
      {"text/*;q=0.9, text/plain;q=0", false},  // the nearest range counts
      {"text/plain;q=0, */*;q=0.1", false},
      {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", false},
      {"text/html", false},
      {"application/problem+json", false},
      {"text/plain;q=x", false},
      {"text/plain;q=9", false},
      {"text/plain;q=nan", false},
      {"text/plain;q=", false},
      {";;q=,,,", false},
      {"text/plain,,", true},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.accept));
    CHECK(fihrist::http::prefers_plain_text(row.accept) == row.plain);
  }
}
