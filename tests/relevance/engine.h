// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Fihrist as an evaluator sees it: an index built from files, and queries answered from it.
#pragma once

#include <filesystem>
#include <vector>

#include "arabic/stemmer.h"
#include "server/search/ranking.h"
#include "tests/relevance/measures.h"

namespace fihrist::relevance {

// Builds an index of `sources` in `index` with these parts of the stemmer, unless one is there
// already that was built with the same rules. Throws what indexer::build throws.
void build_index(const std::vector<std::filesystem::path>& sources,
                 const std::filesystem::path& index_folder, arabic::StemmerParts parts);

// The first 100 articles for each query.
Run ask(const std::filesystem::path& index, const std::vector<Query>& queries,
        arabic::StemmerParts parts, const search::Ranking& ranking);

}  // namespace fihrist::relevance
