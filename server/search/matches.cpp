// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/matches.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

namespace fihrist::search {
namespace {

constexpr double kSecondsPerDay = 86'400;

bool is_better(const Match& one, const Match& other) {
  if (one.key != other.key) return one.key > other.key;
  if (one.score != other.score) return one.score > other.score;
  return one.document < other.document;
}

// Keeps the best `most` of what it is offered.
class Best {
 public:
  explicit Best(std::size_t most) : most_(std::max<std::size_t>(most, 1)) {}

  void offer(const Match& match) {
    if (is_full_ && !is_better(match, worst_)) return;
    matches_.push_back(match);
    if (matches_.size() >= 2 * most_) cut();
  }

  std::vector<Match> take() {
    if (matches_.size() > most_) cut();
    std::sort(matches_.begin(), matches_.end(), is_better);
    return std::move(matches_);
  }

 private:
  void cut() {
    const auto last = matches_.begin() + static_cast<std::ptrdiff_t>(most_ - 1);
    std::nth_element(matches_.begin(), last, matches_.end(), is_better);
    matches_.resize(most_);
    worst_ = matches_.back();
    is_full_ = true;
  }

  const std::size_t most_;
  std::vector<Match> matches_;
  bool is_full_ = false;
  Match worst_;
};

// What comes first by date; articles without one come last either way.
double date_key(double published, Sort sort) {
  if (std::isnan(published)) return -std::numeric_limits<double>::infinity();
  return sort == Sort::kNewest ? published : -published;
}

}  // namespace

double Freshness::of(double moment) const {
  if (std::isnan(moment)) return 0;
  return bonus * std::exp2(-std::max(0.0, now - moment) / (half_life * kSecondsPerDay));
}

Matches collect(Scorer& scorer, const Columns& columns, const Collection& collection,
                TimeLimit& limit) {
  Matches found;
  Best best(collection.most);
  std::vector<Match> best_of_group(collection.collapse ? columns.last_group + 1 : 0);
  found.of_group.resize(best_of_group.size());
  found.matched.reserve(columns.last / Block::kWordBits + 1);

  const auto block = std::make_unique<Block>();
  for (std::size_t first = 0; first <= columns.last && !limit.check(); first += Block::kSize) {
    scorer.score(static_cast<Xapian::docid>(first), *block);
    found.matched.insert(found.matched.end(), block->matched.begin(), block->matched.end());
    block->for_each([&](std::size_t place) {
      Match match;
      match.document = static_cast<Xapian::docid>(first + place);
      match.score = block->scores[place];
      if (collection.freshness) {
        match.score +=
            static_cast<float>(collection.freshness->of(columns.published[match.document]));
      }
      match.key = collection.sort == Sort::kRelevance
                      ? match.score
                      : date_key(columns.published[match.document], collection.sort);
      ++found.documents;
      const std::uint32_t group = collection.collapse ? columns.groups[match.document] : 0;
      if (group == 0) {
        best.offer(match);
        ++found.results;
        return;
      }
      if (found.of_group[group]++ == 0) {
        best_of_group[group] = match;
        ++found.results;
      } else if (is_better(match, best_of_group[group])) {
        best_of_group[group] = match;
      }
    });
  }
  for (std::size_t group = 0; group < best_of_group.size(); ++group) {
    if (found.of_group[group] > 0) best.offer(best_of_group[group]);
  }
  found.best = best.take();
  return found;
}

}  // namespace fihrist::search
