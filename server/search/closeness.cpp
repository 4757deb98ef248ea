// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/closeness.h"

#include <algorithm>
#include <numeric>
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
                     const Xapian::Database& database, IndexMemory& memory)
    : database_(database) {
  static_assert(kMostWords <= 64, "terms_of() has a bit for each word");
  std::vector<std::size_t> telling;
  for (std::size_t i = 0; i < query.words.size(); ++i) {
    // A prefix has no positions.
    if (query.words[i].is_stop_word || query.words[i].is_prefix) continue;
    telling.push_back(i);
    terms_.push_back(index::make_term(index::kStemPrefix, query.words[i].stem));
    postings_.push_back(memory.postings.get(database, terms_.back()));
  }
  for (std::size_t i = 0; i < telling.size(); ++i) {
    for (std::size_t k = i + 1; k < telling.size() && k <= i + kNeighbours; ++k) {
      if (terms_[i] == terms_[k]) continue;
      const double weight =
          std::min(weights[telling[i]], weights[telling[k]]) / static_cast<double>(k - i);
      pairs_.push_back({i, k, telling[k] - telling[i], weight});
    }
  }
}

std::uint64_t Closeness::terms_of(Xapian::docid document) const {
  std::uint64_t terms = 0;
  for (std::size_t i = 0; i < postings_.size(); ++i) {
    const auto& documents = postings_[i]->documents;
    if (std::binary_search(documents.begin(), documents.end(), document)) {
      terms |= std::uint64_t{1} << i;
    }
  }
  return terms;
}

bool Closeness::has_both(std::uint64_t terms, const Pair& pair) {
  return (terms >> pair.first & terms >> pair.second & 1) != 0;
}

double Closeness::highest(Xapian::docid document) const {
  const std::uint64_t terms = terms_of(document);
  double highest = 0;
  for (const Pair& pair : pairs_) {
    if (has_both(terms, pair)) highest += pair.weight;
  }
  return highest;
}

std::vector<double> Closeness::score(const std::vector<Xapian::docid>& documents) const {
  // In ascending documents: what Xapian reads for one it often has for the next.
  std::vector<std::size_t> ascending(documents.size());
  std::iota(ascending.begin(), ascending.end(), 0);
  std::sort(ascending.begin(), ascending.end(),
            [&](std::size_t one, std::size_t other) { return documents[one] < documents[other]; });
  std::vector<std::uint64_t> wanted;  // the terms of each document whose positions count
  for (const Xapian::docid document : documents) {
    const std::uint64_t terms = terms_of(document);
    std::uint64_t paired = 0;
    for (const Pair& pair : pairs_) {
      if (!has_both(terms, pair)) continue;
      paired |= std::uint64_t{1} << pair.first | std::uint64_t{1} << pair.second;
    }
    wanted.push_back(paired);
  }
  std::vector<std::vector<Positions>> positions(documents.size());
  for (auto& of_document : positions) of_document.resize(terms_.size());
  PositionReader reader(database_);
  for (const std::size_t i : ascending) {
    for (std::size_t term = 0; term < terms_.size(); ++term) {
      if ((wanted[i] >> term & 1) == 0) continue;
      positions[i][term] = reader.read(documents[i], terms_[term]);
    }
  }
  std::vector<double> scores(documents.size(), 0);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    for (const Pair& pair : pairs_) {
      const auto distance =
          least_distance(positions[i][pair.first], positions[i][pair.second], pair.apart);
      if (!distance || *distance > kFarthest) continue;
      scores[i] += pair.weight / (1.0 + static_cast<double>(*distance));
    }
  }
  return scores;
}

}  // namespace fihrist::search
