// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/letter_edits.h"

#include <algorithm>
#include <array>

#include "arabic/decode.h"
#include "arabic/packed_word.h"

namespace fihrist::search {
namespace {

constexpr LetterCode kApostropheCode = 58;
constexpr std::size_t kCodes = 64;  // so that a mask has a bit for each

constexpr LetterCode code_of(char32_t c) {
  if (c >= U'a' && c <= U'z') return static_cast<LetterCode>(kLatinCodes + c - U'a');
  if (c == U'\'') return kApostropheCode;
  return static_cast<LetterCode>(arabic::letter_code(c));
}

constexpr LetterCode kHamza = code_of(arabic::kHamza);
constexpr LetterCode kAlef = code_of(arabic::kAlef);
constexpr LetterCode kLam = code_of(arabic::kLam);
constexpr LetterCode kNoon = code_of(arabic::kNoon);
constexpr LetterCode kWaw = code_of(arabic::kWaw);

using CostTable = std::array<std::array<std::uint8_t, kCodes>, kCodes>;

// Letters any two of which are taken for each other. The costs are our own estimate of how readily,
// tried on real misspellings; they have no other source.
struct Exchange {
  std::u32string_view letters;
  std::uint8_t cost;
};

constexpr Exchange kExchanges[] = {
    // One sound in much of the spoken language.
    {U"ضظ", 25},
    {U"ذد", 35},
    {U"ذز", 40},
    {U"ظز", 50},
    {U"ظذ", 50},
    {U"ضد", 45},
    {U"ثس", 40},
    {U"ثت", 40},
    {U"صس", 40},
    {U"طت", 40},
    {U"قك", 45},
    {U"قغ", 55},
    {U"حه", 55},
    {U"سز", 75},
    // g, v and their like in foreign names: غوغل, جوجل, قوقل; فيسبوك, بيسبول.
    {U"غجقك", 60},
    {U"فب", 75},
    // Hamza and what it sits on: قراءة, قرائة; مسؤول, مسئول; جزء, جزأ.
    {U"ءا", 35},
    {U"ءو", 35},
    {U"ءي", 35},
    {U"وي", 60},
    // Long vowels, which foreign names are spelled with at will.
    {U"اي", 80},
    {U"او", 90},
    {U"اع", 55},
    {U"ءع", 55},
    // One shape, other dots.
    {U"رز", 45},
    {U"طظ", 45},
    {U"سش", 50},
    {U"صض", 50},
    {U"عغ", 50},
    {U"فق", 50},
    {U"جحخ", 50},
    {U"بتثني", 60},
};

// At the end of a word, where ه is mostly ة, ي is often ى, and a final ن may be the sound of
// tanwin.
constexpr Exchange kFinalExchanges[] = {{U"هت", 35}, {U"اي", 40}, {U"اه", 50}, {U"ان", 60}};

// The rows of the Arabic keyboard (Arabic 101), from the left; a dot is a key of no folded letter.
constexpr std::u32string_view kKeyRows[] = {U"ضصثقفغعهخحجد", U"شسيبلاتنمكط.", U".ء.ر...وزظ.."};
constexpr std::uint8_t kKeyBeside = 70;
constexpr std::uint8_t kKeyBelow = 80;

constexpr void lower(CostTable& table, char32_t one, char32_t other, std::uint8_t cost) {
  const LetterCode a = code_of(one);
  const LetterCode b = code_of(other);
  if (a == 0 || b == 0 || a == b) return;
  table[a][b] = table[b][a] = std::min(table[a][b], cost);
}

constexpr void lower(CostTable& table, const Exchange& exchange) {
  for (const char32_t one : exchange.letters) {
    for (const char32_t other : exchange.letters) lower(table, one, other, exchange.cost);
  }
}

constexpr CostTable plain_costs() {
  CostTable table{};
  for (std::size_t i = 0; i < kCodes; ++i) {
    table[i].fill(kPlainSlip);
    table[i][i] = 0;
  }
  return table;
}

// Letters on neighbouring keys; each row is half a key to the right of the one above it.
constexpr void lower_neighbours(CostTable& table) {
  for (std::size_t row = 0; row < std::size(kKeyRows); ++row) {
    const std::u32string_view keys = kKeyRows[row];
    for (std::size_t key = 0; key < keys.size(); ++key) {
      if (key + 1 < keys.size()) lower(table, keys[key], keys[key + 1], kKeyBeside);
      if (row + 1 == std::size(kKeyRows)) continue;
      lower(table, keys[key], kKeyRows[row + 1][key], kKeyBelow);
      if (key > 0) lower(table, keys[key], kKeyRows[row + 1][key - 1], kKeyBelow);
    }
  }
}

constexpr CostTable kKeyCosts = [] {
  CostTable table = plain_costs();
  lower_neighbours(table);
  return table;
}();

constexpr CostTable kExchangeCosts = [] {
  CostTable table = kKeyCosts;
  for (const Exchange& exchange : kExchanges) lower(table, exchange);
  return table;
}();

constexpr CostTable kFinalCosts = [] {
  CostTable table = kExchangeCosts;
  for (const Exchange& exchange : kFinalExchanges) lower(table, exchange);
  return table;
}();

// A letter too many or too few.
constexpr int kDoubled = 40;  // beside the same letter: االحوادث, توجيهم for توجيههم
constexpr int kHamzaSlip = 40;   // شي for شيء
constexpr int kSilentAlef = 40;  // كتبو for كتبوا
constexpr int kVowelSlip = 60;   // هاذا for هذا, فوئد for فوائد
constexpr int kMissing = 70;  // any other letter left out: الاقصادية for الاقتصادية
constexpr int kExtraBeside = 70;  // a neighbouring key was hit as well
constexpr int kExtra = 85;        // any other letter too many
constexpr int kSwap = 55;         // two letters in the wrong order

// Of two forms of one word, one is not a slip for the other: with a proclitic more, another person
// of the verb or another letter at the end, it is another word. Above every limit.
constexpr int kOtherForm = 200;

constexpr std::uint64_t mask_of(std::u32string_view letters) {
  std::uint64_t mask = 0;
  for (const char32_t letter : letters) mask |= std::uint64_t{1} << code_of(letter);
  return mask;
}

constexpr std::uint64_t kProclitics = mask_of(U"وفبلكس");
constexpr std::uint64_t kPersons = mask_of(U"اتني");      // first letters of the present
constexpr std::uint64_t kEndings = mask_of(U"اهتينكمو");  // last letters of endings
constexpr std::uint64_t kVowels = mask_of(U"اوي");

constexpr bool has(std::uint64_t mask, LetterCode letter) { return (mask >> letter & 1) != 0; }

using Word = std::span<const LetterCode>;

// Whether the letters before `i` can all be proclitics: وس, فل, or none.
bool follows_proclitics(Word word, std::size_t i) {
  return i == 0 || (i == 1 && has(kProclitics, word[0]));
}

// Whether letter `i` stands where a proclitic or the ل of the article does.
bool stands_in_front(Word word, std::size_t i) {
  return follows_proclitics(word, i) || (i == 1 && word[0] == kAlef && word[1] == kLam);
}

// Whether the words are one but for ون, ين or ان at their end.
bool differ_in_case(Word typed, Word meant) {
  const std::size_t size = typed.size();
  return size > 3 && meant.size() == size && typed.back() == kNoon && meant.back() == kNoon &&
         has(kVowels, typed[size - 2]) && has(kVowels, meant[size - 2]) &&
         std::equal(typed.begin(), typed.end() - 2, meant.begin());
}

// What letter `i` of `word` costs if the other word does not have it; `other` if it is a letter
// like any other.
int lone_letter_cost(Word word, std::size_t i, int other) {
  const LetterCode letter = word[i];
  const LetterCode before = i > 0 ? word[i - 1] : LetterCode{0};
  const LetterCode after = i + 1 < word.size() ? word[i + 1] : LetterCode{0};
  if (letter >= kLatinCodes) return letter == before || letter == after ? kDoubled : other;
  if (has(kProclitics, letter) && follows_proclitics(word, i)) return kOtherForm;
  if (letter == before || letter == after) return kDoubled;
  if (letter == kHamza) return kHamzaSlip;
  if (after == 0 && has(kEndings, letter)) {
    return letter == kAlef && before == kWaw ? kSilentAlef : kOtherForm;
  }
  if (i > 0 && has(kVowels, letter)) return kVowelSlip;
  return other;
}

int missing_letter_cost(Word meant, std::size_t i) { return lone_letter_cost(meant, i, kMissing); }

int extra_letter_cost(Word typed, std::size_t i) {
  const LetterCode letter = typed[i];
  const bool beside = letter < kLatinCodes &&
                      ((i > 0 && kKeyCosts[letter][typed[i - 1]] == kKeyBeside) ||
                       (i + 1 < typed.size() && kKeyCosts[letter][typed[i + 1]] == kKeyBeside));
  return lone_letter_cost(typed, i, beside ? kExtraBeside : kExtra);
}

int exchange_cost(Word typed, std::size_t i, Word meant, std::size_t j) {
  const LetterCode one = typed[i];
  const LetterCode other = meant[j];
  if (one == other) return 0;
  const std::uint64_t both = std::uint64_t{1} << one | std::uint64_t{1} << other;
  if (i == j && (both & ~kPersons) == 0 && follows_proclitics(typed, i) &&
      follows_proclitics(meant, j)) {
    return kOtherForm;
  }
  if ((both & ~kProclitics) == 0 && stands_in_front(typed, i) && stands_in_front(meant, j)) {
    return kOtherForm;
  }
  if (i + 1 == typed.size() && j + 1 == meant.size()) return kFinalCosts[one][other];
  return kExchangeCosts[one][other];
}

}  // namespace

std::optional<std::vector<LetterCode>> letter_codes(std::string_view folded) {
  // Four bytes at most a character: what is longer need not be decoded to be refused.
  if (folded.empty() || folded.size() > 4 * kLongestSpelling) return std::nullopt;
  const std::u32string letters = arabic::to_utf32(folded);
  if (letters.size() > kLongestSpelling) return std::nullopt;
  std::vector<LetterCode> codes;
  codes.reserve(letters.size());
  for (const char32_t letter : letters) {
    const LetterCode code = code_of(letter);
    if (code == 0) return std::nullopt;
    if (!codes.empty() && (code >= kLatinCodes) != (codes.front() >= kLatinCodes)) {
      return std::nullopt;
    }
    codes.push_back(code);
  }
  return codes;
}

std::uint64_t letter_mask(std::span<const LetterCode> word) {
  std::uint64_t mask = 0;
  for (const LetterCode letter : word) mask |= std::uint64_t{1} << letter;
  return mask;
}

// The distance of Damerau and Levenshtein in which a swapped pair is not changed again, with a cost
// for each kind of slip, over the diagonals that words of such lengths can meet on.
int slip_cost(Word typed, Word meant, int limit) {
  constexpr int kFar = 30'000;
  constexpr std::size_t kSize = kLongestSpelling + kMostLengthsApart + 2;
  const std::size_t shorter = std::min(typed.size(), meant.size());
  const std::size_t longer = std::max(typed.size(), meant.size());
  if (longer - shorter > kMostLengthsApart || longer > kLongestSpelling) return limit + 1;
  if (differ_in_case(typed, meant) && !std::equal(typed.begin(), typed.end(), meant.begin())) {
    return std::max(limit + 1, kOtherForm);
  }

  std::array<std::array<int, kSize>, 3> rows;
  std::array<int, kSize> missing;  // cost of each letter of `meant` that was not typed
  for (std::size_t j = 0; j < meant.size(); ++j) missing[j] = missing_letter_cost(meant, j);

  rows[0][0] = 0;
  for (std::size_t j = 1; j <= std::min(meant.size(), kMostLengthsApart); ++j) {
    rows[0][j] = rows[0][j - 1] + missing[j - 1];
  }
  int least_before = 0;
  for (std::size_t i = 1; i <= typed.size(); ++i) {
    const auto& above = rows[(i + 2) % 3];
    const auto& second_above = rows[(i + 1) % 3];
    auto& row = rows[i % 3];
    const int extra = extra_letter_cost(typed, i - 1);
    const std::size_t first = i > kMostLengthsApart ? i - kMostLengthsApart : 0;
    const std::size_t last = std::min(meant.size(), i + kMostLengthsApart);
    int least = kFar;
    for (std::size_t j = first; j <= last; ++j) {
      int cost = j < i + kMostLengthsApart ? above[j] + extra : kFar;
      if (j > first) cost = std::min(cost, row[j - 1] + missing[j - 1]);
      if (j > 0) {
        cost = std::min(cost, above[j - 1] + exchange_cost(typed, i - 1, meant, j - 1));
        if (i > 1 && j > 1 && typed[i - 1] == meant[j - 2] && typed[i - 2] == meant[j - 1] &&
            typed[i - 1] != typed[i - 2]) {
          cost = std::min(cost, second_above[j - 2] + kSwap);
        }
      }
      row[j] = cost;
      least = std::min(least, cost);
    }
    // A swap reaches over one row.
    if (least > limit && least_before > limit) return limit + 1;
    least_before = least;
  }
  return rows[typed.size() % 3][meant.size()];
}

}  // namespace fihrist::search
