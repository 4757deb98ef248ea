// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// White space as scraped text has it.
#pragma once

#include <string_view>

namespace fihrist::indexer::extract {

// White space, no-break spaces, invisible direction marks and other characters without width.
inline constexpr std::string_view kBlanks[] = {
    " ",      "\t",     "\n",     "\u00A0", "\u200B", "\u200E", "\u200F", "\u202A", "\u202B",
    "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069", "\u061C", "\uFEFF"};

// `text` without blanks at either end.
inline std::string_view trim(std::string_view text) {
  for (std::size_t before = text.size() + 1; text.size() < before;) {
    before = text.size();
    for (const std::string_view blank : kBlanks) {
      if (text.starts_with(blank)) text.remove_prefix(blank.size());
      if (text.ends_with(blank)) text.remove_suffix(blank.size());
    }
  }
  return text;
}

}  // namespace fihrist::indexer::extract
