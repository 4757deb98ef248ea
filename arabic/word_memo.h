// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Words that were met, and their forms: a thousand words make up most of a newspaper.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace fihrist::arabic {

class WordMemo {
 public:
  // A word by its bytes. What the views point to stays where it is until clear(); the entry itself
  // only until the next one is added.
  struct Entry {
    std::uint64_t hash = 0;
    const char* letters = nullptr;  // the bytes, and behind them the exact form; null in a free one
    const char* stem_letters = nullptr;  // null while nobody has asked for the stem
    std::uint16_t bytes_size = 0;
    std::uint16_t exact_size = 0;
    std::uint16_t stem_size = 0;
    bool may_begin_name = false;  // Stemmer::may_begin_name

    std::string_view bytes() const { return {letters, bytes_size}; }
    std::string_view exact() const { return {letters + bytes_size, exact_size}; }
    bool has_stem() const { return stem_letters != nullptr; }
    std::string_view stem() const { return {stem_letters, stem_size}; }
  };

  static std::uint64_t hash_of(std::string_view bytes);

  // The entry of a word, or nullptr.
  Entry* find(std::string_view bytes, std::uint64_t hash);

  // The entry of a word that has none; both texts shorter than 64 KiB.
  Entry& add(std::string_view bytes, std::uint64_t hash, std::string_view exact);

  void set_stem(Entry& entry, std::string_view stem);

  void clear();

  std::size_t size() const { return size_; }

 private:
  char* reserve(std::size_t size);
  void grow();

  std::vector<Entry> entries_;  // open addressing; their number is a power of two
  std::size_t size_ = 0;
  // Letters stand in blocks, so that none ever moves.
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t left_ = 0;  // bytes of the last block
  char* next_ = nullptr;
};

}  // namespace fihrist::arabic
