// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/snippet.h"

#include <algorithm>
#include <bitset>
#include <optional>

#include "arabic/decode.h"
#include "server/search/query.h"

namespace fihrist::search {
namespace {

constexpr std::string_view kOmission = "…";
// What is left of the length is filled with another fragment only if a few words go into it.
constexpr std::size_t kShortestFragment = 40;  // characters
// A further occurrence of a word that a sentence has already counts this much of the first.
constexpr double kRepetition = 0.1;
// A word of the query right behind the one before it counts this much more.
constexpr double kAdjacent = 0.5;

// Tokens [begin, end) and the bytes that show them.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t first_byte = 0;
  std::size_t last_byte = 0;  // one past
  bool whole_start = true;    // begins where a sentence begins
  bool whole_end = true;      // ends where a sentence ends
};

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// How many bytes of `gap`, which stands between two words, belong to the sentence before it;
// nothing if no sentence ends there. Closing quotes and brackets go with the sentence.
std::optional<std::size_t> sentence_end(std::string_view gap) {
  if (gap == " ") return std::nullopt;  // between most words
  const std::size_t newline = gap.find('\n');
  if (newline != std::string_view::npos) return newline;
  const bool marked = contains(gap, "؟") || contains(gap, "!") || contains(gap, "?") ||
                      contains(gap, "…") || contains(gap, "؛");
  const std::size_t stop = gap.find('.');
  const std::size_t space = gap.find_first_of(" \t", stop == std::string_view::npos ? 0 : stop);
  if (!marked && stop == std::string_view::npos) return std::nullopt;
  if (space == std::string_view::npos) return std::nullopt;  // 3.5, or glued words
  return space;
}

// Blanks at the start of a sentence are not shown.
std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t')) ++at;
  return at;
}

class SnippetCutter {
 public:
  SnippetCutter(const MatchedText& matched, const std::vector<double>& weights)
      : text_(matched.text), tokens_(matched.tokens), words_(matched.words), weights_(weights) {
    split_sentences();
  }

  MarkedText cut(std::size_t length) {
    std::size_t left = length;
    while (fragments_.size() < kMostFragments && left >= kShortestFragment) {
      const std::optional<std::size_t> best = best_sentence();
      if (!best) break;
      const Span fragment = fit(sentences_[*best], left);
      for (std::size_t i = fragment.begin; i < fragment.end; ++i) {
        if (words_[i]) shown_.set(*words_[i]);
      }
      used_.push_back(*best);
      left -= std::min(left, characters(fragment));
      fragments_.push_back(fragment);
    }
    if (fragments_.empty() && !sentences_.empty()) {
      fragments_.push_back(fit(sentences_[0], left));
      used_.push_back(0);
      left -= std::min(left, characters(fragments_[0]));
    }
    if (fragments_.size() == 1) lengthen(left);
    return assemble();
  }

 private:
  void split_sentences() {
    if (tokens_.empty()) return;
    Span sentence;
    sentence.first_byte = skip_blanks(text_, 0);
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const std::size_t gap_begin = tokens_[i].range.end;
      const bool last = i + 1 == tokens_.size();
      const std::size_t gap_end = last ? text_.size() : tokens_[i + 1].range.begin;
      const std::string_view gap = text_.substr(gap_begin, gap_end - gap_begin);
      const auto end = sentence_end(gap);
      if (!end && !last) continue;
      sentence.end = i + 1;
      sentence.last_byte = gap_begin + end.value_or(gap.size());
      sentences_.push_back(sentence);
      sentence.begin = i + 1;
      sentence.first_byte = skip_blanks(text_, sentence.last_byte);
    }
  }

  std::size_t characters(const Span& span) const {
    return arabic::count_characters(
        text_.substr(span.first_byte, span.last_byte - span.first_byte));
  }

  // What tokens [begin, end) tell of the words that no fragment shows yet.
  double score(std::size_t begin, std::size_t end) const {
    std::bitset<kMostWords> met;
    double total = 0;
    double fresh = 0;
    for (std::size_t i = begin; i < end; ++i) {
      if (!words_[i]) continue;
      const std::size_t word = *words_[i];
      const double weight = weights_[word];
      if (!met[word] && !shown_[word]) {
        fresh += weight;
      } else {
        total += kRepetition * weight;
      }
      if (i > begin && words_[i - 1] && *words_[i - 1] + 1 == word) total += kAdjacent * weight;
      met.set(word);
    }
    return fresh > 0 ? fresh + total : 0;
  }

  std::optional<std::size_t> best_sentence() const {
    std::optional<std::size_t> best;
    double best_score = 0;
    for (std::size_t i = 0; i < sentences_.size(); ++i) {
      const double value = score(sentences_[i].begin, sentences_[i].end);
      if (value > best_score) {
        best = i;
        best_score = value;
      }
    }
    return best;
  }

  Span between_words(std::size_t begin, std::size_t end, const Span& sentence) const {
    Span span;
    span.begin = begin;
    span.end = end;
    span.whole_start = begin == sentence.begin;
    span.whole_end = end == sentence.end;
    span.first_byte = span.whole_start ? sentence.first_byte : tokens_[begin].range.begin;
    span.last_byte = span.whole_end ? sentence.last_byte : tokens_[end - 1].range.end;
    return span;
  }

  // The part of a sentence of at most `length` characters that tells most, with words around it.
  Span fit(const Span& sentence, std::size_t length) const {
    if (characters(sentence) <= length) return sentence;
    std::size_t best_begin = sentence.begin;
    std::size_t best_end = sentence.begin;
    double best_score = -1;
    for (std::size_t i = sentence.begin; i < sentence.end; ++i) {
      if (!words_[i] && i != sentence.begin) continue;
      std::size_t end = i + 1;
      std::size_t last_match = i + 1;
      std::size_t size = characters(between_words(i, end, sentence));
      while (end < sentence.end) {
        const std::size_t next = tokens_[end].range.end - tokens_[end - 1].range.end;
        size += arabic::count_characters(text_.substr(tokens_[end - 1].range.end, next));
        if (size > length) break;
        ++end;
        if (words_[end - 1]) last_match = end;
      }
      const double value = score(i, last_match);
      if (value > best_score) {
        best_score = value;
        best_begin = i;
        best_end = last_match;
      }
    }
    return widen(best_begin, best_end, sentence, length);
  }

  // Adds words of the sentence on both sides while they fit, one before for two behind.
  Span widen(std::size_t begin, std::size_t end, const Span& sentence, std::size_t length) const {
    Span span = between_words(begin, end, sentence);
    for (int turn = 0, failed = 0; failed < 3; ++turn) {
      Span wider = span;
      if (turn % 3 == 0 && span.begin > sentence.begin) {
        wider = between_words(span.begin - 1, span.end, sentence);
      } else if (turn % 3 != 0 && span.end < sentence.end) {
        wider = between_words(span.begin, span.end + 1, sentence);
      }
      const bool same = wider.begin == span.begin && wider.end == span.end;
      if (same || characters(wider) > length) {
        ++failed;
      } else {
        span = wider;
        failed = 0;
      }
    }
    return span;
  }

  // A lone short fragment goes on with the sentences behind it.
  void lengthen(std::size_t left) {
    Span& span = fragments_[0];
    for (std::size_t next = used_[0] + 1; next < sentences_.size() && span.whole_end; ++next) {
      if (left < kShortestFragment) return;
      const Span more = from_start(sentences_[next], left - 1);
      if (more.end == more.begin) return;
      left -= std::min(left, characters(more) + 1);
      span.end = more.end;
      span.last_byte = more.last_byte;
      span.whole_end = more.whole_end;
    }
  }

  // As many words of a sentence from its start as fit.
  Span from_start(const Span& sentence, std::size_t length) const {
    if (characters(sentence) <= length) return sentence;
    std::size_t end = sentence.begin;
    while (end < sentence.end &&
           characters(between_words(sentence.begin, end + 1, sentence)) <= length) {
      ++end;
    }
    return end == sentence.begin ? Span{end, end} : between_words(sentence.begin, end, sentence);
  }

  MarkedText assemble() {
    std::sort(fragments_.begin(), fragments_.end(),
              [](const Span& a, const Span& b) { return a.begin < b.begin; });
    MarkedText snippet;
    const Span* before = nullptr;
    for (const Span& span : fragments_) {
      const bool joined =
          before != nullptr && before->end == span.begin && before->whole_end && span.whole_start;
      if (joined) {
        snippet.text += ' ';
      } else if (before != nullptr) {
        snippet.text.append(" ").append(kOmission).append(" ");
      } else if (!span.whole_start) {
        snippet.text.append(kOmission).append(" ");
      }
      append(span, snippet);
      before = &span;
    }
    if (before != nullptr && !before->whole_end) snippet.text.append(" ").append(kOmission);
    return snippet;
  }

  void append(const Span& span, MarkedText& snippet) const {
    const std::size_t offset = snippet.text.size();
    snippet.text += text_.substr(span.first_byte, span.last_byte - span.first_byte);
    std::replace(snippet.text.begin() + static_cast<std::ptrdiff_t>(offset), snippet.text.end(),
                 '\n', ' ');
    for (std::size_t i = span.begin; i < span.end; ++i) {
      const arabic::ByteRange range = tokens_[i].range;
      if (!words_[i] || range.begin == range.end) continue;
      snippet.marks.push_back({static_cast<std::uint32_t>(offset + range.begin - span.first_byte),
                               static_cast<std::uint32_t>(offset + range.end - span.first_byte)});
    }
  }

  std::string_view text_;
  const std::vector<arabic::TokenView>& tokens_;
  const MatchedWords& words_;
  const std::vector<double>& weights_;
  std::bitset<kMostWords> shown_;  // words of the query
  std::vector<Span> sentences_;
  std::vector<Span> fragments_;
  std::vector<std::size_t> used_;  // sentences of the fragments
};

}  // namespace

MarkedText highlight(const MatchedText& matched) {
  MarkedText marked{std::string(matched.text), {}};
  for (std::size_t i = 0; i < matched.tokens.size(); ++i) {
    const arabic::ByteRange range = matched.tokens[i].range;
    if (matched.words[i] && range.begin != range.end) marked.marks.push_back(range);
  }
  return marked;
}

MarkedText cut_snippet(const MatchedText& matched, const std::vector<double>& weights,
                       std::size_t length) {
  return SnippetCutter(matched, weights).cut(length);
}

}  // namespace fihrist::search
