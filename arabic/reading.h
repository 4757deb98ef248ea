// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// How a word may be read: proclitic + word of the lexicon + endings.
//
// Without vowel signs most words have several readings (`وزيرها` is `وزير` + `ها`, or `و` + `زير` +
// `ها`). Each affix has a cost, readings cost the sum, and the cheapest counts; of equal ones the
// first. The costs are an order of likelihood in news, not probabilities: set by hand, and checked
// against judged word lists (tests/relevance/README.md).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "arabic/lexicon.h"

namespace fihrist::arabic {

struct Reading {
  static constexpr int kNone = 1000;

  int cost = kNone;
  std::u32string lexeme;  // as the lexicon has it: a noun, or a verb in the past, `he`
  bool is_verb = false;
  std::u32string_view proclitic;
  std::u32string_view ending;   // of number, gender, nisba, person
  std::u32string_view pronoun;  // attached
  std::u32string present;       // of a verb that was read in the present: that of `he`

  bool exists() const { return cost < kNone; }
};

// Letters written before a word and joined to it.
struct Proclitic {
  std::u32string_view letters;
  int cost;
  bool has_article;  // then no pronoun and no verb follows
  bool may_stand_at_verb;
  std::size_t least_rest;  // letters that must stay
};

// Every proclitic that news text uses, the empty one first.
std::span<const Proclitic> proclitics();

// Each looks for readings of `rest`, which follows `proclitic`, and keeps one in `best` if it is
// cheaper than that. The views of a reading point into `rest` and into static tables. A word that
// was spelled with ة at its end has no pronoun there (`is_feminine`).
void read_noun(const Lexicon& lexicon, std::u32string_view rest, bool is_feminine,
               const Proclitic& proclitic, Reading& best);
void read_verb(const Lexicon& lexicon, std::u32string_view rest, const Proclitic& proclitic,
               Reading& best);

// The past of a verb in the present (`يقول` -> `قال`), or `present` itself where the dictionary has
// no past for it.
std::u32string past_of(const Lexicon& lexicon, std::u32string_view present);

// The noun that names what a verb does (`فاوض` -> `مفاوضه`, `اعتقل` -> `اعتقال`), where the form of
// the verb tells it and the dictionary has it; else an empty string. Verbs of three letters are
// left alone: their nouns follow no rule.
std::u32string noun_of_verb(const Lexicon& lexicon, std::u32string_view past);

}  // namespace fihrist::arabic
