// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// UTF-8 to the encodings of older files, by tables of our own: what is tested must not make its own
// test data.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "arabic/decode.h"

namespace fihrist::indexer::testing {

// The code page's letters from byte C1 to byte FA, and the marks that Arabic text uses.
inline std::string windows_1256(std::string_view utf8) {
  constexpr char32_t kFirst = 0xC1;
  constexpr std::u32string_view kLetters = U"ءآأؤإئابةتثجحخدذرزسشصض×طظعغـفقكàلâمنهوçèéêëىيîïًٌٍَôُِ÷ّùْ";
  constexpr std::u32string_view kMarks = U"،؛؟«»\u00A0پچگ\u200F";
  constexpr std::string_view kMarkBytes = "\xA1\xBA\xBF\xAB\xBB\xA0\x81\x8D\x90\xFE";
  std::string bytes;
  for (const char32_t c : arabic::to_utf32(utf8)) {
    if (c < 0x80) {
      bytes += static_cast<char>(c);
    } else if (const auto letter = kLetters.find(c); letter != kLetters.npos) {
      bytes += static_cast<char>(kFirst + letter);
    } else if (const auto mark = kMarks.find(c); mark != kMarks.npos) {
      bytes += kMarkBytes[mark];
    } else {
      throw std::invalid_argument("not in the test's table of windows-1256");
    }
  }
  return bytes;
}

// ISO 8859-6 has the letters in Unicode's order.
inline std::string iso_8859_6(std::string_view utf8) {
  constexpr char32_t kShift = 0x0621 - 0xC1;
  std::string bytes;
  for (const char32_t c : arabic::to_utf32(utf8)) {
    const bool is_arabic = (c >= 0x0621 && c <= 0x063A) || (c >= 0x0640 && c <= 0x0652) ||
                           c == U'،' || c == U'؛' || c == U'؟';
    if (c >= 0x80 && !is_arabic) {
      throw std::invalid_argument("not in the test's table of ISO-8859-6");
    }
    bytes += static_cast<char>(c < 0x80 ? c : c - kShift);
  }
  return bytes;
}

enum class ByteOrder { kLittle, kBig };

// `unit` in `size` bytes.
inline void append_unit(char32_t unit, unsigned size, ByteOrder order, std::string& bytes) {
  for (unsigned i = 0; i < size; ++i) {
    const unsigned shift = 8 * (order == ByteOrder::kLittle ? i : size - 1 - i);
    bytes += static_cast<char>((unit >> shift) & 0xFFU);
  }
}

inline std::string utf_16(std::string_view utf8, ByteOrder order) {
  std::string bytes;
  for (const char32_t c : arabic::to_utf32(utf8)) {
    if (c >= 0x10000) {
      append_unit(0xD800 + ((c - 0x10000) >> 10U), 2, order, bytes);
      append_unit(0xDC00 + ((c - 0x10000) & 0x3FFU), 2, order, bytes);
    } else {
      append_unit(c, 2, order, bytes);
    }
  }
  return bytes;
}

inline std::string utf_32(std::string_view utf8, ByteOrder order) {
  std::string bytes;
  for (const char32_t c : arabic::to_utf32(utf8)) append_unit(c, 4, order, bytes);
  return bytes;
}

}  // namespace fihrist::indexer::testing
