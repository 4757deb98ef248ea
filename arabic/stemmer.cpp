// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/stemmer.h"

#include <xxhash.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "arabic/dictionary.h"
#include "arabic/letters.h"
#include "arabic/particles.h"
#include "arabic/reading.h"

namespace fihrist::arabic {
namespace {

constexpr std::size_t kShortestCut = 3;  // letters of a word that may be cut

// For words in which nothing is known: mostly foreign names. Only what looks like nothing else is
// cut, and three letters stay at least.
constexpr std::u32string_view kUnknownProclitics[] = {U"وبال", U"وال", U"بال", U"فال", U"كال",
                                                      U"ولل",  U"ال",  U"لل",  U"و"};
constexpr std::u32string_view kUnknownEndings[] = {U"هما", U"يات", U"تان", U"تين", U"يون", U"يين",
                                                   U"ات",  U"ون",  U"ين",  U"ان",  U"ها",  U"هم",
                                                   U"يه",  U"ه",   U"ي",   U"ا"};
constexpr int kMostEndings = 3;

constexpr std::u32string_view kServant = U"عبد";  // عبد الله, عبد الرحمن

// Whether `is_it` says so of the word or of what follows a proclitic that names are written with.
template <typename IsIt>
bool is_any_behind_proclitic(std::u32string_view word, const IsIt& is_it) {
  constexpr std::u32string_view kBeforeNames[] = {U"", U"و", U"ل", U"ب"};
  return std::any_of(std::begin(kBeforeNames), std::end(kBeforeNames), [&](auto proclitic) {
    return word.starts_with(proclitic) && is_it(word.substr(proclitic.size()));
  });
}

bool leaves_enough(std::u32string_view word, std::u32string_view cut) {
  const bool is_easily_mistaken = cut == U"و" || cut == U"ان";
  return word.size() >= cut.size() + kShortestCut + (is_easily_mistaken ? 1 : 0);
}

void note(std::vector<Step>* steps, Rule rule, std::u32string_view letters) {
  if (steps != nullptr) steps->push_back({rule, std::u32string(letters)});
}

std::u32string cut_unknown(std::u32string_view word, std::vector<Step>* steps) {
  for (const std::u32string_view proclitic : kUnknownProclitics) {
    if (!word.starts_with(proclitic) || !leaves_enough(word, proclitic)) continue;
    note(steps, Rule::kProclitic, proclitic);
    word.remove_prefix(proclitic.size());
    break;
  }
  for (int i = 0; i < kMostEndings; ++i) {
    for (const std::u32string_view ending : kUnknownEndings) {
      if (!word.ends_with(ending) || !leaves_enough(word, ending)) continue;
      note(steps, Rule::kEnding, ending);
      word.remove_suffix(ending.size());
      break;
    }
  }
  note(steps, Rule::kUnknown, word);
  return std::u32string(word);
}

}  // namespace

std::string_view rule_name(Rule rule) {
  switch (rule) {
    case Rule::kName:
      return "name";
    case Rule::kParticle:
      return "particle";
    case Rule::kShort:
      return "short";
    case Rule::kProclitic:
      return "proclitic";
    case Rule::kPronoun:
      return "pronoun";
    case Rule::kEnding:
      return "ending";
    case Rule::kWord:
      return "word";
    case Rule::kPresent:
      return "present";
    case Rule::kVerb:
      return "verb";
    case Rule::kUnknown:
      return "unknown";
    case Rule::kVerbalNoun:
      return "verbal_noun";
    case Rule::kBrokenPlural:
      return "broken_plural";
    case Rule::kFeminine:
      return "feminine";
    case Rule::kNisba:
      return "nisba";
    case Rule::kSpelling:
      return "spelling";
  }
  return {};
}

Stemmer::Stemmer(std::shared_ptr<const Lexicon> lexicon, StemmerParts parts)
    : lexicon_(std::move(lexicon)), parts_(parts) {
  if (!parts_.spellings) return;
  for (const SpellingGroup& group : lexicon_->spellings()) {
    const std::u32string first = stem_without_spellings(group.front(), group.front(), nullptr);
    for (const std::u32string& spelling : group) {
      std::u32string stem = stem_without_spellings(spelling, spelling, nullptr);
      // A spelling that the rules take apart is left to them: its stem may be another word's.
      if (stem != first && stem == spelling) preferred_.emplace(std::move(stem), first);
    }
  }
}

std::u32string Stemmer::stem(std::u32string_view folded, std::u32string_view spelled,
                             std::vector<Step>* steps) const {
  std::u32string stem = stem_without_spellings(folded, spelled, steps);
  if (!lexicon_->is_name(stem)) return stem;  // as every spelling of variants.tsv is
  const auto preferred = preferred_.find(stem);
  if (preferred == preferred_.end()) return stem;
  note(steps, Rule::kSpelling, preferred->second);
  return preferred->second;
}

std::u32string Stemmer::stem_without_spellings(std::u32string_view folded,
                                               std::u32string_view spelled,
                                               std::vector<Step>* steps) const {
  const char32_t first = spelled.empty() ? U'\0' : spelled.front();
  if (!parts_.dictionary) return cut_unknown(folded, steps);
  if (lexicon_->is_name(folded)) {
    note(steps, Rule::kName, folded);
    return family_of(std::u32string(folded), first, steps);
  }
  if (const Particle particle = read_particle(folded); !particle.letters.empty()) {
    if (!particle.proclitic.empty()) note(steps, Rule::kProclitic, particle.proclitic);
    if (!particle.pronoun.empty()) note(steps, Rule::kPronoun, particle.pronoun);
    note(steps, Rule::kParticle, particle.letters);
    return std::u32string(particle.letters);
  }
  if (folded.size() < kShortestCut) {
    note(steps, Rule::kShort, folded);
    return std::u32string(folded);
  }
  Reading best;
  for (const Proclitic& proclitic : proclitics()) {
    if (!folded.starts_with(proclitic.letters) ||
        folded.size() < proclitic.letters.size() + proclitic.least_rest) {
      continue;
    }
    const std::u32string_view rest = folded.substr(proclitic.letters.size());
    read_noun(*lexicon_, rest, spelled.ends_with(kTehMarbuta), proclitic, best);
    if (parts_.verbs && proclitic.may_stand_at_verb) read_verb(*lexicon_, rest, proclitic, best);
  }
  if (!best.exists()) return cut_unknown(folded, steps);

  if (!best.proclitic.empty()) note(steps, Rule::kProclitic, best.proclitic);
  if (!best.pronoun.empty()) note(steps, Rule::kPronoun, best.pronoun);
  if (!best.ending.empty()) note(steps, Rule::kEnding, best.ending);
  if (!best.present.empty()) note(steps, Rule::kPresent, best.present);
  note(steps, best.is_verb ? Rule::kVerb : Rule::kWord, best.lexeme);
  if (best.is_verb && parts_.verbal_nouns) {
    if (std::u32string noun = noun_of_verb(*lexicon_, best.lexeme); !noun.empty()) {
      note(steps, Rule::kVerbalNoun, noun);
      best.lexeme = std::move(noun);
    }
  }
  const std::size_t begin = best.proclitic.size();
  return family_of(std::move(best.lexeme), begin < spelled.size() ? spelled[begin] : U'\0', steps);
}

// From a word of the lexicon to the one that names its family.
std::u32string Stemmer::family_of(std::u32string word, char32_t spelled_first,
                                  std::vector<Step>* steps) const {
  const std::u32string* singular = parts_.broken_plurals ? lexicon_->singular_of(word) : nullptr;
  // إعداد is not أعداد. No broken plural in use begins with إ, but for إخوة.
  if (singular != nullptr && (spelled_first != kAlefHamzaBelow || word.size() <= 4)) {
    word = *singular;
    note(steps, Rule::kBrokenPlural, word);
  }
  if (parts_.feminine && word.size() >= 4 && word.back() == kHeh &&
      !lexicon_->has_broken_plural(word)) {
    const std::u32string_view masculine = std::u32string_view(word).substr(0, word.size() - 1);
    if ((lexicon_->kinds(masculine) & kTakesFeminine) != 0) {
      word.pop_back();
      note(steps, Rule::kFeminine, word);
    }
  }
  if (parts_.nisba && word.size() >= 4 && word.back() == kYeh) {
    const std::u32string base = word.substr(0, word.size() - 1);
    const std::u32string candidates[] = {word + U"ا", base, base + U"ه", base + U"ا"};
    // The nisba of a name is joined with it: امريكي with امريكا, but not سياسي with سياسه. Joining
    // those too costs answers more than it gives (tests/relevance/README.md).
    const auto* noun = std::find_if(std::begin(candidates), std::end(candidates),
                                    [&](const auto& c) { return lexicon_->is_name(c); });
    if (noun != std::end(candidates)) {
      word = *noun;
      note(steps, Rule::kNisba, word);
    }
  }
  return word;
}

bool Stemmer::joins(std::u32string_view first, std::u32string_view second,
                    std::u32string& one_word) const {
  if (!parts_.spellings) return false;
  return is_any_behind_proclitic(first, [&](std::u32string_view name) {
    one_word.assign(first.substr(0, first.size() - name.size()));
    if (name == kServant && second.starts_with(U"ال") && second.size() >= 4) {
      one_word.append(name).append(second);
      return true;
    }
    const std::u32string* joined = lexicon_->joined(name, second);
    if (joined == nullptr) return false;
    one_word.append(*joined);
    return true;
  });
}

bool Stemmer::may_begin_name(std::u32string_view word) const {
  return parts_.spellings && is_any_behind_proclitic(word, [&](std::u32string_view name) {
           return name == kServant || lexicon_->begins_pair(name);
         });
}

std::uint64_t Stemmer::checksum() const {
  // What the rules do to a sample of the dictionary, in many dresses: a changed row of a table, or
  // another dictionary, shows here.
  constexpr std::size_t kStride = 64;
  constexpr std::u32string_view kBefore[] = {U"", U"ال", U"و", U"لل", U"فب", U"سي", U"ت"};
  constexpr std::u32string_view kBehind[] = {U"", U"ها", U"ات", U"يين", U"وا"};
  std::uint64_t checksum = lexicon_->checksum();
  std::size_t turn = 0;
  for (std::size_t i = 0; i < dictionary_size(); i += kStride) {
    const std::u32string word = dictionary_word(i);
    for (const std::u32string_view before : kBefore) {
      std::u32string dressed(before);
      dressed.append(word).append(kBehind[turn++ % std::size(kBehind)]);
      const std::u32string found = stem(dressed, dressed);
      checksum = XXH64(found.data(), found.size() * sizeof(char32_t), checksum);
    }
  }
  return checksum;
}

}  // namespace fihrist::arabic
