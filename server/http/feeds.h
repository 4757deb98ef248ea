// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// A search as a feed, for readers and for other programs, and the search box of browsers.
#pragma once

#include <string>

#include "server/search/request.h"

namespace fihrist::http {

struct Feed {
  std::string base;   // http://host[:port] of this server, as its readers see it
  std::string self;   // path and query of the feed itself
  std::string query;  // what was searched for; empty: everything
  std::string built;  // RFC 3339: the date of what has none, for Atom wants one
  const search::SearchResults& results;
};

// RFC 4287. An article's id does not depend on where the server stands.
std::string to_atom(const Feed& feed);

// RSS 2.0, dates by the clock of their source.
std::string to_rss(const Feed& feed);

// JSON Feed 1.1.
std::string to_json_feed(const Feed& feed);

// OpenSearch 1.1: lets a browser search here from its address bar.
std::string opensearch_description(const std::string& base);

// Text for XML: `&`, `<` and the like become references, and characters that XML 1.0 does not allow
// (most controls) are left out, for a reader refuses the whole feed for one of them.
std::string escape_xml(std::string_view text);

}  // namespace fihrist::http
