// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/word_matcher.h"

#include <algorithm>
#include <string_view>

#include "index/word_order.h"

namespace fihrist::search {

WordMatcher::WordMatcher(const ParsedQuery& query) : exact_(query.exact) {
  for (std::size_t i = 0; i < query.words.size(); ++i) {
    const QueryWord& word = query.words[i];
    if (word.is_stop_word) continue;
    if (word.is_prefix) {
      prefixes_.emplace_back(word.exact, i);
    } else {
      words_.emplace_back(index::word_number(exact_ ? word.exact : word.stem), i);
      stems_.insert(word.stem);
    }
  }
  for (const Unit& unit : query.units) {
    for (const Part& part : unit.any_of) {
      for (const StemPhrase& stems : part.instead) {
        Synonym& synonym = synonyms_.emplace_back(Synonym{{}, part.words.begin});
        for (const std::string& stem : stems) synonym.numbers.push_back(index::word_number(stem));
        stems_.insert(stems.begin(), stems.end());
      }
    }
  }
  for (const auto& [number, word] : words_) looked_for_.set(number % looked_for_.size());
  for (const Synonym& synonym : synonyms_) {
    looked_for_.set(synonym.numbers.front() % looked_for_.size());
  }
}

MatchedWords WordMatcher::match(const std::vector<std::uint32_t>& numbers) const {
  MatchedWords matched(numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (!looked_for_[numbers[i] % looked_for_.size()]) continue;
    // Of a word that stands in the query twice the first place counts.
    const auto word = std::find_if(words_.begin(), words_.end(),
                                   [&](const auto& one) { return one.first == numbers[i]; });
    if (word != words_.end()) matched[i] = word->second;
    for (const Synonym& synonym : synonyms_) {
      const std::size_t size = synonym.numbers.size();
      const auto here = numbers.begin() + static_cast<std::ptrdiff_t>(i);
      if (i + size > numbers.size() ||
          !std::equal(synonym.numbers.begin(), synonym.numbers.end(), here)) {
        continue;
      }
      for (std::size_t k = i; k < i + size; ++k) {
        if (!matched[k]) matched[k] = synonym.word;
      }
    }
  }
  return matched;
}

bool WordMatcher::is_meant(std::string_view word, const arabic::Analyzer& analyzer) const {
  const std::vector<std::string> stems = analyzer.stems_of(word);
  return std::any_of(stems.begin(), stems.end(),
                     [this](const std::string& stem) { return stems_.contains(stem); });
}

MatchedWords WordMatcher::match(const std::vector<arabic::TokenView>& tokens) const {
  constexpr std::string_view kArticle = "ال";
  std::vector<std::uint32_t> numbers;
  numbers.reserve(tokens.size());
  for (const arabic::TokenView& token : tokens) {
    numbers.push_back(index::word_number(exact_ ? token.exact : token.stem));
  }
  MatchedWords matched = match(numbers);
  for (const auto& [prefix, word] : prefixes_) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const std::string_view exact = tokens[i].exact;
      const bool begins_so =
          exact.starts_with(prefix) ||
          (exact.starts_with(kArticle) && exact.substr(kArticle.size()).starts_with(prefix));
      if (begins_so && !matched[i]) matched[i] = word;
    }
  }
  return matched;
}

}  // namespace fihrist::search
