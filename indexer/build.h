// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// `fihrist-index build`: sources in, a published index out.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

#include "arabic/analyzer.h"
#include "indexer/ingest.h"

namespace fihrist::indexer {

struct BuildOptions {
  std::filesystem::path index;
  IngestOptions ingest;  // its threads write parts as well
  arabic::Analysis analysis = arabic::built_in_analysis();
  std::string built_by;  // program and version, for the stamp
};

struct BuildSummary {
  IngestSummary ingest;
  std::size_t groups = 0;         // of near-duplicates, those with one article counted
  std::string generation;         // empty: nothing was kept, nothing published
  std::uint64_t index_bytes = 0;  // of the new generation on disk
  std::chrono::milliseconds took{0};
};

// Reads every source, extracts its articles, and publishes them as the index's new generation; the
// former one serves until then. Nothing is published if no article was kept. Throws
// index::IndexError (busy, or not an index), std::runtime_error if a source does not exist, and
// Xapian::Error or std::filesystem::filesystem_error if the index cannot be written; the former
// generation is untouched then.
BuildSummary build(const BuildOptions& options);

}  // namespace fihrist::indexer
