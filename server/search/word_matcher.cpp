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
      const std::string& looked_for = exact_ ? word.exact : word.stem;
      words_.emplace(looked_for, i);
      traits_.set(trait_of(looked_for));
    }
  }
  for (const Unit& unit : query.units) {
    for (const Part& part : unit.any_of) {
      for (const StemPhrase& stems : part.instead) {
        synonyms_.emplace(stems.front(), std::pair(stems, part.words.begin));
        traits_.set(trait_of(stems.front()));
      }
    }
  }
}

std::uint8_t WordMatcher::trait_of(std::string_view word) {
  if (word.empty()) return 0;
  return static_cast<std::uint8_t>(word.size() * 37 + static_cast<std::uint8_t>(word.back()));
}

MatchedWords WordMatcher::match(const std::vector<arabic::TokenView>& tokens) const {
  constexpr std::string_view kArticle = "ال";
  MatchedWords matched(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    for (const auto& [prefix, place] : prefixes_) {
      const std::string_view exact = tokens[i].exact;
      const bool begins_so =
          exact.starts_with(prefix) ||
          (exact.starts_with(kArticle) && exact.substr(kArticle.size()).starts_with(prefix));
      if (begins_so && !matched[i]) matched[i] = place;
    }
    const std::string_view looked_for = exact_ ? tokens[i].exact : tokens[i].stem;
    if (!traits_[trait_of(looked_for)]) continue;
    const auto word = words_.find(looked_for);
    if (word != words_.end()) matched[i] = word->second;
    if (synonyms_.empty()) continue;
    const auto [begin, end] = synonyms_.equal_range(tokens[i].stem);
    for (auto synonym = begin; synonym != end; ++synonym) {
      const StemPhrase& stems = synonym->second.first;
      if (i + stems.size() > tokens.size()) continue;
      const bool stands_here =
          std::equal(stems.begin(), stems.end(), tokens.begin() + static_cast<std::ptrdiff_t>(i),
                     [](const std::string& stem, const arabic::TokenView& token) {
                       return stem == token.stem;
                     });
      if (!stands_here) continue;
      for (std::size_t k = i; k < i + stems.size(); ++k) {
        if (!matched[k]) matched[k] = synonym->second.second;
      }
    }
  }
  return matched;
}

}  // namespace fihrist::search
