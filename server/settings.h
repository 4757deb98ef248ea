// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What fihristd can be told. One table (settings.cpp) gives each key its default, its bounds and
// its help; the file, the environment, the flags and the reference are all made of it, and a test
// holds config/fihristd.toml to it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "server/access/address.h"

namespace fihrist::server {

enum class LogFormat { kText, kJson };
enum class LogLevel { kDebug, kInfo, kWarning, kError };

struct Settings {
  std::filesystem::path index = "/var/lib/fihrist/index";
  std::string address = "127.0.0.1";
  int port = 8080;          // 0: the kernel chooses
  std::size_t threads = 4;  // searches at a time
  std::size_t max_waiting = 64;
  std::size_t max_connections = 2000;
  bool allow_anonymous = false;
  std::filesystem::path word_lists;  // empty: the built-in ones
  std::chrono::milliseconds time_limit{2000};
  std::size_t postings_cache_mib = 64;
  std::vector<std::string> cors_origins;  // `*` alone: all; empty: none
  std::string public_url;                 // an origin; empty: whatever host a request names
  LogFormat log_format = LogFormat::kText;
  LogLevel log_level = LogLevel::kInfo;
  std::filesystem::path keys;  // empty: none
  std::vector<access::Network> trusted_proxies;
  std::string user_header;          // empty: none
  std::uint32_t rate_limit = 600;   // requests a minute; 0: no limit
  std::uint32_t rate_burst = 0;     // requests at once; 0: as many as rate_limit
  std::filesystem::path audit_log;  // empty: none

  friend bool operator==(const Settings&, const Settings&) = default;
};

// When: a key is unknown, or a value cannot be used. What to do: what() names the file and line,
// the variable or the flag, and what is allowed.
class SettingsError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Setting {
  std::string_view key;       // in the file; flag_of() and variable_of() make the other names
  std::string_view standard;  // the default, as a flag would say it
  std::string_view allowed;   // what may be said, with bounds and unit
  std::string_view help;      // the effect
  void (*set)(Settings& settings,
              const std::string& value);  // throws SettingsError without the place
  bool takes_list = false;  // in the file a list of texts too; elsewhere with commas between them
};

std::span<const Setting> setting_table();

std::string flag_of(const Setting& setting);      // `--time-limit-ms`
std::string variable_of(const Setting& setting);  // `FIHRIST_TIME_LIMIT_MS`

// Every setting with its names, default, what may be said, and its effect, to be read.
std::string settings_reference();

// Sets what the TOML file at `path` says. Throws SettingsError.
void read_file(const std::filesystem::path& path, Settings& settings);

// Sets what FIHRIST_* variables say. Throws SettingsError.
void read_environment(Settings& settings);

// Refuses what does not go together: other addresses than loopback want keys, a proxy that names
// users, or allow_anonymous. Throws SettingsError.
void check(const Settings& settings);

}  // namespace fihrist::server
