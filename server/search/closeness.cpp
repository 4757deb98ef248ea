// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/closeness.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "index/schema.h"
#include "server/search/positions.h"

namespace fihrist::search {
namespace {

// A word is paired with so many telling words behind it.
constexpr std::size_t kNeighbours = 2;
// Words farther apart than this do not count as close.
constexpr std::size_t kFarthest = 20;

// How far the nearest occurrences are from standing as in the query: 0 if they do so.
std::optional<std::size_t> least_distance(const Positions& first, const Positions& second,
                                          std::size_t apart) {
  std::optional<std::size_t> least;
  auto b = second.begin();
  for (auto a = first.begin(); a != first.end(); ++a) {
    while (b != second.end() && *b < *a) ++b;
    const auto consider = [&](Xapian::termpos other, bool in_order) {
      const std::size_t gap = in_order ? other - *a : *a - other;
      // Words in the other order are one farther apart.
      const std::size_t distance = (gap > apart ? gap - apart : apart - gap) + (in_order ? 0 : 1);
      if (!least || distance < *least) least = distance;
    };
    if (b != second.end()) consider(*b, true);
    if (b != second.begin()) consider(*(b - 1), false);
  }
  return least;
}

}  // namespace

Closeness::Closeness(const ParsedQuery& query, const std::vector<double>& weights,
                     const Xapian::Database& database)
    : database_(database) {
  std::vector<std::size_t> telling;
  for (std::size_t i = 0; i < query.words.size(); ++i) {
    // A prefix has no positions.
    if (query.words[i].is_stop_word || query.words[i].is_prefix) continue;
    telling.push_back(i);
    terms_.push_back(index::make_term(index::kStemPrefix, query.words[i].stem));
  }
  for (std::size_t i = 0; i < telling.size(); ++i) {
    for (std::size_t k = i + 1; k < telling.size() && k <= i + kNeighbours; ++k) {
      if (terms_[i] == terms_[k]) continue;
      const double weight =
          std::min(weights[telling[i]], weights[telling[k]]) / static_cast<double>(k - i);
      pairs_.push_back({i, k, telling[k] - telling[i], weight});
      highest_ += weight;
    }
  }
}

double Closeness::score(Xapian::docid document) const {
  std::vector<std::optional<Positions>> positions(terms_.size());
  const auto positions_of = [&](std::size_t term) -> const Positions& {
    if (!positions[term]) positions[term] = read_positions(database_, document, terms_[term]);
    return *positions[term];
  };
  double score = 0;
  for (const Pair& pair : pairs_) {
    const Positions& first = positions_of(pair.first);
    if (first.empty()) continue;
    const auto distance = least_distance(first, positions_of(pair.second), pair.apart);
    if (distance && *distance <= kFarthest) {
      score += pair.weight / (1.0 + static_cast<double>(*distance));
    }
  }
  return score;
}

}  // namespace fihrist::search
