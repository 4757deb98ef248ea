// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Packed words (packed_word.h) and what is known of each. The stemmer asks some hundred times for
// each word that it has not met, mostly for what is no word at all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace fihrist::arabic {

class PackedTable {
 public:
  // Adds to the flags of a word, which is not the empty one.
  void add(std::uint64_t packed, std::uint8_t flags) {
    if (words_.empty() || size_ * 2 >= words_.size()) grow();
    const std::size_t slot = find(packed);
    if (words_[slot] == kFree) ++size_;
    words_[slot] = packed;
    const std::size_t bit = bit_of(packed);
    filter_[bit / 64] |= std::uint64_t{1} << bit % 64;
    flags_[slot] |= flags;
  }

  // 0 for a word that was never added.
  std::uint8_t flags(std::uint64_t packed) const {
    const std::size_t bit = bit_of(packed);
    if ((filter_[bit / 64] >> bit % 64 & 1) == 0) return 0;
    return flags_[find(packed)];
  }

 private:
  static constexpr std::uint64_t kFree = 0;  // the empty word
  static constexpr std::size_t kFewest = 1024;
  static constexpr unsigned kFilterBits = 19;

  static constexpr std::uint64_t spread(std::uint64_t packed) {
    return packed * 0x9E3779B97F4A7C15;  // 2^64 over the golden ratio
  }

  static constexpr std::size_t bit_of(std::uint64_t packed) {
    return static_cast<std::size_t>(spread(packed) >> (64U - kFilterBits));
  }

  // The place of a word, or the free one where it would stand: open addressing, half of it free.
  std::size_t find(std::uint64_t packed) const {
    const std::size_t mask = words_.size() - 1;
    std::size_t slot = spread(packed) >> 32U & mask;
    while (words_[slot] != packed && words_[slot] != kFree) slot = (slot + 1) & mask;
    return slot;
  }

  void grow() {
    PackedTable larger;
    const std::size_t slots = words_.empty() ? kFewest : words_.size() * 2;
    larger.words_.resize(slots);
    larger.flags_.resize(slots);
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i] != kFree) larger.add(words_[i], flags_[i]);
    }
    *this = std::move(larger);
  }

  std::vector<std::uint64_t> words_;
  std::vector<std::uint8_t> flags_;
  // A bit for each hash, which tells nearly all of what is no word, and is small enough to stay in
  // the processor's nearer caches.
  std::vector<std::uint64_t> filter_ = std::vector<std::uint64_t>((1U << kFilterBits) / 64);
  std::size_t size_ = 0;
};

}  // namespace fihrist::arabic
