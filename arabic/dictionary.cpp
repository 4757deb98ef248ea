// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/dictionary.h"

#include <xxhash.h>

#include <algorithm>

#include "arabic/dictionary_table.h"
#include "arabic/packed_word.h"

namespace fihrist::arabic {

std::uint8_t dictionary_kinds(std::u32string_view word) {
  const auto packed = pack_word(word);
  if (!packed) return 0;
  const std::uint64_t least = *packed << kKindBits;
  const auto* const end = kDictionaryTable + kDictionaryTableSize;
  const auto* const found = std::lower_bound(kDictionaryTable, end, least);
  if (found == end || *found >> kKindBits != *packed) return 0;
  return static_cast<std::uint8_t>(*found & ((1U << kKindBits) - 1));
}

std::size_t dictionary_size() { return kDictionaryTableSize; }

std::u32string dictionary_word(std::size_t index) {
  return unpack_word(kDictionaryTable[index] >> kKindBits);
}

std::string_view dictionary_version() { return kDictionaryVersion; }

std::uint64_t dictionary_checksum() {
  return XXH64(kDictionaryTable, kDictionaryTableSize * sizeof(std::uint64_t), 0);
}

}  // namespace fihrist::arabic
