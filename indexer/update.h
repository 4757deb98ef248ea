// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// `fihrist-index update`: changes to a published index, in place.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "arabic/analyzer.h"
#include "indexer/ingest.h"

namespace fihrist::indexer {

struct UpdateOptions {
  std::filesystem::path index;
  IngestOptions ingest;                  // may have no sources, where there is something to delete
  std::vector<std::string> deleted_ids;  // deleted before anything is read
  bool prune = false;                    // delete what the sources do not have
  arabic::Analysis analysis = arabic::built_in_analysis();
};

struct UpdateSummary {
  IngestSummary ingest;
  std::size_t added = 0;
  std::size_t replaced = 0;
  std::size_t unchanged = 0;
  std::size_t deleted = 0;               // by id, by pruning, or with the page they stood on
  std::vector<std::string> unknown_ids;  // of deleted_ids: no article has them
  bool prune_refused = false;            // the sources could not be read, or part of them
  std::size_t articles = 0;              // in the index now
  std::string generation;
  std::chrono::milliseconds took{0};
};

// Adds the articles of the sources, replaces those whose id is in the index and whose content has
// changed, and deletes what is to be deleted; a related article that its page has no longer goes
// with it. Daemons that serve the index see each commit as a whole: one at the end, and one before
// for every kCommitBytes of text. Killed between two, the index is as the last one left it, and the
// same update again completes it. Nothing is pruned if part of the sources was skipped, for what
// could not be read is not gone. Throws as build(), and index::IndexMissing or IndexMismatch.
UpdateSummary update(const UpdateOptions& options);

// Bounds the memory that changes take before they are written.
inline constexpr std::size_t kCommitBytes = std::size_t{24} * 1024 * 1024;

}  // namespace fihrist::indexer
