// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// A text on its way through the analysis, and the bytes of the original that each part came from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace fihrist::arabic {

// Bytes [begin, end) of an original UTF-8 text.
struct ByteRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

// Code points, and for each the bytes of the original that it stands for. A step of the analysis
// may change, drop or add code points; ranges stay ranges of the original, so that a word can
// always be shown as it stands there. A vowel sign that is dropped leaves its bytes to the letter
// that it stood on. Invariant: chars.size() == origin.size(), and ranges never descend.
struct MappedText {
  std::u32string chars;
  std::vector<ByteRange> origin;

  void clear() {
    chars.clear();
    origin.clear();
  }
  void push_back(char32_t c, ByteRange from) {
    chars.push_back(c);
    origin.push_back(from);
  }
  void truncate(std::size_t size) {
    chars.resize(size);
    origin.resize(size);
  }
};

}  // namespace fihrist::arabic
