// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/part_writer.h"

#include <xapian.h>

#include <algorithm>
#include <string>
#include <utility>

#include "arabic/analyzer.h"

namespace fihrist::indexer {
namespace {

constexpr std::size_t kPartArticles = 2000;
constexpr std::size_t kPartBytes =
    std::size_t{24} * 1024 * 1024;  // of text, where articles are long
// Merging opens every part at once, with some five files each; 1,024 is the usual limit on files.
constexpr std::size_t kMostMerged = 64;

void merge(const std::vector<std::filesystem::path>& parts, const std::filesystem::path& whole) {
  Xapian::Database all;
  for (const std::filesystem::path& part : parts) {
    all.add_database(Xapian::Database(part.string()));
  }
  all.compact(whole.string(), Xapian::Compactor::FULL);
}

}  // namespace

PartWriter::PartWriter(std::filesystem::path folder, unsigned threads, arabic::Analysis analysis)
    : folder_(std::move(folder)), analysis_(std::move(analysis)) {
  for (unsigned i = 0; i < std::max(threads, 1U); ++i) threads_.emplace_back([this] { work(); });
}

PartWriter::~PartWriter() { stop(); }

void PartWriter::add(PreparedArticle&& article) {
  gathering_bytes_ += article.text_bytes();
  gathering_.push_back(std::move(article));
  if (gathering_.size() == kPartArticles || gathering_bytes_ >= kPartBytes) hand_over();
}

std::filesystem::path PartWriter::finish(const index::Stamp& stamp) {
  if (!gathering_.empty()) hand_over();
  stop();
  if (failure_) std::rethrow_exception(failure_);

  std::vector<std::filesystem::path> parts;
  for (std::size_t i = 0; i < parts_; ++i) parts.push_back(part_path(i));
  int round = 0;
  while (parts.size() > kMostMerged) {
    std::vector<std::filesystem::path> merged;
    for (std::size_t begin = 0; begin < parts.size(); begin += kMostMerged) {
      const std::size_t end = std::min(begin + kMostMerged, parts.size());
      const std::vector<std::filesystem::path> group(
          parts.begin() + static_cast<std::ptrdiff_t>(begin),
          parts.begin() + static_cast<std::ptrdiff_t>(end));
      merged.push_back(folder_ /
                       ("merged-" + std::to_string(round) + "-" + std::to_string(merged.size())));
      merge(group, merged.back());
      for (const auto& part : group) std::filesystem::remove_all(part);
    }
    parts = std::move(merged);
    ++round;
  }
  std::filesystem::path whole = folder_ / "whole";
  merge(parts, whole);
  for (const auto& part : parts) std::filesystem::remove_all(part);

  Xapian::WritableDatabase database(whole.string(), Xapian::DB_OPEN);
  index::write_stamp(stamp, database);
  database.commit();
  return whole;
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
  const arabic::Analyzer analyzer(analysis_);
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
      write(part, analyzer);
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      changed_.notify_all();
      return;
    }
  }
}

void PartWriter::write(const Part& part, const arabic::Analyzer& analyzer) const {
  Xapian::WritableDatabase database(part_path(part.number).string(), Xapian::DB_CREATE |
                                                                         Xapian::DB_NO_SYNC |
                                                                         Xapian::DB_BACKEND_GLASS);
  for (const PreparedArticle& article : part.articles) {
    database.add_document(make_document(article, analyzer));
  }
  database.commit();
}

std::filesystem::path PartWriter::part_path(std::size_t number) const {
  return folder_ / ("part-" + std::to_string(number));
}

}  // namespace fihrist::indexer
