// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Which of the completions that were found are offered, and in which order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/search/request.h"

namespace fihrist::search {

struct CompletionCandidate {
  enum class From { kWords, kPhrases, kNames, kTitles, kNextWord };
  From from = From::kWords;
  std::size_t number = 0;  // of the word, sequence or, for kNextWord, place
  std::size_t kept = 0;    // bytes of what was typed that stand before it
  std::string_view proclitic;
  std::uint64_t count = 0;
  double score = 0;
  std::string key;       // folded, from the first of the typed words on
  std::string bare_key;  // see without_articles()
};

// What a completion of that source is called.
Completion::Kind kind_of(CompletionCandidate::From from);

// A key without the articles of its words, the same for all that find the same: وزير خارجية and
// وزير الخارجية.
std::string without_articles(std::string_view key);

// At most `most` of them, best first: by their scores, less for each of the same kind and for each
// that goes on from another, and of those with one bare key only the best.
std::vector<CompletionCandidate> choose_completions(
    const std::vector<CompletionCandidate>& candidates, std::size_t most);

}  // namespace fihrist::search
