// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/sources/files.h"

#include <algorithm>
#include <stdexcept>
#include <system_error>

#include "arabic/decode.h"
#include "indexer/sources/input.h"

namespace fihrist::indexer {
namespace {

namespace fs = std::filesystem;

fs::path without_packing(const fs::path& path) {
  const fs::path ending = path.extension();
  return ending == ".gz" || ending == ".zst" ? fs::path(path).replace_extension() : path;
}

constexpr std::pair<std::string_view, Format> kEndings[] = {
    {".txt", Format::kText},         {".text", Format::kText},  {".html", Format::kHtml},
    {".htm", Format::kHtml},         {".xhtml", Format::kHtml}, {".jsonl", Format::kJsonLines},
    {".ndjson", Format::kJsonLines}, {".xml", Format::kFeed},   {".rss", Format::kFeed},
    {".atom", Format::kFeed}};

std::optional<Format> format_of(const fs::path& path) {
  const std::string ending = without_packing(path).extension().string();
  for (const auto& [known, format] : kEndings) {
    if (ending == known) return format;
  }
  return std::nullopt;
}

SourceFile make_file(const fs::path& path, const fs::path& below, std::optional<Format> format) {
  std::error_code error;
  const std::uintmax_t bytes = fs::file_size(path, error);
  return {path, arabic::to_valid_utf8(without_packing(below).replace_extension().generic_string()),
          show_path(path), format, error ? 0 : bytes};
}

void search_folder(const fs::path& folder, SourceFiles& found, const ProblemSink& problems) {
  std::vector<SourceFile> files;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  const fs::recursive_directory_iterator end;
  while (!error && entry != end) {
    const fs::path& path = entry->path();
    std::error_code unknown;
    if (path.filename().string().starts_with('.')) {
      entry.disable_recursion_pending();
    } else if (entry->is_directory(unknown)) {
      // Opened here once, so that one closed folder is told and does not end the search.
      if (const fs::directory_iterator probe(path, unknown); unknown) {
        problems({ProblemKind::kUnreadable,
                  {show_path(path), 0},
                  "cannot be opened: " + unknown.message()});
        entry.disable_recursion_pending();
      }
    } else if (const auto format = format_of(path)) {
      files.push_back(make_file(path, path.lexically_relative(folder), format));
    } else {
      const fs::path ending = path.extension();
      ++found.passed_over[show_path(ending.empty() ? path.filename() : ending)];
    }
    entry.increment(error);
  }
  if (error) {
    problems({ProblemKind::kUnreadable,
              {show_path(folder), 0},
              "cannot be searched to its end: " + error.message()});
  }
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  std::move(files.begin(), files.end(), std::back_inserter(found.files));
}

}  // namespace

std::string show_path(const fs::path& path) {
  std::string shown = arabic::to_valid_utf8(path.string());
  std::replace_if(
      shown.begin(), shown.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, '?');
  return shown;
}

std::optional<Format> format_named(std::string_view name) {
  if (name == "text") return Format::kText;
  if (name == "html") return Format::kHtml;
  if (name == "jsonl") return Format::kJsonLines;
  if (name == "feed") return Format::kFeed;
  return std::nullopt;
}

SourceFiles find_source_files(const std::vector<fs::path>& sources, std::optional<Format> format,
                              const ProblemSink& problems) {
  SourceFiles found;
  for (const fs::path& source : sources) {
    if (source == kStandardInput) {
      found.files.push_back({source, "stdin", "-", format, 0});
      continue;
    }
    std::error_code error;
    const fs::file_status status = fs::status(source, error);
    if (!fs::exists(status)) {
      throw std::runtime_error("The source " + source.string() +
                               " does not exist. Check the path; nothing has been changed.");
    }
    if (fs::is_directory(status)) {
      search_folder(source, found, problems);
    } else {
      found.files.push_back(
          make_file(source, source.filename(), format ? format : format_of(source)));
    }
  }
  return found;
}

}  // namespace fihrist::indexer
