// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// fihristd: the command line, and what becomes of errors.

#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>
#include <map>
#include <optional>
#include <string>

#include "arabic/word_lists.h"
#include "server/access/access.h"
#include "server/credentials_command.h"
#include "server/daemon.h"
#include "server/log.h"
#include "server/settings.h"

namespace {

using namespace fihrist;

constexpr int kDone = 0;
constexpr int kFailed = 1;      // cannot listen
constexpr int kWrongUsage = 2;  // command line, environment or configuration file

// Flags last, so that they win over the environment, and that over the file.
server::Settings read_settings(const std::string& file,
                               const std::map<std::string, std::string>& flags) {
  server::Settings settings;
  if (!file.empty()) server::read_file(file, settings);
  server::read_environment(settings);
  for (const server::Setting& setting : server::setting_table()) {
    const auto flag = flags.find(std::string(setting.key));
    if (flag == flags.end() || flag->second.empty()) continue;
    try {
      setting.set(settings, flag->second);
    } catch (const server::SettingsError& error) {
      throw server::SettingsError("the flag for `" + flag->first + "` " + error.what());
    }
  }
  server::check(settings);
  return settings;
}

}  // namespace

int main(int argc, char** argv) {
  if (const std::optional<int> code = server::run_credentials_command(argc, argv)) return *code;
  const server::Settings defaults;  // until it is known what is set
  server::set_up_log(defaults.log_format, defaults.log_level);
  CLI::App app("Answers searches over an index of Fihrist by HTTP.");
  app.footer("Who may search: `fihristd key --help` and `fihristd user --help`.");
  app.set_version_flag("--version", "fihristd " FIHRIST_VERSION);
  std::string file;
  app.add_option("--config", file, "Configuration file (TOML)")->type_name("FILE");
  bool is_check = false;
  app.add_flag("--check-config", is_check,
               "Say whether file, environment and flags are right, and what they name is there");
  bool is_reference = false;
  app.add_flag("--settings", is_reference, "List all settings, their defaults and bounds");
  std::map<std::string, std::string> flags;
  for (const server::Setting& setting : server::setting_table()) {
    const std::string help =
        std::string(setting.help) + " Allowed: " + std::string(setting.allowed) +
        ". Default: " + std::string(setting.standard.empty() ? "empty" : setting.standard) + ".";
    app.add_option(server::flag_of(setting), flags[std::string(setting.key)], help);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kWrongUsage;
  }
  try {
    if (is_reference) {
      std::cout << server::settings_reference();
      return kDone;
    }
    if (is_check) {
      server::check_configuration(read_settings(file, flags));
      std::cout << (file.empty() ? "The settings" : file) << ": all is right.\n";
      return kDone;
    }
    server::run_daemon([&] { return read_settings(file, flags); });
    return kDone;
  } catch (const server::SettingsError& error) {
    spdlog::critical("{}", error.what());
    return kWrongUsage;
  } catch (const arabic::WordListError& error) {
    spdlog::critical("{}", error.what());
    return kWrongUsage;
  } catch (const access::KeyFileError& error) {
    spdlog::critical("{}", error.what());
    return kWrongUsage;
  } catch (const access::AuditLogError& error) {
    spdlog::critical("{}", error.what());
    return kWrongUsage;
  } catch (const std::exception& error) {
    spdlog::critical("{}", error.what());
    return kFailed;
  }
}
