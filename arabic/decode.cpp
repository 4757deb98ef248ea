// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/decode.h"

#include <unicode/utf8.h>

#include <algorithm>

#include "arabic/letters.h"

namespace fihrist::arabic {
namespace {

// ICU's UTF-8 macros narrow their own integers.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"

UChar32 next_code_point(const char* bytes, std::int64_t& i, std::int64_t length) {
  UChar32 c = 0;
  U8_NEXT(bytes, i, length, c);
  return c;
}

std::size_t encode(char32_t c, char* buffer) {
  int32_t length = 0;
  U8_APPEND_UNSAFE(buffer, length, static_cast<UChar32>(c));
  return static_cast<std::size_t>(length);
}

#pragma GCC diagnostic pop

// Calls visit(code point or U_SENTINEL, begin, end) for each code point or ill-formed part.
template <typename Visit>
void for_each_code_point(std::string_view utf8, Visit visit) {
  const char* bytes = utf8.data();
  const auto length = static_cast<std::int64_t>(utf8.size());
  std::int64_t i = 0;
  while (i < length) {
    const std::int64_t begin = i;
    const UChar32 c = next_code_point(bytes, i, length);
    if (!visit(c, static_cast<std::size_t>(begin), static_cast<std::size_t>(i))) return;
  }
}

}  // namespace

void decode(std::string_view utf8, std::uint32_t offset, MappedText& text) {
  text.chars.reserve(text.chars.size() + utf8.size());
  text.origin.reserve(text.origin.size() + utf8.size());
  for_each_code_point(utf8, [&](UChar32 c, std::size_t begin, std::size_t end) {
    text.push_back(
        c < 0 ? kReplacementCharacter : static_cast<char32_t>(c),
        {offset + static_cast<std::uint32_t>(begin), offset + static_cast<std::uint32_t>(end)});
    return true;
  });
}

std::optional<std::size_t> find_invalid_utf8(std::string_view bytes) {
  std::optional<std::size_t> found;
  for_each_code_point(bytes, [&](UChar32 c, std::size_t begin, std::size_t) {
    if (c < 0) found = begin;
    return !found;
  });
  return found;
}

std::string to_valid_utf8(std::string_view bytes) {
  std::string valid;
  valid.reserve(bytes.size());
  for_each_code_point(bytes, [&](UChar32 c, std::size_t begin, std::size_t end) {
    if (c < 0) {
      append_utf8(kReplacementCharacter, valid);
    } else {
      valid.append(bytes.substr(begin, end - begin));
    }
    return true;
  });
  return valid;
}

void append_utf8(char32_t c, std::string& out) {
  char buffer[U8_MAX_LENGTH];
  out.append(buffer, encode(c, buffer));
}

std::string to_utf8(std::u32string_view chars) {
  std::string utf8;
  utf8.reserve(chars.size() * 2);
  for (const char32_t c : chars) append_utf8(c, utf8);
  return utf8;
}

std::u32string to_utf32(std::string_view utf8) {
  MappedText text;
  decode(utf8, 0, text);
  return std::move(text.chars);
}

std::size_t count_characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;  // not a continuation byte
  }));
}

std::string_view cut_at_character(std::string_view utf8, std::size_t most) {
  if (utf8.size() <= most) return utf8;
  while (most > 0 && (static_cast<unsigned char>(utf8[most]) & 0xC0U) == 0x80U) --most;
  return utf8.substr(0, most);
}

}  // namespace fihrist::arabic
