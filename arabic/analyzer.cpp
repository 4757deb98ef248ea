// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/analyzer.h"

#include <unicode/uchar.h>
#include <xxhash.h>

#include <algorithm>
#include <cstdio>
#include <utility>

#include "arabic/decode.h"
#include "arabic/dictionary.h"
#include "arabic/fold.h"
#include "arabic/prepare.h"

namespace fihrist::arabic {
namespace {

std::string describe_checksum(std::uint64_t checksum) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(checksum));
  return text;
}

// Folds every character of the blocks that news text is written in, and hashes what comes out: two
// ICU versions that agree on these may share an index.
std::uint64_t folding_checksum() {
  constexpr struct {
    char32_t first, last;
  } kBlocks[] = {{U'\u0020', U'\u024F'}, {U'\u0300', U'\u036F'}, {U'\u0600', U'\u06FF'},
                 {U'\u0750', U'\u077F'}, {U'\u0870', U'\u08FF'}, {U'\u2000', U'\u206F'},
                 {U'\uFB50', U'\uFDFF'}, {U'\uFE70', U'\uFEFF'}, {U'\uFF01', U'\uFF5E'}};
  std::uint64_t checksum = 0;
  MappedText text;
  for (const auto& block : kBlocks) {
    for (char32_t c = block.first; c <= block.last; ++c) {
      std::string utf8;
      append_utf8(c, utf8);
      prepare(utf8, 0, text);
      fold(text);
      const std::vector<Word> words = fihrist::arabic::tokenize(text);
      checksum =
          XXH64(text.chars.data(), text.chars.size() * sizeof(char32_t), checksum + words.size());
    }
  }
  return checksum;
}

std::vector<Token> copy(const std::vector<TokenView>& views) {
  std::vector<Token> tokens;
  tokens.reserve(views.size());
  for (const TokenView& view : views) {
    tokens.push_back(
        {std::string(view.exact), std::string(view.stem), view.position, view.range, view.script});
  }
  return tokens;
}

// The exact forms, one space between them.
template <typename SomeToken>
std::string join_forms(const std::vector<SomeToken>& tokens) {
  std::string joined;
  for (const SomeToken& token : tokens) {
    if (!joined.empty()) joined += ' ';
    joined += token.exact;
  }
  return joined;
}

}  // namespace

Analyzer::Analyzer() : Analyzer(built_in_analysis()) {}

Analyzer::Analyzer(std::shared_ptr<const Stemmer> stemmer, std::size_t remembered)
    : stemmer_(std::move(stemmer)), remembered_(remembered) {}

// Calls take(word, entry, joins) for each word; `joins` if it is one name with the word before, and
// takes its place. The entry is valid until another word is met.
template <typename Take>
void Analyzer::for_each_word(std::string_view text, Take take) const {
  // Not while a text is at work: its tokens point into the memory of the words.
  if (met_.size() >= remembered_) met_.clear();
  bool may_join = false;
  std::uint32_t begin = 0;  // of the word before
  std::string_view exact;   // its own
  finder_.find(text, [&](const FoundWord& word) {
    WordMemo::Entry& entry = meet(word);
    if (may_join && word.behind_blank && word.script == Script::kArabic &&
        stemmer_->joins(to_utf32(exact), to_utf32(entry.exact()), joined_) &&
        joined_.size() <= kLongestWord) {
      may_join = false;
      const std::string bytes = to_utf8(joined_);
      const FoundWord one_word{bytes, joined_, joined_, Script::kArabic, {begin, word.range.end},
                               false};
      take(one_word, meet(one_word), true);
      return;
    }
    may_join = entry.may_begin_name;
    begin = word.range.begin;
    exact = entry.exact();
    take(word, entry, false);
  });
}

template <bool kWithStems>
void Analyzer::find_tokens(std::string_view text) const {
  tokens_.clear();
  for_each_word(text, [&](const FoundWord& word, WordMemo::Entry& entry, bool joins) {
    if (joins) tokens_.pop_back();
    tokens_.push_back({entry.exact(), kWithStems ? stem_of(entry, word) : std::string_view(),
                       static_cast<std::uint32_t>(tokens_.size()), word.range, word.script, joins});
  });
}

const std::vector<TokenView>& Analyzer::view(std::string_view text) const {
  find_tokens<true>(text);
  return tokens_;
}

const std::vector<TokenView>& Analyzer::outline(std::string_view text,
                                                const std::vector<bool>& joined) const {
  tokens_.clear();
  bool is_second = false;
  finder_.find(text, [&](const FoundWord& word) {
    const std::size_t place = tokens_.size();
    if (is_second) {
      tokens_.back().range.end = word.range.end;
      is_second = false;
      return;
    }
    is_second = place < joined.size() && joined[place];
    tokens_.push_back(
        {{}, {}, static_cast<std::uint32_t>(place), word.range, word.script, is_second});
  });
  return tokens_;
}

std::vector<std::string> Analyzer::stems_of(std::string_view text) const {
  std::vector<std::string> stems;
  for_each_word(text, [&](const FoundWord& word, WordMemo::Entry& entry, bool joins) {
    if (joins) stems.pop_back();
    stems.emplace_back(stem_of(entry, word));
  });
  return stems;
}

std::vector<Token> Analyzer::analyze(std::string_view text) const {
  find_tokens<true>(text);
  return copy(tokens_);
}

std::vector<Token> Analyzer::tokenize(std::string_view text) const {
  find_tokens<false>(text);
  return copy(tokens_);
}

std::vector<ExplainedToken> Analyzer::explain(std::string_view text) const {
  std::vector<ExplainedToken> tokens;
  for_each_word(text, [&](const FoundWord& word, const WordMemo::Entry& entry, bool joins) {
    if (joins) tokens.pop_back();
    const auto position = static_cast<std::uint32_t>(tokens.size());
    ExplainedToken& explained = tokens.emplace_back();
    explained.token = {std::string(entry.exact()), make_stem(entry.exact(), word, &explained.steps),
                       position, word.range, word.script};
  });
  return tokens;
}

Analyzer::Letters Analyzer::letters_of(const FoundWord& word) const {
  if (!word.spelled.empty()) return {word.spelled, word.folded};
  prepare(word.bytes, 0, prepared_);
  prepared_.truncate(std::min(prepared_.chars.size(), kLongestWord));
  folded_ = prepared_.chars;
  for (char32_t& c : folded_) c = fold(c);
  return {prepared_.chars, folded_};
}

WordMemo::Entry& Analyzer::meet(const FoundWord& word) const {
  const std::uint64_t hash = WordMemo::hash_of(word.bytes);
  if (WordMemo::Entry* entry = met_.find(word.bytes, hash)) return *entry;
  const std::u32string_view folded = letters_of(word).folded;
  WordMemo::Entry& entry = met_.add(word.bytes, hash, to_utf8(folded));
  entry.may_begin_name = word.script == Script::kArabic && stemmer_->may_begin_name(folded);
  return entry;
}

std::string_view Analyzer::stem_of(WordMemo::Entry& entry, const FoundWord& word) const {
  if (!entry.has_stem()) met_.set_stem(entry, make_stem(entry.exact(), word, nullptr));
  return entry.stem();
}

std::string Analyzer::make_stem(std::string_view exact, const FoundWord& word,
                                std::vector<Step>* steps) const {
  switch (word.script) {
    case Script::kArabic: {
      const Letters letters = letters_of(word);
      return to_utf8(stemmer_->stem(letters.folded, letters.spelled, steps));
    }
    case Script::kLatin:
      return english_.stem(exact);
    default:
      return std::string(exact);
  }
}

std::string without_marks(std::string_view text) {
  MappedText mapped;
  prepare(text, 0, mapped);
  return to_utf8(mapped.chars);
}

std::string join_exact(const std::vector<Token>& tokens) { return join_forms(tokens); }

std::string Analyzer::folded_key(std::string_view text) const {
  find_tokens<false>(text);
  return join_forms(tokens_);
}

const Analysis& built_in_analysis() {
  static const Analysis kAnalysis = load_analysis({});
  return kAnalysis;
}

Analysis load_analysis(const std::filesystem::path& folder, StemmerParts parts) {
  auto stemmer = std::make_shared<const Stemmer>(
      folder.empty() ? Lexicon::built_in() : Lexicon::load(folder), parts);
  const std::uint64_t checksum = folding_checksum() ^ stemmer->checksum();
  return {std::move(stemmer),
          {Analyzer::kVersion, describe_checksum(checksum), U_UNICODE_VERSION,
           std::string(dictionary_version())}};
}

}  // namespace fihrist::arabic
