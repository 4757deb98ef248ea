// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What of a page's many titles is the article's, and what the site's.
#pragma once

#include <string>
#include <string_view>

#include "indexer/extract/html_metadata.h"

namespace fihrist::indexer::extract {

// The title of the article: a heading that says what one of `titles` says, for it has the page's
// own typography; else the first of `titles`, without the site's name.
std::string choose_title(const HtmlMetadata& metadata);

// The name of the site, where one of `titles` is `title` and something short behind a bar or dash;
// else empty.
std::string site_in_titles(const HtmlMetadata& metadata, std::string_view title);

}  // namespace fihrist::indexer::extract
