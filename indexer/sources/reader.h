// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// From a source file to what it says of its articles.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "index/article.h"
#include "indexer/extract/extraction.h"
#include "indexer/sources/files.h"
#include "indexer/sources/problem.h"

namespace fihrist::indexer {

// What a source states of one article, before extraction.
struct RawArticle {
  index::Article stated;  // `body` is raw: it may hold title, byline and date, or be HTML
  extract::Markup markup = extract::Markup::kNone;
  Location where;
  std::string encoding;          // of the file, as sources/encoding.h names it
  std::uint64_t bytes_read = 0;  // of the file on disk, up to here: for progress
};

using RawArticleSink = std::function<void(RawArticle&&)>;

// What the fields of JSON Lines are called: our name to theirs. A field that is not in the map has
// our name. Theirs may lead into an object: `content.rendered`.
using FieldMap = std::map<std::string, std::string, std::less<>>;

// Reads `body=content,published=date`. Throws std::invalid_argument, whose what() says what is
// wrong and which fields there are.
FieldMap parse_field_map(std::string_view text);

// Limits, in bytes after unpacking, that bound memory: a text has no more than its text
// (extract::kLongestText), a line of JSON other fields beside it, a page scripts and styles.
inline constexpr std::size_t kLongestLine = std::size_t{16} * 1024 * 1024;
inline constexpr std::size_t kLongestPage = std::size_t{8} * 1024 * 1024;

// Reads one file and hands on each article in it, in their order.
//   text, html  one article; its id is SourceFile::name
//   jsonl       an object a line, with the fields id, title, body, url, source, author (text),
//               published, updated (ISO 8601, another date, or seconds since 1970), keywords (an
//               array of text, or text with commas), language and format (of the body: `text` or
//               `html`; without it, tags tell); only `body` is required, null counts as absent,
//               other fields are passed over
//   feed        RSS 0.9 to 2.0, Atom, WordPress export (WXR: published posts)
// A file of no stated format is looked into. What cannot be read is told to `problems`, and reading
// goes on behind it. All text that is handed on is well-formed UTF-8 without control characters but
// LF and tab. Returns the bytes read from disk.
std::uint64_t read_articles(const SourceFile& file, const FieldMap& fields,
                            const RawArticleSink& sink, const ProblemSink& problems);

}  // namespace fihrist::indexer
