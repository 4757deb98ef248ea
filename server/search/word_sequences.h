// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Titles, phrases and names as sequences of numbered words, and where words stand side by side in
// them: what completion and the search for phrases look things up in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fihrist::search {

// Many short texts in one piece of memory; four bytes beside the text for each.
class TextList {
 public:
  void add(std::string_view text);
  std::string_view operator[](std::size_t number) const;
  std::size_t size() const { return ends_.size(); }

 private:
  std::string bytes_;  // less than 4 GiB
  std::vector<std::uint32_t> ends_;
};

// Numbers of words follow their order by bytes, so that words that begin alike are neighbours.
using WordNumber = std::uint32_t;

// Words [begin, end).
struct WordRange {
  WordNumber begin = 0;
  WordNumber end = 0;
  bool empty() const { return begin == end; }
};

// Folded words, each once. Immutable.
class WordTable {
 public:
  WordTable() = default;
  // `words` in ascending order, each once.
  explicit WordTable(const std::vector<std::string>& words);

  std::size_t size() const { return words_.size(); }
  std::string_view operator[](WordNumber word) const { return words_[word]; }
  std::optional<WordNumber> find(std::string_view word) const;
  // The words that begin with `letters`, itself included; all words if it is empty.
  WordRange beginning_with(std::string_view letters) const;

 private:
  TextList words_;
};

// Twelve bytes a word. Filled by add(), then sorted once, then only read.
class WordSequences {
 public:
  // The word at `offset` of a sequence, and all that follow it there.
  struct Place {
    std::uint32_t sequence = 0;
    std::uint32_t offset = 0;
  };

  // Sequences are numbered from 0 in the order in which they are added.
  void add(std::span<const WordNumber> words);
  // From here on places are in the order of the words that stand at them and follow them.
  void sort();

  std::size_t size() const { return begins_.size() - 1; }
  std::span<const WordNumber> operator[](std::size_t sequence) const;
  // One place for each word of each sequence, by its rank in the order of sort().
  std::size_t places() const { return order_.size(); }
  Place place(std::size_t rank) const;
  // The words at a place and behind it.
  std::span<const WordNumber> words_at(std::size_t rank) const;
  // Where `words`, and then any word of `last`, stand side by side: ranks [begin, end).
  struct Ranks {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t size() const { return end - begin; }
  };
  Ranks find(std::span<const WordNumber> words, WordRange last) const;
  // The first word of a place in the row of the words of all sequences.
  std::size_t position(std::size_t rank) const { return order_[rank]; }

 private:
  std::vector<WordNumber> words_;
  std::vector<std::uint32_t> sequences_;  // of each word
  std::vector<std::uint32_t> begins_{0};  // of each sequence, and one past the last
  std::vector<std::uint32_t> order_;      // positions in words_
};

}  // namespace fihrist::search
