// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Which files a build reads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/sources/problem.h"

namespace fihrist::indexer {

enum class Format { kText, kHtml, kJsonLines, kFeed };

struct SourceFile {
  std::filesystem::path path;
  std::string name;   // below its source, `/` between folders, without the endings: `2025/06/story`
  std::string shown;  // the path for messages: UTF-8 of one line
  std::optional<Format> format;  // nothing: its first bytes have to tell
  std::uint64_t bytes = 0;       // on disk; 0 for standard input
};

struct SourceFiles {
  std::vector<SourceFile> files;  // by source, then by name
  std::map<std::string, std::size_t>
      passed_over;  // files of a folder in no known format, by ending
};

// A path for messages and reports: what is not UTF-8 becomes U+FFFD, and control characters `?`,
// for a file's name must not forge a line of a log.
std::string show_path(const std::filesystem::path& path);

// The format of a name (`text`, `html`, `jsonl`, `feed`), or nothing.
std::optional<Format> format_named(std::string_view name);

// The files of `sources`, each a file, a folder that is searched through, or `-` for standard
// input. Formats go by the ending of the name:
//   text    .txt .text
//   html    .html .htm .xhtml
//   jsonl   .jsonl .ndjson
//   feed    .xml .rss .atom
// each also with `.gz` or `.zst` behind it. A file that is named itself, and not found in a folder,
// may end otherwise: then its first bytes decide, or `format` does where it is given. Hidden files
// and folders are left alone, and links to folders are not followed. Throws std::runtime_error if a
// source does not exist: a build without it would publish an index that lacks it.
SourceFiles find_source_files(const std::vector<std::filesystem::path>& sources,
                              std::optional<Format> format, const ProblemSink& problems);

}  // namespace fihrist::indexer
