// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What was understood of a query: its operands (query_syntax.h) after the analysis.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arabic/analyzer.h"
#include "server/search/note.h"
#include "server/search/period.h"
#include "server/search/query_syntax.h"
#include "server/search/vocabulary.h"

namespace fihrist::search {

// A word of the query that counts.
struct QueryWord {
  std::string text;         // as it was typed
  arabic::ByteRange range;  // of it in the query
  std::string exact;        // folded spelling; of a prefix, that of its letters
  std::string stem;
  bool is_stop_word = false;  // says little beside the others; never in a query of stop words only
  bool in_phrase = false;     // between quotes
  bool in_title = false;      // counts in the title only
  bool is_prefix = false;     // words that begin so
  // Of a prefix: the exact terms of the index that it stands for (query_expansion.h).
  std::vector<std::string> expansions;
};

// Words of the query, by place in ParsedQuery::words.
struct WordSpan {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - begin; }
};

// One way to satisfy a unit of the query: words, a name, or days.
struct Part {
  enum class Kind { kWords, kPhrase, kAuthor, kSource, kKeyword, kPeriod };
  Kind kind = Kind::kWords;
  WordSpan words;                   // kWords: all of them; kPhrase: two at least
  std::optional<std::size_t> near;  // kPhrase: in any order, so many others among them
  std::vector<StemPhrase> instead;  // kWords: synonyms, any one of them
  std::string name;                 // of author, source or keyword: folded
  std::vector<std::string> names;   // those that the index has for it (query_expansion.h)
  Period period;
};

// What an article has to have, or may, or must not.
struct Unit {
  Sign sign = Sign::kNone;
  std::vector<Part> any_of;

  // Narrows and does not rank: names, days, and what is not wanted.
  bool is_filter() const;
};

struct ParsedQuery {
  std::vector<QueryWord> words;     // wanted ones, in the order of typing; outside of phrases each
                                    // stem once
  std::vector<QueryWord> excluded;  // spans of units with a minus mean these
  std::vector<Unit> units;
  Period period;             // of all dates that stand alone
  bool exact = false;        // spellings, not stems
  bool is_question = false;  // asks in a sentence: what it shares with an article counts
  bool everything = false;   // every article that passes the filters
  std::vector<Note> notes;

  // How many units have words that are not all stop words.
  std::size_t telling_units() const;
  bool has_phrases() const;
  const std::vector<QueryWord>& words_of(const Unit& unit) const {
    return unit.sign == Sign::kMinus ? excluded : words;
  }
};

// More words than this are left out with a note: what a question needs, and a bound on the work.
inline constexpr std::size_t kMostWords = 64;

// Letters that a prefix has at least; fewer are searched for as a word.
inline constexpr std::size_t kShortestPrefix = 2;

// Never fails: any text is a query, if need be one without words. With `exact` only words of the
// same folded spelling match, and synonyms are left alone.
ParsedQuery parse_query(std::string_view text, const Vocabulary& vocabulary,
                        const arabic::Analyzer& analyzer, bool exact = false);

}  // namespace fihrist::search
