// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// A query that is being typed: which part of it may be completed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arabic/analyzer.h"

namespace fihrist::search {

// Nobody types more; completing it would only cost time.
inline constexpr std::size_t kLongestTyped = 1000;  // bytes
// So many words before the last one are looked at.
inline constexpr std::size_t kMostContext = 30;

struct TypedQuery {
  std::string text;  // as typed, broken bytes aside
  // The whole words at the end, folded, with nothing but blanks between them; the last of them
  // aside unless a blank stands behind it.
  std::vector<std::string> words;
  std::string beginning;            // of the last word, folded; empty behind a blank
  std::vector<std::size_t> begins;  // where each of `words`, and then `beginning`, stands in `text`
  bool all = true;                  // nothing else was typed: no quotation mark, no operator, no OR
  bool one_word = false;            // an operator stands right before, and is about one word
};

// Nothing if `typed` ends in what cannot be completed: a closing quote, a comma, nothing at all.
std::optional<TypedQuery> read_typed(std::string_view typed, const arabic::Analyzer& analyzer);

// Whether nothing but spaces stands in a UTF-8 text.
bool is_blank(std::string_view text);

}  // namespace fihrist::search
