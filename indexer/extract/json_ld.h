// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// JSON-LD: what a page says of its article by the terms of schema.org.
#pragma once

#include <string_view>

#include "indexer/extract/html_metadata.h"

namespace fihrist::indexer::extract {

// Reads the text of one script of type application/ld+json: a NewsArticle or its kin, alone, in an
// array or in a graph. Fills what `metadata` does not have yet; titles and authors are added. What
// is no JSON says nothing; line breaks inside of strings, and CDATA around all, are put up with.
void read_json_ld(std::string_view script, HtmlMetadata& metadata);

}  // namespace fihrist::indexer::extract
