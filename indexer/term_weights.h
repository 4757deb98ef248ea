// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// How much each term of one article weighs, before Xapian is told: it looks a term up in a sorted
// tree each time that it is added, and half of the words of an article stand there before.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fihrist::indexer {

class TermWeights {
 public:
  struct Term {
    std::string_view text;
    std::uint64_t hash;
    std::uint32_t weight;
  };

  // Adds to the weight of a term. `text` must stay where it is until clear().
  void add(std::string_view text, std::uint32_t weight);

  // Each term once, in the order in which they were first added.
  const std::vector<Term>& terms() const { return terms_; }

  void clear();

 private:
  void place_all(std::size_t slots);

  std::vector<Term> terms_;
  std::vector<std::uint32_t> slots_;  // open addressing: a term's number, from 1
};

}  // namespace fihrist::indexer
