// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/settings.h"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace fihrist::server;

class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& text) {
    std::string name =
        (std::filesystem::temp_directory_path() / "fihrist-settings-XXXXXX").string();
    const int file = mkstemp(name.data());
    REQUIRE(file >= 0);
    path_ = name;
    std::ofstream(path_) << text;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string error_of(const std::string& toml) {
  const TemporaryFile file(toml);
  Settings settings;
  try {
    read_file(file.path(), settings);
  } catch (const SettingsError& error) {
    std::string text = error.what();
    const std::string place = file.path().string();
    if (text.starts_with(place)) text.erase(0, place.size());
    return text;
  }
  return "no error";
}

// Settings of which none has its default.
Settings changed() {
  Settings settings;
  settings.index = "changed";
  settings.address = "changed";
  settings.port = 1;
  settings.threads = 1;
  settings.max_waiting = 1;
  settings.max_connections = 16;
  settings.allow_anonymous = true;
  settings.word_lists = "changed";
  settings.time_limit = std::chrono::milliseconds(1);
  settings.postings_cache_mib = 1;
  settings.cors_origins = {"changed"};
  settings.public_url = "changed";
  settings.log_format = LogFormat::kJson;
  settings.log_level = LogLevel::kError;
  settings.keys = "changed";
  settings.trusted_proxies = {*fihrist::access::parse_network("127.0.0.1")};
  settings.user_header = "changed";
  settings.rate_limit = 1;
  settings.rate_burst = 1;
  settings.audit_log = "changed";
  return settings;
}

}  // namespace

TEST_CASE(
    "the table's defaults are those of the program, and the configuration in config/ has them") {
  const std::filesystem::path path =
      std::filesystem::path(FIHRIST_SOURCE_DIR) / "config/fihristd.toml";
  std::ostringstream file;
  file << std::ifstream(path).rdbuf();
  Settings from_table = changed();
  for (const Setting& setting : setting_table()) {
    INFO(std::string(setting.key));
    Settings one;
    setting.set(one, std::string(setting.standard));
    CHECK(one == Settings());
    setting.set(from_table, std::string(setting.standard));
    CHECK(file.str().find("\n" + std::string(setting.key) + " = ") != std::string::npos);
  }
  CHECK(from_table == Settings());
  Settings from_file = changed();
  read_file(path, from_file);
  CHECK(from_file == Settings());
}

TEST_CASE("the reference says all of each setting") {
  const std::string reference = settings_reference();
  for (const Setting& setting : setting_table()) {
    INFO(std::string(setting.key));
    CHECK(!setting.allowed.empty());
    CHECK(reference.find("\n    Allowed: " + std::string(setting.allowed) + "\n") !=
          std::string::npos);
    CHECK(reference.find(flag_of(setting) + "   Environment: " + variable_of(setting) + "\n") !=
          std::string::npos);
  }
  CHECK(reference.find("Flag: --time-limit-ms   Environment: FIHRIST_TIME_LIMIT_MS\n") !=
        std::string::npos);
}

TEST_CASE("errors name the line, the key and what is allowed") {
  std::string known;
  for (const Setting& setting : setting_table()) {
    known.append(known.empty() ? "" : ", ").append(setting.key);
  }
  CHECK(error_of("threads = 4\nthread = 5\n") == ":2: there is no key `thread`; known: " + known);
  CHECK(error_of("threads = 0\n") == ":1: `threads` must be a whole number from 1 to 256, not `0`");
  CHECK(error_of("\nlisten = \"8080\"\n").starts_with(":2: `listen` must be ADDRESS:PORT"));
  CHECK(error_of("allow_anonymous = \"yes\"\n") ==
        ":1: `allow_anonymous` must be true or false, not `yes`");
  CHECK(error_of("index = \n").starts_with(":1: "));
}

TEST_CASE("addresses") {
  const TemporaryFile file("listen = \"[::1]:9000\"\n");
  Settings settings;
  read_file(file.path(), settings);
  CHECK(settings.address == "::1");
  CHECK(settings.port == 9000);
  CHECK_NOTHROW(check(settings));
  settings.address = "0.0.0.0";
  CHECK_THROWS_AS(check(settings), SettingsError);
  settings.allow_anonymous = true;
  CHECK_NOTHROW(check(settings));
}

TEST_CASE("an address that others reach wants a word on who may search") {
  Settings settings;
  settings.address = "192.0.2.1";
  const auto error = [&] {
    try {
      check(settings);
    } catch (const SettingsError& wrong) {
      return std::string(wrong.what());
    }
    return std::string();
  };
  CHECK(error().find("allow_anonymous = true") != std::string::npos);
  CHECK(error().find("fihristd key add") != std::string::npos);
  settings.keys = "keys";
  CHECK(error().empty());
  settings.keys.clear();
  settings.user_header = "X-Remote-User";
  CHECK(error().starts_with("user_header: nobody would be believed"));
  settings.trusted_proxies = {*fihrist::access::parse_network("10.0.0.0/8")};
  CHECK(error().empty());
  settings.user_header.clear();
  CHECK(error().starts_with("listen: "));  // a proxy that names nobody lets in everybody
}

TEST_CASE("settings of access have bounds") {
  struct Row {
    const char* toml;
    const char* complaint;
  };
  const Row rows[] = {
      {"rate_limit = -1\n", ":1: `rate_limit` must be a whole number from 0 to 1000000"},
      {"rate_burst = 1000001\n", ":1: `rate_burst` must be a whole number from 0 to 1000000"},
      {"trusted_proxies = [\"10.0.0.1/8\"]\n", ":1: `trusted_proxies` must be addresses"},
      {"trusted_proxies = \"proxy.example\"\n", ":1: `trusted_proxies` must be addresses"},
      {"trusted_proxies = [\"10.0.0.0/33\"]\n", ":1: `trusted_proxies` must be addresses"},
      {"user_header = \"REMOTE_USER\"\n", ":1: `user_header` must be the name of a header"},
      {"user_header = \"authorization\"\n", ":1: `user_header` must be the name of a header"},
      {"user_header = \"a b\"\n", ":1: `user_header` must be the name of a header"},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.toml));
    CHECK(error_of(row.toml).starts_with(row.complaint));
  }
  CHECK(error_of("trusted_proxies = [\"::1\", \"10.0.0.0/8\"]\nuser_header = \"Remote-User\"\n") ==
        "no error");
}

TEST_CASE("the time limit of a query has bounds") {
  Settings settings;
  const TemporaryFile file("time_limit_ms = 100\n");
  read_file(file.path(), settings);
  CHECK(settings.time_limit == std::chrono::milliseconds(100));
  for (const char* value : {"99", "60001", "-1", "\"2s\""}) {
    INFO(std::string(value));
    CHECK(error_of("time_limit_ms = " + std::string(value) + "\n")
              .find("a whole number from 100 to 60000") != std::string::npos);
  }
}

TEST_CASE("origins of CORS are a list or a star") {
  struct Row {
    const char* value;
    std::vector<std::string> origins;
  };
  const Row rows[] = {
      {"", {}},
      {"*", {"*"}},
      {"https://News.example:443", {"https://news.example"}},
      {"https://a.example , http://localhost:3000", {"https://a.example", "http://localhost:3000"}},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.value));
    Settings settings;
    const TemporaryFile file("cors_origins = \"" + std::string(row.value) + "\"\n");
    read_file(file.path(), settings);
    CHECK(settings.cors_origins == row.origins);
  }
  for (const char* wrong : {"news.example", "https://news.example/", "https://a.example,*", "null",
                            "https://a.example,,https://b.example", "https://*.example", " "}) {
    INFO(std::string(wrong));
    CHECK(error_of("cors_origins = \"" + std::string(wrong) + "\"\n")
              .find("must be origins, scheme://host or scheme://host:port") != std::string::npos);
  }
}

TEST_CASE("the public address is an origin of the web") {
  const auto read = [](const std::string& value) {
    const TemporaryFile file("public_url = \"" + value + "\"\n");
    Settings settings;
    settings.public_url = "changed";
    read_file(file.path(), settings);
    return settings.public_url;
  };
  CHECK(read("").empty());
  CHECK(read("https://News.example") == "https://news.example");
  CHECK(read("https://news.example/") == "https://news.example");
  CHECK(read("http://192.0.2.1:8080") == "http://192.0.2.1:8080");
  for (const std::string value : {"news.example", "https://news.example/archive", "ftp://a",
                                  "https://", "https://a//", "https://a?b", "/"}) {
    INFO(value);
    const std::string error = error_of("\npublic_url = \"" + value + "\"\n");
    CHECK(error.starts_with(":2: `public_url` must be http:// or https:// with a host"));
    CHECK(error.find("not `" + value + "`") != std::string::npos);
  }
}

TEST_CASE("origins are a list in the file, and have commas between them elsewhere") {
  using Origins = std::vector<std::string>;
  const auto read = [](const std::string& value) {
    const TemporaryFile file("cors_origins = " + value + "\n");
    Settings settings;
    settings.cors_origins = {"changed"};
    read_file(file.path(), settings);
    return settings.cors_origins;
  };
  CHECK(read("[]") == Origins{});
  CHECK(read("\"\"") == Origins{});
  CHECK(read("[\"*\"]") == Origins{"*"});
  CHECK(read("\"*\"") == Origins{"*"});
  CHECK(read("[\"https://A.example:443\", \"http://localhost:3000\"]") ==
        Origins{"https://a.example", "http://localhost:3000"});
  CHECK(read("\"https://a.example, http://b.example\"") ==
        Origins{"https://a.example", "http://b.example"});

  const auto begins = [](const std::string& toml, const std::string& beginning) {
    INFO(toml);
    CHECK(error_of(toml).starts_with(beginning));
  };
  const std::string wanted = ":1: `cors_origins` must be origins, scheme://host";
  begins("cors_origins = [\"https://a.example/\"]\n", wanted);
  begins("cors_origins = [\"https://a.example\", \"b.example\"]\n", wanted);
  begins("cors_origins = \"https://a.example,,https://b.example\"\n", wanted);
  begins("cors_origins = [\"null\"]\n", wanted);
  begins("cors_origins = [\"https://*.example\"]\n", wanted);
  begins("cors_origins = [\"*\", \"https://a.example\"]\n", wanted);
  begins("cors_origins = [\"\"]\n", ":1: `cors_origins` must be a list of texts");
  begins("cors_origins = [1]\n", ":1: `cors_origins` must be a list of texts");
  begins("cors_origins = [[\"*\"]]\n", ":1: `cors_origins` must be a list of texts");
  begins("\nthreads = [4]\n", ":2: `threads` must be one value, not a list");
  begins("cors_origins = 4\n", wanted);
}
