// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Did you mean: the word of the archive that a misspelled word was probably meant to be. Works on
// letters, not on bytes, and knows which Arabic letters are mistaken for each other.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/search/archive_words.h"

namespace fihrist::search {

struct Correction {
  std::string exact;    // folded spelling of the word that was meant; two words parted by a space
                        // where two were glued together
  std::string spelled;  // the same as it is mostly written
};

// Shared by all searchers; immutable.
class Spelling {
 public:
  // `words` must outlive this.
  explicit Spelling(const ArchiveWords& words);

  // What `exact`, the folded spelling of a word that `count` articles have, was probably meant to
  // be, or nothing: the word is right, or nothing in the archive is near enough. Takes less than
  // some milliseconds.
  std::optional<Correction> correct(std::string_view exact, std::uint32_t count) const;
};

}  // namespace fihrist::search
