// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Articles into one database, by way of many small ones.
//
// A fresh B-tree that is written in one go is written in order: databases of some thousand
// documents each, merged at the end, cost a third of the time and a quarter of the bytes of one
// database that grows article by article (measured on 31,490 articles). The parts are written by
// all cores; articles keep the order in which they were added.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <filesystem>
#include <mutex>
#include <thread>
#include <vector>

#include "arabic/analyzer.h"
#include "index/stamp.h"
#include "indexer/document.h"

namespace fihrist::indexer {

class PartWriter {
 public:
  // Writes below `folder`, which must exist and be empty. `threads` at least 1.
  PartWriter(std::filesystem::path folder, unsigned threads, arabic::Analysis analysis);
  ~PartWriter();
  PartWriter(const PartWriter&) = delete;
  PartWriter& operator=(const PartWriter&) = delete;

  // Waits while every core has a part to write and another waiting, so that memory stays bounded.
  // Throws what a writing thread has thrown since (a full disk, as Xapian::DatabaseError).
  void add(PreparedArticle&& article);

  // Writes what is left, merges all parts, stamps the result and returns its path below `folder`.
  // At least one article must have been added; to be called once. Throws as add().
  std::filesystem::path finish(const index::Stamp& stamp);

 private:
  struct Part {
    std::size_t number;
    std::vector<PreparedArticle> articles;
  };

  void hand_over();
  void stop();
  void work();
  void write(const Part& part, DocumentMaker& documents) const;
  // Merges groups of parts, all cores at once, until so few are left that one merge takes them.
  void merge_groups(std::vector<std::filesystem::path>& parts) const;
  std::filesystem::path part_path(std::size_t number) const;

  std::filesystem::path folder_;
  arabic::Analysis analysis_;
  std::size_t parts_ = 0;
  std::vector<PreparedArticle> gathering_;
  std::size_t gathering_bytes_ = 0;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Part> waiting_;    // guarded by mutex_
  bool no_more_ = false;        // guarded by mutex_
  std::exception_ptr failure_;  // guarded by mutex_
  std::vector<std::jthread> threads_;
};

}  // namespace fihrist::indexer
