// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// From what a person types to what Xapian matches.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "arabic/analyzer.h"
#include "server/search/note.h"
#include "server/search/ranking.h"
#include "server/search/vocabulary.h"

namespace fihrist::search {

// A word of the query that counts.
struct QueryWord {
  std::string text;   // as it was typed
  std::string exact;  // folded spelling
  std::string stem;
  bool is_stop_word = false;  // says little beside the others; never in a query of stop words only
  bool in_phrase = false;     // between quotes
};

// Words of the query, by place in ParsedQuery::words.
struct WordSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Words that mean the same as a part of the query.
struct Synonym {
  WordSpan of;
  std::vector<StemPhrase> instead;  // any one of them
};

// What was understood of a query, and what was not.
struct ParsedQuery {
  std::vector<QueryWord> words;   // in the order of typing; outside of phrases each stem once
  std::vector<WordSpan> phrases;  // "…", of two words at least
  std::vector<Synonym> synonyms;  // ascending, not overlapping
  bool exact = false;             // spellings, not stems
  bool is_question = false;       // asks in a sentence: what it shares with an article counts
  std::vector<Note> notes;

  // How many words are not stop words.
  std::size_t telling_words() const;
};

// More words than this are left out with a note: what a question needs, and a bound on the work.
inline constexpr std::size_t kMostWords = 64;

// Never fails: any text is a query, if need be one without words. Words between quotation marks (of
// any kind, the last may be missing) are a phrase. With `exact` only words of the same folded
// spelling match, and synonyms are left alone.
ParsedQuery parse_query(std::string_view text, const Vocabulary& vocabulary,
                        const arabic::Analyzer& analyzer, bool exact = false);

// Documents that have every word but the stop words (of the same stem), and every phrase; better
// ones first. An exact spelling counts beside its stem. A query without words matches nothing.
Xapian::Query match_all(const ParsedQuery& query, const Ranking& ranking);

// The same without the order that phrases ask for.
Xapian::Query match_all_words(const ParsedQuery& query, const Ranking& ranking);

// Documents that have any of the words.
Xapian::Query match_any(const ParsedQuery& query, const Ranking& ranking);

// Which words of a text answer to a query. Stop words do not: marked, they would hide the others.
class WordMatcher {
 public:
  explicit WordMatcher(const ParsedQuery& query);

  // For each token the index into ParsedQuery::words, or nothing. A synonym of several words is
  // matched where all of them stand together, and answers for the first word that it replaces.
  std::vector<std::optional<std::size_t>> match(const std::vector<arabic::Token>& tokens) const;

 private:
  bool exact_;
  std::unordered_map<std::string, std::size_t> words_;  // by stem, or by spelling
  // By the first stem of a synonym.
  std::unordered_multimap<std::string, std::pair<StemPhrase, std::size_t>> synonyms_;
};

}  // namespace fihrist::search
