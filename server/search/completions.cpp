// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/completions.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <span>
#include <utility>

#include "server/search/attached_words.h"
#include "server/search/completion_choice.h"
#include "server/search/typed_query.h"

namespace fihrist::search {
namespace {

// Scores are logarithms of how often something stands in the archive, and what is taken from them
// is worth a factor. All were set by reading what they do to the newspapers' titles.
constexpr double kPhraseWorth = 6;  // a phrase of a title is worth so many words
constexpr double kNameWorth = 2;
constexpr double kTitleScore = 3;       // of one that begins as typed
constexpr double kInsidePenalty = 1.2;  // what was typed does not stand at the beginning
constexpr double kArticlePenalty = 0.3;
constexpr double kSinglePenalty = 1;     // stands in one title
constexpr double kHangingPenalty = 1;    // ends in a word that wants another one
constexpr double kFallbackPenalty = 20;  // for each word that the completion does not go on from

// What one source gives to choose from.
constexpr std::size_t kMostCandidates = 40;
// So many titles with the words that were typed make them too common to offer titles for.
constexpr std::size_t kMostTitles = 3000;
// Next words are counted in no more places than these.
constexpr std::size_t kMostPlaces = 8192;

using Candidate = CompletionCandidate;

// The numbers of the best scores of [begin, end), best first.
template <typename Score>
std::vector<std::size_t> best_of(std::size_t begin, std::size_t end, Score score) {
  std::vector<std::pair<double, std::size_t>> heap;  // the worst in front
  heap.reserve(kMostCandidates + 1);
  for (std::size_t i = begin; i < end; ++i) {
    const double value = score(i);
    if (value <= 0) continue;
    if (heap.size() == kMostCandidates) {
      if (value <= heap.front().first) continue;
      std::pop_heap(heap.begin(), heap.end(), std::greater<>());
      heap.pop_back();
    }
    heap.emplace_back(value, i);
    std::push_heap(heap.begin(), heap.end(), std::greater<>());
  }
  std::vector<std::size_t> best;
  for (const auto& [value, i] : heap) best.push_back(i);
  return best;
}

// `text` without blanks at its ends, and with one space for each gap and control character.
std::string tidy(std::string_view text) {
  std::string tidied;
  for (const char c : text) {
    const bool blank = static_cast<unsigned char>(c) <= ' ' || c == '\x7F';
    if (!blank) {
      tidied += c;
    } else if (!tidied.empty() && tidied.back() != ' ') {
      tidied += ' ';
    }
  }
  if (tidied.ends_with(' ')) tidied.pop_back();
  return tidied;
}

// All that one call works with.
class Completer {
 public:
  Completer(const TypedQuery& typed, const ArchiveWords& archive, const CompletionStock& stock,
            const arabic::Analyzer& analyzer)
      : typed_(typed), archive_(archive), stock_(stock), analyzer_(analyzer) {
    for (const std::string& word : typed.words) {
      key_begins_.push_back(typed_key_.size());
      typed_key_ += word + ' ';
    }
    key_begins_.push_back(typed_key_.size());
    typed_key_ += typed.beginning;
    if (typed_key_.ends_with(' ')) typed_key_.pop_back();
  }

  // What goes on from all the words that were typed; if nothing does, from all but the first, and
  // so on to the last alone.
  std::vector<Completion> complete(std::size_t most) {
    const std::size_t words = typed_.words.size();
    for (std::size_t level = 0; level <= words; ++level) {
      if (level == words && typed_.beginning.empty()) break;
      go_on_from(level);
      const bool only_titles = std::all_of(pool_.begin(), pool_.end(), [](const Candidate& one) {
        return one.from == Candidate::From::kTitles;
      });
      if (!only_titles) break;
    }
    std::vector<Completion> completions;
    for (const Candidate& chosen : choose_completions(pool_, most)) {
      completions.push_back({text_of(chosen), kind_of(chosen.from), chosen.count});
    }
    return completions;
  }

 private:
  using From = Candidate::From;

  // What may stand where words were typed.
  struct Wanted {
    std::vector<WordNumber> words;
    std::string beginning;
    std::size_t level = 0;
    std::string_view proclitic;  // of the first word, cut off
  };

  void go_on_from(std::size_t level) {
    const std::vector<std::string> words(typed_.words.begin() + static_cast<std::ptrdiff_t>(level),
                                         typed_.words.end());
    const std::size_t before = pool_.size();
    look_up(words, typed_.beginning, level, {});
    if (pool_.size() > before) return;
    // A name that is written in one word or two: عبد ال, عبدال.
    if (!words.empty() && !typed_.beginning.empty()) {
      look_up({words.begin(), words.end() - 1}, words.back() + typed_.beginning, level, {});
    }
    if (pool_.size() > before) return;
    const std::string& first = words.empty() ? typed_.beginning : words.front();
    for (const std::string_view proclitic : kProclitics) {
      if (!first.starts_with(proclitic) || first == proclitic) continue;
      const std::string rest = first.substr(proclitic.size());
      if (words.empty()) {
        if (rest.starts_with(kArticle)) look_up({}, rest, level, proclitic);
      } else {
        std::vector<std::string> bare = words;
        bare.front() = rest;
        look_up(bare, typed_.beginning, level, proclitic);
      }
    }
  }

  void look_up(const std::vector<std::string>& words, const std::string& beginning,
               std::size_t level, std::string_view proclitic) {
    Wanted wanted{{}, beginning, level, proclitic};
    for (const std::string& word : words) {
      const auto number = stock_.words.find(word);
      if (!number) return;
      wanted.words.push_back(*number);
    }
    take(wanted, 0);
    if (!beginning.empty() && !beginning.starts_with(kArticle)) {
      wanted.beginning = std::string(kArticle) + beginning;
      take(wanted, kArticlePenalty);
    }
  }

  void take(const Wanted& wanted, double penalty) {
    penalty += kFallbackPenalty * static_cast<double>(wanted.level);
    if (wanted.words.empty()) take_words(wanted, penalty);
    if (typed_.one_word && wanted.level == 0) return;
    const WordRange last = stock_.words.beginning_with(wanted.beginning);
    if (last.empty()) return;
    // What does not begin with the words replaces all that was typed.
    const bool whole = typed_.all && wanted.level == 0 && wanted.proclitic.empty();
    take_counted(stock_.phrases, From::kPhrases, kPhraseWorth, wanted, last, whole, penalty);
    if (!wanted.words.empty()) take_next_words(wanted, last, penalty);
    if (!whole) return;
    take_counted(stock_.names, From::kNames, kNameWorth, wanted, last, whole, penalty);
    take_titles(wanted, last, penalty);
  }

  void take_words(const Wanted& wanted, double penalty) {
    const std::vector<ArchiveWord>& words = archive_.words();
    const auto begin = std::lower_bound(
        words.begin(), words.end(), wanted.beginning,
        [](const ArchiveWord& word, const std::string& letters) { return word.exact < letters; });
    const auto end = std::partition_point(begin, words.end(), [&](const ArchiveWord& word) {
      return word.exact.starts_with(wanted.beginning);
    });
    const auto first = static_cast<std::size_t>(begin - words.begin());
    const auto last = static_cast<std::size_t>(end - words.begin());
    for (const std::size_t i :
         best_of(first, last, [&](std::size_t word) { return stock_.word_scores[word]; })) {
      add(From::kWords, i, wanted, words[i].count, std::log1p(stock_.word_scores[i]) - penalty,
          words[i].exact);
    }
  }

  void take_counted(const CountedTexts& texts, From from, double worth, const Wanted& wanted,
                    WordRange last, bool inside, double penalty) {
    const WordSequences::Ranks ranks = texts.sequences.find(wanted.words, last);
    const auto score = [&](std::size_t rank) {
      const WordSequences::Place place = texts.sequences.place(rank);
      if (place.offset > 0 && !inside) return 0.0;
      return std::log1p(worth * texts.counts[place.sequence]) -
             (place.offset > 0 ? kInsidePenalty : 0);
    };
    for (const std::size_t rank : best_of(ranks.begin, ranks.end, score)) {
      const std::size_t sequence = texts.sequences.place(rank).sequence;
      add(from, sequence, wanted, texts.counts[sequence], score(rank) - penalty,
          key_of(texts.sequences[sequence]));
    }
  }

  // The words that follow in titles without punctuation between, be it in a single one.
  void take_next_words(const Wanted& wanted, WordRange last, double penalty) {
    const WordSequences::Ranks ranks = stock_.titles.find(wanted.words, last);
    const std::size_t stride = ranks.size() / kMostPlaces + 1;
    struct Next {
      std::size_t rank;
      std::size_t count;
    };
    std::vector<Next> nexts;
    const auto next_word = [&](std::size_t rank) {
      return stock_.titles.words_at(rank)[wanted.words.size()];
    };
    for (std::size_t rank = ranks.begin; rank < ranks.end; rank += stride) {
      if (!stock_.joined[stock_.titles.position(rank) + wanted.words.size()]) continue;
      if (nexts.empty() || next_word(nexts.back().rank) != next_word(rank)) {
        nexts.push_back({rank, 0});
      }
      nexts.back().count += stride;
    }
    const auto score = [&](std::size_t i) {
      const Hanging hanging = stock_.hanging[next_word(nexts[i].rank)];
      if (hanging == Hanging::kStopWord) return 0.0;
      return std::log1p(kPhraseWorth * static_cast<double>(nexts[i].count)) -
             (nexts[i].count == 1 ? kSinglePenalty : 0) -
             (hanging == Hanging::kMostly ? kHangingPenalty : 0);
    };
    for (const std::size_t i : best_of(0, nexts.size(), score)) {
      const auto [rank, count] = nexts[i];
      add(From::kNextWord, rank, wanted, count, score(i) - penalty,
          key_of(stock_.titles.words_at(rank).first(wanted.words.size() + 1)));
    }
  }

  void take_titles(const Wanted& wanted, WordRange last, double penalty) {
    const WordSequences::Ranks ranks = stock_.titles.find(wanted.words, last);
    if (ranks.size() > kMostTitles) return;
    // The newest have the lowest numbers.
    const auto score = [&](std::size_t rank) {
      const WordSequences::Place place = stock_.titles.place(rank);
      if (stock_.titles[place.sequence].size() == 1) return 0.0;
      const double age =
          static_cast<double>(place.sequence) / static_cast<double>(stock_.titles.size());
      return kTitleScore - (place.offset > 0 ? kInsidePenalty : 0) - age;
    };
    for (const std::size_t rank : best_of(ranks.begin, ranks.end, score)) {
      const std::size_t title = stock_.titles.place(rank).sequence;
      add(From::kTitles, title, wanted, 1, score(rank) - penalty, key_of(stock_.titles[title]));
    }
  }

  void add(From from, std::size_t number, const Wanted& wanted, std::uint64_t count, double score,
           std::string key) {
    if (!wanted.proclitic.empty()) key.insert(0, wanted.proclitic);
    if (key == std::string_view(typed_key_).substr(key_begins_[wanted.level])) return;
    std::string bare = without_articles(key);
    pool_.push_back({from, number, typed_.begins[wanted.level], wanted.proclitic, count, score,
                     std::move(key), std::move(bare)});
  }

  std::string key_of(std::span<const WordNumber> words) const {
    std::string key;
    for (const WordNumber word : words) {
      if (!key.empty()) key += ' ';
      key += stock_.words[word];
    }
    return key;
  }

  std::string text_of(const Candidate& candidate) const {
    std::string text = typed_.text.substr(0, candidate.kept);
    if (is_blank(text)) text.clear();
    switch (candidate.from) {
      case From::kWords:
        return text + archive_.words()[candidate.number].spelled;
      case From::kPhrases:
        return text.append(candidate.proclitic) +
               std::string(stock_.phrases.texts[candidate.number]);
      case From::kNames:
        return text + std::string(stock_.names.texts[candidate.number]);
      case From::kTitles:
        return tidy(title_text(candidate.number));
      case From::kNextWord:
        break;
    }
    return text.append(candidate.proclitic) + words_of_title(candidate);
  }

  std::string_view title_text(std::size_t title) const {
    return archive_.titles()[stock_.archive_titles[title]].text;
  }

  // As they are written in the title that they were found in.
  std::string words_of_title(const Candidate& candidate) const {
    const auto [title, offset] = stock_.titles.place(candidate.number);
    const std::string_view text = title_text(title);
    const std::vector<arabic::Token> tokens = analyzer_.tokenize(text);
    const auto words = 1 + std::count(candidate.key.begin(), candidate.key.end(), ' ');
    std::string written;
    for (std::size_t i = offset; i < offset + static_cast<std::size_t>(words); ++i) {
      const arabic::ByteRange range = tokens[i].range;
      if (!written.empty()) written += ' ';
      written += arabic::without_marks(text.substr(range.begin, range.end - range.begin));
    }
    return written;
  }

  const TypedQuery& typed_;
  const ArchiveWords& archive_;
  const CompletionStock& stock_;
  const arabic::Analyzer& analyzer_;
  std::string typed_key_;                // folded, one space between words
  std::vector<std::size_t> key_begins_;  // where each word, and the beginning, stands in it
  std::vector<Candidate> pool_;
};

}  // namespace

Completions::Completions(const ArchiveWords& words, const Xapian::Database& database,
                         const arabic::Analyzer& analyzer, const Vocabulary& vocabulary)
    : archive_(&words), stock_(CompletionStock::load(words, database, analyzer, vocabulary)) {}

std::vector<Completion> Completions::complete(std::string_view typed, std::size_t most,
                                              const arabic::Analyzer& analyzer) const {
  const std::optional<TypedQuery> query = read_typed(typed, analyzer);
  if (!query) return {};
  return Completer(*query, *archive_, stock_, analyzer).complete(most);
}

}  // namespace fihrist::search
