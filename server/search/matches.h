// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The documents that match: all of them counted, the best of them in order.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "server/search/columns.h"
#include "server/search/request.h"
#include "server/search/scorer.h"
#include "server/search/time_limit.h"

namespace fihrist::search {

// A bonus for articles by their age, which halves every `half_life` days before `now`.
struct Freshness {
  double half_life = 0;  // days
  double now = 0;        // seconds since 1970; articles of later moments count as of now
  double bonus = 0;

  // Of an article published at `moment`; NaN: no date, no bonus.
  double of(double moment) const;
};

struct Collection {
  Sort sort = Sort::kRelevance;
  bool collapse = true;   // near-duplicates are one result, the best of them
  std::size_t most = 10;  // results that are put in order
  std::optional<Freshness> freshness;
};

struct Match {
  double key = 0;  // greater ones first: the score, or the date either way
  float score = 0;
  Xapian::docid document = 0;
};

struct Matches {
  // The first of all, by key, then score, then document.
  std::vector<Match> best;
  std::size_t documents = 0;
  std::size_t results = 0;  // documents, or groups of near-duplicates
  // A bit for each document that matches, of those that were seen.
  std::vector<std::uint64_t> matched;
  // How many documents of each group match; empty if near-duplicates are not collapsed.
  std::vector<std::uint32_t> of_group;
};

// Walks all documents, or those that there is time for.
Matches collect(Scorer& scorer, const Columns& columns, const Collection& collection,
                TimeLimit& limit);

}  // namespace fihrist::search
