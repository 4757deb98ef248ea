// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Where words stand in an article.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <vector>

namespace fihrist::search {

using Positions = std::vector<Xapian::termpos>;  // ascending

// Of a term in a document; empty if it is not there. Some microseconds; fewer where one term is
// asked for in ascending documents. Throws Xapian::Error.
Positions read_positions(const Xapian::Database& database, Xapian::docid document,
                         const std::string& term);

// Whether there is a place where all words stand side by side in their order.
bool stand_in_order(const std::vector<Positions>& words);

// Whether there are `window` positions in a row in which each word stands once.
bool stand_within(const std::vector<Positions>& words, std::size_t window);

}  // namespace fihrist::search
