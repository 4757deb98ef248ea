// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What a term adds to the score of a document: BM25 as Xapian::BM25Weight has it (k2 = 0, k3 = 1;
// https://xapian.org/docs/bm25.html).
#pragma once

#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "server/search/columns.h"
#include "server/search/ranking.h"

namespace fihrist::search {

// For one term. Single precision: scores that differ less tell nothing.
class Bm25 {
 public:
  Bm25(std::size_t documents_with_term, double weight, const Ranking& ranking,
       const Columns& columns)
      : lengths_(columns.lengths.data()),
        least_length_(static_cast<float>(ranking.least_length)),
        base_(static_cast<float>(ranking.k1 * (1 - ranking.b))),
        slope_(static_cast<float>(ranking.k1 * ranking.b)) {
    const auto with_term = static_cast<double>(documents_with_term);
    double rarity = (columns.documents - with_term + 0.5) / (with_term + 0.5);
    if (rarity < 2) rarity = rarity * 0.5 + 1;  // a frequent term still tells a little
    weight_ = static_cast<float>(weight * (ranking.k1 + 1) * std::log(rarity));
  }

  float operator()(Xapian::docid document, std::uint16_t frequency) const {
    const float length = std::max(lengths_[document], least_length_);
    const auto wdf = static_cast<float>(frequency);
    return weight_ * (wdf / (wdf + base_ + slope_ * length));
  }

 private:
  const float* lengths_;
  float least_length_;
  float base_;
  float slope_;
  float weight_;
};

}  // namespace fihrist::search
