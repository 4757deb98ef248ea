// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Which files a build reads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "indexer/problem.h"

namespace fihrist::indexer {

enum class Format { kText, kJsonLines };

struct SourceFile {
  std::filesystem::path path;
  std::string name;  // below its source, `/` between folders, without the endings: `2025/06/story`
  Format format = Format::kText;
  std::uint64_t bytes = 0;  // on disk
};

struct SourceFiles {
  std::vector<SourceFile> files;  // by source, then by name
  std::map<std::string, std::size_t>
      passed_over;  // files of a folder in no known format, by ending
};

// The files of `sources`, each a file or a folder that is searched through. Formats by ending:
// `.txt`;
// `.jsonl` and `.ndjson`; each also with `.gz` or `.zst` behind it. Hidden files and folders are
// left alone, and links to folders are not followed. Throws std::runtime_error if a source does not
// exist: a build without it would publish an index that lacks it.
SourceFiles find_source_files(const std::vector<std::filesystem::path>& sources,
                              const ProblemSink& problems);

}  // namespace fihrist::indexer
