// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "arabic/decode.h"
#include "arabic/letters.h"
#include "arabic/marks.h"

namespace fihrist::arabic {
namespace {

constexpr char32_t fold_arabic(char32_t c) {
  switch (c) {
    case kAlefMadda:
    case kAlefHamzaAbove:
    case kAlefHamzaBelow:
    case kAlefWasla:
      return kAlef;
    case kAlefMaksura:
    case kFarsiYeh:
    case kYehBarree:
    case kYehHamza:
      return kYeh;
    case kWawHamza:
      return kWaw;
    case kTehMarbuta:
    case kHehDoachashmee:
    case kHehYeh:
    case kHehGoal:
    case kAe:
      return kHeh;
    case kKeheh:
    case kGaf:
      return kKaf;
    case kPeh:
      return kBeh;
    case kTcheh:
      return kJeem;
    case kJeh:
      return kZain;
    case kVeh:
      return kFeh;
    default:
      return c;
  }
}

// The letter that an accented Latin letter is built on: é -> e.
char32_t without_accents(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) return c;
  icu::UnicodeString parts;
  if (!nfd->getDecomposition(static_cast<UChar32>(c), parts) || parts.isEmpty()) return c;
  const auto letter = static_cast<char32_t>(parts.char32At(0));
  return letter >= U'A' && letter <= U'Z' ? letter + (U'a' - U'A')
                                          : letter;  // U+0130 keeps its case
}

char32_t fold_other(char32_t c) {
  const auto code = static_cast<UChar32>(c);
  if (const int32_t digit = u_charDigitValue(code); digit >= 0) {
    return U'0' + static_cast<char32_t>(digit);
  }
  const auto lower = static_cast<char32_t>(u_foldCase(code, U_FOLD_CASE_DEFAULT));
  return lower < U'\u0250' || (lower >= U'\u1E00' && lower <= U'\u1EFF') ? without_accents(lower)
                                                                         : lower;
}

}  // namespace

char32_t fold(char32_t c) {
  if (c < U'\u0080') return c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c;
  if (c >= kHamza && c <= kYeh) return fold_arabic(c);
  if (c >= U'\u0671' && c <= kAe) return fold_arabic(c);
  return fold_other(c);
}

void fold(MappedText& text) {
  for (char32_t& c : text.chars) c = fold(c);
}

std::u32string fold_word(std::string_view utf8) {
  std::u32string folded;
  for (const char32_t c : to_utf32(utf8)) {
    if (!is_dropped_mark(c)) folded.push_back(fold(c));
  }
  return folded;
}

}  // namespace fihrist::arabic
