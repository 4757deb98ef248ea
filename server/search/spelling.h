// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Did you mean: the word of the archive that a misspelled word was probably meant to be. Works on
// letters, not on bytes, and knows which Arabic letters are mistaken for each other.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/search/archive_words.h"
#include "server/search/letter_edits.h"

namespace fihrist::search {

struct Correction {
  std::string exact;    // folded spelling of the word that was meant; two words parted by a space
                        // where two were glued together
  std::string spelled;  // the same as it is mostly written
};

// Shared by all searchers; immutable.
//
// A noisy channel: of the words that are near enough (letter_edits.h), the one that is likeliest to
// have been meant and mistyped: its frequency against what its slips cost. Words with a digit, or
// with a letter that is neither Arabic nor a..z, are neither corrected nor proposed.
//
// Memory beside that of `words`: 16 bytes and a byte a letter for each, some 7 MB for 300,000.
class Spelling {
 public:
  // `words` must outlive this.
  explicit Spelling(const ArchiveWords& words);

  // What `exact`, the folded spelling of a word that `count` articles have, was probably meant to
  // be, or nothing: the word is right, or nothing in the archive is near enough. A proclitic or a
  // last letter more or less is no slip. Takes about 1 ms with 300,000 words, 2 ms in one of a
  // hundred.
  //
  // `known` says that the analysis has read the word as a form of one that it knows (no step of
  // Rule::kUnknown in arabic/stemmer.h): then it takes more to make a slip of it.
  std::optional<Correction> correct(std::string_view exact, std::uint32_t count,
                                    bool known = false) const;

 private:
  // The words of one script and one length, the most frequent first.
  struct Group {
    std::vector<std::uint64_t> masks;    // letters that the word has
    std::vector<float> frequencies;      // natural logarithm of the count
    std::vector<std::uint32_t> numbers;  // in words_.words()
    std::vector<LetterCode> letters;     // of all words, one behind the other
  };
  // The best that was found: `number` of words, or `split` letters and the rest.
  struct Best;

  using Groups = std::array<Group, kLongestSpelling + 1>;

  void look_in(const Group& group, std::span<const LetterCode> typed, std::size_t length, int limit,
               Best& best) const;
  void look_for_glued(std::string_view exact, Best& best) const;

  const ArchiveWords& words_;
  Groups arabic_;
  Groups latin_;
  double log_most_ = 0;  // of the most frequent word's count: about that of the articles
};

}  // namespace fihrist::search
