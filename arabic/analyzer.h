// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Text in, tokens out: the whole analysis of Arabic (and what stands beside it) for index and
// query.
//
// The room promises: pure functions of the text and of the word lists, no state that a caller can
// see, no exception from analysis but std::bad_alloc, every byte offset an offset into the text
// that was given. What the analysis does to a word is decided here and nowhere else; an index and
// the daemon that reads it must agree on it, so whoever changes a rule raises Analyzer::kVersion,
// or the checksum of the Identity changes by itself.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "arabic/english_stemmer.h"
#include "arabic/lexicon.h"
#include "arabic/mapped_text.h"
#include "arabic/stemmer.h"
#include "arabic/tokenizer.h"
#include "arabic/word_finder.h"
#include "arabic/word_memo.h"

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

// A token without copies of its own. The views are of the Analyzer that gave it.
struct TokenView {
  std::string_view exact;
  std::string_view stem;
  std::uint32_t position = 0;
  ByteRange range;
  Script script = Script::kOther;
  bool joined = false;  // two words of the text that are read as one
};

// Text as people write it without vowel signs: NFKC, and without the marks of marks.h; letters keep
// their hamzas and dots.
std::string without_marks(std::string_view text);

// The exact forms of `tokens`, one space between them.
std::string join_exact(const std::vector<Token>& tokens);

// What became of one word, and why.
struct ExplainedToken {
  Token token;
  std::vector<Step> steps;  // empty for words that are not Arabic
};

// What shaped the terms of an index.
struct Identity {
  int version = 0;         // Analyzer::kVersion
  std::string checksum;    // of the folding of every Arabic and Latin character and of the stemmer
  std::string unicode;     // the Unicode version of ICU, to be read by people
  std::string dictionary;  // the version of hunspell-ar, to be read by people
};

// The rules and word lists that a program works with: made once, shared by all its analyzers.
struct Analysis {
  std::shared_ptr<const Stemmer> stemmer;
  Identity identity;
};

// With the word lists of `folder` where it has them, else the built-in ones. Throws WordListError
// (word_lists.h) with file and line where a list is not what it should be. Takes some tens of
// milliseconds.
Analysis load_analysis(const std::filesystem::path& folder, StemmerParts parts = {});

// With the built-in word lists; made once a process.
const Analysis& built_in_analysis();

// Not to be shared between threads; cheap to make.
class Analyzer {
 public:
  // Raised with every change that gives any word another form.
  static constexpr int kVersion = 2;

  // Characters of a word that count; what follows is not indexed, but belongs to the word's range.
  // Keeps the longest term (four bytes a character, and a prefix) under Xapian's 245 bytes.
  static constexpr std::size_t kLongestWord = 60;

  // Words met that are remembered: some megabytes at most, and nearly all of running text.
  static constexpr std::size_t kRemembered = std::size_t{1} << 15;

  // With the built-in word lists.
  Analyzer();
  // Whoever has a whole archive before him may have more words `remembered`; each takes 100 to 160
  // bytes.
  explicit Analyzer(const Analysis& analysis, std::size_t remembered = kRemembered)
      : Analyzer(analysis.stemmer, remembered) {}
  explicit Analyzer(std::shared_ptr<const Stemmer> stemmer, std::size_t remembered = kRemembered);

  // The tokens of a UTF-8 text of less than 4 GiB, in their order. Vector and views are valid until
  // the next call of any function of this analyzer. Takes no memory for words that were met before.
  const std::vector<TokenView>& view(std::string_view text) const;

  // The same tokens without their forms, for those who know which of them are `joined`: a third of
  // the time, and nothing is remembered. Other tokens than those of view() if they know it wrong.
  const std::vector<TokenView>& outline(std::string_view text,
                                        const std::vector<bool>& joined) const;

  // The stems of the words of `text`, and nothing else that other calls gave is touched.
  std::vector<std::string> stems_of(std::string_view text) const;

  // The same tokens, for those who keep them.
  std::vector<Token> analyze(std::string_view text) const;

  // The same without stems, for those who only look for words: `stem` stays empty.
  std::vector<Token> tokenize(std::string_view text) const;

  // The same tokens as analyze(), and the steps that led to each stem.
  std::vector<ExplainedToken> explain(std::string_view text) const;

  // The exact forms of the words of `text`, one space between them: one key for all spellings of a
  // name (`پزشكيان` and `بزشكيان`). For whole values such as an author or a source.
  std::string folded_key(std::string_view text) const;

 private:
  // A word's letters before and after folding.
  struct Letters {
    std::u32string_view spelled;
    std::u32string_view folded;
  };
  template <typename Take>
  void for_each_word(std::string_view text, Take take) const;
  template <bool kWithStems>
  void find_tokens(std::string_view text) const;
  Letters letters_of(const FoundWord& word) const;
  WordMemo::Entry& meet(const FoundWord& word) const;
  std::string_view stem_of(WordMemo::Entry& entry, const FoundWord& word) const;
  std::string make_stem(std::string_view exact, const FoundWord& word,
                        std::vector<Step>* steps) const;

  std::shared_ptr<const Stemmer> stemmer_;
  EnglishStemmer english_;
  std::size_t remembered_;
  // What follows is memory that is used again, and what is remembered of words.
  mutable WordFinder finder_{kLongestWord};
  mutable WordMemo met_;
  mutable std::vector<TokenView> tokens_;
  mutable MappedText prepared_;
  mutable std::u32string folded_;
  mutable std::u32string joined_;
};

}  // namespace fihrist::arabic
