// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// A whole page -> the article's metadata, and its text with the rest of the page cut.
#pragma once

#include <string_view>
#include <vector>

#include "index/article.h"
#include "indexer/extract/extraction.h"

namespace fihrist::indexer::extract {

struct HtmlPage {
  index::Article stated;    // what was given, completed from the page's metadata; no body
  std::vector<Span> spans;  // all that the page shows, in order; what is not of the story is cut
};

// Finds the story's element: the one that the page marks (itemprop articleBody, or a name such as
// `entry-content`), else the smallest that holds most of the page's running text, links not
// counted. Cut are what stands outside of it, and inside of it what its elements' names or kinds
// give away: navigation, share buttons, related links, comments, forms, captions. Throws
// TooComplex.
HtmlPage read_page(const index::Article& stated, std::string_view html);

// HTML of a story alone: all that it shows, kept but for share buttons and such.
std::vector<Span> read_fragment(std::string_view html);

}  // namespace fihrist::indexer::extract
