// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "arabic/analyzer.h"

#include <unicode/uchar.h>
#include <xxhash.h>

#include <cstdio>

#include "arabic/decode.h"
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
//   fold      before words: digits of all scripts become one kind.
// Words and stems follow in analyze().
void prepare(std::string_view utf8, std::uint32_t offset, MappedText& text) {
  text.clear();
  decode(utf8, offset, text);
  apply_nfkc(text);
  drop_marks(text);
  fold(text);
}

std::string describe_checksum(std::uint64_t checksum) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(checksum));
  return text;
}

// Folds every character of the blocks that news text is written in, and hashes what comes out: two
// ICU versions that agree on these may share an index.
std::uint64_t behaviour_checksum() {
  constexpr struct {
    char32_t first, last;
  } kBlocks[] = {{U'\u0020', U'\u024F'}, {U'\u0300', U'\u036F'}, {U'\u0600', U'\u06FF'},
                 {U'\u0750', U'\u077F'}, {U'\u0870', U'\u08FF'}, {U'\u2000', U'\u206F'},
                 {U'\uFB50', U'\uFDFF'}, {U'\uFE70', U'\uFEFF'}, {U'\uFF01', U'\uFF5E'}};
  std::uint64_t checksum = arabic_stemmer_checksum();
  MappedText text;
  for (const auto& block : kBlocks) {
    for (char32_t c = block.first; c <= block.last; ++c) {
      std::string utf8;
      append_utf8(c, utf8);
      prepare(utf8, 0, text);
      const std::vector<Word> words = tokenize(text);
      checksum =
          XXH64(text.chars.data(), text.chars.size() * sizeof(char32_t), checksum + words.size());
    }
  }
  return checksum;
}

}  // namespace

std::vector<Token> Analyzer::analyze(std::string_view text) const {
  std::vector<Token> tokens;
  tokens.reserve(text.size() / 10 + 1);
  MappedText mapped;
  // Line by line: no word goes over the end of a line, and a book needs no more memory than its
  // longest paragraph.
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) end = text.size();
    prepare(text.substr(begin, end - begin), static_cast<std::uint32_t>(begin), mapped);
    for (const Word& word : tokenize(mapped)) {
      const std::u32string_view folded =
          std::u32string_view(mapped.chars)
              .substr(word.begin, std::min(word.end - word.begin, kLongestWord));
      Token& token = tokens.emplace_back();
      token.exact = to_utf8(folded);
      switch (word.script) {
        case Script::kArabic:
          token.stem = to_utf8(stem_arabic(folded));
          break;
        case Script::kLatin:
          token.stem = english_.stem(token.exact);
          break;
        default:
          token.stem = token.exact;
      }
      token.position = static_cast<std::uint32_t>(tokens.size() - 1);
      token.range = {mapped.origin[word.begin].begin, mapped.origin[word.end - 1].end};
      token.script = word.script;
    }
    begin = end + 1;
  }
  return tokens;
}

std::string join_exact(const std::vector<Token>& tokens) {
  std::string joined;
  for (const Token& token : tokens) {
    if (!joined.empty()) joined += ' ';
    joined += token.exact;
  }
  return joined;
}

std::string Analyzer::folded_key(std::string_view text) const { return join_exact(analyze(text)); }

const Identity& Analyzer::identity() {
  static const Identity kIdentity{kVersion, describe_checksum(behaviour_checksum()),
                                  U_UNICODE_VERSION};
  return kIdentity;
}

}  // namespace fihrist::arabic
