// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/title_phrases.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string>
#include <utility>

namespace fihrist::search {
namespace {

// A word hangs if titles have it this often, and at the end of less than one of so many clauses.
// Read off the titles of 30,090 articles: the rarest ends that are none are of الملك and مدينة (one
// in 30 to 60), names and nouns that stand alone end one clause in five and more.
constexpr std::uint32_t kLeastToJudge = 12;
constexpr std::uint32_t kRarelyEnds = 25;

// A phrase is a part of a longer one that has so much of its titles.
constexpr double kGoesOn = 0.7;
constexpr double kInside = 0.9;

// How many of a phrase's titles vote on its spelling.
constexpr std::size_t kMostVotes = 64;

struct Phrase {
  std::span<const WordNumber> words;
  std::uint32_t count = 0;
  std::uint32_t position = 0;  // where it is written as mostly
  bool is_part = false;
};

bool is_number(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

class PhraseFinder {
 public:
  PhraseFinder(const TitleWords& titles, const std::vector<bool>& hanging,
               const Vocabulary& vocabulary)
      : titles_(titles), hanging_(hanging), may_begin_(titles.words.size()) {
    for (WordNumber word = 0; word < titles.words.size(); ++word) {
      const std::string text(titles.words[word]);
      may_begin_[word] = !vocabulary.is_stop_word(text) && !is_number(text);
    }
  }

  CountedTexts find() {
    collect();
    mark_parts();
    CountedTexts found;
    for (const Phrase& phrase : phrases_) {
      if (phrase.is_part) continue;
      found.sequences.add(phrase.words);
      found.counts.push_back(phrase.count);
      std::string text;
      for (std::size_t i = 0; i < phrase.words.size(); ++i) {
        if (i > 0) text += ' ';
        text += titles_.spellings[titles_.spelling[phrase.position + i]];
      }
      found.texts.add(text);
    }
    found.sequences.sort();
    return found;
  }

 private:
  // Places with the same words are neighbours; the places of each length are gathered until the
  // words change.
  void collect() {
    std::array<std::vector<std::uint32_t>, kLongestPhrase + 1> same;
    std::span<const WordNumber> before;
    for (std::size_t rank = 0; rank < titles_.titles.places(); ++rank) {
      const std::span<const WordNumber> here = titles_.titles.words_at(rank);
      const auto differ = std::mismatch(before.begin(), before.end(), here.begin(), here.end());
      const std::size_t common = static_cast<std::size_t>(differ.first - before.begin());
      for (std::size_t length = 2; length <= kLongestPhrase; ++length) {
        if (common < length) close(before, length, same[length]);
      }
      const auto position = static_cast<std::uint32_t>(titles_.titles.position(rank));
      for (std::size_t length = 2; length <= std::min(kLongestPhrase, here.size()); ++length) {
        if (!titles_.joined[position + length - 1]) break;
        same[length].push_back(position);
      }
      before = here;
    }
    for (std::size_t length = 2; length <= kLongestPhrase; ++length) {
      close(before, length, same[length]);
    }
    std::sort(phrases_.begin(), phrases_.end(), [](const Phrase& one, const Phrase& other) {
      return std::lexicographical_compare(one.words.begin(), one.words.end(), other.words.begin(),
                                          other.words.end());
    });
  }

  void close(std::span<const WordNumber> words, std::size_t length,
             std::vector<std::uint32_t>& positions) {
    if (positions.size() >= kLeastTitles && may_begin_[words[0]] && may_end(words[length - 1])) {
      phrases_.push_back({words.first(length), static_cast<std::uint32_t>(positions.size()),
                          best_written(positions, length)});
    }
    positions.clear();
  }

  // A number says something behind a phrase if it is a year or as large.
  bool may_end(WordNumber word) const {
    constexpr std::size_t kDigitsOfYear = 4;
    const std::string_view text = titles_.words[word];
    return !hanging_[word] && (!is_number(text) || text.size() >= kDigitsOfYear);
  }

  std::uint32_t best_written(const std::vector<std::uint32_t>& positions,
                             std::size_t length) const {
    std::map<std::vector<std::uint32_t>, std::pair<std::size_t, std::uint32_t>> votes;
    std::uint32_t best = positions.front();
    std::size_t most = 0;
    for (std::size_t i = 0; i < std::min(positions.size(), kMostVotes); ++i) {
      const auto begin = titles_.spelling.begin() + positions[i];
      auto& [count, position] = votes[{begin, begin + static_cast<std::ptrdiff_t>(length)}];
      if (count == 0) position = positions[i];
      if (++count > most) {
        most = count;
        best = position;
      }
    }
    return best;
  }

  void mark_parts() {
    WordSequences sequences;
    for (const Phrase& phrase : phrases_) sequences.add(phrase.words);
    sequences.sort();
    for (Phrase& phrase : phrases_) {
      const WordNumber last = phrase.words.back();
      const auto ranks =
          sequences.find(phrase.words.first(phrase.words.size() - 1), {last, last + 1});
      for (std::size_t rank = ranks.begin; rank < ranks.end && !phrase.is_part; ++rank) {
        const WordSequences::Place place = sequences.place(rank);
        const Phrase& longer = phrases_[place.sequence];
        if (longer.words.size() == phrase.words.size()) continue;
        const double part = place.offset == 0 ? kGoesOn : kInside;
        phrase.is_part = longer.count >= part * phrase.count;
      }
    }
  }

  const TitleWords& titles_;
  const std::vector<bool>& hanging_;
  std::vector<bool> may_begin_;
  std::vector<Phrase> phrases_;
};

}  // namespace

std::vector<bool> find_hanging_words(const TitleWords& titles, const Vocabulary& vocabulary) {
  std::vector<std::uint32_t> total(titles.words.size());
  std::vector<std::uint32_t> ends(titles.words.size());
  std::size_t position = 0;
  for (std::size_t title = 0; title < titles.titles.size(); ++title) {
    const std::span<const WordNumber> words = titles.titles[title];
    for (std::size_t i = 0; i < words.size(); ++i, ++position) {
      ++total[words[i]];
      if (i + 1 == words.size() || !titles.joined[position + 1]) ++ends[words[i]];
    }
  }
  std::vector<bool> hanging(titles.words.size());
  for (WordNumber word = 0; word < titles.words.size(); ++word) {
    hanging[word] = vocabulary.is_stop_word(std::string(titles.words[word])) ||
                    (total[word] >= kLeastToJudge && ends[word] * kRarelyEnds < total[word]);
  }
  return hanging;
}

CountedTexts find_phrases(const TitleWords& titles, const std::vector<bool>& hanging,
                          const Vocabulary& vocabulary) {
  return PhraseFinder(titles, hanging, vocabulary).find();
}

}  // namespace fihrist::search
