// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Step 2 of the analysis: Unicode normalisation form KC.
#pragma once

#include "arabic/mapped_text.h"

namespace fihrist::arabic {

// Normalises in place: presentation forms become letters (U+FEFB -> ل ا), alef followed by a
// combining madda becomes آ, full-width and other compatibility forms become plain ones. Source:
// Unicode Standard Annex #15, by ICU. It comes before folding, because a fold that sees a bare alef
// with a combining hamza behind it would keep the hamza.
void apply_nfkc(MappedText& text);

// Whether `c`, wherever it stands, becomes what it becomes alone, and changes nothing before it.
// In a text of such characters alone every character may be normalised by itself, so far as marks
// that are dropped afterwards (marks.h) need not be put in order.
bool normalizes_alone(char32_t c);

}  // namespace fihrist::arabic
