// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What completions are chosen from: the words, phrases, titles and names of an archive, to be found
// by their beginnings.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "arabic/analyzer.h"
#include "server/search/archive_words.h"
#include "server/search/title_phrases.h"
#include "server/search/vocabulary.h"
#include "server/search/word_sequences.h"

namespace fihrist::search {

// Immutable once loaded.
struct CompletionStock {
  // Throws Xapian::Error.
  static CompletionStock load(const ArchiveWords& archive, const Xapian::Database& database,
                              const arabic::Analyzer& analyzer, const Vocabulary& vocabulary);

  // Sources, authors and keywords beyond so many are left out, those of fewest articles first.
  static constexpr std::size_t kMostNames = 50'000;

  WordTable words;               // of titles and names
  std::vector<Hanging> hanging;  // of each of them
  // Of near-duplicates only the newest, newest first.
  WordSequences titles;
  std::vector<bool> joined;                   // of each of their words: TitleWords::joined
  std::vector<std::uint32_t> archive_titles;  // of each: its number in ArchiveWords::titles()
  CountedTexts phrases;
  CountedTexts names;
  // Of each of ArchiveWords::words(): how good a completion it is, 0 of one that is none.
  std::vector<float> word_scores;
};

}  // namespace fihrist::search
