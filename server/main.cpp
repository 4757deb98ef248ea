// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// fihristd: joins the parts. Settings, searchers, the HTTP server, and the signals that end it.

#include <pthread.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <system_error>
#include <thread>

#include "arabic/word_lists.h"
#include "index/errors.h"
#include "server/access/access.h"
#include "server/credentials_command.h"
#include "server/http/server.h"
#include "server/search/searcher_pool.h"
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

// What answers depend on besides the index: this very program (a version may be built more than
// once), its word lists and settings. The time limit does not count, for answers that it cuts are
// not stored.
std::string edition_of(const server::Settings& settings) {
  namespace fs = std::filesystem;
  std::error_code unknown;
  const fs::path program = "/proc/self/exe";
  std::ostringstream edition;
  edition << FIHRIST_VERSION << '\n'
          << fs::last_write_time(program, unknown).time_since_epoch().count() << '\n'
          << fs::file_size(program, unknown) << '\n'
          << settings.public_url << '\n';
  std::map<std::string, std::string> lists;  // in one order each time
  for (const auto& entry : fs::directory_iterator(settings.word_lists, unknown)) {
    if (!entry.is_regular_file(unknown)) continue;
    std::ostringstream text;
    text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    lists[entry.path().filename().string()] = text.str();
  }
  for (const auto& [name, text] : lists) edition << name << '\0' << text << '\0';
  return edition.str();
}

access::AccessOptions access_options(const server::Settings& settings) {
  return {settings.keys,        settings.allow_anonymous, settings.trusted_proxies,
          settings.user_header, settings.rate_limit,      settings.rate_burst,
          settings.audit_log};
}

void log_report(access::Weight weight, const std::string& text) {
  spdlog::log(weight == access::Weight::kWarning ? spdlog::level::warn : spdlog::level::info, "{}",
              text);
}

sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

int serve(const server::Settings& settings) {
  // Blocked before any thread starts, so that only the one that waits for them is told.
  const sigset_t signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  search::SearcherPool searchers(settings.index, settings.threads,
                                 search::Vocabulary::load(settings.word_lists),
                                 {.time_limit = settings.time_limit, .ranking = {}});
  try {
    const search::IndexStatus status = searchers.lease()->status();
    spdlog::info("index {}: {} articles, {}, built {}", settings.index.string(), status.articles,
                 status.generation, status.built_at);
  } catch (const index::IndexError& error) {
    spdlog::warn("{} The daemon answers 503 until then.", error.what());
  }

  access::Access access(access_options(settings), log_report);
  http::Server http_server({settings.address, settings.port, settings.threads, settings.public_url,
                            settings.cors_origins, edition_of(settings), &access},
                           searchers);
  const int port = http_server.bind();
  const bool ipv6 = settings.address.find(':') != std::string::npos;
  spdlog::info("listening on http://{}{}{}:{}/", ipv6 ? "[" : "", settings.address, ipv6 ? "]" : "",
               port);
  // Words and titles are read in the background, before the first who types asks for them.
  const std::jthread warm([&searchers] {
    try {
      searchers.lease()->complete("", 1);
    } catch (const index::IndexError&) {
      // Told above; the first request finds out whether it is still so.
    }
  });
  std::thread waiter([&] {
    int signal = 0;
    sigwait(&signals, &signal);
    spdlog::info("stopping on signal {}", signal);
    http_server.stop();
  });
  http_server.serve();
  // serve() also ends when the listening socket breaks; the waiter then gets its signal from here.
  pthread_kill(waiter.native_handle(), SIGINT);
  waiter.join();
  spdlog::info("stopped");
  return kDone;
}

}  // namespace

int main(int argc, char** argv) {
  if (const std::optional<int> code = server::run_credentials_command(argc, argv)) return *code;
  CLI::App app("Answers searches over an index of Fihrist by HTTP.");
  app.footer("Who may search: `fihristd key --help` and `fihristd user --help`.");
  app.set_version_flag("--version", "fihristd " FIHRIST_VERSION);
  std::string file;
  app.add_option("--config", file, "Configuration file (TOML)")->type_name("FILE");
  std::map<std::string, std::string> flags;
  for (const server::Setting& setting : server::setting_table()) {
    std::string flag = "--" + std::string(setting.key);
    std::replace(flag.begin(), flag.end(), '_', '-');
    app.add_option(flag, flags[std::string(setting.key)], std::string(setting.help));
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kWrongUsage;
  }
  try {
    return serve(read_settings(file, flags));
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
