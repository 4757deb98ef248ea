// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/lexicon.h"

#include <xxhash.h>

#include <algorithm>

#include "arabic/decode.h"
#include "arabic/dictionary.h"
#include "arabic/fold.h"
#include "arabic/word_lists.h"

namespace fihrist::arabic {
namespace {

constexpr std::size_t kMostForms = 12;  // fields of a row

// A field as the analysis sees it. Throws where it is not one word of Arabic letters.
std::u32string read_word(const WordList& list, const WordListRow& row, const std::string& field) {
  std::u32string folded = fold_word(field);
  if (std::any_of(folded.begin(), folded.end(), [](char32_t c) { return letter_code(c) == 0; })) {
    list.fail(row, "\"" + field + "\" is not one word of Arabic letters.");
  }
  if (folded.size() < 2) list.fail(row, "\"" + field + "\" is too short: two letters at least.");
  return folded;
}

// عبدالله, عبدالرحمن: as names are written, or joined by Stemmer::joins.
bool is_servant_name(std::u32string_view word) {
  return word.starts_with(U"عبدال") && word.size() >= 7;
}

// Hashes a list with the borders of its fields and rows.
std::uint64_t add_to_checksum(std::uint64_t checksum, const WordList& list) {
  const auto add = [&](std::u32string_view text) {
    checksum = XXH64(text.data(), text.size() * sizeof(char32_t), checksum);
  };
  for (const WordListRow& row : list.rows) {
    for (const std::string& field : row.fields) add(fold_word(field) + U"\t");
    add(U"\n");
  }
  add(U"\f");
  return checksum;
}

}  // namespace

std::shared_ptr<const Lexicon> Lexicon::load(const std::filesystem::path& folder) {
  std::shared_ptr<Lexicon> lexicon(new Lexicon);
  lexicon->checksum_ = dictionary_checksum();
  for (std::size_t i = 0; i < dictionary_size(); ++i) {
    const std::u32string word = dictionary_word(i);
    lexicon->add(word, dictionary_kinds(word));
  }
  lexicon->read_broken_plurals(folder);
  lexicon->read_names(folder);
  lexicon->read_spellings(folder);
  return lexicon;
}

std::shared_ptr<const Lexicon> Lexicon::built_in() {
  static const std::shared_ptr<const Lexicon> kBuiltIn = load({});
  return kBuiltIn;
}

void Lexicon::read_broken_plurals(const std::filesystem::path& folder) {
  const WordList list = read_word_list(folder, "broken_plurals.tsv", 2, kMostForms);
  checksum_ = add_to_checksum(checksum_, list);
  std::unordered_map<std::u32string, std::size_t> lines;  // of the singulars
  for (const WordListRow& row : list.rows) {
    const std::u32string singular = read_word(list, row, row.fields.front());
    if (const auto [other, is_new] = lines.emplace(singular, row.line); !is_new) {
      list.fail(row, "\"" + row.fields.front() + "\" stands on line " +
                         std::to_string(other->second) +
                         " already. Put all plurals of a word on one line.");
    }
    add(singular, kNoun | kSingular);
    for (std::size_t i = 1; i < row.fields.size(); ++i) {
      const std::u32string plural = read_word(list, row, row.fields[i]);
      const auto [other, is_new] = singulars_.emplace(plural, singular);
      if (!is_new) {
        list.fail(row, "\"" + row.fields[i] + "\" is already the plural of \"" +
                           to_utf8(other->second) +
                           "\" (both as folded). A plural can lead to one singular only.");
      }
      add(plural, kNoun | kPlural);
    }
  }
}

void Lexicon::read_names(const std::filesystem::path& folder) {
  const WordList list = read_word_list(folder, "names.txt", 1, 1);
  checksum_ = add_to_checksum(checksum_, list);
  for (const WordListRow& row : list.rows) {
    std::u32string name = read_word(list, row, row.fields.front());
    // الصين, which always has its article, is read as the article and صين; ألبانيا has none.
    if (row.fields.front().starts_with("ال") && name.size() > 4) name.erase(0, 2);
    add(name, kNoun | kName);
  }
}

void Lexicon::read_spellings(const std::filesystem::path& folder) {
  const WordList list = read_word_list(folder, "variants.tsv", 2, kMostForms);
  checksum_ = add_to_checksum(checksum_, list);
  std::unordered_map<std::u32string, std::size_t> lines;
  for (const WordListRow& row : list.rows) {
    SpellingGroup group;
    for (const std::string& field : row.fields) {
      const std::size_t blank = field.find(' ');
      std::u32string spelling = read_word(list, row, field.substr(0, blank));
      if (blank != std::string::npos) {
        if (group.empty()) {
          list.fail(row, "\"" + field + "\" has two words: the first spelling must be one word.");
        }
        const std::u32string second = read_word(list, row, field.substr(blank + 1));
        if (const auto [other, is_new] = pairs_[spelling].emplace(second, group.front()); !is_new) {
          list.fail(row, "\"" + field + "\" is already a spelling of \"" + to_utf8(other->second) +
                             "\". Put all spellings of a word on one line.");
        }
        add(spelling, kBeginsPair);
        continue;
      }
      const auto [other, is_new] = lines.emplace(spelling, row.line);
      if (!is_new && other->second != row.line) {
        list.fail(row, "\"" + field + "\" stands on line " + std::to_string(other->second) +
                           " already. Put all spellings of a word on one line.");
      }
      add(spelling, kNoun | kName);
      if (is_new) group.push_back(std::move(spelling));
    }
    if (group.size() > 1) spellings_.push_back(std::move(group));
  }
}

void Lexicon::add(const std::u32string& word, std::uint8_t known) {
  if ((known & kName) != 0 && (this->known(word) & kName) == 0) ++names_;
  if (const auto packed = pack_word(word)) {
    known_.add(*packed, known);
  } else {
    known_unpacked_[word] |= known;
  }
}

std::uint8_t Lexicon::known_unpacked(std::u32string_view word) const {
  if (word.size() <= kLongestPackedWord) return 0;  // not of Arabic letters
  const auto found = known_unpacked_.find(word);
  return found == known_unpacked_.end() ? 0 : found->second;
}

std::uint8_t Lexicon::kinds(std::u32string_view word) const {
  constexpr std::uint8_t kAll = kNoun | kTakesFeminine | kPastVerb | kPresentVerb;
  std::uint8_t kinds = known(word) & kAll;
  if ((kinds & kNoun) == 0 && is_servant_name(word)) kinds |= kNoun;
  return kinds;
}

bool Lexicon::is_name(std::u32string_view word) const {
  return (known(word) & kName) != 0 || is_servant_name(word);
}

const std::u32string* Lexicon::singular_of(std::u32string_view plural) const {
  if ((known(plural) & kPlural) == 0) return nullptr;
  return &singulars_.find(plural)->second;
}

bool Lexicon::has_broken_plural(std::u32string_view word) const {
  return (known(word) & kSingular) != 0;
}

const std::u32string* Lexicon::joined(std::u32string_view first, std::u32string_view second) const {
  const auto seconds = pairs_.find(first);
  if (seconds == pairs_.end()) return nullptr;
  const auto found = seconds->second.find(second);
  return found == seconds->second.end() ? nullptr : &found->second;
}

}  // namespace fihrist::arabic
