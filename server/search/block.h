// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The matches of a row of documents, and their scores: what the parts of a query hand to each
// other.
#pragma once

#include <xapian.h>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace fihrist::search {

// A row of kSize documents, those that match marked.
struct Block {
  static constexpr std::size_t kSize = 4096;
  static constexpr std::size_t kWordBits = 64;

  Xapian::docid first = 0;
  std::array<std::uint64_t, kSize / kWordBits> matched;  // a bit a document
  std::array<float, kSize> scores;                       // 0 where not matched

  void clear(Xapian::docid first_document);
  bool is_empty() const;
  bool has(std::size_t place) const {
    return (matched[place / kWordBits] >> (place % kWordBits) & 1) != 0;
  }
  void add(std::size_t place, float score) {
    matched[place / kWordBits] |= std::uint64_t{1} << (place % kWordBits);
    scores[place] += score;
  }

  // Calls visit(place) for each match, in ascending order.
  template <typename Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < matched.size(); ++i) {
      for (std::uint64_t left = matched[i]; left != 0; left &= left - 1) {
        visit(i * kWordBits + static_cast<std::size_t>(std::countr_zero(left)));
      }
    }
  }
};

}  // namespace fihrist::search
