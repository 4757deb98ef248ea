// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#pragma once

#include <string>
#include <string_view>

#include "arabic/analyzer.h"

namespace fihrist::arabic {

// The words of a text in their folded spelling, with a bar between two.
inline std::string words_of(std::string_view text) {
  std::string words;
  for (const Token& token : Analyzer().analyze(text)) {
    if (!words.empty()) words += '|';
    words += token.exact;
  }
  return words;
}

}  // namespace fihrist::arabic
