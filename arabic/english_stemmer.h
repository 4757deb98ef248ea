// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Step 6 of the analysis for words in Latin script.
#pragma once

#include <string>
#include <string_view>

struct sb_stemmer;  // libstemmer's

namespace fihrist::arabic {

// Snowball's English stemmer. Not to be shared between threads.
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
