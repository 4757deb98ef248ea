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
#include "arabic/marks.h"
#include "arabic/nfkc.h"

namespace fihrist::arabic {
namespace {

// The order of the analysis, and why:
//   decode    first, so that every later step sees whole characters, and broken bytes are harmless;
//   NFKC      before marks and folding: it turns presentation forms into letters, and alef with a
//             combining hamza or madda into the one letter that folding knows;
//   marks     before folding and words: a vowel sign or tatweel inside a word is no border;
//   fold      before words: digits of all scripts become one kind. The spelling before it is kept,
//             letter by letter, for the stemmer;
//   words, then stems.
void prepare(std::string_view utf8, std::uint32_t offset, MappedText& text) {
  text.clear();
  decode(utf8, offset, text);
  apply_nfkc(text);
  drop_marks(text);
}

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

// Words met that are remembered: some megabytes at most, and nearly all running text.
constexpr std::size_t kMostMet = 1 << 15;

bool is_blank(char32_t c) { return c == U' ' || c == U'\u00A0'; }

}  // namespace

Analyzer::Analyzer() : Analyzer(built_in_analysis()) {}

Analyzer::Analyzer(std::shared_ptr<const Stemmer> stemmer) : stemmer_(std::move(stemmer)) {}

// Calls take(folded, spelled, script, range) for each word.
template <typename Take>
void Analyzer::for_each_word(std::string_view text, Take take) const {
  MappedText mapped;
  std::u32string spelled;
  std::u32string joined;
  // Line by line: no word goes over the end of a line, and a book needs no more memory than its
  // longest paragraph.
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) end = text.size();
    prepare(text.substr(begin, end - begin), static_cast<std::uint32_t>(begin), mapped);
    spelled = mapped.chars;
    fold(mapped);
    const auto letters = [&](const std::u32string& chars, const Word& word) {
      return std::u32string_view(chars).substr(word.begin,
                                               std::min(word.end - word.begin, kLongestWord));
    };
    const std::vector<Word> words = fihrist::arabic::tokenize(mapped);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const Word& word = words[i];
      ByteRange range{mapped.origin[word.begin].begin, mapped.origin[word.end - 1].end};
      const std::u32string_view folded = letters(mapped.chars, word);
      if (i + 1 < words.size() && word.script == Script::kArabic &&
          words[i + 1].script == Script::kArabic && words[i + 1].begin == word.end + 1 &&
          is_blank(mapped.chars[word.end]) &&
          stemmer_->joins(folded, letters(mapped.chars, words[i + 1]), joined) &&
          joined.size() <= kLongestWord) {
        range.end = mapped.origin[words[i + 1].end - 1].end;
        ++i;
        take(joined, joined, word.script, range);
        continue;
      }
      take(folded, letters(spelled, word), word.script, range);
    }
    begin = end + 1;
  }
}

std::vector<Token> Analyzer::analyze(std::string_view text) const {
  std::vector<Token> tokens;
  tokens.reserve(text.size() / 10 + 1);
  for_each_word(text, [&](std::u32string_view folded, std::u32string_view spelled, Script script,
                          ByteRange range) {
    const Forms& forms = forms_of(folded, spelled, script);
    tokens.push_back(
        {forms.exact, forms.stem, static_cast<std::uint32_t>(tokens.size()), range, script});
  });
  return tokens;
}

std::vector<Token> Analyzer::tokenize(std::string_view text) const {
  std::vector<Token> tokens;
  for_each_word(
      text, [&](std::u32string_view folded, std::u32string_view, Script script, ByteRange range) {
        tokens.push_back(
            {to_utf8(folded), {}, static_cast<std::uint32_t>(tokens.size()), range, script});
      });
  return tokens;
}

std::vector<ExplainedToken> Analyzer::explain(std::string_view text) const {
  std::vector<ExplainedToken> tokens;
  for_each_word(text, [&](std::u32string_view folded, std::u32string_view spelled, Script script,
                          ByteRange range) {
    ExplainedToken& explained = tokens.emplace_back();
    Forms forms = make_forms(folded, spelled, script, &explained.steps);
    explained.token = {std::move(forms.exact), std::move(forms.stem),
                       static_cast<std::uint32_t>(tokens.size() - 1), range, script};
  });
  return tokens;
}

Analyzer::Forms Analyzer::make_forms(std::u32string_view folded, std::u32string_view spelled,
                                     Script script, std::vector<Step>* steps) const {
  Forms forms;
  forms.exact = to_utf8(folded);
  switch (script) {
    case Script::kArabic:
      forms.stem = to_utf8(stemmer_->stem(folded, spelled, steps));
      break;
    case Script::kLatin:
      forms.stem = english_.stem(forms.exact);
      break;
    default:
      forms.stem = forms.exact;
  }
  return forms;
}

const Analyzer::Forms& Analyzer::forms_of(std::u32string_view folded, std::u32string_view spelled,
                                          Script script) const {
  // The spelling before folding decides, since the stemmer looks at it.
  key_.assign(spelled);
  const auto met = met_.find(key_);
  if (met != met_.end()) return met->second;
  if (met_.size() == kMostMet) met_.clear();
  return met_.emplace(key_, make_forms(folded, spelled, script, nullptr)).first->second;
}

std::string without_marks(std::string_view text) {
  MappedText mapped;
  prepare(text, 0, mapped);
  return to_utf8(mapped.chars);
}

std::string join_exact(const std::vector<Token>& tokens) {
  std::string joined;
  for (const Token& token : tokens) {
    if (!joined.empty()) joined += ' ';
    joined += token.exact;
  }
  return joined;
}

std::string Analyzer::folded_key(std::string_view text) const { return join_exact(tokenize(text)); }

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
