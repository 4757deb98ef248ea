// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/particles.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace fihrist::arabic {
namespace {

// Folded, so that على and علي are one, and so are أن and إن; a word that is more often something
// else (من قبل, بعد) is here if it means little either way.
constexpr std::u32string_view kParticles[] = {
    // prepositions
    U"في", U"من", U"الي", U"علي", U"عن", U"مع", U"منذ", U"حتي", U"لدي", U"عند", U"بين", U"نحو",
    U"دون", U"بدون", U"خلال", U"حول", U"ضد", U"عبر", U"حسب", U"وفق", U"تحت", U"فوق", U"امام",
    U"وراء", U"قبل", U"بعد", U"ضمن", U"سوي", U"مثل",
    // conjunctions, negations, questions
    U"ان", U"لكن", U"كان", U"او", U"ام", U"ثم", U"بل", U"لا", U"لم", U"لن", U"ما", U"قد", U"لقد",
    U"هل", U"اذا", U"اذ", U"لو", U"لولا", U"كي", U"كيف", U"متي", U"اين", U"ماذا", U"لماذا", U"الا",
    U"كما", U"كلما", U"بينما", U"حيث", U"حين", U"حينما", U"عندما", U"مما", U"عما", U"فيما", U"انما",
    U"ايضا", U"الان", U"اما", U"مهما", U"ليس", U"ليت", U"لعل", U"سوف", U"نعم", U"كلا", U"اي",
    U"ايه", U"كم", U"لما",
    // pronouns and demonstratives
    U"هو", U"هي", U"هم", U"هن", U"هما", U"نحن", U"انا", U"انت", U"انتم", U"هذا", U"هذه", U"هذان",
    U"هذين", U"هاتان", U"هاتين", U"هولاء", U"ذلك", U"تلك", U"ذاك", U"اوليك", U"هنا", U"هناك",
    U"هنالك", U"الذي", U"التي", U"الذين", U"اللذان", U"اللذين", U"اللتان", U"اللتين", U"اللواتي",
    U"اللاتي"};

constexpr std::u32string_view kWithPronoun[] = {U"في",   U"من",   U"الي", U"علي",  U"عن",  U"مع",
                                                U"لدي",  U"عند",  U"بين", U"نحو",  U"دون", U"حول",
                                                U"ضد",   U"قبل",  U"بعد", U"خلال", U"تحت", U"فوق",
                                                U"امام", U"وراء", U"ان",  U"لكن",  U"مثل"};

constexpr std::u32string_view kPronouns[] = {U"هما", U"هم", U"هن", U"كم", U"ها",
                                             U"نا",  U"ني", U"ه",  U"ك",  U"ي"};

// و and ف stand before everything, the others before what can be ruled by a preposition.
constexpr std::u32string_view kConjunctions[] = {U"", U"و", U"ف"};
constexpr std::u32string_view kPrepositions[] = {U"", U"ب", U"ل", U"ك"};
constexpr std::u32string_view kRuled[] = {U"ان",   U"ما",   U"هذا",   U"هذه",   U"ذلك", U"تلك",
                                          U"الذي", U"التي", U"الذين", U"هولاء", U"دون", U"مثل"};

// Words that only look like particles: فهم is understanding more often than ف + هم.
constexpr std::u32string_view kNoParticles[] = {U"فهم", U"فتحت"};

constexpr std::size_t kLongest = 10;  // letters of a particle in full dress

template <typename Table>
bool contains(const Table& table, std::u32string_view word) {
  return std::find(std::begin(table), std::end(table), word) != std::end(table);
}

std::u32string_view without_pronoun(std::u32string_view word, std::u32string_view& pronoun) {
  for (const std::u32string_view candidate : kPronouns) {
    if (word.size() <= candidate.size() || !word.ends_with(candidate)) continue;
    const std::u32string_view rest = word.substr(0, word.size() - candidate.size());
    if (contains(kWithPronoun, rest)) {
      pronoun = candidate;
      return rest;
    }
  }
  return {};
}

}  // namespace

Particle read_particle(std::u32string_view word) {
  if (word.size() < 2 || word.size() > kLongest) return {};
  if (contains(kNoParticles, word)) return {};
  if (contains(kParticles, word)) return {{}, word, {}};
  for (const std::u32string_view conjunction : kConjunctions) {
    if (!word.starts_with(conjunction)) continue;
    for (const std::u32string_view preposition : kPrepositions) {
      const std::size_t cut = conjunction.size() + preposition.size();
      const std::u32string_view behind = word.substr(conjunction.size());
      if (!behind.starts_with(preposition) || word.size() < cut + 2) continue;
      const std::u32string_view rest = word.substr(cut);
      std::u32string_view pronoun;
      std::u32string_view letters =
          contains(kParticles, rest) ? rest : without_pronoun(rest, pronoun);
      if (letters.empty() || (!preposition.empty() && !contains(kRuled, letters))) continue;
      return {word.substr(0, cut), letters, pronoun};
    }
  }
  return {};
}

}  // namespace fihrist::arabic
