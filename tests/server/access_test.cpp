// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/access/access.h"

#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

#include "tests/temporary_folder.h"

namespace {

using namespace fihrist::access;
using fihrist::test::TemporaryFolder;

constexpr const char* kReader = "203.0.113.9";
constexpr const char* kProxy = "10.0.0.1";
constexpr const char* kSearch = "/v1/search";

void say_nothing(Weight, const std::string&) {}

std::string base64(const std::string& text) {
  constexpr const char* kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    unsigned bits = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      bits = bits << 8 | (i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      out += i + k > text.size() ? '=' : kLetters[bits >> (18 - 6 * k) & 63];
    }
  }
  return out;
}

// A file with one key and one user, and a clock that stands still unless it is moved.
struct World {
  TemporaryFolder folder;
  std::filesystem::path keys = folder.path() / "keys";
  std::string key = make_key();
  Clock::time_point at{std::chrono::hours(1)};

  World() {
    add_credential(keys, {Kind::kKey, "app", key_hash(key), "2026-01-02"});
    static const std::string kPasswordHash = password_hash("open sesame");  // takes its time
    add_credential(keys, {Kind::kUser, "salma", kPasswordHash, "2026-01-02"});
  }

  AccessOptions options() const {
    AccessOptions some;
    some.keys = keys;
    return some;
  }
  Now now() {
    return [this] { return at; };
  }
};

AccessOptions behind_proxy() {
  AccessOptions options;
  options.trusted_proxies = {*parse_network("10.0.0.0/8"), *parse_network("127.0.0.1")};
  options.user_header = "X-Remote-User";
  return options;
}

RequestFacts from(const std::string& peer, const std::string& path = kSearch) {
  RequestFacts facts;
  facts.path = path;
  facts.peer = peer;
  return facts;
}

RequestFacts with(const std::string& authorization, const std::string& peer = kReader,
                  const std::string& path = kSearch) {
  RequestFacts facts = from(peer, path);
  facts.authorization = {authorization};
  return facts;
}

std::string header(const Decision& decision, const std::string& name) {
  std::string all;
  for (const auto& [one, value] : decision.headers) {
    if (one == name) all.append(all.empty() ? "" : " | ").append(value);
  }
  return all;
}

constexpr const char* kBearerOnly = "Bearer realm=\"fihrist\"";
constexpr const char* kBasicOnly = "Basic realm=\"fihrist\", charset=\"UTF-8\"";

}  // namespace

TEST_CASE("without keys and proxies everyone is admitted, and nothing is said") {
  Access access({}, say_nothing);
  for (const char* peer : {"127.0.0.1", "::1", kReader, "nonsense", ""}) {
    const Decision decision = access.admit(from(peer));
    CHECK(decision.verdict == Verdict::kAllowed);
    CHECK_FALSE(decision.is_restricted);
    CHECK(decision.headers.empty());
  }
  // A proxy hands on what was meant for it.
  CHECK(access.admit(with("Basic nonsense")).verdict == Verdict::kAllowed);
}

TEST_CASE("what may be had without a credential where there are keys") {
  World world;
  Access access(world.options(), say_nothing, world.now());
  struct Row {
    const char* path;
    const char* peer;
    bool allowed;
  };
  const Row rows[] = {
      {"/healthz", kReader, true},
      {"/assets/style.css", kReader, true},
      {"/readyz", "127.0.0.1", true},
      {"/metrics", "::1", true},
      {"/metrics", "::ffff:127.0.0.1", true},
      {"/readyz", kReader, false},
      {"/metrics", kReader, false},
      {kSearch, "127.0.0.1", false},
      {"/", "127.0.0.1", false},
      {"/article/1", kReader, false},
      {"/search.atom", kReader, false},
      {"/openapi.json", kReader, false},
      {"/nothing", kReader, false},
      {"/healthz/", kReader, false},
      {"/assets", kReader, false},
      {"//healthz", kReader, false},
      {"/v1/search/../../healthz", kReader, false},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.path), " from ", std::string(row.peer));
    const Decision decision = access.admit(from(row.peer, row.path));
    CHECK((decision.verdict == Verdict::kAllowed) == row.allowed);
    if (!row.allowed) {
      CHECK(decision.verdict == Verdict::kUnauthorized);
      const std::string path = row.path;
      const bool is_page = path == "/" || path == "/article/1";
      CHECK(header(decision, "WWW-Authenticate") ==
            (is_page ? kBasicOnly : std::string(kBearerOnly) + " | " + kBasicOnly));
    }
  }
  // What comes through a proxy on this machine is not of this machine.
  RequestFacts proxied = from("127.0.0.1", "/metrics");
  proxied.forwarded_for = {kReader};
  CHECK(access.admit(proxied).verdict == Verdict::kUnauthorized);
}

TEST_CASE("credentials") {
  World world;
  Access access(world.options(), say_nothing, world.now());
  const std::string right = "Bearer " + world.key;
  const std::string basic = "Basic " + base64("salma:open sesame");
  struct Row {
    std::string authorization;
    std::string client;  // empty: 401
  };
  const Row rows[] = {
      {right, "key:app"},
      {"bearer  " + world.key + " ", "key:app"},
      {"BEARER " + world.key, "key:app"},
      {basic, "user:salma"},
      {"basic " + base64("salma:open sesame"), "user:salma"},
      {"", ""},
      {"Bearer", ""},
      {"Bearer ", ""},
      {world.key, ""},
      {"Bearer " + world.key + "a", ""},
      {"Bearer " + key_hash(world.key), ""},
      {"Bearer " + make_key(), ""},
      {"Basic " + base64("salma:open"), ""},
      {"Basic " + base64("app:" + world.key), ""},
      {"Basic " + base64("open sesame"), ""},
      {"Basic " + base64(":open sesame"), ""},
      {"Basic !!!", ""},
      {"Digest username=salma", ""},
      {"Basic " + std::string(5000, 'A'), ""},
  };
  for (const Row& row : rows) {
    INFO(row.authorization);
    world.at += std::chrono::minutes(1);  // failures are forgiven
    const Decision decision = access.admit(with(row.authorization));
    CHECK(decision.verdict == (row.client.empty() ? Verdict::kUnauthorized : Verdict::kAllowed));
    CHECK(decision.client == (row.client.empty() ? "203.0.113.0/24" : row.client));
    CHECK(decision.is_restricted);
    CHECK(decision.detail.empty() != row.client.empty());
  }
  RequestFacts twice = with(right);
  twice.authorization.push_back(right);
  CHECK(access.admit(twice).verdict == Verdict::kUnauthorized);
}

TEST_CASE("where anonymous reading is on, a wrong credential is refused still") {
  World world;
  AccessOptions options = world.options();
  options.allow_anonymous = true;
  Access access(options, say_nothing, world.now());
  const Decision anonymous = access.admit(from(kReader));
  CHECK(anonymous.verdict == Verdict::kAllowed);
  CHECK_FALSE(anonymous.is_restricted);
  CHECK(access.admit(with("Bearer " + world.key)).client == "key:app");
  CHECK(access.admit(with("Bearer " + make_key())).verdict == Verdict::kUnauthorized);
}

TEST_CASE("without users no browser is asked for a password") {
  World world;
  remove_credential(world.keys, Kind::kUser, "salma");
  Access access(world.options(), say_nothing, world.now());
  CHECK(header(access.admit(from(kReader, "/")), "WWW-Authenticate") == kBearerOnly);
  CHECK(header(access.admit(from(kReader)), "WWW-Authenticate") == kBearerOnly);
}

TEST_CASE("a revoked key and a changed password end at the next look") {
  World world;
  Access access(world.options(), say_nothing, world.now());
  const std::string right = "Bearer " + world.key;
  const std::string basic = "Basic " + base64("salma:open sesame");
  CHECK(access.admit(with(right)).verdict == Verdict::kAllowed);
  CHECK(access.admit(with(basic)).verdict == Verdict::kAllowed);
  remove_credential(world.keys, Kind::kKey, "app");
  remove_credential(world.keys, Kind::kUser, "salma");
  add_credential(world.keys, {Kind::kUser, "salma", password_hash("close sesame"), "2026-01-03"});
  world.at += std::chrono::seconds(1);
  CHECK(access.admit(with(right)).verdict == Verdict::kUnauthorized);
  CHECK(access.admit(with(basic)).verdict == Verdict::kUnauthorized);  // though it was remembered
  CHECK(access.admit(with("Basic " + base64("salma:close sesame"))).verdict == Verdict::kAllowed);
}

TEST_CASE("wrong passwords are few, and do not shut out who is in") {
  World world;
  Access access(world.options(), say_nothing, world.now());
  const std::string basic = "Basic " + base64("salma:open sesame");
  CHECK(access.admit(with(basic)).verdict == Verdict::kAllowed);
  for (int i = 0; i < 10; ++i) {
    CHECK(access.admit(with("Basic " + base64("salma:wrong"))).verdict == Verdict::kUnauthorized);
  }
  const Decision limited = access.admit(with("Basic " + base64("omar:wrong")));
  CHECK(limited.verdict == Verdict::kLimited);
  CHECK(header(limited, "Retry-After") == "6");
  CHECK(access.admit(with(basic)).verdict == Verdict::kAllowed);
  CHECK(access.admit(with("Bearer " + world.key)).verdict == Verdict::kAllowed);
  CHECK(access.admit(with("Basic " + base64("salma:wrong"), "198.51.100.1")).verdict ==
        Verdict::kUnauthorized);
  world.at += std::chrono::seconds(6);
  CHECK(access.admit(with("Basic " + base64("salma:wrong"))).verdict == Verdict::kUnauthorized);
  CHECK(access.admit(with("Basic " + base64("salma:wrong"))).verdict == Verdict::kLimited);
}

TEST_CASE("the header of a single sign-on is believed from proxies only") {
  Access access(behind_proxy(), say_nothing);
  struct Row {
    const char* peer;
    std::vector<std::string> users;
    Verdict verdict;
    const char* client;
  };
  const Row rows[] = {
      {kProxy, {"salma"}, Verdict::kAllowed, "user:salma"},
      {"127.0.0.1", {" سلمى "}, Verdict::kAllowed, "user:سلمى"},
      {"::ffff:10.0.0.1", {"salma"}, Verdict::kAllowed, "user:salma"},
      {kReader, {"salma"}, Verdict::kForbidden, "203.0.113.0/24"},  // spoofed
      {"::1", {"salma"}, Verdict::kForbidden, "::1"},               // not listed
      {kProxy, {}, Verdict::kForbidden, "10.0.0.0/24"},
      {kProxy, {""}, Verdict::kForbidden, "10.0.0.0/24"},
      {kProxy, {" "}, Verdict::kForbidden, "10.0.0.0/24"},
      {kProxy, {"salma", "salma"}, Verdict::kForbidden, "10.0.0.0/24"},
      {kProxy, {"", "salma"}, Verdict::kForbidden, "10.0.0.0/24"},
      {kProxy, {"a b"}, Verdict::kForbidden, "10.0.0.0/24"},
      {kProxy, {"salma,omar:x"}, Verdict::kForbidden, "10.0.0.0/24"},
      {kProxy, {"\xff"}, Verdict::kForbidden, "10.0.0.0/24"},
      {kProxy, {std::string(65, 'a')}, Verdict::kForbidden, "10.0.0.0/24"},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.peer), " ", row.users.empty() ? "-" : row.users.front());
    RequestFacts facts = from(row.peer);
    facts.users = row.users;
    facts.authorization = {"Basic meant-for-the-proxy"};
    const Decision decision = access.admit(facts);
    CHECK(decision.verdict == row.verdict);
    CHECK(decision.client == row.client);
    CHECK(header(decision, "WWW-Authenticate").empty());  // there is nothing that could be sent
  }
}

TEST_CASE("keys hold beside a single sign-on") {
  World world;
  AccessOptions options = behind_proxy();
  options.keys = world.keys;
  Access access(options, say_nothing, world.now());
  CHECK(access.admit(with("Bearer " + world.key, kProxy)).client == "key:app");
  CHECK(access.admit(with("Bearer " + world.key)).client == "key:app");
  CHECK(access.admit(from(kProxy)).verdict == Verdict::kUnauthorized);
}

TEST_CASE("limits count keys, users and addresses each for itself") {
  World world;
  AccessOptions options = behind_proxy();
  options.keys = world.keys;
  options.allow_anonymous = true;
  options.rate_limit = 60;
  options.rate_burst = 2;
  Access access(options, say_nothing, world.now());
  const auto forwarded = [](const std::string& client) {
    RequestFacts facts = from(kProxy);
    facts.forwarded_for = {client};
    return facts;
  };
  struct Row {
    RequestFacts facts;
    const char* left;  // of RateLimit
    Verdict verdict;
  };
  const Row rows[] = {
      {from(kReader), "\"default\";r=1;t=1", Verdict::kAllowed},
      {from(kReader), "\"default\";r=0;t=2", Verdict::kAllowed},
      {from(kReader), "\"default\";r=0;t=1", Verdict::kLimited},
      {from("203.0.113.8"), "\"default\";r=1;t=1", Verdict::kAllowed},
      {with("Bearer " + world.key), "\"default\";r=1;t=1", Verdict::kAllowed},
      {with("Bearer " + world.key, "198.51.100.1"), "\"default\";r=0;t=2", Verdict::kAllowed},
      {with("Bearer nonsense", "198.51.100.1"), "\"default\";r=1;t=1", Verdict::kUnauthorized},
      {from("2001:db8::1"), "\"default\";r=1;t=1", Verdict::kAllowed},
      {from("2001:db8::ffff:1"), "\"default\";r=0;t=2", Verdict::kAllowed},  // of one /64
      {from("2001:db8:0:1::1"), "\"default\";r=1;t=1", Verdict::kAllowed},
      {forwarded("192.0.2.1"), "\"default\";r=1;t=1", Verdict::kAllowed},
      {forwarded("192.0.2.2"), "\"default\";r=1;t=1", Verdict::kAllowed},
      {forwarded("192.0.2.77, 192.0.2.1"), "\"default\";r=0;t=2", Verdict::kAllowed},
      {from("127.0.0.1"), "", Verdict::kAllowed},  // of this machine, nobody knows for whom
      {with("Bearer " + world.key, "127.0.0.1"), "\"default\";r=0;t=1", Verdict::kLimited},
      {from(kReader, "/metrics"), "", Verdict::kAllowed},
      {from(kReader, "/readyz"), "", Verdict::kAllowed},
      {from(kReader, "/healthz"), "", Verdict::kAllowed},
      {from(kReader, "/assets/a.css"), "", Verdict::kAllowed},
  };
  for (const Row& row : rows) {
    INFO(row.facts.peer, " ", row.facts.path);
    const Decision decision = access.admit(row.facts);
    CHECK(decision.verdict == row.verdict);
    CHECK(header(decision, "RateLimit") == row.left);
    CHECK(header(decision, "RateLimit-Policy") ==
          (std::string(row.left).empty() ? "" : "\"default\";q=2;w=2"));
    CHECK(header(decision, "Retry-After") == (row.verdict == Verdict::kLimited ? "1" : ""));
  }
  RequestFacts spoofed = from(kReader);  // no proxy of ours: still the one that is limited
  spoofed.forwarded_for = {"192.0.2.99"};
  CHECK(access.admit(spoofed).verdict == Verdict::kLimited);
  world.at += std::chrono::seconds(1);
  CHECK(access.admit(from(kReader)).verdict == Verdict::kAllowed);
}

TEST_CASE("many at once: one password is checked once, and none gets in by a wrong one") {
  World world;
  Access access(world.options(), say_nothing, world.now());
  std::vector<std::thread> threads;
  std::vector<Verdict> right(6);
  std::vector<Verdict> wrong(6);
  for (std::size_t i = 0; i < right.size(); ++i) {
    threads.emplace_back([&, i] {
      const std::string address = "198.51.100." + std::to_string(i);
      right[i] = access.admit(with("Basic " + base64("salma:open sesame"), address)).verdict;
    });
    threads.emplace_back([&, i] {
      const std::string address = "192.0.2." + std::to_string(i);
      wrong[i] = access.admit(with("Basic " + base64("salma:wrong"), address)).verdict;
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const Verdict one : right) CHECK(one != Verdict::kUnauthorized);
  for (const Verdict one : wrong) CHECK(one != Verdict::kAllowed);
  CHECK(access.admit(with("Basic " + base64("salma:open sesame"))).verdict == Verdict::kAllowed);
}
