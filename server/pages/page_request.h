// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What a page was asked for. All of it stands in the URL.
#pragma once

#include "server/pages/language.h"
#include "server/search/request.h"

namespace fihrist::pages {

struct PageRequest {
  search::SearchRequest search;
  Language language = Language::kArabic;
  bool is_language_chosen = false;  // by the URL, so that links must keep it
};

// Whether there is anything to search for; else it is the start page that is asked for.
inline bool is_search(const PageRequest& request) {
  return !request.search.query.empty() || request.search.filters.any() ||
         request.search.sort != search::Sort::kRelevance;
}

}  // namespace fihrist::pages
