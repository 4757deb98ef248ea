// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What is shown of an article that was found.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "arabic/analyzer.h"
#include "server/search/ranker.h"
#include "server/search/request.h"
#include "server/search/word_matcher.h"

namespace fihrist::search {

// The hits of a page, in its order. Throws Xapian::Error.
std::vector<Hit> make_hits(const RankedPage& page, const SearchRequest& request,
                           const Xapian::Database& database, const arabic::Analyzer& analyzer);

// An article as a hit of no query: nothing is marked, and the snippet is how its text begins.
Hit make_plain_hit(const Ranked& article, std::size_t snippet_length,
                   const Xapian::Database& database, const arabic::Analyzer& analyzer);

// What to call an article that has no title: its first words. Empty if it has one.
std::string opening_of(const index::Article& article,
                       const std::vector<arabic::TokenView>& body_tokens);

}  // namespace fihrist::search
