// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Other articles on the page of one: links to them, or the whole of them, glued on.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "indexer/extract/lines.h"
#include "indexer/extract/site_chrome.h"

namespace fihrist::indexer::extract {

inline constexpr std::string_view kRelatedArticle = "related article";

// Cuts the lines that link to other articles: a heading such as `إقرأ أيضاً:` with the headlines
// behind it, or a line of both. Returns the line at which a whole other article begins (with its
// heading), or lines.size(). It is one, and not a link inside the story, where
//   - the story has ended before the heading: with a source, keywords, or chrome;
//   - a byline or a date follows the headline;
//   - the text that follows speaks of what the headline says: half of its words are in there.
std::size_t cut_related(std::span<Line> lines, const SiteChrome& chrome);

}  // namespace fihrist::indexer::extract
