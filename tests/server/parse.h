// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Queries parsed with the built-in word lists.
#pragma once

#include <memory>
#include <string_view>

#include "server/search/query.h"
#include "server/search/vocabulary.h"

namespace fihrist::testing {

inline const search::Vocabulary& vocabulary() {
  static const std::shared_ptr<const search::Vocabulary> kVocabulary = search::Vocabulary::load({});
  return *kVocabulary;
}

inline search::ParsedQuery parse(std::string_view text, bool exact = false) {
  const arabic::Analyzer analyzer(vocabulary().analysis());
  return search::parse_query(text, vocabulary(), analyzer, exact);
}

}  // namespace fihrist::testing
