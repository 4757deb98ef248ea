// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What fihristd can be told. One table (settings.cpp) gives each key its bounds and help; the file,
// the environment and the flags are all read through it.
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
};

// When: a key is unknown, or a value cannot be used. What to do: what() names the file and line,
// the variable or the flag, and what is allowed.
class SettingsError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Setting {
  std::string_view key;   // in the file; the flag is --key with hyphens, the variable FIHRIST_KEY
  std::string_view help;  // unit, bounds and effect
  void (*set)(Settings& settings,
              const std::string& value);  // throws SettingsError without the place
  bool takes_list = false;  // in the file a list of texts too; elsewhere with commas between them
};

std::span<const Setting> setting_table();

// Sets what the TOML file at `path` says. Throws SettingsError.
void read_file(const std::filesystem::path& path, Settings& settings);

// Sets what FIHRIST_* variables say. Throws SettingsError.
void read_environment(Settings& settings);

// Refuses what does not go together: other addresses than loopback want keys, a proxy that names
// users, or allow_anonymous. Throws SettingsError.
void check(const Settings& settings);

}  // namespace fihrist::server
