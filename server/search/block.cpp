// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/block.h"

#include <algorithm>

namespace fihrist::search {

void Block::clear(Xapian::docid first_document) {
  first = first_document;
  matched.fill(0);
  scores.fill(0);
}

bool Block::is_empty() const {
  return std::all_of(matched.begin(), matched.end(), [](std::uint64_t bits) { return bits == 0; });
}

}  // namespace fihrist::search
