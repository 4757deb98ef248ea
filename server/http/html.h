// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Text on its way into HTML: escaped here, once, and nowhere else but in the page templates.
#pragma once

#include <string>
#include <string_view>

#include "server/search/marked_text.h"

namespace fihrist::http {

// & < > " ' become references.
std::string escape_html(std::string_view text);

// The text escaped, and `<mark>` around its marked words: nothing else of it is markup.
std::string to_html(const search::MarkedText& marked);

// A path segment or query value, percent-encoded (RFC 3986) with `/` left as it is.
std::string encode_url(std::string_view text);

}  // namespace fihrist::http
