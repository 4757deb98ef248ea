// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// From a source file to what it says of its articles.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "index/article.h"
#include "indexer/problem.h"
#include "indexer/sources.h"

namespace fihrist::indexer {

// What a source states of one article, before extraction: `body` may still hold title, byline and
// date as lines of text, and `id` may be empty.
struct RawArticle {
  index::Article stated;
  Location where;
  std::uint64_t bytes_read = 0;  // of the file on disk, up to here: for progress
};

using RawArticleSink = std::function<void(RawArticle&&)>;

// Limits, in bytes after unpacking: room for any article, and a bound for memory.
inline constexpr std::size_t kLongestLine = std::size_t{64} * 1024 * 1024;
inline constexpr std::size_t kLongestFile = std::size_t{64} * 1024 * 1024;

// Reads one file and hands on each article in it, in their order. A text file is one article, its
// id is SourceFile::name. A JSON Lines file has an object a line, with the fields id, title, body,
// url, source, author (text), published, updated (ISO 8601) and keywords (an array of text, or text
// with commas); only `body` is required, null counts as absent, other fields are passed over. What
// cannot be read is told to `problems`, and reading goes on behind it. All text that is handed on
// is well-formed UTF-8 without control characters but LF and tab. Returns the bytes read from disk.
std::uint64_t read_articles(const SourceFile& file, const RawArticleSink& sink,
                            const ProblemSink& problems);

}  // namespace fihrist::indexer
