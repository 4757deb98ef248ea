// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/access/password_check.h"

#include <algorithm>
#include <utility>

namespace fihrist::access {

PasswordCheck::PasswordCheck(Now now) : failures_(kFailures, std::move(now)) {
  if (::sodium_init() < 0) throw KeyFileError("libsodium cannot be used on this machine.");
  ::randombytes_buf(secret_.data(), secret_.size());
}

std::string PasswordCheck::digest(const std::string& user, const std::string& hash,
                                  const std::string& password) const {
  // With the stored hash in it, a changed password ends what was remembered of the old one. Neither
  // a name nor a hash holds a line end.
  const std::string all = user + '\n' + hash + '\n' + password;
  std::string digest(crypto_generichash_BYTES, '\0');
  ::crypto_generichash(reinterpret_cast<unsigned char*>(digest.data()), digest.size(),
                       reinterpret_cast<const unsigned char*>(all.data()), all.size(),
                       secret_.data(), secret_.size());
  return digest;
}

bool PasswordCheck::is_remembered(const std::string& digest) {
  const std::scoped_lock lock(mutex_);
  return remembered_.count(digest) > 0;
}

void PasswordCheck::remember(const std::string& digest) {
  const std::scoped_lock lock(mutex_);
  if (!remembered_.insert(digest).second) return;
  in_order_.push_back(digest);
  if (in_order_.size() <= kMostRemembered) return;
  remembered_.erase(in_order_.front());
  in_order_.pop_front();
}

bool PasswordCheck::enter() {
  std::unique_lock lock(mutex_);
  if (running_ >= kMostAtOnce) {
    // Each who waits holds a thread of the server.
    if (waiting_ >= kMostWaiting) return false;
    ++waiting_;
    room_.wait(lock, [this] { return running_ < kMostAtOnce; });
    --waiting_;
  }
  ++running_;
  return true;
}

void PasswordCheck::leave() {
  const std::scoped_lock lock(mutex_);
  --running_;
  room_.notify_one();
}

PasswordAnswer PasswordCheck::check(const Credentials& credentials, const std::string& user,
                                    const std::string& password, const std::string& address) {
  const auto found = credentials.users.find(user);
  const bool is_known = found != credentials.users.end();
  const std::string key = is_known ? digest(user, found->second, password) : std::string();
  if (is_known && is_remembered(key)) return PasswordAnswer::kRight;
  if (!failures_.look(address).allowed) return PasswordAnswer::kTooMany;
  if (credentials.users.empty() || password.size() > kLongestPassword) {
    failures_.take(address);
    return PasswordAnswer::kWrong;
  }
  if (!enter()) return PasswordAnswer::kTooMany;
  struct Leaving {
    PasswordCheck& check;
    ~Leaving() { check.leave(); }
  } const leaving{*this};
  // Who waited may find that it was the same password, or that failures have been used up.
  if (is_known && is_remembered(key)) return PasswordAnswer::kRight;
  if (!failures_.look(address).allowed) return PasswordAnswer::kTooMany;
  // Of a name that is unknown, any hash will do to take the time.
  const std::string& hash = is_known ? found->second : credentials.users.begin()->second;
  if (is_password(hash, password) && is_known) {
    remember(key);
    return PasswordAnswer::kRight;
  }
  failures_.take(address);
  return PasswordAnswer::kWrong;
}

std::uint32_t PasswordCheck::retry_in(const std::string& address) {
  return std::max(1U, failures_.look(address).retry_in);
}

}  // namespace fihrist::access
