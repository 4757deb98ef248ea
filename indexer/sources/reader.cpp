// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/sources/reader.h"

#include <algorithm>
#include <utility>

#include "indexer/sources/clean_text.h"
#include "indexer/sources/encoding.h"
#include "indexer/sources/feed.h"
#include "indexer/sources/json_lines.h"

namespace fihrist::indexer {
namespace {

// A file that is one article: text, or a page.
void read_one(const SourceFile& file, TextInput& text, extract::Markup markup, std::size_t longest,
              const RawArticleSink& sink, const ProblemSink& problems) {
  RawArticle raw;
  raw.where = {file.shown, 0};
  raw.stated.id = file.name;
  raw.stated.body =
      clean_text(make_valid(read_whole(*text.input, longest), raw.where, true, problems));
  raw.markup = markup;
  raw.encoding = text.encoding;
  raw.bytes_read = text.input->bytes_read();
  sink(std::move(raw));
}

Format format_of_text(std::string_view head) {
  head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  if (head.starts_with('{')) return Format::kJsonLines;
  if (!head.starts_with('<')) return Format::kText;
  for (const std::string_view root : {"<rss", "<feed", "<rdf:RDF"}) {
    if (head.find(root) != std::string_view::npos) return Format::kFeed;
  }
  return Format::kHtml;
}

}  // namespace

std::uint64_t read_articles(const SourceFile& file, const FieldMap& fields,
                            const RawArticleSink& sink, const ProblemSink& problems) {
  TextInput text;
  const Location where{file.shown, 0};
  try {
    text = open_text(file.path);
    switch (file.format ? *file.format : format_of_text(text.head)) {
      case Format::kText:
        read_one(file, text, extract::Markup::kNone, extract::kLongestText, sink, problems);
        break;
      case Format::kHtml:
        read_one(file, text, extract::Markup::kPage, kLongestPage, sink, problems);
        break;
      case Format::kJsonLines:
        read_json_lines(file, text, fields, sink, problems);
        break;
      case Format::kFeed:
        read_feed(file, text, sink, problems);
        break;
    }
  } catch (const InputTooLong& error) {
    problems({ProblemKind::kTooLong, where, error.what() + std::string("; the file is skipped")});
  } catch (const InputError& error) {
    problems({ProblemKind::kUnreadable, where, error.what()});
  }
  return text.input ? text.input->bytes_read() : 0;
}

}  // namespace fihrist::indexer
