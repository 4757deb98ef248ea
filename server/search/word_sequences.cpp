// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/word_sequences.h"

#include <algorithm>
#include <numeric>

namespace fihrist::search {
namespace {

// The first number in [0, size) for which `is_behind` holds; it holds for all that follow.
template <typename Test>
std::size_t first_number(std::size_t size, Test is_behind) {
  std::size_t begin = 0;
  while (size > 0) {
    const std::size_t half = size / 2;
    if (is_behind(begin + half)) {
      size = half;
    } else {
      begin += half + 1;
      size -= half + 1;
    }
  }
  return begin;
}

}  // namespace

void TextList::add(std::string_view text) {
  bytes_ += text;
  ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
}

std::string_view TextList::operator[](std::size_t number) const {
  const std::size_t begin = number == 0 ? 0 : ends_[number - 1];
  return std::string_view(bytes_).substr(begin, ends_[number] - begin);
}

WordTable::WordTable(const std::vector<std::string>& words) {
  for (const std::string& word : words) words_.add(word);
}

std::optional<WordNumber> WordTable::find(std::string_view word) const {
  const std::size_t at = first_number(size(), [&](std::size_t i) { return words_[i] >= word; });
  if (at == size() || words_[at] != word) return std::nullopt;
  return static_cast<WordNumber>(at);
}

WordRange WordTable::beginning_with(std::string_view letters) const {
  const std::size_t begin =
      first_number(size(), [&](std::size_t i) { return words_[i] >= letters; });
  const std::size_t end = first_number(
      size(), [&](std::size_t i) { return words_[i].substr(0, letters.size()) > letters; });
  return {static_cast<WordNumber>(begin), static_cast<WordNumber>(end)};
}

void WordSequences::add(std::span<const WordNumber> words) {
  words_.insert(words_.end(), words.begin(), words.end());
  sequences_.resize(words_.size(), static_cast<std::uint32_t>(size()));
  begins_.push_back(static_cast<std::uint32_t>(words_.size()));
}

void WordSequences::sort() {
  words_.shrink_to_fit();
  sequences_.shrink_to_fit();
  begins_.shrink_to_fit();
  order_.resize(words_.size());
  std::iota(order_.begin(), order_.end(), 0);
  std::sort(order_.begin(), order_.end(), [&](std::uint32_t one, std::uint32_t other) {
    const auto order = std::lexicographical_compare_three_way(
        words_.begin() + one, words_.begin() + begins_[sequences_[one] + 1], words_.begin() + other,
        words_.begin() + begins_[sequences_[other] + 1]);
    return order != 0 ? order < 0 : one < other;
  });
}

std::span<const WordNumber> WordSequences::operator[](std::size_t sequence) const {
  return std::span(words_).subspan(begins_[sequence], begins_[sequence + 1] - begins_[sequence]);
}

WordSequences::Place WordSequences::place(std::size_t rank) const {
  const std::uint32_t position = order_[rank];
  const std::uint32_t sequence = sequences_[position];
  return {sequence, position - begins_[sequence]};
}

std::span<const WordNumber> WordSequences::words_at(std::size_t rank) const {
  const std::uint32_t position = order_[rank];
  return std::span(words_).subspan(position, begins_[sequences_[position] + 1] - position);
}

WordSequences::Ranks WordSequences::find(std::span<const WordNumber> words, WordRange last) const {
  // Below 0 before what is looked for, above 0 behind it.
  const auto compare = [&](std::size_t rank) {
    const std::span<const WordNumber> here = words_at(rank);
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (i == here.size() || here[i] < words[i]) return -1;
      if (here[i] > words[i]) return 1;
    }
    if (here.size() == words.size() || here[words.size()] < last.begin) return -1;
    return here[words.size()] >= last.end ? 1 : 0;
  };
  return {first_number(places(), [&](std::size_t rank) { return compare(rank) >= 0; }),
          first_number(places(), [&](std::size_t rank) { return compare(rank) > 0; })};
}

}  // namespace fihrist::search
