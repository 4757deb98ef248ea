// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/archive_knowledge.h"

#include <xapian.h>

#include <exception>
#include <utility>

namespace fihrist::search {
namespace {

using Clock = std::chrono::steady_clock;

// What is made so fast is made anew at each change of the index, and waited for.
constexpr std::chrono::milliseconds kCheap{50};
// Otherwise not more often than this: an archive's words hardly change within it.
constexpr std::chrono::seconds kRefresh{60};

std::string state_of(const index::OpenIndex& open) {
  return open.generation + "/" + std::to_string(open.database.get_revision());
}

}  // namespace

ArchiveKnowledge::ArchiveKnowledge(const Xapian::Database& database, const Vocabulary& vocabulary)
    : articles(database.get_doccount()),
      words(ArchiveWords::load(database, arabic::Analyzer(vocabulary.analysis()))),
      spelling(words),
      completions(words, database, arabic::Analyzer(vocabulary.analysis()), vocabulary) {}

KnowledgeKeeper::KnowledgeKeeper(std::filesystem::path index,
                                 std::shared_ptr<const Vocabulary> vocabulary,
                                 std::size_t posting_bytes)
    : index_(std::move(index)), vocabulary_(std::move(vocabulary)), posting_bytes_(posting_bytes) {}

KnowledgeKeeper::~KnowledgeKeeper() {
  if (maker_.joinable()) maker_.join();
  if (memory_maker_.joinable()) memory_maker_.join();
}

std::shared_ptr<const ArchiveKnowledge> KnowledgeKeeper::get(const index::OpenIndex& open,
                                                             std::chrono::milliseconds patience) {
  const std::string wanted = state_of(open);
  std::unique_lock lock(mutex_);
  if (!current_) {
    if (!is_making_) start_making();
    made_.wait_for(lock, patience, [this] { return current_ != nullptr || !is_making_; });
    return current_;
  }
  if (state_ == wanted) return current_;
  const bool is_cheap = took_ < kCheap;
  if (!is_making_ && (is_cheap || Clock::now() - made_at_ > kRefresh)) start_making();
  if (is_cheap && is_making_) {
    made_.wait_for(lock, patience, [&] { return state_ == wanted || !is_making_; });
  }
  return current_;
}

std::shared_ptr<IndexMemory> KnowledgeKeeper::memory(const index::OpenIndex& open) {
  std::string wanted = state_of(open);
  const std::lock_guard lock(memory_mutex_);
  if (memory_ == nullptr || memory_state_ != wanted) {
    memory_ = std::make_shared<IndexMemory>(
        open.database, arabic::Analyzer(vocabulary_->analysis()), posting_bytes_);
    memory_state_ = std::move(wanted);
  }
  return memory_;
}

std::shared_ptr<IndexMemory> KnowledgeKeeper::memory_within(const index::OpenIndex& open,
                                                            std::chrono::milliseconds patience) {
  const std::string wanted = state_of(open);
  std::unique_lock lock(memory_mutex_);
  if (memory_state_ == wanted) return memory_;
  if (!is_making_memory_) {
    if (memory_maker_.joinable()) memory_maker_.join();  // it has ended
    is_making_memory_ = true;
    memory_maker_ = std::thread([this] { make_memory(); });
  }
  memory_made_.wait_for(lock, patience,
                        [&] { return memory_state_ == wanted || !is_making_memory_; });
  return memory_state_ == wanted ? memory_ : nullptr;
}

void KnowledgeKeeper::make_memory() {
  std::shared_ptr<IndexMemory> fresh;
  std::string state;
  try {
    const index::OpenIndex open = index::open_index(index_, vocabulary_->analysis().identity);
    fresh = std::make_shared<IndexMemory>(open.database, arabic::Analyzer(vocabulary_->analysis()),
                                          posting_bytes_);
    state = state_of(open);
  } catch (const std::exception&) {
    fresh.reset();
  } catch (const Xapian::Error&) {
    fresh.reset();  // changed under it, or damaged: whoever opens it is told
  }
  const std::lock_guard lock(memory_mutex_);
  is_making_memory_ = false;
  if (fresh) {
    memory_ = std::move(fresh);
    memory_state_ = std::move(state);
  }
  memory_made_.notify_all();
}

std::string KnowledgeKeeper::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

void KnowledgeKeeper::start_making() {
  if (maker_.joinable()) maker_.join();  // it has ended: is_making_ was false
  is_making_ = true;
  maker_ = std::thread([this] { make(); });
}

void KnowledgeKeeper::make() {
  const auto begin = Clock::now();
  std::shared_ptr<const ArchiveKnowledge> fresh;
  std::string state;
  try {
    const index::OpenIndex open = index::open_index(index_, vocabulary_->analysis().identity);
    fresh = std::make_shared<const ArchiveKnowledge>(open.database, *vocabulary_);
    state = state_of(open);
  } catch (const std::exception&) {
    fresh.reset();
  } catch (const Xapian::Error&) {
    fresh.reset();  // changed under it, or damaged: whoever searches is told
  }
  const std::lock_guard lock(mutex_);
  is_making_ = false;
  if (fresh) {
    current_ = std::move(fresh);
    state_ = std::move(state);
    made_at_ = Clock::now();
    took_ = made_at_ - begin;
  }
  made_.notify_all();
}

}  // namespace fihrist::search
