// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/access/key_ring.h"

#include <utility>

namespace fihrist::access {
namespace {

constexpr std::chrono::seconds kLookEvery{1};

}  // namespace

KeyRing::KeyRing(std::filesystem::path path, Report report, Now now)
    : path_(std::move(path)),
      report_(std::move(report)),
      now_(std::move(now)),
      looked_at_(now_()),
      credentials_(std::make_shared<const Credentials>()) {
  if (path_.empty()) return;
  state_ = look();
  if (state_.exists) {
    read();
  } else {
    report_(Weight::kWarning,
            path_.string() +
                " is not there, so nobody has a key yet. `fihristd key add NAME --keys " +
                path_.string() + "` makes it; no restart is needed then.");
  }
}

KeyRing::State KeyRing::look() const {
  struct stat state {};
  if (::stat(path_.c_str(), &state) != 0) return {};
  return {true,
          {static_cast<std::int64_t>(state.st_ino), static_cast<std::int64_t>(state.st_dev),
           state.st_size, state.st_mtim.tv_sec, state.st_mtim.tv_nsec, state.st_ctim.tv_sec,
           state.st_ctim.tv_nsec}};
}

void KeyRing::read() {
  struct stat state {};
  if (::stat(path_.c_str(), &state) == 0 && (state.st_mode & 077) != 0) {
    report_(Weight::kWarning, path_.string() +
                                  " can be read or written by others than its owner, who could "
                                  "guess at passwords or let themselves in. Say: chmod 600 " +
                                  path_.string());
  }
  credentials_ = std::make_shared<const Credentials>(to_credentials(read_key_file(path_)));
}

std::shared_ptr<const Credentials> KeyRing::current() {
  const std::scoped_lock lock(mutex_);
  const Clock::time_point now = now_();
  if (path_.empty() || now - looked_at_ < kLookEvery) return credentials_;
  looked_at_ = now;
  const State state = look();
  if (state == state_) return credentials_;
  state_ = state;
  try {
    read();
    report_(Weight::kNotice, path_.string() + " has changed and was read again: " +
                                 std::to_string(credentials_->keys.size()) + " keys, " +
                                 std::to_string(credentials_->users.size()) + " users.");
  } catch (const std::exception& error) {
    report_(Weight::kWarning, std::string(error.what()) +
                                  " The keys that were read before hold until it is put right.");
  }
  return credentials_;
}

}  // namespace fihrist::access
