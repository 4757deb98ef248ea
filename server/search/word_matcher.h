// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Which words of a text answer to a query.
#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
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

  // For each token the index into ParsedQuery::words, or nothing. A synonym of several words is
  // matched where all of them stand together, and answers for the first word that it replaces.
  MatchedWords match(const std::vector<arabic::TokenView>& tokens) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const {
      return std::hash<std::string_view>()(word);
    }
  };
  // A few bits of a stem or spelling that tell most words of a text from those that are looked for.
  static std::uint8_t trait_of(std::string_view word);

  bool exact_;
  std::bitset<256> traits_;  // of words_ and synonyms_
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>>
      words_;  // by stem, or spelling
  std::vector<std::pair<std::string, std::size_t>> prefixes_;
  // By the first stem of a synonym.
  std::unordered_multimap<std::string, std::pair<StemPhrase, std::size_t>, Hash, std::equal_to<>>
      synonyms_;
};

}  // namespace fihrist::search
