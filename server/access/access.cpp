// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/access/access.h"

#include <sodium.h>

#include <algorithm>

namespace fihrist::access {
namespace {

constexpr std::string_view kBearer = "bearer ";
constexpr std::string_view kBasic = "basic ";
constexpr std::size_t kLongestAuthorization = 4096;  // bytes; name and password in base64 are fewer

bool begins_ignoring_case(std::string_view text, std::string_view small) {
  return text.size() >= small.size() &&
         std::equal(small.begin(), small.end(), text.begin(), [](char a, char b) {
           return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
         });
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// What is for anyone who asks: whether the daemon lives, and the style and scripts of pages.
bool is_public(const std::string& path) {
  return path == "/healthz" || path.starts_with("/assets/");
}

bool is_for_monitoring(const std::string& path) { return path == "/readyz" || path == "/metrics"; }

bool is_page(const std::string& path) { return path == "/" || path.starts_with("/article/"); }

struct NameAndPassword {
  std::string name;
  std::string password;
};

// RFC 7617: base64 of `name:password`.
std::optional<NameAndPassword> parse_basic(std::string_view base64) {
  std::string text(base64.size(), '\0');
  std::size_t length = 0;
  if (::sodium_base642bin(reinterpret_cast<unsigned char*>(text.data()), text.size(), base64.data(),
                          base64.size(), nullptr, &length, nullptr,
                          sodium_base64_VARIANT_ORIGINAL) != 0) {
    return std::nullopt;
  }
  text.resize(length);
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos) return std::nullopt;
  return NameAndPassword{text.substr(0, colon), text.substr(colon + 1)};
}

void add_challenges(const std::string& path, const Credentials& credentials, Decision& decision) {
  const auto challenge = [&](const char* text) {
    decision.headers.emplace_back("WWW-Authenticate", text);
  };
  const bool has_users = !credentials.users.empty();
  // A browser that cannot use the first challenge may not look at a second.
  if (!is_page(path) || !has_users) challenge("Bearer realm=\"fihrist\"");
  if (has_users) challenge("Basic realm=\"fihrist\", charset=\"UTF-8\"");
}

}  // namespace

// Who asks, as far as it is known.
struct Access::Client {
  Address address;         // of whoever asked first
  bool is_local = false;   // a program on this machine, and no proxy that says for whom it asks
  bool is_counted = true;  // while it is anonymous, by its address
  std::string name;        // `key:…` or `user:…`; empty: anonymous
  std::optional<Decision> wrong;  // what is to be answered instead
};

Access::Access(AccessOptions options, Report report, Now now)
    : options_(std::move(options)), keys_(options_.keys, report, now), passwords_(now) {
  if (options_.rate_limit > 0) {
    const std::uint32_t burst = options_.rate_burst > 0 ? options_.rate_burst : options_.rate_limit;
    limiter_.emplace(Limit{options_.rate_limit, burst}, std::move(now));
  }
  if (!options_.audit_log.empty()) {
    audit_log_ = std::make_unique<AuditLog>(options_.audit_log, std::move(report));
  }
}

Access::Client Access::signed_on(const RequestFacts& facts, Client client) const {
  const auto refuse = [&](const char* detail) {
    client.wrong = Decision{Verdict::kForbidden, detail, {}, true, {}};
    return client;
  };
  if (facts.users.size() > 1) {
    // A proxy that adds its own to what a client sent lets the client choose.
    return refuse(
        "The proxy names more than one user. It must replace the header that names the user, not "
        "add another one.");
  }
  const std::string_view user = trim(facts.users.front());
  if (user.empty()) return client;
  if (!complaint_about_name(user).empty()) {
    return refuse(
        "The proxy names a user by a name that cannot be used: it must have 1 to 64 bytes of "
        "UTF-8, and no blank or colon.");
  }
  client.name = "user:" + std::string(user);
  return client;
}

Access::Client Access::with_credentials(const std::string& authorization,
                                        const Credentials& credentials, Client client) {
  const auto refuse = [&](Verdict verdict, const char* detail) {
    client.wrong = Decision{verdict, detail, {}, true, {}};
    return client;
  };
  const std::string address = limited_as(client.address);
  const auto too_many = [&] {
    refuse(Verdict::kLimited,
           "Too many wrong passwords have come from this address. Wait, then try again.");
    client.wrong->headers.emplace_back("Retry-After", std::to_string(passwords_.retry_in(address)));
    return client;
  };
  const std::string_view text = trim(authorization);
  if (text.size() <= kLongestAuthorization && begins_ignoring_case(text, kBearer)) {
    // The hash is looked up, which takes no constant time: what could be measured is how the
    // BLAKE2b of a guess compares with those in the table, and no guess can aim at that.
    const auto found = credentials.keys.find(key_hash(trim(text.substr(kBearer.size()))));
    if (found != credentials.keys.end()) {
      client.name = "key:" + found->second;
      return client;
    }
    return refuse(Verdict::kUnauthorized,
                  "This API key is not known, or no longer. Ask whoever runs this server for one.");
  }
  if (text.size() <= kLongestAuthorization && begins_ignoring_case(text, kBasic)) {
    const auto basic = parse_basic(trim(text.substr(kBasic.size())));
    if (basic) {
      switch (passwords_.check(credentials, basic->name, basic->password, address)) {
        case PasswordAnswer::kRight:
          client.name = "user:" + basic->name;
          return client;
        case PasswordAnswer::kTooMany:
          return too_many();
        case PasswordAnswer::kWrong:
          return refuse(Verdict::kUnauthorized, "The name or the password is wrong.");
      }
    }
  }
  return refuse(Verdict::kUnauthorized,
                "The header Authorization must be `Bearer KEY`, or `Basic` with the base64 of "
                "NAME:PASSWORD.");
}

Access::Client Access::identify(const RequestFacts& facts, const Credentials& credentials) {
  Client client;
  const Address peer = parse_address(facts.peer).value_or(Address{});
  const bool is_trusted = is_in(peer, options_.trusted_proxies);
  client.address =
      is_trusted ? client_behind(peer, facts.forwarded_for, options_.trusted_proxies) : peer;
  client.is_local = peer.is_loopback() && facts.forwarded_for.empty();
  // Programs on this machine are not counted together: one may be a proxy that trusted_proxies does
  // not name, with all readers behind it.
  client.is_counted = !peer.is_loopback() || (is_trusted && !client.is_local);
  if (is_trusted && !options_.user_header.empty() && !facts.users.empty()) {
    client = signed_on(facts, std::move(client));
    if (client.wrong || !client.name.empty()) return client;
  }
  // Without keys there is none that could be wrong, and proxies hand on what was meant for them.
  if (options_.keys.empty() || facts.authorization.empty()) return client;
  if (facts.authorization.size() > 1) {
    client.wrong = Decision{Verdict::kUnauthorized,
                            "There must be one header Authorization, not several.",
                            {},
                            true,
                            {}};
    return client;
  }
  return with_credentials(facts.authorization.front(), credentials, std::move(client));
}

void Access::count(const Client& client, Decision& decision) {
  if (!limiter_ || (client.name.empty() && !client.is_counted)) return;
  const Allowance allowance =
      limiter_->take(client.name.empty() ? limited_as(client.address) : client.name);
  // draft-ietf-httpapi-ratelimit-headers-10: where there is a Retry-After, `t` is the same.
  const std::uint32_t t = allowance.allowed ? allowance.full_in : allowance.retry_in;
  decision.headers.emplace_back("RateLimit-Policy",
                                "\"default\";q=" + std::to_string(limiter_->limit().burst) +
                                    ";w=" + std::to_string(limiter_->window()));
  decision.headers.emplace_back(
      "RateLimit", "\"default\";r=" + std::to_string(allowance.left) + ";t=" + std::to_string(t));
  if (allowance.allowed || decision.verdict == Verdict::kLimited) return;
  decision.verdict = Verdict::kLimited;
  decision.detail = "There were more than " + std::to_string(limiter_->limit().per_minute) +
                    " requests a minute. Wait " + std::to_string(allowance.retry_in) +
                    " s, as Retry-After says, then ask again.";
  decision.headers.emplace_back("Retry-After", std::to_string(allowance.retry_in));
}

Decision Access::admit(const RequestFacts& facts) {
  if (is_public(facts.path)) return {};
  const std::shared_ptr<const Credentials> credentials = keys_.current();
  const Client client = identify(facts, *credentials);
  Decision decision = client.wrong.value_or(Decision{});
  decision.client = client.name.empty() ? shortened(client.address) : client.name;
  decision.is_restricted = wants_credentials() && !options_.allow_anonymous;
  const bool is_monitoring = is_for_monitoring(facts.path);
  const bool may_be_anonymous =
      !wants_credentials() || options_.allow_anonymous || (is_monitoring && client.is_local);
  if (!client.wrong && client.name.empty() && !may_be_anonymous) {
    decision.verdict = Verdict::kUnauthorized;
    decision.detail =
        credentials->users.empty()
            ? "An API key is wanted, in the header `Authorization: Bearer KEY`. Ask whoever runs "
              "this server for one."
            : "Sign in with your name and password, or send an API key in the header "
              "`Authorization: Bearer KEY`.";
    if (options_.keys.empty()) {
      decision.verdict = Verdict::kForbidden;
      decision.detail = "Nobody is signed in. Come by way of the proxy that signs you in.";
    }
  }
  // A refusal counts too, by the address: asking without a key is no way around the limit.
  if (!is_monitoring) count(client, decision);
  if (decision.verdict == Verdict::kUnauthorized) {
    add_challenges(facts.path, *credentials, decision);
  }
  return decision;
}

}  // namespace fihrist::access
