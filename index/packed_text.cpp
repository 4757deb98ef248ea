// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "index/packed_text.h"

#include <algorithm>
#include <cstddef>

namespace fihrist::index {
namespace {

// On disk; whatever changes here wants another kSchemaVersion (schema.h):
//   00..7F but 10   the same
//   80..FF          U+0600..U+067F, which are D8 80..D9 BF in UTF-8
//   10              a character follows in its bytes: what is none of the above, or 10 itself
constexpr unsigned char kAsItIs = 0x10;

unsigned char to_byte(char c) { return static_cast<unsigned char>(c); }

bool is_arabic_lead(char c) { return to_byte(c) == 0xD8 || to_byte(c) == 0xD9; }
bool is_continuation(char c) { return (to_byte(c) & 0xC0U) == 0x80U; }

// Bytes of the character that begins so; one where none does.
std::size_t length_by_lead(char lead) {
  const unsigned char byte = to_byte(lead);
  if (byte < 0xC2) return 1;
  if (byte < 0xE0) return 2;
  if (byte < 0xF0) return 3;
  return byte < 0xF5 ? 4 : 1;
}

}  // namespace

std::string pack_text(std::string_view text) {
  std::string packed;
  packed.reserve(text.size() / 2 + 64);
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (to_byte(c) < 0x80 && to_byte(c) != kAsItIs) {
      packed += c;
      ++i;
    } else if (is_arabic_lead(c) && i + 1 < text.size() && is_continuation(text[i + 1])) {
      const unsigned place = (to_byte(c) & 1U) << 6U | (to_byte(text[i + 1]) & 0x3FU);
      packed += static_cast<char>(0x80U | place);
      i += 2;
    } else {
      const std::size_t size = std::min(length_by_lead(c), text.size() - i);
      packed += static_cast<char>(kAsItIs);
      packed.append(text.substr(i, size));
      i += size;
    }
  }
  return packed;
}

std::string unpack_text(std::string_view packed) {
  std::string text(packed.size() * 2, '\0');
  char* out = text.data();
  for (std::size_t i = 0; i < packed.size();) {
    const char c = packed[i++];
    if (to_byte(c) >= 0x80) {
      *out++ = static_cast<char>(0xD8U | (to_byte(c) >> 6U & 1U));
      *out++ = static_cast<char>(0x80U | (to_byte(c) & 0x3FU));
    } else if (to_byte(c) == kAsItIs && i < packed.size()) {
      const std::size_t size = std::min(length_by_lead(packed[i]), packed.size() - i);
      out = std::copy_n(packed.data() + i, size, out);
      i += size;
    } else {
      *out++ = c;
    }
  }
  text.resize(static_cast<std::size_t>(out - text.data()));
  return text;
}

}  // namespace fihrist::index
