// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Words with a letter written onto them: وبغداد, بالرياض, للخارجية.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "arabic/analyzer.h"
#include "server/search/archive_words.h"

namespace fihrist::search {

// The conjunctions and prepositions that are written onto the next word; two bytes each.
inline constexpr std::array<std::string_view, 5> kProclitics{"و", "ف", "ب", "ك", "ل"};
inline constexpr std::string_view kArticle = "ال";

bool begins_with_proclitic(std::string_view word);

// The word of the archive that a word is with one of kProclitics before it, or nullptr: it has the
// same stem, and at least half as many articles. `exact` is the folded word, `spelled` the same as
// written.
const ArchiveWord* bare_word(std::string_view exact, std::string_view spelled,
                             const ArchiveWords& archive, const arabic::Analyzer& analyzer);

}  // namespace fihrist::search
