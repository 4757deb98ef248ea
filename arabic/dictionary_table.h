// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The table that compile_dictionary writes at build time and dictionary.cpp searches.
#pragma once

#include <cstddef>
#include <cstdint>

namespace fihrist::arabic {

// Each entry is a packed word (packed_word.h) shifted left by kKindBits, and its WordKinds below;
// ascending, each word once.
inline constexpr unsigned kKindBits = 4;

extern const std::uint64_t kDictionaryTable[];
extern const std::size_t kDictionaryTableSize;
extern const char kDictionaryVersion[];

}  // namespace fihrist::arabic
