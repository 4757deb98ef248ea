// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/spelling.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace fihrist::search {
namespace {

// The numbers below are natural logarithms of counts of articles, but for the costs. They were set
// by trial on real misspellings, on words made wrong by chance, and on the words that only one of
// 30,000 articles has: slips, names and rare forms.

// How many times rarer a slip of cost 100 makes a word: e^kSlipWeight.
constexpr double kSlipWeight = 6.0;

// How often a word of so many letters that the archive does not have is still a right one. The
// shorter it is, the more words are near it by chance.
constexpr double unseen(std::size_t letters) {
  constexpr double kOfThree = 1.5;
  constexpr double kEachMore = 1.0;
  return kOfThree -
         kEachMore * static_cast<double>(std::clamp<std::size_t>(letters, 3, 8) - std::size_t{3});
}

// By how much a word of one article is likelier to be right: many are slips of the writer.
constexpr double kOnce = 2.0;

// By how much more than their counts say words of several articles are likelier to be right.
constexpr double kSeen = 2.5;

// By how much a word is likelier to be right if it is a form of one that the analysis knows.
constexpr double kKnown = 3.0;

// Two words run together: much commoner than other slips, and the more so behind a letter that does
// not join, or before the article, where the blank is not missed by the eye. Words of two or three
// letters stand at the ends of others by chance.
constexpr double kGlued = 5.0;
constexpr int kLikelyBlank = 60;        // cost
constexpr int kOtherBlank = 110;        // cost
constexpr double kShortPart = 3.0;      // taken off for each such word
constexpr std::size_t kLeastGlued = 5;  // letters of both words

// Short words have neighbours by chance: what slips may cost in a word of so many letters. Less
// than what parts two forms of one word.
constexpr int limit_for(std::size_t letters, bool latin) {
  if (letters < 3) return 0;
  if (latin) return letters < 5 ? 60 : letters < 8 ? 100 : 160;
  if (letters == 3) return 40;
  if (letters == 4) return 60;
  if (letters == 5) return 90;
  return letters < 8 ? 110 : 150;
}

// With a letter that is never joined to the next.
bool ends_unjoined(std::string_view word) {
  for (const std::string_view letter : {"ا", "د", "ذ", "ر", "ز", "و", "ء"}) {
    if (word.ends_with(letter)) return true;
  }
  return false;
}

}  // namespace

struct Spelling::Best {
  double likelihood;           // to be beaten
  std::size_t number = kNone;  // in words_.words()
  std::size_t split = 0;       // bytes of the first of two words, or 0
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
};

Spelling::Spelling(const ArchiveWords& words) : words_(words) {
  std::vector<std::uint32_t> order(words.words().size());
  std::iota(order.begin(), order.end(), std::uint32_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t one, std::uint32_t other) {
    return words.words()[one].count > words.words()[other].count;
  });
  for (const std::uint32_t number : order) {
    const ArchiveWord& word = words.words()[number];
    const auto letters = letter_codes(word.exact);
    if (!letters) continue;
    Group& group = (letters->front() < kLatinCodes ? arabic_ : latin_)[letters->size()];
    group.masks.push_back(letter_mask(*letters));
    group.frequencies.push_back(std::log(static_cast<float>(word.count)));
    group.numbers.push_back(number);
    group.letters.insert(group.letters.end(), letters->begin(), letters->end());
  }
  for (Groups* groups : {&arabic_, &latin_}) {
    for (Group& group : *groups) {
      group.masks.shrink_to_fit();
      group.frequencies.shrink_to_fit();
      group.numbers.shrink_to_fit();
      group.letters.shrink_to_fit();
    }
  }
  if (!order.empty()) log_most_ = std::log(words.words()[order.front()].count);
}

std::optional<Correction> Spelling::correct(std::string_view exact, std::uint32_t count,
                                            bool known) const {
  const auto typed = letter_codes(exact);
  if (!typed) return std::nullopt;
  const bool latin = typed->front() >= kLatinCodes;
  const double right = count <= 1 ? unseen(typed->size()) + kOnce * count : kSeen + std::log(count);
  Best best{right + (known ? kKnown : 0)};

  if (const int limit = limit_for(typed->size(), latin); limit > 0) {
    // The same length first, for most slips leave it: what is found there spares work elsewhere.
    for (const int apart : {0, 1, -1, 2, -2}) {
      const auto length = static_cast<std::ptrdiff_t>(typed->size()) + apart;
      if (length < 2 || length > static_cast<std::ptrdiff_t>(kLongestSpelling)) continue;
      const auto size = static_cast<std::size_t>(length);
      look_in((latin ? latin_ : arabic_)[size], *typed, size, limit, best);
    }
  }
  if (!latin) look_for_glued(exact, best);

  if (best.split > 0) {
    const ArchiveWord* first = words_.find(exact.substr(0, best.split));
    const ArchiveWord* second = words_.find(exact.substr(best.split));
    return Correction{first->exact + " " + second->exact, first->spelled + " " + second->spelled};
  }
  if (best.number == Best::kNone) return std::nullopt;
  const ArchiveWord& word = words_.words()[best.number];
  return Correction{word.exact, word.spelled};
}

void Spelling::look_in(const Group& group, std::span<const LetterCode> typed, std::size_t length,
                       int limit, Best& best) const {
  const std::uint64_t mask = letter_mask(typed);
  // At most two slips; of those, the difference in length takes its share.
  const int slips = limit < kPlainSlip ? 1 : 2;
  const int longer = static_cast<int>(length) - static_cast<int>(typed.size());
  const int most_new = std::min(slips, slips + longer);
  const int most_gone = std::min(slips, slips - longer);
  if (most_new < 0 || most_gone < 0) return;
  for (std::size_t i = 0; i < group.masks.size(); ++i) {
    const double frequency = group.frequencies[i];
    // The rest is rarer.
    if (frequency - kSlipWeight * kLeastSlip / kPlainSlip <= best.likelihood) return;
    const int new_letters = std::popcount(group.masks[i] & ~mask);
    const int gone_letters = std::popcount(mask & ~group.masks[i]);
    if (new_letters > most_new || gone_letters > most_gone) continue;
    const int affordable =
        static_cast<int>((frequency - best.likelihood) * kPlainSlip / kSlipWeight);
    const int most = std::min(limit, affordable);
    if (kLeastSlip * std::max(new_letters, gone_letters) > most) continue;
    const int cost = slip_cost(typed, std::span(group.letters).subspan(i * length, length), most);
    if (cost == 0 || cost > most) continue;
    const double likelihood = frequency - kSlipWeight * cost / kPlainSlip;
    if (likelihood > best.likelihood) best = {likelihood, group.numbers[i]};
  }
}

void Spelling::look_for_glued(std::string_view exact, Best& best) const {
  constexpr std::size_t kLetter = 2;  // bytes: folded letters of Arabic are two each
  constexpr std::size_t kShort = 3 * kLetter;
  if (exact.size() < kLeastGlued * kLetter) return;
  // No word has only one letter: و is written to the next.
  for (std::size_t split = 2 * kLetter; split + 2 * kLetter <= exact.size(); split += kLetter) {
    const std::string_view first = exact.substr(0, split);
    const std::string_view second = exact.substr(split);
    const ArchiveWord* one = words_.find(first);
    const ArchiveWord* other = one == nullptr ? nullptr : words_.find(second);
    if (other == nullptr) continue;
    const bool likely = ends_unjoined(first) || second.starts_with("ال");
    const int short_parts = (first.size() <= kShort ? 1 : 0) + (second.size() <= kShort ? 1 : 0);
    // In how many articles both would stand by chance; that of all articles is not known, but the
    // most frequent word is in nearly all of them.
    const double together = std::log(one->count) + std::log(other->count) - log_most_;
    const double likelihood = together + kGlued - kShortPart * short_parts -
                              kSlipWeight * (likely ? kLikelyBlank : kOtherBlank) / kPlainSlip;
    if (likelihood > best.likelihood) best = {likelihood, Best::kNone, split};
  }
}

}  // namespace fihrist::search
