// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/similar.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "index/schema.h"
#include "server/search/match_tree.h"
#include "server/search/matches.h"
#include "server/search/scorer.h"

namespace fihrist::search {
namespace {

// Words that tell most of an article. More of them cost time, and add what many articles share.
constexpr std::size_t kTellingWords = 20;

// An article that scores less than this part of what the article itself would is about something
// else.
constexpr double kLeastLikeness = 0.3;

struct TellingWord {
  double weight;
  std::string term;
};

std::vector<TellingWord> telling_words(Xapian::docid article, const Xapian::Database& database) {
  std::vector<TellingWord> words;
  const double documents = database.get_doccount();
  const std::string prefix(index::kStemPrefix);
  auto term = database.termlist_begin(article);
  const auto end = database.termlist_end(article);
  for (term.skip_to(prefix); term != end; ++term) {
    const std::string name = *term;
    if (!name.starts_with(prefix)) break;
    // Stems of titles have a prefix of their own, and begin with a capital letter after the Z.
    if (name.starts_with(index::kTitleStemPrefix)) continue;
    const double with_word = term.get_termfreq();
    if (with_word < 2) continue;  // nothing else has it
    const double rarity = std::log(documents / with_word);
    words.push_back({(1 + std::log(static_cast<double>(term.get_wdf()))) * rarity, name});
  }
  const std::size_t most = std::min(kTellingWords, words.size());
  std::partial_sort(
      words.begin(), words.begin() + static_cast<std::ptrdiff_t>(most), words.end(),
      [](const TellingWord& one, const TellingWord& other) { return one.weight > other.weight; });
  words.resize(most);
  return words;
}

// The newest first; what has no date comes last. `article` must have a group.
std::vector<Ranked> others_of_group(Xapian::docid article, const Columns& columns) {
  std::vector<Ranked> others;
  for (const Xapian::docid one : columns.documents_of(columns.groups[article])) {
    if (one != article) others.push_back({one});
  }
  const auto moment = [&](const Ranked& one) {
    const double published = columns.published[one.document];
    return std::isnan(published) ? -std::numeric_limits<double>::infinity() : published;
  };
  std::stable_sort(others.begin(), others.end(), [&](const Ranked& one, const Ranked& other) {
    return moment(one) > moment(other);
  });
  return others;
}

// What an article scores that has all the words as often as `article` itself.
double own_score(Xapian::docid article, const MatchTree& words, const Xapian::Database& database,
                 IndexMemory& memory, const Ranking& ranking, TimeLimit& limit) {
  Scorer scorer(words, ranking, database, memory, limit);
  const auto block = std::make_unique<Block>();
  scorer.score(article, *block);
  return block->scores[0];
}

}  // namespace

Likeness find_similar(Xapian::docid article, std::size_t most, const Xapian::Database& database,
                      IndexMemory& memory, const Ranking& ranking, TimeLimit& limit) {
  Likeness likeness;
  const Columns& columns = memory.columns;
  const std::uint32_t group = columns.groups[article];
  if (group != 0) likeness.near_duplicates = others_of_group(article, columns);
  if (likeness.near_duplicates.size() > most) likeness.near_duplicates.resize(most);

  const std::size_t left = most - likeness.near_duplicates.size();
  const std::vector<TellingWord> words = telling_words(article, database);
  if (words.empty() || left == 0) return likeness;
  MatchTree any;
  any.kind = MatchTree::Kind::kAny;
  for (const TellingWord& word : words) {
    MatchTree& term = any.parts.emplace_back();
    term.kind = MatchTree::Kind::kTerm;
    term.terms.push_back(word.term);
    term.weight = word.weight / words.front().weight;
  }
  Scorer scorer(any, ranking, database, memory, limit);
  // The article itself and its near-duplicates are one result more.
  const Collection collection{Sort::kRelevance, true, left + 1, std::nullopt};
  const Matches matches = collect(scorer, columns, collection, limit);
  const double least = kLeastLikeness * own_score(article, any, database, memory, ranking, limit);
  for (const Match& match : matches.best) {
    const bool is_alike = group != 0 && columns.groups[match.document] == group;
    if (match.document == article || is_alike || match.score < least) continue;
    if (likeness.similar.size() < left) likeness.similar.push_back({match.document, match.key});
  }
  return likeness;
}

}  // namespace fihrist::search
