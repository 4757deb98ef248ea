// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Names that machines read: tags, attributes, encodings, languages.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace fihrist::indexer::extract {

// `text` with A to Z in lower case, and nothing else changed.
inline std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

}  // namespace fihrist::indexer::extract
