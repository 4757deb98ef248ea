// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The characters that nearly all of news text is made of, and what all steps before words come to
// for each: so that words of such text are found in its bytes, without making another text of it.
#pragma once

#include <array>
#include <cstddef>

#include "arabic/tokenizer.h"

namespace fihrist::arabic {

struct PlainCharacter {
  enum class Fate : unsigned char {
    kKept,
    kOnLetter,   // dropped; its bytes belong to the letter before it (marks.h)
    kInvisible,  // dropped
    kNotPlain,   // what becomes of it is not known here, or depends on its neighbours
  };
  Fate fate = Fate::kNotPlain;
  Kind kind = Kind::kNone;  // of what it becomes, if it is kept
  unsigned char size = 0;   // bytes of UTF-8; 0 if it is not plain
};

// A table of U+0000..U+06FF and U+2000..U+207F. It holds no rule of its own: it is filled by asking
// the steps (nfkc.h, marks.h, fold.h, tokenizer.h), once a process.
class PlainCharacters {
 public:
  static const PlainCharacters& table();

  // The character that begins at `at`, before `end`. What is no UTF-8 is not plain.
  PlainCharacter read(const char* at, const char* end) const {
    const auto byte = [at](std::size_t i) { return static_cast<unsigned char>(at[i]); };
    const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const std::size_t lead = byte(0);
    if (lead < 0x80) return characters_[lead];
    if (lead >= 0xC2 && lead < kLeadOfMore && end - at >= 2 && continues(1)) {
      return characters_[(lead & 0x1FU) << 6U | (byte(1) & 0x3FU)];
    }
    if (lead == 0xE2 && end - at >= 3 && (byte(1) & 0xFEU) == 0x80U && continues(2)) {
      return characters_[kBlock + ((byte(1) & 1U) << 6U | (byte(2) & 0x3FU))];
    }
    return {};
  }

 private:
  PlainCharacters();

  static constexpr std::size_t kBlock = 0x700;         // where U+2000 stands
  static constexpr std::size_t kLeadOfMore = 0xDC;     // first byte of U+0700
  static constexpr char32_t kPunctuation = U'\u2000';  // and what follows it

  std::array<PlainCharacter, kBlock + 0x80> characters_;
};

}  // namespace fihrist::arabic
