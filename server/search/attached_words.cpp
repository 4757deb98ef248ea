// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/attached_words.h"

#include <algorithm>
#include <vector>

namespace fihrist::search {
namespace {

// The word of the archive whose folded spelling is `bare`, if it may be what `exact` is made of.
const ArchiveWord* if_bare(const std::string& bare, std::string_view exact,
                           std::string_view spelled, const ArchiveWords& archive,
                           const arabic::Analyzer& analyzer) {
  const ArchiveWord* word = archive.find(bare);
  if (word == nullptr) return nullptr;
  // A word that only looks so has a remainder that is rare (وزير, زير), or of another stem.
  const ArchiveWord* attached = archive.find(exact);
  if (attached != nullptr && 2 * word->count < attached->count) return nullptr;
  const std::vector<arabic::Token> one = analyzer.analyze(spelled);
  const std::vector<arabic::Token> other = analyzer.analyze(word->spelled);
  const bool same = one.size() == 1 && other.size() == 1 && one[0].stem == other[0].stem;
  return same ? word : nullptr;
}

}  // namespace

bool begins_with_proclitic(std::string_view word) {
  return std::any_of(kProclitics.begin(), kProclitics.end(),
                     [&](std::string_view letter) { return word.starts_with(letter); });
}

const ArchiveWord* bare_word(std::string_view exact, std::string_view spelled,
                             const ArchiveWords& archive, const arabic::Analyzer& analyzer) {
  if (!begins_with_proclitic(exact)) return nullptr;
  const std::string rest(exact.substr(kProclitics.front().size()));
  // Behind ل the article loses its alef: للخارجية, but للاعبين.
  if (exact.starts_with("لل")) {
    const ArchiveWord* with_article = if_bare("ا" + rest, exact, spelled, archive, analyzer);
    if (with_article != nullptr) return with_article;
  }
  return if_bare(rest, exact, spelled, archive, analyzer);
}

}  // namespace fihrist::search
