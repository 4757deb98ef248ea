// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/access/key_file.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "server/access/key_ring.h"
#include "tests/temporary_folder.h"

namespace {

using namespace fihrist::access;
using fihrist::test::TemporaryFolder;
namespace fs = std::filesystem;

const std::string kHash = "blake2b:" + std::string(64, 'a');
const std::string kOther = "blake2b:" + std::string(64, 'b');
const std::string kArgon = "$argon2id$v=19$m=65536,t=2,p=1$c2FsdA$aGFzaA";

std::string read(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

template <typename Action>
std::string error_of(Action action) {
  try {
    action();
  } catch (const KeyFileError& error) {
    return error.what();
  }
  return "no error";
}

Credential key(const std::string& name, const std::string& hash = kHash) {
  return {Kind::kKey, name, hash, "2026-01-02"};
}

}  // namespace

TEST_CASE("keys are long, new each time, and hashed alike each time") {
  std::set<std::string> keys;
  for (int i = 0; i < 100; ++i) keys.insert(make_key());
  CHECK(keys.size() == 100);
  for (const std::string& one : keys) {
    CHECK(one.starts_with("fihrist_"));
    CHECK(one.size() == 8 + 43);
    CHECK(one.find_first_not_of(
              "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == one.npos);
  }
  // b2sum -l 256
  CHECK(key_hash("abc") ==
        "blake2b:bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST_CASE("passwords") {
  const std::string hash = password_hash("كلمة مرور طويلة");
  CHECK(hash.starts_with("$argon2id$"));
  CHECK(hash.find('\t') == hash.npos);
  CHECK(is_password(hash, "كلمة مرور طويلة"));
  CHECK_FALSE(is_password(hash, "كلمة مرور"));
  CHECK_FALSE(is_password("$argon2id$nonsense", "a"));
}

TEST_CASE("names") {
  for (const char* good : {"a", "reader-app", "سلمى", "salma@news.example", "a#b", "ünï"}) {
    INFO(std::string(good));
    CHECK(complaint_about_name(good).empty());
  }
  for (const std::string& bad :
       {std::string(), std::string("a b"), std::string("a\tb"), std::string("a:b"),
        std::string("#a"), std::string("a\n"), std::string("\xff"), std::string(65, 'a'),
        std::string("a\0b", 3), std::string("\x7f")}) {
    INFO(bad);
    CHECK_FALSE(complaint_about_name(bad).empty());
  }
}

TEST_CASE("good lines") {
  const auto list =
      parse_key_file("# a comment\n\n  \nkey\tapp\t" + kHash + "\t2026-01-02\r\nuser\tapp\t" +
                         kArgon + "\t2026-01-03\nkey\tb\t" + kOther,
                     "keys");
  REQUIRE(list.size() == 3);
  CHECK(list[0].kind == Kind::kKey);
  CHECK(list[0].created == "2026-01-02");
  CHECK(list[1].kind == Kind::kUser);  // names of users and keys may be the same
  CHECK(list[1].name == "app");
  CHECK(list[2].created.empty());
  const Credentials credentials = to_credentials(list);
  CHECK(credentials.keys.at(kHash) == "app");
  CHECK(credentials.users.at("app") == kArgon);
  CHECK(parse_key_file("", "keys").empty());
}

TEST_CASE("bad lines are named") {
  struct Row {
    std::string text;
    const char* error;
  };
  const Row rows[] = {
      {"# a\nkeys\tapp\t" + kHash, "f:2: must begin with `key` or `user`"},
      {"key app " + kHash, "f:1: must begin with `key` or `user`"},
      {"key\ta b\t" + kHash, "f:1: has no name that can be used"},
      {"key\t\t" + kHash, "f:1: has no name that can be used"},
      {"key\tapp\n", "f:1: must have a hash"},
      {"key\tapp\tfihrist_secret", "f:1: must have a hash"},
      {"key\tapp\t" + kHash + "a", "f:1: must have a hash"},
      {"key\tapp\t" + kArgon, "f:1: must have a hash"},
      {"user\tapp\t" + kHash, "f:1: must have a hash"},
      {"key\tapp\t" + kHash + "\nkey\tapp\t" + kOther, "f:2: has the name `app` a second time"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(error_of([&] { parse_key_file(row.text, "f"); }).starts_with(row.error));
  }
}

TEST_CASE("changing the file keeps what else is in it, its mode and its comments") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "keys";
  add_credential(path, key("a"));
  CHECK(read(path).starts_with("# "));
  std::ofstream(path, std::ios::app) << "# by hand\nkey\tb\t" << kOther;  // without a line end
  add_credential(path, {Kind::kUser, "a", kArgon, "2026-01-02"});
  CHECK(error_of([&] { add_credential(path, key("a")); }).find("already") != std::string::npos);
  remove_credential(path, Kind::kKey, "a");
  const std::string text = read(path);
  CHECK(text.find("# by hand\nkey\tb\t" + kOther + "\nuser\ta\t") != text.npos);
  CHECK(text.find(kHash) == text.npos);
  CHECK(error_of([&] { remove_credential(path, Kind::kKey, "a"); }).find("has no key `a`") !=
        std::string::npos);
  struct stat state {};
  REQUIRE(::stat(path.c_str(), &state) == 0);
  CHECK((state.st_mode & 0777) == 0600);
  for (const auto& entry : fs::directory_iterator(folder.path())) CHECK(entry.path() == path);
}

TEST_CASE("what cannot be used is told with its name, and left as it was") {
  const TemporaryFolder folder;
  const fs::path path = folder.write("keys", "nonsense\n");
  CHECK(error_of([&] { add_credential(path, key("a")); }).find("keys:1: must begin") !=
        std::string::npos);
  CHECK(read(path) == "nonsense\n");
  CHECK(error_of([&] { read_key_file(folder.path() / "none"); }).find("is not there") !=
        std::string::npos);
  CHECK(error_of([&] { read_key_file(folder.path()); }).find("is no file of keys") !=
        std::string::npos);
  CHECK(error_of([&] {
          add_credential(folder.path() / "no/keys", key("a"));
        }).find("Make the folder first") != std::string::npos);
}

TEST_CASE("a link to the file stays one") {
  const TemporaryFolder folder;
  add_credential(folder.path() / "keys", key("a"));
  fs::create_symlink("keys", folder.path() / "link");
  add_credential(folder.path() / "link", key("b", kOther));
  CHECK(fs::is_symlink(folder.path() / "link"));
  CHECK(read_key_file(folder.path() / "keys").size() == 2);
}

TEST_CASE("programs that add at the same time lose no line") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "keys";
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      for (int k = 0; k < 5; ++k) {
        const std::string name = std::to_string(i) + "-" + std::to_string(k);
        add_credential(path, key(name, key_hash(name)));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(read_key_file(path).size() == 40);
}

TEST_CASE("a running daemon notices changes, and keeps what it has of a file that breaks") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "keys";
  Clock::time_point at{std::chrono::hours(1)};
  std::vector<std::string> told;
  std::vector<Weight> weights;
  KeyRing ring(
      path,
      [&](Weight weight, const std::string& text) {
        weights.push_back(weight);
        told.push_back(text);
      },
      [&] { return at; });
  REQUIRE(told.size() == 1);  // it is not there yet
  CHECK(told[0].find("fihristd key add NAME --keys " + path.string()) != std::string::npos);
  CHECK(ring.current()->empty());

  add_credential(path, key("a"));
  CHECK(ring.current()->empty());  // it looks once a second
  at += std::chrono::seconds(1);
  CHECK(ring.current()->keys.size() == 1);
  CHECK(weights.back() == Weight::kNotice);

  std::ofstream(path, std::ios::app) << "nonsense\n";
  at += std::chrono::seconds(1);
  CHECK(ring.current()->keys.size() == 1);
  CHECK(weights.back() == Weight::kWarning);
  CHECK(told.back().find("keys:5: must begin") != std::string::npos);
  const std::size_t before = told.size();
  at += std::chrono::seconds(1);
  CHECK(ring.current()->keys.size() == 1);
  CHECK(told.size() == before);  // once

  fs::remove(path);
  at += std::chrono::seconds(1);
  CHECK(ring.current()->keys.size() == 1);
  CHECK(told.back().find("is not there") != std::string::npos);

  add_credential(path, key("b", kOther));
  at += std::chrono::seconds(1);
  CHECK(ring.current()->keys.count(kOther) == 1);
  CHECK(ring.current()->keys.count(kHash) == 0);

  fs::permissions(path, fs::perms::others_read, fs::perm_options::add);
  at += std::chrono::seconds(1);
  ring.current();
  CHECK(std::any_of(told.begin(), told.end(), [](const std::string& text) {
    return text.find("chmod 600") != std::string::npos;
  }));

  std::ofstream(path) << "nonsense\n";
  CHECK_THROWS_AS(KeyRing(path, [](Weight, const std::string&) {}), KeyFileError);
}
