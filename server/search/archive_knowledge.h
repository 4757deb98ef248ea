// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What is made of an archive's words and titles beside the index: spelling and completions. Made in
// the background, once for all searchers, and anew when the index has changed.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "index/generations.h"
#include "server/search/archive_words.h"
#include "server/search/completions.h"
#include "server/search/index_memory.h"
#include "server/search/spelling.h"
#include "server/search/vocabulary.h"

namespace fihrist::search {

// Of one state of an index. Immutable.
struct ArchiveKnowledge {
  ArchiveKnowledge(const Xapian::Database& database, const Vocabulary& vocabulary);
  // Its parts refer to each other.
  ArchiveKnowledge(const ArchiveKnowledge&) = delete;
  ArchiveKnowledge& operator=(const ArchiveKnowledge&) = delete;

  std::uint64_t articles;
  ArchiveWords words;
  Spelling spelling;
  Completions completions;
};

// Shared by all searchers of an index.
class KnowledgeKeeper {
 public:
  // `posting_bytes` is the bound of what memory() keeps of posting lists.
  KnowledgeKeeper(std::filesystem::path index, std::shared_ptr<const Vocabulary> vocabulary,
                  std::size_t posting_bytes = kPostingCacheBytes);
  ~KnowledgeKeeper();
  KnowledgeKeeper(const KnowledgeKeeper&) = delete;
  KnowledgeKeeper& operator=(const KnowledgeKeeper&) = delete;

  // The knowledge of the state that a searcher has open; while that is being made, of the former
  // one. Waits up to `patience` for the first one, and returns nullptr when that was not enough.
  std::shared_ptr<const ArchiveKnowledge> get(const index::OpenIndex& open,
                                              std::chrono::milliseconds patience);

  // What is held in memory of just the state that a searcher has open; made by the one who asks
  // first (30,000 articles: 12 to 25 ms). Throws Xapian::Error.
  std::shared_ptr<IndexMemory> memory(const index::OpenIndex& open);

  // The same for a state that is not served yet: made in the background, waited for up to
  // `patience`, and nullptr if that was not enough.
  std::shared_ptr<IndexMemory> memory_within(const index::OpenIndex& open,
                                             std::chrono::milliseconds patience);

  // The state of what get() returned last, or would return at once: it only ever gets newer. Empty
  // until there is any.
  std::string state() const;

 private:
  void start_making();  // with mutex_ held
  void make();
  void make_memory();

  const std::filesystem::path index_;
  const std::shared_ptr<const Vocabulary> vocabulary_;
  const std::size_t posting_bytes_;
  std::mutex memory_mutex_;  // of what follows, up to memory_maker_
  std::condition_variable memory_made_;
  std::shared_ptr<IndexMemory> memory_;  // of the newest state
  std::string memory_state_;
  bool is_making_memory_ = false;
  std::thread memory_maker_;
  mutable std::mutex mutex_;
  std::condition_variable made_;
  std::shared_ptr<const ArchiveKnowledge> current_;  // this and what follows: guarded by mutex_
  std::string state_;                                // of current_
  std::chrono::steady_clock::time_point made_at_;
  std::chrono::steady_clock::duration took_{};
  bool is_making_ = false;
  std::thread maker_;
};

}  // namespace fihrist::search
