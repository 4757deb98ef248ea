// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/tokenizer.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <array>

namespace fihrist::arabic {
namespace {

Kind look_up_kind(char32_t c) {
  if (c == U' ' || c == U'\u00A0') return Kind::kBlank;
  if (c == U'\'' || c == U'\u2019') return Kind::kApostrophe;
  const auto code = static_cast<UChar32>(c);
  const auto category = U_MASK(u_charType(code));
  if ((category & U_GC_M_MASK) != 0) return Kind::kMark;
  if ((category & U_GC_ND_MASK) != 0) return Kind::kDigit;
  if ((category & U_GC_L_MASK) == 0) return Kind::kNone;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(code, &status)) {
    case USCRIPT_ARABIC:
      return Kind::kArabic;
    case USCRIPT_LATIN:
      return Kind::kLatin;
    default:
      return Kind::kOther;
  }
}

// The kinds of the characters that news text is made of, looked up once.
constexpr char32_t kTableSize = U'\u0700';

}  // namespace

Kind kind_of(char32_t folded) {
  static const auto kTable = [] {
    std::array<Kind, kTableSize> table{};
    for (char32_t i = 0; i < kTableSize; ++i) table[i] = look_up_kind(i);
    return table;
  }();
  return folded < kTableSize ? kTable[folded] : look_up_kind(folded);
}

std::string_view script_name(Script script) {
  switch (script) {
    case Script::kArabic:
      return "arabic";
    case Script::kLatin:
      return "latin";
    case Script::kNumber:
      return "number";
    case Script::kOther:
      return "other";
  }
  return {};
}

std::vector<Word> tokenize(const MappedText& text) {
  const std::u32string& chars = text.chars;
  std::vector<Word> words;
  words.reserve(chars.size() / 6 + 1);
  std::size_t i = 0;
  while (i < chars.size()) {
    const Kind first = kind_of(chars[i]);
    if (!begins_word(first)) {
      ++i;
      continue;
    }
    Word word{i, i + 1, script_of(first)};
    while (word.end < chars.size()) {
      const Kind next = kind_of(chars[word.end]);
      if (continues(word.script, next)) {
        word.script = script_with(word.script, next);
        ++word.end;
      } else if (word.script == Script::kLatin && next == Kind::kApostrophe &&
                 word.end + 1 < chars.size() && kind_of(chars[word.end + 1]) == Kind::kLatin) {
        word.end += 2;
      } else {
        break;
      }
    }
    words.push_back(word);
    i = word.end;
  }
  return words;
}

}  // namespace fihrist::arabic
