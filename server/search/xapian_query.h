// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// From what was understood of a query to what Xapian matches.
#pragma once

#include <xapian.h>

#include "server/search/query.h"
#include "server/search/ranking.h"

namespace fihrist::search {

// How far a query is taken at its word.
enum class Strictness {
  kAll,       // every unit but the stop words, and phrases in their order
  kAllWords,  // the same, phrases as loose words
  kAny,       // one of the units; those with a plus, names, days and titles in any case
};

// Documents that answer to the query; better ones first. A stem decides, an exact spelling adds to
// the score, and so do stop words. Names, days and what is not wanted narrow and rank nothing.
// `query` must have been expanded (query_expansion.h) if it has prefixes or names. A query without
// words and filters matches nothing.
Xapian::Query make_xapian_query(const ParsedQuery& query, Strictness strictness,
                                const Ranking& ranking, const Xapian::Database& database);

}  // namespace fihrist::search
