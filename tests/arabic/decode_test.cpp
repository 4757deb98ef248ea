// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Bytes to characters and back, and what becomes of bytes that are no UTF-8.

#include "arabic/decode.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fihrist::arabic {
namespace {

using namespace std::string_literals;

struct Row {
  std::string_view rule;
  std::string bytes;
  std::optional<std::size_t> invalid_at;
  std::string repaired;
};

const Row kRows[] = {
    {"empty", "", {}, ""},
    {"ASCII", "F16", {}, "F16"},
    {"NUL is a character", "a\0b"s, {}, "a\0b"s},
    {"Arabic, two bytes a letter", "بغداد", {}, "بغداد"},
    {"presentation form, three bytes", "\uFEFB", {}, "\uFEFB"},
    {"emoji, four bytes", "🇵🇸", {}, "🇵🇸"},
    {"byte order mark stays", "\uFEFFبغداد", {}, "\uFEFFبغداد"},
    {"last character of Unicode", "\U0010FFFF", {}, "\U0010FFFF"},
    {"the replacement character itself is valid", "\uFFFD", {}, "\uFFFD"},
    {"byte that is never UTF-8", "قال\xFF", 6, "قال\uFFFD"},
    {"two such bytes", "\xFF\xFE", 0, "\uFFFD\uFFFD"},
    {"continuation byte alone", "a\x80z", 1, "a\uFFFDz"},
    {"letter cut at the end of the text", "قال\xD8", 6, "قال\uFFFD"},
    {"letter cut before another letter", "\xD8 قال", 0, "\uFFFD قال"},
    {"three-byte form cut: one replacement", "\xE2\x80 z", 0, "\uFFFD z"},
    {"four-byte form cut: one replacement", "\xF0\x9F\x87 z", 0, "\uFFFD z"},
    {"overlong slash: one for each byte", "\xC0\xAF", 0, "\uFFFD\uFFFD"},
    {"surrogate: one for each byte", "\xED\xA0\x80", 0, "\uFFFD\uFFFD\uFFFD"},
    {"above U+10FFFF: one for each byte", "\xF4\x90\x80\x80", 0, "\uFFFD\uFFFD\uFFFD\uFFFD"},
    {"windows-1256", "\xC8\xDB\xCF\xC7\xCF", 0, "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"},
};

TEST_CASE("ill-formed bytes are found") {
  for (const Row& row : kRows) {
    INFO(row.rule);
    const std::optional<std::size_t> found = find_invalid_utf8(row.bytes);
    CHECK(found.has_value() == row.invalid_at.has_value());
    if (found && row.invalid_at) CHECK(*found == *row.invalid_at);
  }
}

TEST_CASE("each ill-formed part becomes one replacement character") {
  for (const Row& row : kRows) {
    INFO(row.rule);
    const std::string repaired = to_valid_utf8(row.bytes);
    CHECK(repaired == row.repaired);
    CHECK_FALSE(find_invalid_utf8(repaired).has_value());
    CHECK(to_utf8(to_utf32(row.bytes)) == row.repaired);
  }
}

TEST_CASE("no byte of the original is without its place") {
  constexpr std::uint32_t kOffset = 1000;
  for (const Row& row : kRows) {
    INFO(row.rule);
    MappedText text;
    decode(row.bytes, kOffset, text);
    REQUIRE(text.chars.size() == text.origin.size());
    CHECK(text.chars.size() == count_characters(row.repaired));
    std::uint32_t end = kOffset;
    for (const ByteRange& range : text.origin) {
      CHECK(range.begin == end);
      CHECK(range.end > range.begin);
      end = range.end;
    }
    CHECK(end == kOffset + row.bytes.size());
  }
}

TEST_CASE("decoding appends to what is there") {
  MappedText text;
  decode("غزة", 0, text);
  decode("F", 6, text);
  CHECK(to_utf8(text.chars) == "غزةF");
  REQUIRE(text.origin.size() == 4);
  CHECK(text.origin[2] == ByteRange{4, 6});
  CHECK(text.origin[3] == ByteRange{6, 7});
}

TEST_CASE("characters are counted, not bytes") {
  struct CountRow {
    std::string_view rule;
    std::string_view text;
    std::size_t characters;
  };
  constexpr CountRow kCounts[] = {
      {"empty", "", 0},
      {"ASCII", "F16", 3},
      {"Arabic", "بغداد", 5},
      {"mixed", "عام 2024", 8},
      {"vowel signs count", "مِن", 3},
      {"emoji flag", "🇵🇸", 2},
  };
  for (const CountRow& row : kCounts) {
    INFO(row.rule, ": ", row.text);
    CHECK(count_characters(row.text) == row.characters);
    CHECK(to_utf32(row.text).size() == row.characters);
  }
}

}  // namespace
}  // namespace fihrist::arabic
