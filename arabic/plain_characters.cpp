// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/plain_characters.h"

#include <algorithm>

#include "arabic/fold.h"
#include "arabic/marks.h"
#include "arabic/nfkc.h"

namespace fihrist::arabic {
namespace {

PlainCharacter ask_steps(char32_t c) {
  using Fate = PlainCharacter::Fate;
  if (!normalizes_alone(c)) return {};
  MappedText text;
  text.push_back(c, {0, 1});
  apply_nfkc(text);
  const auto size = static_cast<unsigned char>(c < U'\u0080' ? 1 : c < U'\u0800' ? 2 : 3);
  const std::u32string& chars = text.chars;
  if (chars.size() == 1) {
    if (belongs_to_letter(chars[0])) return {Fate::kOnLetter, Kind::kNone, size};
    if (is_dropped_mark(chars[0])) return {Fate::kInvisible, Kind::kNone, size};
    return {Fate::kKept, kind_of(fold(chars[0])), size};
  }
  // An ellipsis becomes three full stops: all that counts is that they part words.
  const bool only_parts = std::all_of(chars.begin(), chars.end(), [](char32_t part) {
    return !is_dropped_mark(part) && kind_of(fold(part)) == Kind::kNone;
  });
  return only_parts && !chars.empty() ? PlainCharacter{Fate::kKept, Kind::kNone, size}
                                      : PlainCharacter{};
}

}  // namespace

PlainCharacters::PlainCharacters() {
  for (std::size_t i = 0; i < characters_.size(); ++i) {
    const auto place = static_cast<char32_t>(i);
    characters_[i] = ask_steps(i < kBlock ? place : place - kBlock + kPunctuation);
  }
}

const PlainCharacters& PlainCharacters::table() {
  static const PlainCharacters kTable;
  return kTable;
}

}  // namespace fihrist::arabic
