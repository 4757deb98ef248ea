// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Text on its way into HTML: escaped here, once, and nowhere else but in the page templates.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "index/article.h"
#include "server/search/marked_text.h"

namespace fihrist::pages {

// & < > " ' become references.
std::string escape_html(std::string_view text);

// The text escaped, and `<mark>` around its marked words: nothing else of it is markup.
std::string to_html(const search::MarkedText& marked);

// The same, and the first mark of each match has the id `match-1`, `match-2` … going on from
// `matches`, which counts them. Marked words with only blanks between them are one match.
std::string to_html_with_anchors(const search::MarkedText& marked, std::size_t& matches);

// A path segment or query value, percent-encoded (RFC 3986) with `/` left as it is.
std::string encode_url(std::string_view text);

// Whether a link may lead there: http or https, and nothing that would end the URL.
bool is_web_url(std::string_view url);

// An article's language as HTML and XML want it (BCP 47), or empty: sources state all kinds of
// things.
std::string language_tag(const index::Article& article);

// `text`, with a PDF or PDI for each direction that it leaves open: for where markup cannot part it
// from what follows.
std::string close_directions(std::string text);

}  // namespace fihrist::pages
