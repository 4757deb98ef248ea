// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Step 3 of the analysis: what stands on, under or between letters without being one.
#pragma once

#include "arabic/mapped_text.h"

namespace fihrist::arabic {

// Vowel signs and other marks of Arabic, tatweel, and invisible characters that direct or join text
// (bidi controls, zero-width joiners, soft hyphen, variation selectors). The zero-width *space* is
// not one of them: letters on its two sides do not join, so it parts words.
bool is_dropped_mark(char32_t c);

// Of these, one that stands on a letter or lengthens it, and is shown with it.
bool belongs_to_letter(char32_t c);

// Removes all such characters in place; the bytes of a mark that stood on a letter go to the
// letter, so that the two are highlighted together. Source of the ranges: the Unicode charts
// "Arabic", "Arabic Extended-A" and "General Punctuation".
void drop_marks(MappedText& text);

}  // namespace fihrist::arabic
