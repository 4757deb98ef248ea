// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/word_finder.h"

#include <algorithm>

#include "arabic/decode.h"
#include "arabic/fold.h"
#include "arabic/prepare.h"

namespace fihrist::arabic {

void WordFinder::cut_by_steps(std::string_view text, std::size_t begin, std::size_t end) {
  prepare(text.substr(begin, end - begin), static_cast<std::uint32_t>(begin), folded_);
  spelled_ = folded_.chars;
  fold(folded_);
  words_ = tokenize(folded_);
}

FoundWord WordFinder::word_by_steps(std::size_t number) {
  const Word& word = words_[number];
  const std::size_t before = number == 0 ? 0 : words_[number - 1].end;
  for (std::size_t i = before; i < word.begin; ++i) gap_.add(kind_of(folded_.chars[i]));
  const std::size_t size = std::min(word.end - word.begin, longest_);
  const std::u32string_view spelled = std::u32string_view(spelled_).substr(word.begin, size);
  bytes_.clear();
  for (const char32_t c : spelled) append_utf8(c, bytes_);
  const FoundWord found{bytes_,
                        spelled,
                        std::u32string_view(folded_.chars).substr(word.begin, size),
                        word.script,
                        {folded_.origin[word.begin].begin, folded_.origin[word.end - 1].end},
                        gap_.is_blank()};
  gap_ = {0, false};
  return found;
}

void WordFinder::pass_rest() {
  const std::size_t rest = words_.empty() ? 0 : words_.back().end;
  for (std::size_t i = rest; i < folded_.chars.size(); ++i) gap_.add(kind_of(folded_.chars[i]));
}

}  // namespace fihrist::arabic
