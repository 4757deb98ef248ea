// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/metadata_values.h"

#include "arabic/analyzer.h"
#include "indexer/extract/html_line.h"
#include "indexer/extract/html_tree.h"
#include "indexer/extract/labels.h"
#include "indexer/extract/thread_analyzer.h"
#include "indexer/extract/trim.h"

namespace fihrist::indexer::extract {

std::string plain(std::string_view value) {
  if (value.find('&') != std::string_view::npos || value.find('<') != std::string_view::npos) {
    return html_to_line(value);
  }
  std::string line;
  append_collapsed(value, line);
  return std::string(trim(line));
}

bool is_address(std::string_view text) {
  return text.find("://") != std::string_view::npos ||
         text.find("www.") != std::string_view::npos || text.find('@') != std::string_view::npos;
}

std::string author_in(std::string_view text) {
  constexpr std::size_t kLongest = 120;  // bytes: more is a biography
  std::string_view name = trim(text);
  const std::vector<Label> labels = find_labels(name, analyzer_of_thread().tokenize(name));
  if (!labels.empty() && labels[0].kind == LabelKind::kAuthor) {
    name = name.substr(labels[0].value_begin);
  }
  while (name.starts_with(':') || name.starts_with(' ') || name.starts_with('-')) {
    name.remove_prefix(1);
  }
  if (name.starts_with('(') && name.ends_with(')')) name = trim(name.substr(1, name.size() - 2));
  return is_address(name) || name.size() > kLongest ? std::string() : std::string(name);
}

}  // namespace fihrist::indexer::extract
