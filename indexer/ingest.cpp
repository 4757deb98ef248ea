// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/ingest.h"

#include <xxhash.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <exception>
#include <thread>
#include <unordered_map>
#include <utility>

#include "indexer/sources/input.h"

namespace fihrist::indexer {
namespace {

// Articles that are extracted at once: enough for all cores, and some megabytes.
constexpr std::size_t kBatchArticles = 256;
constexpr std::size_t kBatchBytes = std::size_t{8} * 1024 * 1024;

// An article without an id gets one that stays the same from build to build: a checksum of its URL,
// or of its text if it has none.
std::string make_id(const index::Article& stated) {
  XXH128_hash_t hash;
  if (!stated.url.empty()) {
    hash = XXH3_128bits(stated.url.data(), stated.url.size());
  } else {
    const std::string text = stated.title + "\n" + stated.body;
    hash = XXH3_128bits(text.data(), text.size());
  }
  char id[33];
  std::snprintf(id, sizeof id, "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return id;
}

std::size_t text_bytes(const index::Article& stated) {
  std::size_t bytes = stated.title.size() + stated.body.size() + stated.url.size() +
                      stated.author.size() + stated.source.size();
  for (const std::string& keyword : stated.keywords) bytes += keyword.size();
  return bytes;
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

class Ingest {
 public:
  Ingest(const IngestOptions& options, const std::function<void(IngestedArticle&&)>& sink)
      : options_(options), sink_(sink) {}

  IngestSummary run() {
    const auto tell = [this](const Problem& problem) { note(problem); };
    const SourceFiles sources = find_source_files(options_.sources, options_.format, tell);
    summary_.files = sources.files.size();
    summary_.passed_over = sources.passed_over;
    bool is_known = true;
    for (const SourceFile& file : sources.files) {
      progress_.total_bytes += file.bytes;
      is_known = is_known && file.path != kStandardInput;
    }
    if (!is_known) progress_.total_bytes = 0;
    for (const SourceFile& file : sources.files) {
      const auto take = [this](RawArticle&& raw) { gather(std::move(raw)); };
      // Problems of this file come behind those of the articles before it.
      const auto tell_in_order = [&](const Problem& problem) {
        work_off();
        note(problem);
      };
      const std::uint64_t before = summary_.bytes;
      file_begin_ = before;
      summary_.bytes = before + read_articles(file, options_.fields, take, tell_in_order);
    }
    work_off();
    return std::move(summary_);
  }

 private:
  struct Work {
    RawArticle raw;
    std::uint64_t bytes_read = 0;  // of all sources, up to this article
    extract::Extraction extraction;
    std::vector<std::optional<Signature>> signatures;  // of the article and its related ones
    bool has_bad_id = false;
    std::optional<Problem> failure;  // why it could not be extracted
    std::exception_ptr error;        // what should end the run
  };

  void note(const Problem& problem) {
    ++summary_.problems[problem.kind];
    options_.on_problem(problem);
  }

  void gather(RawArticle&& raw) {
    batch_bytes_ += text_bytes(raw.stated);
    Work work;
    work.bytes_read = file_begin_ + raw.bytes_read;
    work.raw = std::move(raw);
    batch_.push_back(std::move(work));
    if (batch_.size() == kBatchArticles || batch_bytes_ >= kBatchBytes) work_off();
  }

  // Extracts what has been gathered, and hands it on.
  void work_off() {
    std::vector<Work> batch = std::exchange(batch_, {});
    batch_bytes_ = 0;
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
      for (std::size_t i = next++; i < batch.size(); i = next++) extract(batch[i]);
    };
    {
      std::vector<std::jthread> others;
      for (unsigned i = 1; i < std::min<std::size_t>(options_.threads, batch.size()); ++i) {
        others.emplace_back(work);
      }
      work();
    }
    for (Work& done : batch) hand_on(done);
  }

  static bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\n") == std::string_view::npos;
  }

  void extract(Work& work) const {
    index::Article& stated = work.raw.stated;
    if (is_blank(stated.body)) {
      // A headline is worth finding, even where the story was lost.
      if (stated.title.empty()) return;
      stated.body.clear();
    }
    try {
      if (text_bytes(stated) - stated.body.size() > extract::kLongestText) {
        throw extract::TooLong("has fields too long for any article; it is skipped");
      }
      work.has_bad_id = !is_id(stated.id);
      if (stated.id.empty() || work.has_bad_id) stated.id = make_id(stated);
      work.extraction = extract::extract_article(stated, work.raw.markup, options_.rules);
      add_signatures(work.extraction, work.signatures);
    } catch (const extract::TooLong& error) {
      work.failure = {ProblemKind::kTooLong, work.raw.where, error.what()};
    } catch (const extract::TooComplex& error) {
      work.failure = {ProblemKind::kTooComplex, work.raw.where, error.what()};
    } catch (...) {
      work.error = std::current_exception();
    }
  }

  static void add_signatures(const extract::Extraction& extraction,
                             std::vector<std::optional<Signature>>& signatures) {
    signatures.push_back(make_signature(extraction.article.title, extraction.article.body));
    for (const extract::Extraction& related : extraction.related) {
      add_signatures(related, signatures);
    }
  }

  static bool is_id(const std::string& id) {
    return id.size() <= index::kLongestId && id.find_first_of("\n\t") == std::string::npos;
  }

  void hand_on(Work& work) {
    if (work.error) std::rethrow_exception(work.error);
    ++summary_.read;
    ++summary_.encodings[work.raw.encoding];
    progress_.bytes = work.bytes_read;
    const Location& where = work.raw.where;
    if (work.failure) {
      note(*work.failure);
      return;
    }
    if (work.extraction.article.id.empty()) {
      note({ProblemKind::kEmptyArticle, where, "has no text; the article is skipped"});
      return;
    }
    if (work.has_bad_id) {
      note({ProblemKind::kBadField, where,
            "the field `id` must be one line of at most " + std::to_string(index::kLongestId) +
                " bytes; an id has been made from the article"});
    }
    for (const std::string& doubt : work.extraction.doubts) {
      note({ProblemKind::kUnclearDate, where, doubt});
    }
    std::size_t number = 0;
    hand_on(std::move(work.extraction), work, number);
  }

  // The article and those that were found with it, which follow it. `number` is its place in
  // work.signatures.
  void hand_on(extract::Extraction&& extraction, const Work& work, std::size_t& number) {
    const std::size_t place = number++;
    std::vector<extract::Extraction> related = std::exchange(extraction.related, {});
    const index::Article& article = extraction.article;
    const bool is_related = !article.part_of.empty();
    if (article.title.empty() && article.body.empty()) {
      note({ProblemKind::kEmptyArticle, work.raw.where,
            "has no text beside what is no part of a story (see `fihrist-index extract`); the "
            "article is skipped"});
    } else if (const Location* first = seen_.insert(article.id, work.raw.where)) {
      note({ProblemKind::kDuplicateId, work.raw.where,
            "has the id `" + article.id + "`, which the article at " + first->describe() +
                " has already; this one is skipped"});
    } else {
      ++summary_.kept;
      if (is_related) ++summary_.related;
      sink_({std::move(extraction), work.raw.where, work.raw.encoding, work.signatures[place]});
      progress_.articles = summary_.kept;
      options_.on_progress(progress_);
    }
    for (extract::Extraction& one : related) hand_on(std::move(one), work, number);
  }

  const IngestOptions& options_;
  const std::function<void(IngestedArticle&&)>& sink_;
  IngestSummary summary_;
  Progress progress_;
  std::uint64_t file_begin_ = 0;
  std::vector<Work> batch_;
  std::size_t batch_bytes_ = 0;
  SeenIds seen_;
};

}  // namespace

Progress finishing(const IngestSummary& summary) {
  return {summary.kept, summary.bytes, summary.bytes, true};
}

IngestSummary ingest(const IngestOptions& options,
                     const std::function<void(IngestedArticle&&)>& sink) {
  return Ingest(options, sink).run();
}

}  // namespace fihrist::indexer
