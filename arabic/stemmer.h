// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Step 6 of the analysis: what an Arabic word is indexed under besides its spelling.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "arabic/lexicon.h"

namespace fihrist::arabic {

// What the stemmer did to a word, for people who ask why.
enum class Rule {
  kName,          // stands in names.txt or variants.tsv: whole as it is
  kParticle,      // preposition, conjunction, pronoun (particles.h)
  kShort,         // too short to be cut
  kProclitic,     // و ف ب ك ل and the article, cut
  kPronoun,       // attached pronoun, cut
  kEnding,        // ending of number, gender, nisba or person, cut
  kWord,          // what stays is a noun (adjective, particle, name) of the lexicon
  kPresent,       // the present of a verb, given as that of `he`; its prefix and س are cut
  kVerb,          // what stays is a verb of the dictionary, given in the past
  kUnknown,       // no reading has a known word: cut by the table for unknown words
  kVerbalNoun,    // verb -> its noun
  kBrokenPlural,  // broken plural -> singular
  kFeminine,      // feminine -> masculine
  kNisba,         // nisba of a name -> the name
  kSpelling,      // spelling -> the one that variants.tsv puts first
};

// The name of a rule as the API has it: "broken_plural".
std::string_view rule_name(Rule rule);

struct Step {
  Rule rule;
  std::u32string letters;  // what was cut, or what the word then was
};

// The parts of the stemmer that can be switched off, so that the effect of each can be measured.
struct StemmerParts {
  bool dictionary = true;    // else every word is cut by the table for unknown words
  bool verbs = true;         // readings as verbs
  bool verbal_nouns = true;  // verbs joined with their nouns
  bool broken_plurals = true;
  bool feminine = true;
  bool nisba = true;
  bool spellings = true;
};

// The stem of a word names its family: مفاوضات, المفاوضين and سيفاوضون have one stem. It is a
// label, mostly a word, not always one that a linguist would call stem. Immutable once made.
class Stemmer {
 public:
  explicit Stemmer(std::shared_ptr<const Lexicon> lexicon, StemmerParts parts = {});

  // `folded` is a folded word (fold.h) and `spelled` the same letters before folding: where a
  // writer told إ from أ or ة from ه, that is used; where not, nothing is lost. `steps`, if given,
  // gets what was done, in its order.
  std::u32string stem(std::u32string_view folded, std::u32string_view spelled,
                      std::vector<Step>* steps = nullptr) const;

  // Whether two words, a blank between them, are one name that is also written as one word
  // (`عبد الله`, and the pairs of variants.tsv); `one_word`, folded, is then that word.
  bool joins(std::u32string_view first, std::u32string_view second, std::u32string& one_word) const;

  // Whether a word can be the first of two that joins() makes one. It is asked once a word, so that
  // joins() need not be asked of every pair.
  bool may_begin_name(std::u32string_view word) const;

  // Of the lexicon and of what the rules do: two stemmers of one checksum give the same stems.
  std::uint64_t checksum() const;

 private:
  std::u32string stem_without_spellings(std::u32string_view folded, std::u32string_view spelled,
                                        std::vector<Step>* steps) const;
  std::u32string family_of(std::u32string word, char32_t spelled_first,
                           std::vector<Step>* steps) const;

  std::shared_ptr<const Lexicon> lexicon_;
  StemmerParts parts_;
  std::unordered_map<std::u32string, std::u32string> preferred_;  // stem -> stem, by variants.tsv
};

}  // namespace fihrist::arabic
