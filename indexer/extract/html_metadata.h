// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What a page says of its article to machines.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/article.h"
#include "indexer/extract/html_tree.h"

namespace fihrist::indexer::extract {

struct HtmlMetadata {
  std::vector<std::string> titles;  // the likeliest first; each may have the site's name beside it
  std::vector<std::string> headings;  // h1 and h2 of the page, as they stand there
  std::vector<std::string> authors;   // the likeliest first
  std::string source;
  std::string publisher;  // for want of a source
  std::string language;
  std::string url;
  std::vector<std::string> keywords;
  std::optional<index::Moment> published;
  std::optional<index::Moment> updated;
};

// Asks, in this order: JSON-LD (NewsArticle and its kin, schema.org), OpenGraph and article:*,
// other meta elements (Dublin Core, parsely, sailthru and such), microdata (itemprop), <time>,
// <link>, <title>, and the date in the page's address. The first that says something counts; an
// author that is an address or the site's own name is none.
HtmlMetadata read_metadata(const HtmlTree& tree);

}  // namespace fihrist::indexer::extract
