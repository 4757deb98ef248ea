// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Which words of a text answer to a query.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "arabic/analyzer.h"
#include "server/search/query.h"

namespace fihrist::search {

// Stop words answer to nothing: marked, they would hide the others.
class WordMatcher {
 public:
  explicit WordMatcher(const ParsedQuery& query);

  // For each token the index into ParsedQuery::words, or nothing. A synonym of several words is
  // matched where all of them stand together, and answers for the first word that it replaces.
  std::vector<std::optional<std::size_t>> match(const std::vector<arabic::Token>& tokens) const;

 private:
  bool exact_;
  std::unordered_map<std::string, std::size_t> words_;  // by stem, or by spelling
  std::vector<std::pair<std::string, std::size_t>> prefixes_;
  // By the first stem of a synonym.
  std::unordered_multimap<std::string, std::pair<StemPhrase, std::size_t>> synonyms_;
};

}  // namespace fihrist::search
