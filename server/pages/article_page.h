// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The reading page.
#pragma once

#include <string>

#include "server/pages/page_request.h"

namespace fihrist::pages {

inline constexpr std::size_t kSimilarShown = 8;

// `request` is the search that led here, or none: its words are marked in `found` already.
std::string article_page(const PageRequest& request, const search::HighlightedArticle& found,
                         const search::SimilarArticles& similar);

}  // namespace fihrist::pages
