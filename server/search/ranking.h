// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The numbers that decide which article comes first, each with what it was measured to be worth
// (tests/relevance/README.md has the table).
#pragma once

#include <cstddef>

namespace fihrist::search {

struct Ranking {
  // BM25. Length normalisation is strong, because long articles of news are digests of many
  // stories.
  double k1 = 1.4;
  double b = 0.9;
  double least_length = 0.1;  // of the average length: shorter articles gain no more

  // The exact spelling beside its stem, and in a quoted phrase.
  double exact_weight = 0.4;
  double exact_weight_in_phrase = 1.0;

  // A stop word beside words that say something.
  double stop_word_weight = 0.2;

  // What synonyms.tsv puts in place of a word.
  double synonym_weight = 0.5;

  // Re-ranking of the first results by the closeness of the query's words; 0 switches it off.
  double closeness_weight = 1.0;
  std::size_t reranked = 100;

  // What an article of this moment gains where freshness is asked for, as a part of what the words
  // of the query tell together: about the score of a good match.
  double freshness_weight = 1.0;

  // Up to this many words (stop words not counted) a person means all of them; a longer query, or
  // one that asks, is ranked by what an article shares with it.
  std::size_t short_query = 4;
};

}  // namespace fihrist::search
