// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What only an index can tell of a query: the words that a prefix stands for, and the names that a
// person meant.
#pragma once

#include <xapian.h>

#include "server/search/query.h"

namespace fihrist::search {

// Words that a prefix stands for at most, the most frequent ones; a bound on the work of a query.
inline constexpr std::size_t kMostExpansions = 100;

// Fills QueryWord::expansions and Part::names. A prefix stands for the exact terms that begin with
// it, and with ال and it. A name stands for itself where the index has it whole; else for the names
// that begin with its words, or hold them. Adds a note for what is cut. Throws Xapian::Error.
void expand(ParsedQuery& query, const Xapian::Database& database);

}  // namespace fihrist::search
