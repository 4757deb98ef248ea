// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The part of an article that shows why it was found.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "arabic/analyzer.h"
#include "server/search/marked_text.h"
#include "server/search/word_matcher.h"

namespace fihrist::search {

// A text, its tokens, and what WordMatcher::match() says of them. Views: all must outlive it.
struct MatchedText {
  std::string_view text;
  const std::vector<arabic::TokenView>& tokens;
  const MatchedWords& words;
};

// Marks every word that answers to the query.
MarkedText highlight(const MatchedText& matched);

// Cuts about `length` characters (never more, but for the marks of omission) out of a text: the
// sentence with the most words of the query, then others with words that it lacks, up to
// kMostFragments, in the order of the text, parted by ` … `. A sentence that is too long is cut
// between words. `weights` says for each word of the query how much it tells (its rarity).
// Without any match it is the beginning of the text. Line breaks become spaces.
MarkedText cut_snippet(const MatchedText& matched, const std::vector<double>& weights,
                       std::size_t length);

inline constexpr std::size_t kMostFragments = 3;

}  // namespace fihrist::search
