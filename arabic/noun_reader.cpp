// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Nouns, adjectives and names: number, gender, nisba, attached pronouns.

#include <array>

#include "arabic/dictionary.h"
#include "arabic/letters.h"
#include "arabic/reading.h"

namespace fihrist::arabic {
namespace {

// An ending of number, gender or nisba, and what the word may have had in its place: tried in this
// order, the first that is a noun counts. U"" is nothing; a missing one is U"-".
struct Ending {
  std::u32string_view letters;
  std::array<std::u32string_view, 3> instead;
  int cost;
  std::size_t least_rest;
};

constexpr std::u32string_view kNothing = U"-";
constexpr Ending kEndings[] = {
    {U"ات", {U"ه", U"", kNothing}, 4, 2},        // شركات -> شركه, مطارات -> مطار
    {U"تان", {U"ه", kNothing, kNothing}, 4, 2},  // دولتان -> دوله
    {U"تين", {U"ه", kNothing, kNothing}, 4, 2},  // دولتين
    {U"تا", {U"ه", kNothing, kNothing}, 6, 3},   // وزارتا
    {U"تي", {U"ه", kNothing, kNothing}, 6, 3},   // بين دولتي
    {U"ان", {U"", kNothing, kNothing}, 5, 3},    // رئيسان -> رئيس
    {U"ين", {U"", U"ي", kNothing}, 4, 2},  // مسؤولين -> مسوول, قاضين -> قاضي
    {U"ون", {U"", U"ي", kNothing}, 4, 2},  // مسؤولون
    {U"ا", {U"", U"ي", kNothing}, 4, 3},   // مباشرا -> مباشر
    {U"و", {U"", U"ي", kNothing}, 7, 3},   // مسؤولو الحزب
    // Nisbas that the lexicon has not as words of their own.
    {U"يه", {U"", U"ه", U"ا"}, 5, 3},    // ايرانيه -> ايران
    {U"ي", {U"", U"ه", U"ا"}, 5, 3},     // امريكي -> امريكا
    {U"يون", {U"", U"ه", U"ا"}, 6, 3},   // امريكيون
    {U"يين", {U"", U"ه", U"ا"}, 6, 3},   // امريكيين
    {U"يات", {U"", U"ه", U"ا"}, 6, 3},   // امريكيات
    {U"يان", {U"", U"ه", U"ا"}, 7, 3},   // امريكيان
    {U"يا", {U"", U"ه", U"ا"}, 7, 3},    // امريكيا
    {U"يتين", {U"", U"ه", U"ا"}, 7, 3},  // امريكيتين
};
constexpr std::u32string_view kFeminine = U"ه";
constexpr int kFeminineCost = 1;

struct Pronoun {
  std::u32string_view letters;
  int cost;
};
// ي and ك are rare in news.
constexpr Pronoun kPronouns[] = {
    {U"هما", 6},  // رئيسهما
    {U"كما", 6},  // بلدكما
    {U"هم", 6},   // نظراءهم
    {U"هن", 6},   // بيوتهن
    {U"كم", 6},   // بلادكم
    {U"كن", 6},   // بيوتكن
    {U"ها", 6},   // ولايتها
    {U"نا", 6},   // بلادنا
    {U"ه", 6},    // منصبه
    {U"ك", 8},    // بلدك
    {U"ي", 8},    // بلدي
};
// For a dual or plural whose ن the pronoun took: مسؤوليها.
constexpr int kConstructCost = 4;

// A name of the lists is likelier than a rare word of the dictionary: بإيران is no dual.
constexpr int kNameCost = -3;

class NounReader {
 public:
  NounReader(const Lexicon& lexicon, const Proclitic& proclitic, Reading& best)
      : lexicon_(lexicon), proclitic_(proclitic), best_(best) {}

  void read(std::u32string_view rest, bool is_feminine) {
    offer(rest, 0, {}, {});
    read_ending(rest, 0, {});
    if (!proclitic_.has_article && !is_feminine) read_pronoun(rest);
  }

 private:
  bool is_noun(std::u32string_view word) const {
    return word.size() >= 2 && (lexicon_.kinds(word) & kNoun) != 0;
  }

  bool takes_feminine(std::u32string_view word) const {
    return (lexicon_.kinds(word) & kTakesFeminine) != 0;
  }

  // Keeps the reading if `lexeme` is a noun and the cost the least; says whether it is a noun.
  bool offer(std::u32string_view lexeme, int cost, std::u32string_view ending,
             std::u32string_view pronoun) {
    if (!is_noun(lexeme)) return false;
    cost += proclitic_.cost;
    if (ending.empty() && pronoun.empty() && lexicon_.is_name(lexeme)) cost += kNameCost;
    if (cost < best_.cost) {
      best_ = {cost, std::u32string(lexeme), false, proclitic_.letters, ending, pronoun, {}};
    }
    return true;
  }

  void read_ending(std::u32string_view word, int cost, std::u32string_view pronoun) {
    for (const Ending& ending : kEndings) {
      if (word.size() < ending.letters.size() + ending.least_rest ||
          !word.ends_with(ending.letters)) {
        continue;
      }
      const std::u32string_view base = word.substr(0, word.size() - ending.letters.size());
      for (const std::u32string_view instead : ending.instead) {
        if (instead == kNothing) break;
        buffer_.assign(base).append(instead);
        if (offer(buffer_, cost + ending.cost, ending.letters, pronoun)) break;
      }
    }
    if (word.size() >= 4 && word.ends_with(kFeminine)) {
      const std::u32string_view masculine = word.substr(0, word.size() - 1);
      if (takes_feminine(masculine)) offer(masculine, cost + kFeminineCost, kFeminine, pronoun);
    }
  }

  void read_pronoun(std::u32string_view word) {
    for (const Pronoun& pronoun : kPronouns) {
      if (word.size() < pronoun.letters.size() + 2 || !word.ends_with(pronoun.letters)) continue;
      read_before_pronoun(word.substr(0, word.size() - pronoun.letters.size()), pronoun);
    }
  }

  // What a word looks like before a pronoun, and what it was.
  void read_before_pronoun(std::u32string_view word, const Pronoun& pronoun) {
    const int cost = pronoun.cost;
    const auto instead_of_last = [&](std::u32string_view base, std::u32string_view letters) {
      return std::u32string(base.substr(0, base.size() - 1)).append(letters);
    };
    if (word.size() >= 3 && word.back() == kTeh) {  // ولايتها -> ولايه
      const std::u32string_view masculine = word.substr(0, word.size() - 1);
      if (!offer(instead_of_last(word, kFeminine), cost, {}, pronoun.letters) &&
          takes_feminine(masculine)) {
        offer(masculine, cost, kFeminine, pronoun.letters);
      }
    }
    offer(word, cost, {}, pronoun.letters);
    if (word.size() >= 4 && (word.ends_with(U"او") || word.ends_with(U"اي"))) {
      offer(instead_of_last(word, U"ء"), cost, {}, pronoun.letters);  // وزرايهم -> وزراء
    }
    if (word.size() >= 3 && word.back() == kAlef) {
      offer(instead_of_last(word, U"ي"), cost, {}, pronoun.letters);  // مستواها -> مستوي
      offer(word.substr(0, word.size() - 1), cost + kConstructCost, U"ا", pronoun.letters);
    }
    if (word.size() >= 4 && (word.back() == kYeh || word.back() == kWaw)) {  // مسووليها
      const std::u32string_view base = word.substr(0, word.size() - 1);
      const std::u32string_view cut = word.substr(word.size() - 1);
      offer(base, cost + kConstructCost, cut, pronoun.letters);
      if (base.back() == kTeh) {  // دولتيهما
        offer(instead_of_last(base, kFeminine), cost + kConstructCost, cut, pronoun.letters);
      }
    }
    if (word.size() >= 5) read_ending(word, cost, pronoun.letters);  // سياراتهم
  }

  const Lexicon& lexicon_;
  const Proclitic& proclitic_;
  Reading& best_;
  std::u32string buffer_;
};

}  // namespace

void read_noun(const Lexicon& lexicon, std::u32string_view rest, bool is_feminine,
               const Proclitic& proclitic, Reading& best) {
  NounReader(lexicon, proclitic, best).read(rest, is_feminine);
}

}  // namespace fihrist::arabic
