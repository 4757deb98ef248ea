// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "index/stored_article.h"

#include <algorithm>

#include "index/packed_text.h"

namespace fihrist::index {
namespace {

void append_field(std::string_view name, std::string_view value, std::string& data) {
  if (value.empty()) return;
  data.append(name).append("=");
  const std::size_t begin = data.size();
  data.append(value).append("\n");
  std::replace_if(
      data.begin() + static_cast<std::ptrdiff_t>(begin), data.end() - 1,
      [](char c) { return c == '\n' || c == '\r' || c == '\0'; }, ' ');
}

// Calls visit(line) for each line of `text`; a text without a line break is one line.
template <typename Visit>
void for_each_line(std::string_view text, Visit visit) {
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = text.find('\n', begin);
    visit(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return;
    begin = end + 1;
  }
}

}  // namespace

std::string store_article(const Article& article) {
  std::string data;
  data.reserve(article.body.size() + article.title.size() + 512);
  append_field("id", article.id, data);
  append_field("url", article.url, data);
  append_field("title", article.title, data);
  append_field("author", article.author, data);
  append_field("source", article.source, data);
  if (article.published) append_field("published", to_rfc3339(*article.published), data);
  if (article.updated) append_field("updated", to_rfc3339(*article.updated), data);
  for (const std::string& keyword : article.keywords) append_field("keyword", keyword, data);
  append_field("language", article.language, data);
  append_field("part_of", article.part_of, data);
  if (!article.body.empty()) {
    for_each_line(article.body, [&](std::string_view paragraph) {
      data.append("body=").append(paragraph).append("\n");
    });
  }
  return pack_text(data);
}

Article load_article(std::string_view stored) {
  const std::string unpacked = unpack_text(stored);
  std::string_view data = unpacked;
  Article article;
  article.body.reserve(data.size());
  bool first_paragraph = true;
  if (data.ends_with('\n')) data.remove_suffix(1);
  for_each_line(data, [&](std::string_view line) {
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) return;
    const std::string_view name = line.substr(0, equals);
    const std::string_view value = line.substr(equals + 1);
    if (name == "body") {
      if (!first_paragraph) article.body += '\n';
      first_paragraph = false;
      article.body += value;
    } else if (name == "id") {
      article.id = value;
    } else if (name == "url") {
      article.url = value;
    } else if (name == "title") {
      article.title = value;
    } else if (name == "author") {
      article.author = value;
    } else if (name == "source") {
      article.source = value;
    } else if (name == "published") {
      article.published = parse_iso_8601(value);
    } else if (name == "updated") {
      article.updated = parse_iso_8601(value);
    } else if (name == "keyword") {
      article.keywords.emplace_back(value);
    } else if (name == "language") {
      article.language = value;
    } else if (name == "part_of") {
      article.part_of = value;
    }
  });
  return article;
}

}  // namespace fihrist::index
