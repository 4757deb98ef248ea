// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/similar.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "index/schema.h"

namespace fihrist::search {
namespace {

// Words that tell most of an article. More of them cost time, and add what many articles share.
constexpr std::size_t kTellingWords = 20;

// An article that shares so little of the words' weight is about something else.
constexpr double kLeastLikeness = 0.2;

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

}  // namespace

Likeness find_similar(Xapian::docid article, std::size_t most, const Xapian::Database& database,
                      const Ranking& ranking, TimeLimit& limit) {
  Likeness likeness;
  const Xapian::Document document = database.get_document(article);
  const std::string group =
      index::group_term(index::unpack_number(document.get_value(index::kGroupSlot)));
  Xapian::Enquire enquire(database);

  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_sort_by_value(index::kPublishedSlot, true);
  enquire.set_query(Xapian::Query(group));
  const Xapian::MSet alike = enquire.get_mset(0, static_cast<Xapian::doccount>(most) + 1);
  for (auto match = alike.begin(); match != alike.end(); ++match) {
    if (*match != article && likeness.near_duplicates.size() < most) {
      likeness.near_duplicates.push_back({*match, 0});
    }
  }
  const std::size_t left = most - likeness.near_duplicates.size();
  const std::vector<TellingWord> words = telling_words(article, database);
  if (words.empty() || left == 0) return likeness;

  std::vector<Xapian::Query> any;
  for (const TellingWord& word : words) {
    any.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(word.term),
                     word.weight / words.front().weight);
  }
  TimeLimitSource time(limit);
  const Xapian::Query others(Xapian::Query::OP_AND_NOT,
                             Xapian::Query(Xapian::Query::OP_OR, any.begin(), any.end()),
                             Xapian::Query(group));
  enquire.set_weighting_scheme(
      Xapian::BM25Weight(ranking.k1, 0, 1, ranking.b, ranking.least_length));
  enquire.set_sort_by_relevance();
  enquire.set_collapse_key(index::kGroupSlot);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, others, Xapian::Query(&time)));
  const Xapian::MSet matches = enquire.get_mset(0, static_cast<Xapian::doccount>(left));
  const double least = kLeastLikeness * matches.get_max_possible();
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    if (match.get_weight() >= least) likeness.similar.push_back({*match, match.get_weight()});
  }
  return likeness;
}

}  // namespace fihrist::search
