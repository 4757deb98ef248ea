// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "index/packed_text.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <string_view>

namespace fihrist::index {
namespace {

using namespace std::string_literals;

TEST_CASE("text comes back as it was") {
  struct Row {
    std::string_view rule;
    std::string text;
    std::size_t bytes;  // packed
  };
  const Row kRows[] = {
      {"nothing", "", 0},
      {"ASCII", "title=News 24\n", 14},
      {"a letter of Arabic takes a byte", "وزير", 4},
      {"first and last of them", "\u0600\u067F", 2},
      {"behind them", "\u0680", 3},
      {"vowel signs and digits", "قَالَ ٢٤،", 9},
      {"Latin with an accent", "Café", 6},
      {"quotation marks", "“خبر”", 11},
      {"an emoji", "غزة🇵🇸", 13},
      {"the mark itself", "a\x10z", 4},
      {"the mark at the end", "\x10", 2},
      {"NUL", "a\0b"s, 3},
      {"broken: a first byte at the end", "a\xD8", 3},
      {"broken: two first bytes", "\xD8\xD9\x86", 5},
      {"broken: the second byte alone", "\x86m", 3},
      {"broken: three bytes cut short", "\xE2\x80", 3},
      {"broken: no UTF-8 at all", "\xFF\xFE\xC0", 6},
  };
  for (const Row& row : kRows) {
    INFO(row.rule);
    CHECK(unpack_text(pack_text(row.text)) == row.text);
    CHECK(pack_text(row.text).size() == row.bytes);
  }
}

TEST_CASE("any bytes come back as they were") {
  std::mt19937 random(1);
  for (int turn = 0; turn < 2000; ++turn) {
    std::string bytes;
    for (auto size = random() % 40; size > 0; --size) {
      constexpr std::string_view kTelling = "\x10\x80\xBF\xC2\xD8\xD9\xE2\xF0\xF5za";
      bytes += kTelling[random() % kTelling.size()];
    }
    INFO(turn);
    CHECK(unpack_text(pack_text(bytes)) == bytes);
  }
}

TEST_CASE("bytes that were never packed do no harm") {
  CHECK(unpack_text("\x10").size() == 1);
  CHECK(unpack_text("a\x10\xE2\x80").size() == 3);
}

}  // namespace
}  // namespace fihrist::index
