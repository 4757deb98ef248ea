// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/word_matcher.h"

#include <algorithm>
#include <string_view>

namespace fihrist::search {

WordMatcher::WordMatcher(const ParsedQuery& query) : exact_(query.exact) {
  for (std::size_t i = 0; i < query.words.size(); ++i) {
    const QueryWord& word = query.words[i];
    if (word.is_stop_word) continue;
    if (word.is_prefix) {
      prefixes_.emplace_back(word.exact, i);
    } else {
      words_.emplace(exact_ ? word.exact : word.stem, i);
    }
  }
  for (const Unit& unit : query.units) {
    for (const Part& part : unit.any_of) {
      for (const StemPhrase& stems : part.instead) {
        synonyms_.emplace(stems.front(), std::pair(stems, part.words.begin));
      }
    }
  }
}

std::vector<std::optional<std::size_t>> WordMatcher::match(
    const std::vector<arabic::Token>& tokens) const {
  constexpr std::string_view kArticle = "ال";
  std::vector<std::optional<std::size_t>> matched(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto word = words_.find(exact_ ? tokens[i].exact : tokens[i].stem);
    if (word != words_.end()) matched[i] = word->second;
    for (const auto& [prefix, place] : prefixes_) {
      const std::string_view exact = tokens[i].exact;
      const bool begins_so =
          exact.starts_with(prefix) ||
          (exact.starts_with(kArticle) && exact.substr(kArticle.size()).starts_with(prefix));
      if (begins_so && !matched[i]) matched[i] = place;
    }
    const auto [begin, end] = synonyms_.equal_range(tokens[i].stem);
    for (auto synonym = begin; synonym != end; ++synonym) {
      const StemPhrase& stems = synonym->second.first;
      if (i + stems.size() > tokens.size()) continue;
      const bool stands_here = std::equal(
          stems.begin(), stems.end(), tokens.begin() + static_cast<std::ptrdiff_t>(i),
          [](const std::string& stem, const arabic::Token& token) { return stem == token.stem; });
      if (!stands_here) continue;
      for (std::size_t k = i; k < i + stems.size(); ++k) {
        if (!matched[k]) matched[k] = synonym->second.second;
      }
    }
  }
  return matched;
}

}  // namespace fihrist::search
