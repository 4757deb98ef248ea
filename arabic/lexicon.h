// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What the stemmer knows about words: the compiled dictionary, and the lists of config/ that shape
// terms (broken_plurals.tsv, names.txt, variants.tsv).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "arabic/packed_table.h"
#include "arabic/packed_word.h"

namespace fihrist::arabic {

// Spellings of one name or word, folded; the first is the one that the others are read as. A
// spelling of two words is joined (نيو يورك -> نيويورك).
using SpellingGroup = std::vector<std::u32string>;

// Immutable once it is loaded, so threads may share one.
class Lexicon {
 public:
  // With the lists of `folder` where it has them, else the built-in ones. Throws WordListError with
  // file and line where a list is not what it should be.
  static std::shared_ptr<const Lexicon> load(const std::filesystem::path& folder);

  // With the built-in lists; loaded once a process.
  static std::shared_ptr<const Lexicon> built_in();

  // WordKinds of a folded word in the dictionary; a word of a list is a noun. 0 if it is unknown.
  std::uint8_t kinds(std::u32string_view word) const;

  // A word of names.txt or variants.tsv: it is whole as it stands.
  bool is_name(std::u32string_view word) const;

  // The singular of a broken plural, or nullptr.
  const std::u32string* singular_of(std::u32string_view plural) const;

  // Whether a folded word is the singular of a broken plural.
  bool has_broken_plural(std::u32string_view word) const;

  // The one-word spelling of two words that variants.tsv joins, or nullptr.
  const std::u32string* joined(std::u32string_view first, std::u32string_view second) const;

  // Whether variants.tsv joins a word with any that follows it.
  bool begins_pair(std::u32string_view word) const { return (known(word) & kBeginsPair) != 0; }

  const std::vector<SpellingGroup>& spellings() const { return spellings_; }

  // Of the dictionary and of what the lists say (not of comments and blanks).
  std::uint64_t checksum() const { return checksum_; }

  std::size_t broken_plural_count() const { return singulars_.size(); }
  std::size_t name_count() const { return names_; }

 private:
  Lexicon() = default;
  void read_broken_plurals(const std::filesystem::path& folder);
  void read_names(const std::filesystem::path& folder);
  void read_spellings(const std::filesystem::path& folder);

  // What is known of a word: its WordKinds, and of the lists:
  static constexpr std::uint8_t kName = 16;
  static constexpr std::uint8_t kSingular = 32;  // of a broken plural
  static constexpr std::uint8_t kPlural = 64;
  static constexpr std::uint8_t kBeginsPair = 128;
  std::uint8_t known(std::u32string_view word) const {
    const auto packed = pack_word(word);
    return packed ? known_.flags(*packed) : known_unpacked(word);
  }
  std::uint8_t known_unpacked(std::u32string_view word) const;
  void add(const std::u32string& word, std::uint8_t known);

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::u32string_view word) const {
      return std::hash<std::u32string_view>()(word);
    }
  };
  template <typename Value>
  using WordMap = std::unordered_map<std::u32string, Value, Hash, std::equal_to<>>;

  PackedTable known_;                     // words of the dictionary and of the lists
  WordMap<std::uint8_t> known_unpacked_;  // those of the lists that are too long to be packed
  WordMap<std::u32string> singulars_;     // by plural
  std::size_t names_ = 0;
  std::vector<SpellingGroup> spellings_;
  WordMap<WordMap<std::u32string>> pairs_;
  std::uint64_t checksum_ = 0;
};

}  // namespace fihrist::arabic
