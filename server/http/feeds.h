// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// A search as a feed: Atom (RFC 4287), RSS 2.0, JSON Feed 1.1.
//
// An entry is the article in this archive: its link is the reading page, and the original is named
// beside it. Its id is made of the article's id alone, so that it stays when the archive moves to
// another host, and when the article changes.
//
// An article without a date has none in RSS and JSON Feed. Atom wants one of each entry, and gets
// the first second of 1970: it is easily seen to be none, stays the same from build to build, and
// leaves the entry at the end, where the search has it too. The moment of the build would make old
// articles new.
//
// Direction marks stay in the text, for the order of its letters depends on them. What a line
// leaves open is closed at its end, so that it cannot turn what a reader's program writes behind
// it.
#pragma once

#include <string>

#include "server/http/parameters.h"
#include "server/search/request.h"

namespace fihrist::http {

// Where a feed is, as those know it who read it.
struct FeedPlace {
  std::string origin;     // `https://news.example`
  std::string path;       // `/search.atom`
  Parameters parameters;  // as they were given
  std::string archive;    // tells this archive's feeds from others'; may be empty
};

struct Feed {
  FeedPlace place;
  search::SearchRequest request;
  search::SearchResults results;
  search::IndexStatus status;  // of the index that answered
};

std::string to_atom(const Feed& feed);
std::string to_rss(const Feed& feed);
std::string to_json_feed(const Feed& feed);

// The search of these parameters at another path: `/search.atom?q=…&source=…`, without `page`.
std::string feed_path(const std::string& path, const Parameters& parameters);

// `Mon, 25 Nov 2024 20:06:00 +0300` (RFC 822, with a year of four digits).
std::string to_rfc822(const index::Moment& moment);

}  // namespace fihrist::http
