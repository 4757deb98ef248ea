// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/term_weights.h"

#include <xxhash.h>

#include <algorithm>

namespace fihrist::indexer {

void TermWeights::add(std::string_view text, std::uint32_t weight) {
  constexpr std::size_t kFewestSlots = 1024;
  if (slots_.empty()) place_all(kFewestSlots);
  const std::uint64_t hash = XXH3_64bits(text.data(), text.size());
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
    Term& term = terms_[slots_[slot] - 1];
    if (term.hash != hash || term.text != text) continue;
    term.weight += weight;
    return;
  }
  terms_.push_back({text, hash, weight});
  slots_[slot] = static_cast<std::uint32_t>(terms_.size());
  if (terms_.size() * 2 > slots_.size()) place_all(slots_.size() * 2);
}

void TermWeights::clear() {
  terms_.clear();
  std::fill(slots_.begin(), slots_.end(), 0);
}

void TermWeights::place_all(std::size_t slots) {
  slots_.assign(slots, 0);
  std::uint32_t number = 0;
  for (const Term& term : terms_) {
    std::size_t slot = term.hash & (slots - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (slots - 1);
    slots_[slot] = ++number;
  }
}

}  // namespace fihrist::indexer
