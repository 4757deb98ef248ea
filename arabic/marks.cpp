// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/marks.h"

#include "arabic/letters.h"

namespace fihrist::arabic {
namespace {

bool stands_on_letter(char32_t c) {
  return c == kCombiningGraphemeJoiner || (c >= kArabicSignSallallahou && c <= kArabicSmallKasra) ||
         c == kTatweel || (c >= kFathatan && c <= kWavyHamzaBelow) || c == kSuperscriptAlef ||
         (c >= kSmallHighSadLamAlefMaksura && c <= kSmallLowMeem && c != kEndOfAyah &&
          c != kStartOfRubElHizb && c != kPlaceOfSajdah) ||
         (c >= kFirstExtendedMark && c <= kLastExtendedMark) ||
         (c >= kFirstVariationSelector && c <= kLastVariationSelector);
}

// Directs or joins text and shows nothing of its own.
bool is_invisible(char32_t c) {
  return c == kSoftHyphen || c == kArabicLetterMark ||
         (c >= kZeroWidthNonJoiner && c <= kRightToLeftMark) ||
         (c >= kLeftToRightEmbedding && c <= kRightToLeftOverride) ||
         (c >= kWordJoiner && c <= kPopDirectionalIsolate) || c == kZeroWidthNoBreakSpace;
}

}  // namespace

bool belongs_to_letter(char32_t c) { return c >= kSoftHyphen && stands_on_letter(c); }

bool is_dropped_mark(char32_t c) {
  return c >= kSoftHyphen && (stands_on_letter(c) || is_invisible(c));
}

void drop_marks(MappedText& text) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < text.chars.size(); ++i) {
    const char32_t c = text.chars[i];
    const ByteRange from = text.origin[i];
    if (is_dropped_mark(c)) {
      if (kept > 0 && belongs_to_letter(c) && text.origin[kept - 1].end == from.begin) {
        text.origin[kept - 1].end = from.end;
      }
      continue;
    }
    text.chars[kept] = c;
    text.origin[kept] = from;
    ++kept;
  }
  text.truncate(kept);
}

}  // namespace fihrist::arabic
