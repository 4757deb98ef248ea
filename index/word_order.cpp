// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "index/word_order.h"

#include <xxhash.h>

#include <cstdint>
#include <utility>

#include "index/schema.h"

namespace fihrist::index {
namespace {

// The value is numbers of three bytes, the highest first: how many words the title has, and for
// each word a checksum of its stem, with the lowest bit set if it is two words of the text. It is
// on disk: whatever changes it wants another kSchemaVersion.
constexpr std::size_t kBytes = 3;
constexpr std::uint32_t kMost = (1U << 8 * kBytes) - 1;

void append_number(std::uint32_t number, std::string& bytes) {
  for (std::size_t i = kBytes; i-- > 0;) bytes += static_cast<char>(number >> 8 * i & 0xFF);
}

std::uint32_t number_at(const char* bytes) {
  const auto byte = [bytes](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i]));
  };
  return byte(0) << 16 | byte(1) << 8 | byte(2);
}

}  // namespace

std::uint32_t word_number(std::string_view stem) {
  return static_cast<std::uint32_t>(XXH3_64bits(stem.data(), stem.size()) & kMost >> 1);
}

void WordOrder::add(std::string_view stem, bool joined) {
  append_number(word_number(stem) << 1 | static_cast<std::uint32_t>(joined), words_);
}

void WordOrder::begin_body() { title_words_ = words_.size() / kBytes; }

std::string WordOrder::take() {
  std::string bytes;
  if (!words_.empty()) {
    bytes.reserve(words_.size() + kBytes);
    append_number(static_cast<std::uint32_t>(title_words_), bytes);
    bytes += words_;
  }
  words_.clear();
  title_words_ = 0;
  return bytes;
}

std::vector<Xapian::termpos> positions_of(std::string_view stem, std::string_view order) {
  std::vector<Xapian::termpos> positions;
  if (order.size() < kBytes) return positions;
  const std::uint32_t wanted = word_number(stem);
  const std::uint32_t title_words = number_at(order.data());
  const std::size_t words = order.size() / kBytes - 1;
  const char* at = order.data() + kBytes;
  for (std::size_t i = 0; i < words; ++i, at += kBytes) {
    if (number_at(at) >> 1 != wanted) continue;
    const auto position = static_cast<Xapian::termpos>(i);
    positions.push_back(i < title_words ? position + 1 : position + kFieldGap);
  }
  return positions;
}

ArticleWords read_words(std::string_view order) {
  ArticleWords words;
  if (order.size() < kBytes) return words;
  const std::uint32_t title_words = number_at(order.data());
  const std::size_t all = order.size() / kBytes - 1;
  for (std::size_t i = 0; i < all; ++i) {
    const std::uint32_t number = number_at(order.data() + (i + 1) * kBytes);
    WordsInOrder& part = i < title_words ? words.title : words.body;
    part.numbers.push_back(number >> 1);
    part.joined.push_back((number & 1) != 0);
  }
  return words;
}

}  // namespace fihrist::index
