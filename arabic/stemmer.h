// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Step 6 of the analysis: what a word is indexed under besides its spelling.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

struct sb_stemmer;  // libstemmer's

namespace fihrist::arabic {

// The stem of a folded Arabic word: proclitics (و ف ب ك ل and the article) and then suffixes
// (attached pronouns, dual, plural, feminine, nisba) are cut by table, longest first, while at
// least three letters stay. A light stemmer: it finds no roots. The tables stand in stemmer.cpp,
// each row with the words that it is there for.
//
// `word` must be folded (fold.h); a word of fewer than four letters is its own stem.
std::u32string_view stem_arabic(std::u32string_view word);

// A checksum of the tables, for the stamp of an index: it changes when a row does.
std::uint64_t arabic_stemmer_checksum();

// Snowball's English stemmer for words in Latin script. Not to be shared between threads.
class EnglishStemmer {
 public:
  EnglishStemmer();
  ~EnglishStemmer();
  EnglishStemmer(const EnglishStemmer&) = delete;
  EnglishStemmer& operator=(const EnglishStemmer&) = delete;

  // `word` in lower case, UTF-8.
  std::string stem(std::string_view word) const;

 private:
  sb_stemmer* stemmer_;
};

}  // namespace fihrist::arabic
