// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Step 5 of the analysis: words.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "arabic/mapped_text.h"

namespace fihrist::arabic {

enum class Script { kArabic, kLatin, kNumber, kOther };

// The name of a script as the API has it: "arabic".
std::string_view script_name(Script script);

// Characters [begin, end) of a folded text.
struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
  Script script = Script::kOther;
};

// What a character is to words.
enum class Kind : unsigned char {
  kNone,        // parts words
  kBlank,       // parts words, and may stand between the two words of one name
  kApostrophe,  // parts words, but for Latin ones
  kArabic,
  kLatin,
  kDigit,
  kOther,  // a letter of another script
  kMark,   // goes on with any word and begins none
};

Kind kind_of(char32_t folded);

constexpr bool begins_word(Kind kind) { return kind >= Kind::kArabic && kind <= Kind::kOther; }

// The script of a word that begins with a character of this kind.
constexpr Script script_of(Kind kind) {
  switch (kind) {
    case Kind::kArabic:
      return Script::kArabic;
    case Kind::kLatin:
      return Script::kLatin;
    case Kind::kDigit:
      return Script::kNumber;
    default:
      return Script::kOther;
  }
}

// Whether a character of kind `next` goes on with a word of script `script`, which is then one of
// script_with().
constexpr bool continues(Script script, Kind next) {
  switch (next) {
    case Kind::kMark:
      return true;
    case Kind::kArabic:
      return script == Script::kArabic;
    case Kind::kLatin:
    case Kind::kDigit:
      return script == Script::kNumber || script == Script::kLatin;
    case Kind::kOther:
      return script == Script::kOther;
    default:
      return false;
  }
}

// 5G and 3D are Latin.
constexpr Script script_with(Script script, Kind next) {
  return next == Kind::kLatin ? Script::kLatin : script;
}

// Cuts a folded text into words. A word is a longest run of letters and digits, with these rules:
//   - Arabic letters part from Latin letters and from digits, since scraped text glues them
//     (`Relatedسفير`, `7أكتوبر`); Latin letters keep their digits (`F16`, `covid19`);
//   - an apostrophe between Latin letters is part of the word (`Trump's`);
//   - underscore parts words, so that a hashtag is read as what it says (`#غزة_الآن`).
std::vector<Word> tokenize(const MappedText& text);

}  // namespace fihrist::arabic
