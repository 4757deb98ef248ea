// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/nfkc.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <new>
#include <utility>

#include "arabic/letters.h"

namespace fihrist::arabic {
namespace {

const icu::Normalizer2& nfkc() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCInstance(status);
  // ICU carries this data in its own library: it is there, or memory is not.
  if (U_FAILURE(status) || normalizer == nullptr) throw std::bad_alloc();
  return *normalizer;
}

constexpr bool is_arabic_mark(char32_t c) { return c >= kFathatan && c <= kWavyHamzaBelow; }

// Characters that news text is made of and that NFKC leaves alone, unless a mark follows that
// composes with them. The marks that compose (U+0653..U+0655) are not among them.
constexpr bool is_plain(char32_t c) {
  return c < U'\u00A0' || (c >= U'\u0600' && c <= U'\u0652') || (c >= U'\u0660' && c <= U'\u066F');
}

// Whether no character before `c` can change what `c` becomes.
bool starts_segment(char32_t c, const icu::Normalizer2& normalizer) {
  if (is_plain(c)) return !is_arabic_mark(c) && !(c >= U'\u0610' && c <= U'\u061A');
  return normalizer.hasBoundaryBefore(static_cast<UChar32>(c));
}

void append_normalized(const MappedText& text, std::size_t begin, std::size_t end,
                       const icu::Normalizer2& normalizer, MappedText& out) {
  const ByteRange segment{text.origin[begin].begin, text.origin[end - 1].end};
  icu::UnicodeString source;
  for (std::size_t i = begin; i < end; ++i) source.append(static_cast<UChar32>(text.chars[i]));
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString normalized = normalizer.normalize(source, status);
  if (U_FAILURE(status)) throw std::bad_alloc();
  // The first character stands for the whole segment, the others for its end: words that come out
  // of one character (U+FDFA is four words) then do not overlap.
  ByteRange range = segment;
  for (int32_t i = 0; i < normalized.length(); i = normalized.moveIndex32(i, 1)) {
    out.push_back(static_cast<char32_t>(normalized.char32At(i)), range);
    range.begin = segment.end;
  }
}

}  // namespace

void apply_nfkc(MappedText& text) {
  const icu::Normalizer2& normalizer = nfkc();
  const std::size_t size = text.chars.size();

  std::size_t plain = 0;
  while (plain < size && is_plain(text.chars[plain])) ++plain;
  if (plain == size) return;  // most Arabic paragraphs

  MappedText out;
  out.chars.reserve(size);
  out.origin.reserve(size);
  std::size_t begin = 0;
  while (begin < size) {
    std::size_t end = begin + 1;
    bool all_plain = is_plain(text.chars[begin]);
    while (end < size && !starts_segment(text.chars[end], normalizer)) {
      all_plain = all_plain && is_plain(text.chars[end]);
      ++end;
    }
    if (all_plain) {
      for (std::size_t i = begin; i < end; ++i) out.push_back(text.chars[i], text.origin[i]);
    } else {
      append_normalized(text, begin, end, normalizer, out);
    }
    begin = end;
  }
  text = std::move(out);
}

bool normalizes_alone(char32_t c) {
  return is_plain(c) || nfkc().hasBoundaryBefore(static_cast<UChar32>(c));
}

}  // namespace fihrist::arabic
