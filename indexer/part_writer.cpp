// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/part_writer.h"

#include <xapian.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <utility>

namespace fihrist::indexer {
namespace {

namespace fs = std::filesystem;

// A merge joins the parts' posting lists as they are: smaller parts are written faster, since what
// Xapian gathers of them stays in the processor's caches, and leave more pieces. Parts of 500 took
// a seventh less time for 8,000 articles while terms had positions; without positions, they made of
// 30,090 articles an index of 213 MB instead of 189.
constexpr std::size_t kPartArticles = 2000;
constexpr std::size_t kPartBytes =
    std::size_t{24} * 1024 * 1024;  // of text, where articles are long
// Merging opens every part at once, with some five files each; 1,024 is the usual limit on files.
constexpr std::size_t kMostMerged = 64;

void merge(const std::vector<fs::path>& parts, const fs::path& whole) {
  Xapian::Database all;
  for (const fs::path& part : parts) {
    all.add_database(Xapian::Database(part.string()));
  }
  all.compact(whole.string(), Xapian::Compactor::FULL);
}

}  // namespace

PartWriter::PartWriter(fs::path folder, unsigned threads, arabic::Analysis analysis)
    : folder_(std::move(folder)), analysis_(std::move(analysis)) {
  for (unsigned i = 0; i < std::max(threads, 1U); ++i) threads_.emplace_back([this] { work(); });
}

PartWriter::~PartWriter() { stop(); }

void PartWriter::add(PreparedArticle&& article) {
  gathering_bytes_ += article.text_bytes();
  gathering_.push_back(std::move(article));
  if (gathering_.size() == kPartArticles || gathering_bytes_ >= kPartBytes) hand_over();
}

fs::path PartWriter::finish(const index::Stamp& stamp) {
  if (!gathering_.empty()) hand_over();
  stop();
  if (failure_) std::rethrow_exception(failure_);

  std::vector<fs::path> parts;
  for (std::size_t i = 0; i < parts_; ++i) parts.push_back(part_path(i));
  merge_groups(parts);
  fs::path whole = folder_ / "whole";
  merge(parts, whole);
  for (const auto& part : parts) fs::remove_all(part);

  Xapian::WritableDatabase database(whole.string(), Xapian::DB_OPEN);
  index::write_stamp(stamp, database);
  database.commit();
  return whole;
}

void PartWriter::merge_groups(std::vector<fs::path>& parts) const {
  for (int round = 0; parts.size() > kMostMerged; ++round) {
    const std::size_t groups = (parts.size() + kMostMerged - 1) / kMostMerged;
    std::vector<fs::path> merged;
    for (std::size_t i = 0; i < groups; ++i) {
      merged.push_back(folder_ / ("merged-" + std::to_string(round) + "-" + std::to_string(i)));
    }
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;
    std::exception_ptr failure;
    const auto work = [&] {
      for (std::size_t i = next++; i < groups; i = next++) {
        const auto begin = parts.begin() + static_cast<std::ptrdiff_t>(i * kMostMerged);
        const auto end =
            i + 1 == groups ? parts.end() : begin + static_cast<std::ptrdiff_t>(kMostMerged);
        try {
          const std::vector<fs::path> group(begin, end);
          merge(group, merged[i]);
          for (const fs::path& part : group) fs::remove_all(part);
        } catch (...) {
          const std::lock_guard lock(mutex);
          failure = std::current_exception();
          return;
        }
      }
    };
    {
      std::vector<std::jthread> others;
      for (std::size_t i = 1; i < std::min(threads_.size(), groups); ++i) others.emplace_back(work);
      work();
    }
    if (failure) std::rethrow_exception(failure);
    parts = std::move(merged);
  }
}

void PartWriter::hand_over() {
  Part part{parts_, std::exchange(gathering_, {})};
  gathering_bytes_ = 0;
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return waiting_.size() < threads_.size() || failure_; });
  if (failure_) std::rethrow_exception(failure_);
  waiting_.push_back(std::move(part));
  ++parts_;
  changed_.notify_all();
}

// Lets the threads write what waits, and ends them.
void PartWriter::stop() {
  {
    const std::lock_guard lock(mutex_);
    no_more_ = true;
  }
  changed_.notify_all();
  for (std::jthread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void PartWriter::work() {
  DocumentMaker documents(analysis_);
  while (true) {
    Part part;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return !waiting_.empty() || no_more_ || failure_; });
      if (waiting_.empty() || failure_) return;
      part = std::move(waiting_.front());
      waiting_.pop_front();
    }
    changed_.notify_all();
    try {
      write(part, documents);
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      changed_.notify_all();
      return;
    }
  }
}

void PartWriter::write(const Part& part, DocumentMaker& documents) const {
  Xapian::WritableDatabase database(part_path(part.number).string(), Xapian::DB_CREATE |
                                                                         Xapian::DB_NO_SYNC |
                                                                         Xapian::DB_BACKEND_GLASS);
  for (const PreparedArticle& article : part.articles) {
    database.add_document(documents.make(article));
  }
  database.commit();
}

fs::path PartWriter::part_path(std::size_t number) const {
  return folder_ / ("part-" + std::to_string(number));
}

}  // namespace fihrist::indexer
