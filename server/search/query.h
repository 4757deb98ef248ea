// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// From what a person types to what Xapian matches.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "arabic/analyzer.h"

namespace fihrist::search {

// A word of the query that counts.
struct QueryWord {
  std::string text;   // as it was typed
  std::string exact;  // folded spelling
  std::string stem;
};

// What a person should know about how a query was understood. Whoever shows it finds the words.
enum class Note {
  kNoWords,       // there is no word in the query
  kTooManyWords,  // only the first kMostWords count
  kNoneHasAll,    // no article has all words: these have some of them
  kFewHaveAll,    // behind the articles that have all words stand others that have some
};

// What was understood of a query, and what was not.
struct ParsedQuery {
  std::vector<QueryWord> words;  // each stem once, in the order of typing
  std::vector<Note> notes;
};

// More words than this are left out with a note: what a question needs, and a bound on the work.
inline constexpr std::size_t kMostWords = 64;

// Never fails: any text is a query, if need be one without words.
ParsedQuery parse_query(std::string_view text, const arabic::Analyzer& analyzer);

// Documents that have every word (of the same stem); better ones first. An exact spelling counts
// beside its stem. An empty query matches nothing.
Xapian::Query match_all(const ParsedQuery& query);

// Documents that have any of the words; those with all of them far ahead.
Xapian::Query match_any(const ParsedQuery& query);

// Which word of a query a word of a text answers to.
class WordMatcher {
 public:
  explicit WordMatcher(const ParsedQuery& query);

  // Index into ParsedQuery::words, or nothing.
  std::optional<std::size_t> match(const arabic::Token& token) const;

 private:
  std::unordered_map<std::string, std::size_t> by_stem_;
};

}  // namespace fihrist::search
