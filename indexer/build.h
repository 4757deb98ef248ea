// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The main job of fihrist-index: sources in, a published index out.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "arabic/analyzer.h"
#include "indexer/problem.h"

namespace fihrist::indexer {

struct Progress {
  std::size_t articles = 0;       // kept so far
  std::uint64_t bytes = 0;        // of the source files read, as they are on disk
  std::uint64_t total_bytes = 0;  // of all source files
  bool merging = false;           // all are read: parts are being merged
};

struct BuildOptions {
  std::filesystem::path index;
  std::vector<std::filesystem::path> sources;
  arabic::Analysis analysis = arabic::built_in_analysis();
  unsigned threads = 1;
  std::string built_by;  // program and version, for the stamp
  ProblemSink on_problem = [](const Problem&) {};
  std::function<void(const Progress&)> on_progress = [](const Progress&) {};  // after each article
};

struct BuildSummary {
  std::size_t files = 0;
  std::uint64_t bytes = 0;                         // read from disk
  std::size_t read = 0;                            // articles found, kept or not
  std::size_t kept = 0;                            // articles in the index
  std::map<ProblemKind, std::size_t> problems;     // how many of each
  std::map<std::string, std::size_t> passed_over;  // files in no known format, by ending
  std::string generation;                          // empty: nothing was kept, nothing published
  std::uint64_t index_bytes = 0;                   // of the new generation on disk
  std::chrono::milliseconds took{0};

  bool clean() const { return problems.empty(); }
};

// Reads every source, extracts its articles, and publishes them as the index's new generation; the
// former one serves until then. Nothing is published if no article was kept. Throws
// index::IndexError (busy, or not an index), std::runtime_error if a source does not exist, and
// Xapian::Error or std::filesystem::filesystem_error if the index cannot be written; the former
// generation is untouched then.
BuildSummary build(const BuildOptions& options);

}  // namespace fihrist::indexer
