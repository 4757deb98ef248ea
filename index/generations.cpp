// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "index/generations.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

#include "index/errors.h"

namespace fihrist::index {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStub = "XAPIANDB";
constexpr std::string_view kStubLine = "auto ";
constexpr std::string_view kGeneration = "generation-";
constexpr std::string_view kWorkspace = "building";
constexpr std::string_view kLock = "build.lock";

// The number of a generation's folder, or nothing if the name is another one.
std::optional<unsigned long> generation_number(const std::string& name) {
  if (!name.starts_with(kGeneration)) return std::nullopt;
  const std::string digits = name.substr(kGeneration.size());
  constexpr std::size_t kMostDigits = 18;  // fits unsigned long
  if (digits.empty() || digits.size() > kMostDigits ||
      digits.find_first_not_of("0123456789") != std::string::npos) {
    return std::nullopt;
  }
  return std::stoul(digits);
}

std::string generation_name(unsigned long number) {
  char digits[24];
  std::snprintf(digits, sizeof digits, "%06lu", number);
  return std::string(kGeneration) + digits;
}

[[noreturn]] void throw_errno(const std::string& what, const fs::path& path) {
  throw fs::filesystem_error(what, path, std::error_code(errno, std::generic_category()));
}

// Makes the entries of a folder, or the bytes of a file, outlast a power cut.
void sync(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) throw_errno("cannot open for syncing", path);
  const int result = ::fsync(file);
  ::close(file);
  if (result != 0) throw_errno("cannot sync", path);
}

// Nothing if there is no stub file.
std::optional<std::string> read_stub(const fs::path& index) {
  std::ifstream stub(index / kStub);
  if (!stub) return std::nullopt;
  std::string line;
  std::getline(stub, line);
  if (!line.starts_with(kStubLine) || !generation_number(line.substr(kStubLine.size()))) {
    throw IndexMismatch((index / kStub).string() +
                        " does not name a generation of Fihrist. Choose another directory, or "
                        "remove this one if nothing in it is needed.");
  }
  return line.substr(kStubLine.size());
}

void write_stub(const fs::path& index, const std::string& generation) {
  const fs::path fresh = index / (std::string(kStub) + ".new");
  {
    std::ofstream stub(fresh, std::ios::trunc);
    stub << kStubLine << generation << "\n";
    stub.close();
    if (!stub) throw_errno("cannot write", fresh);
  }
  sync(fresh);
  fs::rename(fresh, index / kStub);
  sync(index);
}

// Whether there is nothing in `index` that a build of ours did not make.
void require_ours(const fs::path& index) {
  for (const fs::directory_entry& entry : fs::directory_iterator(index)) {
    const std::string name = entry.path().filename().string();
    if (name == kStub || name == std::string(kStub) + ".new" || name == kWorkspace ||
        name == kLock || generation_number(name)) {
      continue;
    }
    throw IndexMismatch(index.string() + " is not an index: it holds `" + name +
                        "`, which Fihrist did not put there. Choose another directory with --out.");
  }
}

}  // namespace

std::string current_generation(const fs::path& index) {
  if (auto generation = read_stub(index)) return *generation;
  if (fs::exists(index / "iamglass")) {
    throw IndexMismatch(index.string() +
                        " is a Xapian database that Fihrist did not build. Build an index from its "
                        "articles: fihrist-index build --out INDEX SOURCE…");
  }
  throw IndexMissing("There is no index at " + index.string() +
                     ". Build one: fihrist-index build --out " + index.string() + " SOURCE…");
}

namespace {

std::string build_anew(const fs::path& index) {
  return " Build it anew: fihrist-index build --out " + index.string() + " SOURCE…";
}

// Opens the files of a generation as `Database`, with our words where that fails.
template <typename Database, typename... Flags>
Database open_generation(const fs::path& index, const std::string& generation, Flags... flags) {
  try {
    return Database((index / generation).string(), flags...);
  } catch (const Xapian::DatabaseVersionError& error) {
    throw IndexMismatch("The index at " + index.string() +
                        " was written by another version of Xapian (" + error.get_msg() + ")." +
                        build_anew(index));
  } catch (const Xapian::DatabaseNotFoundError&) {
    throw IndexMissing("The index at " + index.string() + " names " + generation +
                       ", which is not there." + build_anew(index));
  }
}

// `index`, if there is one; so that nothing is written where there is none.
const fs::path& existing(const fs::path& index) {
  current_generation(index);
  return index;
}

}  // namespace

OpenIndex open_index(const fs::path& index, const arabic::Identity& analysis) {
  OpenIndex open;
  open.generation = current_generation(index);
  open.database = open_generation<Xapian::Database>(index, open.generation);
  open.stamp = read_stamp(open.database, index, analysis);
  return open;
}

WriterLock::WriterLock(const fs::path& index) {
  const fs::path lock = index / kLock;
  file_ = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file_ < 0) throw_errno("cannot open the lock", lock);
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    ::close(file_);
    throw IndexBusy("Another build or update is writing " + index.string() +
                    ". Wait for it to end, and run this one again.");
  }
}

WriterLock::~WriterLock() { ::close(file_); }

GenerationBuild::GenerationBuild(fs::path index)
    : index_(std::move(index)), workspace_(index_ / kWorkspace) {
  fs::create_directories(index_);
  require_ours(index_);
  lock_.emplace(index_);
  fs::remove_all(workspace_);
  fs::create_directory(workspace_);
}

GenerationBuild::~GenerationBuild() {
  std::error_code ignored;  // what stays is cleared away by the next build
  fs::remove_all(workspace_, ignored);
}

GenerationUpdate::GenerationUpdate(const fs::path& index, const arabic::Identity& analysis)
    : lock_(existing(index)),
      generation_(current_generation(index)),
      database_(open_generation<Xapian::WritableDatabase>(index, generation_, Xapian::DB_OPEN)) {
  stamp_ = read_stamp(database_, index, analysis);
  // Inside a transaction, so that an exception drops what is not committed; outside of one, the
  // destructor of a WritableDatabase would write it.
  database_.begin_transaction();
}

void GenerationUpdate::commit() {
  stamp_.updated_at = time_of_stamp();
  write_stamp(stamp_, database_);
  database_.commit_transaction();
  database_.begin_transaction();
}

std::string roll_back(const fs::path& index, const arabic::Identity& analysis) {
  const WriterLock lock(existing(index));
  const std::string current = current_generation(index);
  std::optional<unsigned long> other;
  for (const fs::directory_entry& entry : fs::directory_iterator(index)) {
    const std::string name = entry.path().filename().string();
    const auto number = generation_number(name);
    if (number && name != current) other = std::max(other.value_or(0), *number);
  }
  if (!other) {
    throw IndexMissing(index.string() + " has no generation but " + current +
                       ": there is nothing to go back to.");
  }
  std::string former = generation_name(*other);
  read_stamp(open_generation<Xapian::Database>(index, former), index, analysis);
  write_stub(index, former);
  return former;
}

std::string GenerationBuild::publish(const fs::path& database) {
  std::optional<std::string> former;
  try {
    former = read_stub(index_);
  } catch (const IndexMismatch&) {
    former.reset();  // a damaged stub is what this publication mends
  }
  unsigned long newest = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(index_)) {
    if (const auto number = generation_number(entry.path().filename().string())) {
      newest = std::max(newest, *number);
    }
  }

  std::string current = generation_name(newest + 1);
  for (const fs::directory_entry& file : fs::directory_iterator(database)) sync(file.path());
  sync(database);
  fs::rename(database, index_ / current);
  sync(index_);
  write_stub(index_, current);

  // Published: what follows only saves space, and a failure of it is none of the build.
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(index_, ignored)) {
    const std::string name = entry.path().filename().string();
    if (generation_number(name) && name != current && name != former) {
      fs::remove_all(entry.path(), ignored);
    }
  }
  return current;
}

}  // namespace fihrist::index
