// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/query_expansion.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "index/schema.h"

namespace fihrist::search {
namespace {

constexpr std::string_view kArticle = "ال";

// Terms that are looked at for one prefix: some milliseconds. What is behind them is left out.
constexpr std::size_t kMostTermsSeen = 20'000;
// Names that are looked at for one that the index does not have whole.
constexpr std::size_t kMostNamesSeen = 20'000;
constexpr std::size_t kMostNames = 50;

struct Counted {
  Xapian::doccount count;
  std::string term;
};

// False if there are more terms than are looked at.
bool collect(const Xapian::Database& database, const std::string& prefix,
             std::vector<Counted>& terms) {
  std::size_t seen = 0;
  const auto end = database.allterms_end(prefix);
  for (auto term = database.allterms_begin(prefix); term != end; ++term) {
    if (++seen > kMostTermsSeen) return false;
    terms.push_back({term.get_termfreq(), *term});
  }
  return true;
}

void expand_prefix(QueryWord& word, const Xapian::Database& database, std::vector<Note>& notes) {
  const std::string field(word.in_title ? index::kTitlePrefix : std::string_view());
  std::vector<Counted> terms;
  bool all = collect(database, field + word.exact, terms);
  if (!word.exact.starts_with(kArticle)) {
    all = collect(database, field + std::string(kArticle) + word.exact, terms) && all;
  }
  if (terms.size() > kMostExpansions) {
    std::nth_element(terms.begin(), terms.begin() + kMostExpansions, terms.end(),
                     [](const Counted& one, const Counted& other) {
                       return one.count != other.count ? one.count > other.count
                                                       : one.term < other.term;
                     });
    terms.resize(kMostExpansions);
    all = false;
  }
  word.expansions.clear();
  for (Counted& one : terms) word.expansions.push_back(std::move(one.term));
  if (!all) notes.push_back({Note::Kind::kWildcardCut, word.text + "*"});
}

// Whether all words of `wanted` are words of `name`, with or without ال.
bool holds_words(std::string_view name, std::string_view wanted) {
  const auto without_article = [](std::string_view word) {
    return word.starts_with(kArticle) ? word.substr(kArticle.size()) : word;
  };
  const auto next_word = [](std::string_view& words) {
    const std::size_t end = std::min(words.find(' '), words.size());
    const std::string_view word = words.substr(0, end);
    words.remove_prefix(std::min(end + 1, words.size()));
    return word;
  };
  while (!wanted.empty()) {
    const std::string_view word = without_article(next_word(wanted));
    bool found = false;
    for (std::string_view left = name; !left.empty() && !found;) {
      found = without_article(next_word(left)) == word;
    }
    if (!found) return false;
  }
  return true;
}

std::string_view prefix_of(Part::Kind kind) {
  switch (kind) {
    case Part::Kind::kAuthor:
      return index::kAuthorPrefix;
    case Part::Kind::kSource:
      return index::kSourcePrefix;
    default:
      return index::kKeywordPrefix;
  }
}

void expand_name(Part& part, const Xapian::Database& database) {
  const std::string prefix(prefix_of(part.kind));
  part.names.clear();
  if (database.term_exists(index::make_term(prefix, part.name))) {
    part.names.push_back(index::make_term(prefix, part.name));
    return;
  }
  std::size_t seen = 0;
  const auto end = database.allterms_end(prefix);
  for (auto term = database.allterms_begin(prefix); term != end && seen < kMostNamesSeen;
       ++term, ++seen) {
    const std::string found = *term;
    if (!holds_words(std::string_view(found).substr(prefix.size()), part.name)) continue;
    part.names.push_back(found);
    if (part.names.size() == kMostNames) return;
  }
}

}  // namespace

void expand(ParsedQuery& query, const Xapian::Database& database) {
  for (std::vector<QueryWord>* words : {&query.words, &query.excluded}) {
    for (QueryWord& word : *words) {
      if (word.is_prefix) expand_prefix(word, database, query.notes);
    }
  }
  for (Unit& unit : query.units) {
    for (Part& part : unit.any_of) {
      if (!part.name.empty()) expand_name(part, database);
    }
  }
}

}  // namespace fihrist::search
