// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Which word of an article follows which: what phrases and closeness are told by, and which words
// of a hit are marked.
//
// Xapian would keep a list of positions for each stem of each article, under the whole stem: of
// 30,090 articles 97 of 258 MB; and a list is a search in a B-tree. Here one value a document names
// the stems of its words in their order, three bytes each: a checksum, and a bit. A word is taken
// for another once in 8.4 million.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fihrist::index {

// The value of kOrderSlot, as it is made: the words of the title, begin_body(), those of the body.
class WordOrder {
 public:
  // `joined`: two words of the text that are read as one.
  void add(std::string_view stem, bool joined = false);
  void begin_body();

  // The bytes; the WordOrder is empty then. No bytes for an article without words.
  std::string take();

 private:
  std::string words_;
  std::size_t title_words_ = 0;
};

// Where a stem stands in an article with this value, ascending. The words of the title count from
// 1; those of the body go on kFieldGap (schema.h) behind them, so that no phrase goes over from one
// to the other.
std::vector<Xapian::termpos> positions_of(std::string_view stem, std::string_view order);

// The number that stands for a stem.
std::uint32_t word_number(std::string_view stem);

// Words of a text in their order, as a value has them.
struct WordsInOrder {
  std::vector<std::uint32_t> numbers;
  std::vector<bool> joined;
};

struct ArticleWords {
  WordsInOrder title;
  WordsInOrder body;
};

ArticleWords read_words(std::string_view order);

}  // namespace fihrist::index
