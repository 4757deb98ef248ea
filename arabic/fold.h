// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Step 4 of the analysis: letters that writers exchange become one letter.
#pragma once

#include <string>
#include <string_view>

#include "arabic/mapped_text.h"

namespace fihrist::arabic {

// The folded form of one character:
//   أ إ آ ٱ -> ا      hamza on alef is left out at will in news text
//   ى ی ے   -> ي      final yeh is written without dots in Egypt; ی comes from Persian keyboards
//   ة ۀ     -> ه      teh marbuta is typed as heh
//   ؤ -> و, ئ -> ي    مسؤول / مسئول is not joined by this, مسؤول / مسوول is
//   ک -> ك, ھ ہ ە -> ه   other keyboards' forms of the same letter
//   پ -> ب, چ -> ج, ژ -> ز, ڤ -> ف, گ -> ك   foreign sounds, spelled with or without their letter
//   digits of every script -> 0..9
//   Latin, Greek, Cyrillic: lower case; Latin letters without the accents that Unicode decomposes
// Everything else stays as it is. Source of the Arabic rules: what Lucene's ArabicNormalizer does,
// widened by the variants that stand in the news text that we have read.
char32_t fold(char32_t c);

void fold(MappedText& text);

// A word of UTF-8 as the analysis sees it, for lists and dictionaries: without marks (marks.h),
// each letter folded.
std::u32string fold_word(std::string_view utf8);

}  // namespace fihrist::arabic
