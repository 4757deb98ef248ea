// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What to try where nothing was found.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/pages/page_request.h"

namespace fihrist::pages {

struct Alternative {
  enum class Kind { kWithoutFilters, kWithoutExact, kWithoutOperators };
  Kind kind;
  search::SearchRequest search;
  std::uint64_t results = 0;  // for whoever searches to fill in
};

// Looser searches than `request`, each in one way.
std::vector<Alternative> alternatives(const search::SearchRequest& request);

// The words of a query (query_syntax.h) without quotation marks, signs and fields, and without
// dates and what is not wanted.
std::string without_operators(const std::string& query);

}  // namespace fihrist::pages
