// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Text in, tokens out: the whole analysis of Arabic (and what stands beside it) for index and
// query.
//
// The room promises: pure functions of the text, no state that a caller can see, no exception but
// std::bad_alloc, every byte offset an offset into the text that was given. What the analysis does
// to a word is decided here and nowhere else; an index and the daemon that reads it must agree on
// it, so whoever changes a rule raises Analyzer::kVersion, or identity() changes by itself.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "arabic/mapped_text.h"
#include "arabic/stemmer.h"
#include "arabic/tokenizer.h"

namespace fihrist::arabic {

struct Token {
  std::string exact;           // folded spelling, UTF-8, at most kLongestWord characters
  std::string stem;            // UTF-8; equal to `exact` where there is nothing to cut
  std::uint32_t position = 0;  // 0, 1, 2 ... in the text
  // The whole word in the original, with its vowel signs. Ranges ascend and do not overlap; one is
  // empty where an earlier word came out of the same character (ﷺ is four words).
  ByteRange range;
  Script script = Script::kOther;
};

// The exact forms of `tokens`, one space between them.
std::string join_exact(const std::vector<Token>& tokens);

// What shaped the terms of an index.
struct Identity {
  int version = 0;       // Analyzer::kVersion
  std::string checksum;  // of the folding of every Arabic and Latin character and of the tables
  std::string unicode;   // the Unicode version of ICU, to be read by people
};

// Not to be shared between threads; cheap to make.
class Analyzer {
 public:
  // Raised with every change that gives any word another form.
  static constexpr int kVersion = 1;

  // Characters of a word that count; what follows is not indexed, but belongs to the word's range.
  // Keeps the longest term (four bytes a character, and a prefix) under Xapian's 245 bytes.
  static constexpr std::size_t kLongestWord = 60;

  // The tokens of a UTF-8 text of less than 4 GiB, in their order.
  std::vector<Token> analyze(std::string_view text) const;

  // The exact forms of the words of `text`, one space between them: one key for all spellings of a
  // name (`پزشكيان` and `بزشكيان`). For whole values such as an author or a source.
  std::string folded_key(std::string_view text) const;

  // Computed once a process.
  static const Identity& identity();

 private:
  EnglishStemmer english_;
};

}  // namespace fihrist::arabic
