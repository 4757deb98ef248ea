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

TEST_CASE("English is for those who prefer it to Arabic") {
  struct Row {
    const char* accept_language;
    bool english;
  };
  const Row rows[] = {
      {"", false},
      {"ar", false},
      {"en", true},
      {"EN-us", true},
      {"en-US,en;q=0.9,ar;q=0.8", true},
      {"ar,en;q=0.9", false},
      {"ar-EG;q=0.7,ar;q=0.6,en;q=0.65", false},  // the best Arabic counts
      {"fr,en;q=0.5,ar;q=0.4", true},
      {"fr", false},
      {"*", false},
      {"en;q=0", false},
      {"en;q=0.3,*;q=0.8", false},
      {"english", false},
      {"en;q=x", false},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.accept_language));
    CHECK(fihrist::http::prefers_english(row.accept_language) == row.english);
  }
}
