// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Who may ask, and how often. Plain facts of a request in, a decision out; no HTTP library.
//
// Promises: nobody is let in by what a client alone can write. A name in the header of a single
// sign-on, and X-Forwarded-For, are believed from trusted proxies only; a credential that is wrong
// is refused also where none is wanted.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/access/address.h"
#include "server/access/audit_log.h"
#include "server/access/key_ring.h"
#include "server/access/password_check.h"
#include "server/access/rate_limiter.h"

namespace fihrist::access {

struct AccessOptions {
  std::filesystem::path keys;  // empty: none
  bool allow_anonymous = false;
  std::vector<Network> trusted_proxies;
  std::string user_header;       // the name of the field in which a proxy names users; empty: none
  std::uint32_t rate_limit = 0;  // requests a minute and client; 0: no limit
  std::uint32_t rate_burst = 0;  // requests at once; 0: as many as rate_limit
  std::filesystem::path audit_log;  // empty: none
};

struct RequestFacts {
  std::string path;  // decoded
  std::string peer;  // the other end of the socket, as text
  // Values of these fields, each as it came, in their order.
  std::vector<std::string> authorization;
  std::vector<std::string> forwarded_for;  // X-Forwarded-For
  std::vector<std::string> users;          // user_header
};

enum class Verdict {
  kAllowed,
  kUnauthorized,  // 401
  kForbidden,     // 403: there is no credential that could be sent
  kLimited,       // 429
};

struct Decision {
  Verdict verdict = Verdict::kAllowed;
  std::string detail;  // for a person: what is wrong, and what to do
  // `key:NAME`, `user:NAME` or an address, shortened: for logs.
  std::string client;
  bool is_restricted = false;  // others may get another answer, or none: for caches
  std::vector<std::pair<std::string, std::string>> headers;  // of the answer
};

// Safe to use from many threads.
class Access {
 public:
  // Throws KeyFileError and AuditLogError.
  Access(AccessOptions options, Report report, Now now = Clock::now);

  Decision admit(const RequestFacts& facts);

  const AccessOptions& options() const { return options_; }
  AuditLog* audit_log() const { return audit_log_.get(); }  // null if there is none

 private:
  struct Client;

  Client identify(const RequestFacts& facts, const Credentials& credentials);
  Client signed_on(const RequestFacts& facts, Client client) const;
  Client with_credentials(const std::string& authorization, const Credentials& credentials,
                          Client client);
  void count(const Client& client, Decision& decision);
  bool wants_credentials() const { return !options_.keys.empty() || !options_.user_header.empty(); }

  AccessOptions options_;
  KeyRing keys_;
  PasswordCheck passwords_;
  std::optional<RateLimiter> limiter_;
  std::unique_ptr<AuditLog> audit_log_;
};

}  // namespace fihrist::access
