// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The phrases of an archive: words that its titles often have side by side.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "server/search/vocabulary.h"
#include "server/search/word_sequences.h"

namespace fihrist::search {

// Titles as the search for phrases sees them. Positions count the words of all titles.
struct TitleWords {
  WordTable words;
  WordSequences titles;
  // Of each position: whether only blanks stand between it and the word before it. A phrase does
  // not go over a comma, a colon or a quotation mark.
  std::vector<bool> joined;
  // Of each position: how the word is written there, vowel signs aside, as a number in `spellings`.
  std::vector<std::uint32_t> spelling;
  TextList spellings;
};

// Texts to be found by their words, and how many articles have each.
struct CountedTexts {
  WordSequences sequences;
  TextList texts;                     // of each sequence, as mostly written
  std::vector<std::uint32_t> counts;  // of each sequence
};

inline constexpr std::size_t kLongestPhrase = 5;  // words
inline constexpr std::uint32_t kLeastTitles = 3;  // that have a phrase

// Whether a word wants another one behind it, so that it says little at the end of a phrase.
enum class Hanging : std::uint8_t {
  kNo,
  kMostly,  // titles have it often, and hardly ever at the end of a clause: بن, معالي, يستقبل
  kStopWord  // في
};

// Of each word of `titles`.
std::vector<Hanging> find_hanging_words(const TitleWords& titles, const Vocabulary& vocabulary);

// Phrases of 2 to kLongestPhrase words that kLeastTitles titles have, without those that begin or
// end in what hangs, and without those that are mostly a part of a longer one (الحرمين الشريفين of
// خادم الحرمين الشريفين). `hanging` is of find_hanging_words().
CountedTexts find_phrases(const TitleWords& titles, const std::vector<Hanging>& hanging);

}  // namespace fihrist::search
