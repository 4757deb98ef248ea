// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/build.h"

#include <utility>

#include "index/generations.h"
#include "index/stamp.h"
#include "indexer/document.h"
#include "indexer/near_duplicates.h"
#include "indexer/part_writer.h"

namespace fihrist::indexer {
namespace {

namespace fs = std::filesystem;

std::uint64_t folder_bytes(const fs::path& folder) {
  std::uint64_t bytes = 0;
  for (const fs::directory_entry& file : fs::directory_iterator(folder)) bytes += file.file_size();
  return bytes;
}

}  // namespace

BuildSummary build(const BuildOptions& options) {
  const auto begin = std::chrono::steady_clock::now();
  BuildSummary summary;
  index::GenerationBuild generation(options.index);
  PartWriter writer(generation.workspace(), options.ingest.threads, options.analysis);
  NearDuplicates near_duplicates;
  summary.ingest = ingest(options.ingest, [&](IngestedArticle&& ingested) {
    PreparedArticle prepared =
        prepare(std::move(ingested.extraction.article), ingested.signature, near_duplicates);
    if (prepared.group == own_group(prepared.article, prepared.content)) ++summary.groups;
    writer.add(std::move(prepared));
  });
  if (summary.ingest.kept > 0) {
    options.ingest.on_progress(finishing(summary.ingest));
    const fs::path whole =
        writer.finish(index::make_stamp(options.built_by, options.analysis.identity));
    summary.index_bytes = folder_bytes(whole);
    summary.generation = generation.publish(whole);
  }
  summary.took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - begin);
  return summary;
}

}  // namespace fihrist::indexer
