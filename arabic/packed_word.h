// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// A folded Arabic word as one number: how the dictionary is stored.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "arabic/letters.h"

namespace fihrist::arabic {

// Folding leaves 29 letters, so five bits hold one, and a word of up to twelve fits into 60 bits;
// no other bits are used. Packed words sort by their letters. Longer words, and words with a
// character that is none of the 29, have no packed form.
inline constexpr std::size_t kLongestPackedWord = 12;

constexpr std::uint64_t find_letter_code(char32_t c) {
  if (c == kHamza) return 1;
  if (c == kAlef) return 2;
  if (c == kBeh) return 3;
  if (c >= kTeh && c <= U'\u063A') return c - kTeh + 4;  // ت .. غ
  if (c >= kFeh && c <= kWaw) return c - kFeh + 23;      // ف .. و
  if (c == kYeh) return 31;
  return 0;
}

inline constexpr auto kLetterCodes = [] {
  std::array<std::uint8_t, kYeh - kHamza + 1> codes{};
  for (char32_t c = kHamza; c <= kYeh; ++c) {
    codes[c - kHamza] = static_cast<std::uint8_t>(find_letter_code(c));
  }
  return codes;
}();

// 1..31 in the order of Unicode (two stay unused), or 0 for what is no folded letter.
constexpr std::uint64_t letter_code(char32_t c) {
  return c >= kHamza && c <= kYeh ? kLetterCodes[c - kHamza] : 0;
}

constexpr char32_t letter_of_code(std::uint64_t code) {
  if (code == 1) return kHamza;
  if (code == 2) return kAlef;
  if (code == 3) return kBeh;
  if (code >= 4 && code <= 20) return static_cast<char32_t>(kTeh + code - 4);
  if (code >= 23 && code <= 30) return static_cast<char32_t>(kFeh + code - 23);
  return code == 31 ? kYeh : U'\0';
}

constexpr std::optional<std::uint64_t> pack_word(std::u32string_view word) {
  if (word.size() > kLongestPackedWord) return std::nullopt;
  std::uint64_t packed = 0;
  for (const char32_t c : word) {
    const std::uint64_t code = letter_code(c);
    if (code == 0) return std::nullopt;
    packed = packed << 5 | code;
  }
  return packed << 5 * (kLongestPackedWord - word.size());
}

inline std::u32string unpack_word(std::uint64_t packed) {
  std::u32string word;
  for (std::size_t i = 0; i < kLongestPackedWord; ++i) {
    const char32_t letter = letter_of_code(packed >> 5 * (kLongestPackedWord - 1 - i) & 31);
    if (letter == U'\0') break;
    word.push_back(letter);
  }
  return word;
}

}  // namespace fihrist::arabic
