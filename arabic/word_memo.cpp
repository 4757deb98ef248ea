// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/word_memo.h"

#include <xxhash.h>

#include <algorithm>
#include <utility>

namespace fihrist::arabic {
namespace {

constexpr std::size_t kFirstEntries = 256;
constexpr std::size_t kBlockBytes = std::size_t{16} * 1024;

}  // namespace

std::uint64_t WordMemo::hash_of(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

WordMemo::Entry* WordMemo::find(std::string_view bytes, std::uint64_t hash) {
  if (entries_.empty()) return nullptr;
  const std::size_t mask = entries_.size() - 1;
  for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
    Entry& entry = entries_[i];
    if (entry.letters == nullptr) return nullptr;
    if (entry.hash == hash && entry.bytes() == bytes) return &entry;
  }
}

WordMemo::Entry& WordMemo::add(std::string_view bytes, std::uint64_t hash, std::string_view exact) {
  // Half of the entries stay free, so that a search is short.
  if (size_ * 2 >= entries_.size()) grow();
  char* const letters = reserve(bytes.size() + exact.size());
  std::copy(exact.begin(), exact.end(), std::copy(bytes.begin(), bytes.end(), letters));
  const std::size_t mask = entries_.size() - 1;
  std::size_t i = hash & mask;
  while (entries_[i].letters != nullptr) i = (i + 1) & mask;
  Entry& entry = entries_[i];
  entry.hash = hash;
  entry.letters = letters;
  entry.bytes_size = static_cast<std::uint16_t>(bytes.size());
  entry.exact_size = static_cast<std::uint16_t>(exact.size());
  ++size_;
  return entry;
}

void WordMemo::set_stem(Entry& entry, std::string_view stem) {
  entry.stem_size = static_cast<std::uint16_t>(stem.size());
  const std::string_view exact = entry.exact();
  if (exact.starts_with(stem)) {
    entry.stem_letters = exact.data();
    return;
  }
  char* const letters = reserve(stem.size());
  std::copy(stem.begin(), stem.end(), letters);
  entry.stem_letters = letters;
}

void WordMemo::clear() {
  entries_.clear();
  blocks_.clear();
  size_ = left_ = 0;
}

char* WordMemo::reserve(std::size_t size) {
  if (size > left_) {
    left_ = std::max(size, kBlockBytes);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
    next_ = blocks_.back().get();
  }
  left_ -= size;
  return std::exchange(next_, next_ + size);
}

void WordMemo::grow() {
  std::vector<Entry> former(std::max(entries_.size() * 2, kFirstEntries));
  former.swap(entries_);
  const std::size_t mask = entries_.size() - 1;
  for (const Entry& entry : former) {
    if (entry.letters == nullptr) continue;
    std::size_t i = entry.hash & mask;
    while (entries_[i].letters != nullptr) i = (i + 1) & mask;
    entries_[i] = entry;
  }
}

}  // namespace fihrist::arabic
