// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/stemmer.h"

#include <libstemmer.h>
#include <xxhash.h>

#include <cstddef>
#include <new>
#include <span>

namespace fihrist::arabic {
namespace {

struct Affix {
  std::u32string_view letters;
  std::size_t least_rest;  // letters that must stay, or the affix is taken for part of the word
};

// Proclitics, longest first. Bare ب ك ل ف are not among them: without a dictionary they cannot be
// told from a first radical (بغداد, كتاب, لقاء, فلسطين). Bare و wants four letters behind it, which
// keeps وزير and وطن whole.
constexpr Affix kProclitics[] = {
    {U"وبال", 3},  // وبالمفاوضات
    {U"وكال", 3},  // وكالعادة
    {U"فبال", 3},  // فبالرغم
    {U"ولل", 3},   // وللحكومة
    {U"فلل", 3},   // فللشعب
    {U"وال", 3},   // والمفاوضات
    {U"فال", 3},   // فالحكومة
    {U"بال", 3},   // بالمفاوضات
    {U"كال", 3},   // كالعراق
    {U"ال", 3},    // المفاوضات
    {U"لل", 3},    // للمفاوضات
};
// Cut alone (ومفاوضات), and also behind the article, so that a word that begins with و by nature
// gets one stem with the article and without it: وزاره and الوزاره.
constexpr Affix kWaw[] = {{U"و", 4}};

// Attached pronouns, longest first; at most one is cut.
constexpr Affix kPronouns[] = {
    {U"هما", 3},  // رئيسهما
    {U"كما", 4},  // بلدكما
    {U"هم", 3},   // نظراءهم
    {U"هن", 4},   // بيوتهن
    {U"كم", 4},   // بلادكم
    {U"ها", 3},   // ولايتها
    {U"نا", 4},   // بلادنا
};

// Number, gender and nisba, longest first; cut again while one fits, so that the nisba of a plural
// (برلمانيون) and its plain form (برلمان) meet.
constexpr Affix kEndings[] = {
    {U"يات", 3},  // انتخابيات
    {U"تان", 3},  // دولتان
    {U"تين", 3},  // دولتين
    {U"ات", 3},   // مفاوضات
    {U"ون", 3},   // مسؤولون
    {U"ين", 3},   // مسؤولين
    {U"ان", 4},   // مسؤولان, but ايران and لبنان stay whole
    {U"يه", 3},   // ايرانيه
    {U"ه", 3},    // مفاوضه, and the pronoun of منصبه
    {U"ي", 3},    // ايراني
    {U"ا", 4},    // tanween on alef: مباشرا
};
constexpr int kMostEndings = 3;

std::u32string_view cut_prefix(std::u32string_view word, std::span<const Affix> prefixes) {
  for (const Affix& affix : prefixes) {
    if (word.size() >= affix.letters.size() + affix.least_rest && word.starts_with(affix.letters)) {
      return word.substr(affix.letters.size());
    }
  }
  return word;
}

std::u32string_view cut_suffix(std::u32string_view word, std::span<const Affix> suffixes) {
  for (const Affix& affix : suffixes) {
    if (word.size() >= affix.letters.size() + affix.least_rest && word.ends_with(affix.letters)) {
      return word.substr(0, word.size() - affix.letters.size());
    }
  }
  return word;
}

void hash_affixes(XXH64_state_t* state, std::span<const Affix> affixes) {
  for (const Affix& affix : affixes) {
    XXH64_update(state, affix.letters.data(), affix.letters.size() * sizeof(char32_t));
    XXH64_update(state, &affix.least_rest, sizeof affix.least_rest);
  }
}

}  // namespace

std::u32string_view stem_arabic(std::u32string_view word) {
  if (word.size() < 4) return word;
  std::u32string_view stem = cut_prefix(word, kProclitics);
  stem = cut_prefix(stem, kWaw);
  stem = cut_suffix(stem, kPronouns);
  for (int i = 0; i < kMostEndings; ++i) stem = cut_suffix(stem, kEndings);
  return stem;
}

std::uint64_t arabic_stemmer_checksum() {
  XXH64_state_t* state = XXH64_createState();
  if (state == nullptr) throw std::bad_alloc();
  XXH64_reset(state, static_cast<XXH64_hash_t>(kMostEndings));
  hash_affixes(state, kProclitics);
  hash_affixes(state, kWaw);
  hash_affixes(state, kPronouns);
  hash_affixes(state, kEndings);
  const std::uint64_t checksum = XXH64_digest(state);
  XXH64_freeState(state);
  return checksum;
}

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
