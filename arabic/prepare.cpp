// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/prepare.h"

#include "arabic/decode.h"
#include "arabic/marks.h"
#include "arabic/nfkc.h"

namespace fihrist::arabic {

// The order of the analysis, and why:
//   decode    first, so that every later step sees whole characters, and broken bytes are harmless;
//   NFKC      before marks and folding: it turns presentation forms into letters, and alef with a
//             combining hamza or madda into the one letter that folding knows;
//   marks     before folding and words: a vowel sign or tatweel inside a word is no border;
//   fold      before words: digits of all scripts become one kind. The spelling before it is kept,
//             letter by letter, for the stemmer;
//   words, then stems.
void prepare(std::string_view utf8, std::uint32_t offset, MappedText& text) {
  text.clear();
  decode(utf8, offset, text);
  apply_nfkc(text);
  drop_marks(text);
}

}  // namespace fihrist::arabic
