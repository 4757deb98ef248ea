// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/transcoder.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace fihrist::arabic {
namespace {

using namespace std::string_view_literals;

struct Name {
  std::string alias;
  std::string name;
};

const Name kNames[] = {
    {"UTF-8", "UTF-8"},
    {"utf8", "UTF-8"},
    {"utf-8", "UTF-8"},
    {"windows-1256", "windows-1256"},
    {"WINDOWS-1256", "windows-1256"},
    {"cp1256", "windows-1256"},
    {"ISO-8859-6", "ISO-8859-6"},
    {"iso_8859-6", "ISO-8859-6"},
    {"iso8859-6", "ISO-8859-6"},
    {"arabic", "ISO-8859-6"},
    {"ASMO-708", "ISO-8859-6"},
    {"windows-1252", "windows-1252"},
    {"latin1", "ISO-8859-1"},
    {"us-ascii", "US-ASCII"},
    {"utf-16le", "UTF-16LE"},
    {"UTF-16BE", "UTF-16BE"},
};

const std::string kNoNames[] = {"", " ", "-", "windows-12560", "klingon", "x-sahel-9"};

TEST_CASE("an encoding has one name, whatever it is called") {
  for (const Name& row : kNames) {
    INFO(row.alias);
    CHECK(is_encoding(row.alias));
    CHECK(encoding_name(row.alias) == row.name);
    CHECK(encoding_name(encoding_name(row.alias)) == row.name);
  }
}

TEST_CASE("what is no encoding is told") {
  for (const std::string& name : kNoNames) {
    INFO(name);
    CHECK_FALSE(is_encoding(name));
    CHECK(encoding_name(name).empty());
    CHECK_THROWS_AS(Transcoder{name}, std::invalid_argument);
  }
}

struct Row {
  std::string_view rule;
  const char* encoding;
  std::string_view bytes;
  std::string_view text;
};

constexpr Row kTexts[] = {
    {"windows-1256", "windows-1256", "\xE3\xCF\xED\xE4\xC9 75%\xBF", "مدينة 75%؟"},
    {"windows-1256: Persian and French letters", "windows-1256", "\x81\x8D\x90 \xE9\xE0", "پچگ éà"},
    {"windows-1256: marks", "windows-1256", "\xAB\xC8\xBB\xA1 \xBA\x85", "«ب»، ؛…"},
    {"windows-1256: vowel signs", "windows-1256", "\xC8\xF3\xC8\xF8\xF5\xC8\xFA",
     "\u0628\u064E\u0628\u0651\u064F\u0628\u0652"},
    {"ISO-8859-6", "ISO-8859-6", "\xE5\xCF\xEA\xE6\xC9 75%\xBF", "مدينة 75%؟"},
    {"ISO-8859-6: the digits of ASCII stay", "ISO-8859-6", "0123456789", "0123456789"},
    {"UTF-16LE", "UTF-16LE", "\x45\x06\x2F\x06 \0"sv, "مد "},
    {"UTF-16BE", "UTF-16BE", "\x06\x45\x06\x2F\0 "sv, "مد "},
    {"UTF-16LE: a surrogate pair", "UTF-16LE", "\x3D\xD8\xF0\xDC\x45\x06", "\U0001F4F0م"},
    {"UTF-16BE: a surrogate pair", "UTF-16BE", "\xD8\x3D\xDC\xF0\x06\x45", "\U0001F4F0م"},
    {"UTF-32LE", "UTF-32LE", "\x45\x06\0\0\xF0\xF4\x01\0"sv, "م\U0001F4F0"},
    {"UTF-8", "UTF-8", "مدينة \U0001F4F0", "مدينة \U0001F4F0"},
    {"nothing", "windows-1256", "", ""},
};

constexpr Row kMeaningless[] = {
    {"ISO-8859-6: a byte without a letter", "ISO-8859-6", "\xC7\xA1\xC8", "ا\uFFFDب"},
    {"UTF-16LE: half of a letter at the end", "UTF-16LE", "\x45\x06\x45", "م\uFFFD"},
    {"UTF-16LE: the second half of a pair alone", "UTF-16LE", "\xF0\xDC\x45\x06", "\uFFFDم"},
    {"UTF-16LE: the first half of a pair alone", "UTF-16LE", "\x3D\xD8\x45\x06", "\uFFFDم"},
    {"UTF-16LE: two first halves", "UTF-16LE", "\x3D\xD8\x3D\xD8\xF0\xDC", "\uFFFD\U0001F4F0"},
    {"UTF-16LE: the first half of a pair at the end", "UTF-16LE", "\x45\x06\x3D\xD8", "م\uFFFD"},
    {"UTF-8: a byte that begins nothing", "UTF-8", "\xFF\xD9\x85", "\uFFFDم"},
};

// `bytes` in pieces of `size`.
std::string convert(const Row& row, std::size_t size) {
  Transcoder transcoder(row.encoding);
  std::string text;
  std::string_view rest = row.bytes;
  while (rest.size() > size) {
    transcoder.convert(rest.substr(0, size), false, text);
    rest.remove_prefix(size);
  }
  transcoder.convert(rest, true, text);
  return text;
}

TEST_CASE("bytes become the letters that they mean, however they are cut into pieces") {
  for (const Row& row : kTexts) {
    for (const std::size_t size : {std::size_t{1000}, std::size_t{3}, std::size_t{1}}) {
      INFO(row.rule, ", pieces of ", size);
      CHECK(convert(row, size) == row.text);
    }
  }
}

TEST_CASE("bytes that mean nothing become U+FFFD, however they are cut into pieces") {
  for (const Row& row : kMeaningless) {
    for (const std::size_t size : {std::size_t{1000}, std::size_t{3}, std::size_t{1}}) {
      INFO(row.rule, ", pieces of ", size);
      CHECK(convert(row, size) == row.text);
    }
  }
}

TEST_CASE("a text comes out whole, though it is longer than the room for its letters") {
  // Pairs from an odd place on: one of them straddles every boundary of an even number of units.
  std::string bytes("\x45\x06", 2);
  std::string text = "م";
  for (int i = 0; i < 10'000; ++i) {
    bytes += "\x3D\xD8\xF0\xDC";
    text += "\U0001F4F0";
  }
  CHECK(convert({"", "UTF-16LE", bytes, ""}, bytes.size()) == text);
  CHECK(convert({"", "UTF-16LE", bytes, ""}, 4097) == text);
}

TEST_CASE("what the last call left does not leak into the next text") {
  Transcoder transcoder("UTF-16LE");
  std::string text;
  transcoder.convert("\x45\x06\x3D", true, text);
  transcoder.convert("\x45\x06", true, text);
  CHECK(text == "م\uFFFDم");
}

}  // namespace
}  // namespace fihrist::arabic
