// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Which words of a text answer to a query.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "arabic/analyzer.h"
#include "server/search/query.h"

namespace fihrist::search {

// For each token of a text the word of the query that it answers to: an index into
// ParsedQuery::words, or nothing.
using MatchedWords = std::vector<std::optional<std::size_t>>;

// Stop words answer to nothing: marked, they would hide the others.
class WordMatcher {
 public:
  explicit WordMatcher(const ParsedQuery& query);

  // Whether the numbers of stems are not enough: tokens must have their forms.
  bool needs_forms() const { return exact_ || !prefixes_.empty(); }

  // For each token the index into ParsedQuery::words, or nothing. A synonym of several words is
  // matched where all of them stand together, and answers for the first word that it replaces.
  MatchedWords match(const std::vector<arabic::TokenView>& tokens) const;

  // The same for words by the numbers of their stems (index/word_order.h), if no forms are needed.
  // Once in millions of words a number is that of another stem: is_meant() tells.
  MatchedWords match(const std::vector<std::uint32_t>& numbers) const;

  // Whether a word that was matched by its number has a stem that is looked for.
  bool is_meant(std::string_view word, const arabic::Analyzer& analyzer) const;

 private:
  struct Synonym {
    std::vector<std::uint32_t> numbers;
    std::size_t word;
  };

  bool exact_;
  // A bit of each number tells most words of a text from those that are looked for.
  std::bitset<1024> looked_for_;
  std::vector<std::pair<std::uint32_t, std::size_t>> words_;  // by number of stem, or of spelling
  std::vector<Synonym> synonyms_;
  std::unordered_set<std::string> stems_;  // of all these
  std::vector<std::pair<std::string, std::size_t>> prefixes_;
};

}  // namespace fihrist::search
