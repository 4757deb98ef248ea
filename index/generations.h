// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// An index on disk: a directory of generations, of which one is current.
//
//   INDEX/XAPIANDB             one line, `auto generation-000007`: a Xapian stub, so that
//                              Xapian's own tools open INDEX as a database; replaced by rename()
//   INDEX/generation-000007/   the current generation, a glass database; updates write into it
//   INDEX/generation-000006/   the former one, for daemons that still read it and as a way back
//   INDEX/build.lock           held (flock) while a build or an update runs
//   INDEX/building/            what a build has written so far; a build that died leaves it, and
//   the
//                              next one clears it away
#pragma once

#include <xapian.h>

#include <filesystem>
#include <optional>
#include <string>

#include "index/stamp.h"

namespace fihrist::index {

struct OpenIndex {
  Xapian::Database database;
  Stamp stamp;
  std::string generation;  // its folder's name
};

// Opens the current generation, which must have been built with an analysis of this identity.
// Throws IndexMissing or IndexMismatch (errors.h), and Xapian::Error if the files are damaged.
OpenIndex open_index(const std::filesystem::path& index, const arabic::Identity& analysis);

// The name of the current generation; throws as open_index(). One small read: cheap enough to ask
// every second whether a new one has been published.
std::string current_generation(const std::filesystem::path& index);

// Makes the newest generation besides the current one current, in one atomic step: the former one
// after a build, the newer one after a rollback. Returns its name. Throws IndexMissing if there is
// no other, IndexMismatch if this version cannot read it, IndexBusy, Xapian::Error if its files are
// damaged, and std::filesystem::filesystem_error if it cannot be written; nothing is changed then.
std::string roll_back(const std::filesystem::path& index, const arabic::Identity& analysis);

// The right to write an index: one holder at a time, builds and updates alike.
class WriterLock {
 public:
  // Throws IndexBusy if another holds it, and std::filesystem::filesystem_error.
  explicit WriterLock(const std::filesystem::path& index);
  ~WriterLock();
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;

 private:
  int file_ = -1;
};

// A new generation in the making. Nothing that a reader sees changes before publish(); whoever
// destroys an unpublished GenerationBuild throws its work away.
class GenerationBuild {
 public:
  // Creates the directory if need be, takes the lock and clears away what a dead build left. Throws
  // IndexBusy if another build or update holds the lock, IndexMismatch if `index` holds anything
  // that is not an index, and std::filesystem::filesystem_error if it cannot be written.
  explicit GenerationBuild(std::filesystem::path index);
  ~GenerationBuild();
  GenerationBuild(const GenerationBuild&) = delete;
  GenerationBuild& operator=(const GenerationBuild&) = delete;

  // A folder to write in, on the same file system as the index.
  const std::filesystem::path& workspace() const { return workspace_; }

  // Makes `database` (a glass database inside workspace()) the current generation, in one atomic
  // step, and removes all generations but it and the one before. Returns the generation's name.
  std::string publish(const std::filesystem::path& database);

 private:
  std::filesystem::path index_;
  std::filesystem::path workspace_;
  std::optional<WriterLock> lock_;
};

// The current generation, open for changes. Readers see each commit as a whole, and one that is
// killed between two leaves what the last one wrote.
class GenerationUpdate {
 public:
  // Throws as open_index() and WriterLock do.
  GenerationUpdate(const std::filesystem::path& index, const arabic::Identity& analysis);

  Xapian::WritableDatabase& database() { return database_; }
  const std::string& generation() const { return generation_; }

  // Makes all changes since the last commit visible; what is not committed is dropped in the end.
  // Throws Xapian::Error if they cannot be written; they are lost then, and the index is as the
  // last commit left it.
  void commit();

 private:
  WriterLock lock_;
  std::string generation_;
  Stamp stamp_;
  Xapian::WritableDatabase database_;
};

}  // namespace fihrist::index
