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

// Cuts a folded text into words. A word is a longest run of letters and digits, with these rules:
//   - Arabic letters part from Latin letters and from digits, since scraped text glues them
//     (`Relatedسفير`, `7أكتوبر`); Latin letters keep their digits (`F16`, `covid19`);
//   - an apostrophe between Latin letters is part of the word (`Trump's`);
//   - underscore parts words, so that a hashtag is read as what it says (`#غزة_الآن`).
std::vector<Word> tokenize(const MappedText& text);

}  // namespace fihrist::arabic
