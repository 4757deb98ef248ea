// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/english_stemmer.h"

#include <libstemmer.h>

#include <cstddef>
#include <new>

namespace fihrist::arabic {

EnglishStemmer::EnglishStemmer() : stemmer_(sb_stemmer_new("english", "UTF_8")) {
  if (stemmer_ == nullptr) throw std::bad_alloc();  // libstemmer always has English
}

EnglishStemmer::~EnglishStemmer() { sb_stemmer_delete(stemmer_); }

std::string EnglishStemmer::stem(std::string_view word) const {
  const sb_symbol* stem = sb_stemmer_stem(stemmer_, reinterpret_cast<const sb_symbol*>(word.data()),
                                          static_cast<int>(word.size()));
  if (stem == nullptr) throw std::bad_alloc();
  return {reinterpret_cast<const char*>(stem),
          static_cast<std::size_t>(sb_stemmer_length(stemmer_))};
}

}  // namespace fihrist::arabic
