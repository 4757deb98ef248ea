// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/build.h"

#include <xxhash.h>

#include <cstdio>
#include <cstring>
#include <unordered_map>
#include <utility>

#include "index/generations.h"
#include "index/stamp.h"
#include "indexer/extract/raw_text.h"
#include "indexer/part_writer.h"
#include "indexer/reader.h"
#include "indexer/sources.h"

namespace fihrist::indexer {
namespace {

namespace fs = std::filesystem;

// An article without an id gets one that stays the same from build to build: a checksum of its URL,
// or of its text if it has none.
std::string make_id(const index::Article& article) {
  XXH128_hash_t hash;
  if (!article.url.empty()) {
    hash = XXH3_128bits(article.url.data(), article.url.size());
  } else {
    const std::string text = article.title + "\n" + article.body;
    hash = XXH3_128bits(text.data(), text.size());
  }
  char id[33];
  std::snprintf(id, sizeof id, "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return id;
}

// Which ids have been seen, and where. Holds 128-bit checksums instead of ids: a million of them
// take some tens of megabytes, and two ids with one checksum will not be met.
class SeenIds {
 public:
  // Where `id` was first seen, or nullptr if it was not; then it is now.
  const Location* insert(const std::string& id, const Location& where) {
    const XXH128_hash_t hash = XXH3_128bits(id.data(), id.size());
    if (files_.empty() || files_.back() != where.file) files_.push_back(where.file);
    const auto [entry, fresh] =
        seen_.try_emplace({hash.high64, hash.low64}, Place{files_.size() - 1, where.line});
    if (fresh) return nullptr;
    found_ = {files_[entry->second.file], entry->second.line};
    return &found_;
  }

 private:
  struct Place {
    std::size_t file;
    std::size_t line;
  };
  struct Hash {
    std::size_t operator()(const std::pair<std::uint64_t, std::uint64_t>& id) const {
      return id.second;
    }
  };

  std::vector<std::string> files_;
  std::unordered_map<std::pair<std::uint64_t, std::uint64_t>, Place, Hash> seen_;
  Location found_;
};

std::uint64_t folder_bytes(const fs::path& folder) {
  std::uint64_t bytes = 0;
  for (const fs::directory_entry& file : fs::directory_iterator(folder)) bytes += file.file_size();
  return bytes;
}

class Build {
 public:
  explicit Build(const BuildOptions& options) : options_(options) {}

  BuildSummary run() {
    const auto begin = std::chrono::steady_clock::now();
    const auto tell = [this](const Problem& problem) { note(problem); };
    const SourceFiles sources = find_source_files(options_.sources, tell);
    summary_.files = sources.files.size();
    summary_.passed_over = sources.passed_over;
    for (const SourceFile& file : sources.files) progress_.total_bytes += file.bytes;

    index::GenerationBuild generation(options_.index);
    PartWriter writer(generation.workspace(), options_.threads, options_.analysis);
    for (const SourceFile& file : sources.files) {
      const auto keep = [&](RawArticle&& raw) {
        progress_.bytes = summary_.bytes + raw.bytes_read;
        add(std::move(raw), writer);
      };
      summary_.bytes += read_articles(file, keep, tell);
    }
    if (summary_.kept > 0) {
      progress_.merging = true;
      options_.on_progress(progress_);
      const fs::path whole =
          writer.finish(index::make_stamp(options_.built_by, options_.analysis.identity));
      summary_.index_bytes = folder_bytes(whole);
      summary_.generation = generation.publish(whole);
    }
    summary_.took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - begin);
    return std::move(summary_);
  }

 private:
  void note(const Problem& problem) {
    ++summary_.problems[problem.kind];
    options_.on_problem(problem);
  }

  void add(RawArticle&& raw, PartWriter& writer) {
    ++summary_.read;
    if (raw.stated.body.find_first_not_of(" \t\n") == std::string::npos) {
      // A headline is worth finding, even where the story was lost.
      if (raw.stated.title.empty()) {
        note({ProblemKind::kEmptyArticle, raw.where, "has no text; the article is skipped"});
        return;
      }
      raw.stated.body.clear();
    }
    extract::Extraction extraction = extract::extract_from_text(raw.stated);
    index::Article article = std::move(extraction.article);
    if (article.id.empty()) article.id = make_id(raw.stated);
    if (article.id.size() > index::kLongestId ||
        article.id.find_first_of("\n\t") != std::string::npos) {
      note({ProblemKind::kBadField, raw.where,
            "the field `id` must be one line of at most " + std::to_string(index::kLongestId) +
                " bytes; an id has been made from the article"});
      article.id = make_id(raw.stated);
    }
    if (const Location* first = seen_.insert(article.id, raw.where)) {
      note({ProblemKind::kDuplicateId, raw.where,
            "has the id `" + article.id + "`, which the article at " + first->describe() +
                " has already; this one is skipped"});
      return;
    }
    writer.add(std::move(article));
    ++summary_.kept;
    progress_.articles = summary_.kept;
    options_.on_progress(progress_);
  }

  const BuildOptions& options_;
  BuildSummary summary_;
  Progress progress_;
  SeenIds seen_;
};

}  // namespace

BuildSummary build(const BuildOptions& options) { return Build(options).run(); }

}  // namespace fihrist::indexer
