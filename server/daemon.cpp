// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/daemon.h"

#include <pthread.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <systemd/sd-daemon.h>

#include <csignal>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <system_error>
#include <thread>

#include "index/errors.h"
#include "server/access/access.h"
#include "server/http/server.h"
#include "server/index_watch.h"
#include "server/log.h"
#include "server/search/searcher_pool.h"

namespace fihrist::server {
namespace {

// What answers depend on besides the index: this very program (a version may be built more than
// once), its word lists and settings. The time limit does not count, for answers that it cuts are
// not stored.
std::string edition_of(const Settings& settings) {
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

// The kernel's first limit on open files is made for programs that use select(); one that serves
// many clients may raise it as far as the administrator lets it.
void raise_file_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::shared_ptr<search::SearcherPool> make_searchers(const Settings& settings) {
  return std::make_shared<search::SearcherPool>(
      settings.index, settings.threads, search::Vocabulary::load(settings.word_lists),
      search::SearcherOptions{.time_limit = settings.time_limit,
                              .ranking = {},
                              .posting_bytes = settings.postings_cache_mib << 20},
      search::Queue{.most = settings.max_waiting, .patience = settings.time_limit});
}

std::shared_ptr<access::Access> make_access(const Settings& settings) {
  return std::make_shared<access::Access>(
      access::AccessOptions{settings.keys, settings.allow_anonymous, settings.trusted_proxies,
                            settings.user_header, settings.rate_limit, settings.rate_burst,
                            settings.audit_log},
      [](access::Weight weight, const std::string& text) {
        const bool is_warning = weight == access::Weight::kWarning;
        spdlog::log(is_warning ? spdlog::level::warn : spdlog::level::info, "{}", text);
      });
}

http::ServerOptions options_of(const Settings& settings) {
  return {.address = settings.address,
          .port = settings.port,
          .max_connections = settings.max_connections,
          .public_url = settings.public_url,
          .cors_origins = settings.cors_origins,
          .edition = edition_of(settings),
          .version = FIHRIST_VERSION,
          .on_answer = make_request_log(settings.log_format),
          .access = make_access(settings)};
}

// Words and titles are read before the first who types asks for them.
void warm(search::SearcherPool& searchers) {
  try {
    searchers.lease()->complete("", 1);
  } catch (const index::IndexError&) {
    // Told already; the first request finds out whether it is still so.
  }
}

class Daemon {
 public:
  Daemon(const std::function<Settings()>& read, const Settings& settings)
      : read_(read),
        settings_(settings),
        searchers_(make_searchers(settings_)),
        server_(options_of(settings_), searchers_) {}

  void start() {
    watch_index();
    const int port = server_.bind();
    const bool is_ipv6 = settings_.address.find(':') != std::string::npos;
    spdlog::info("listening on http://{}{}{}:{}/", is_ipv6 ? "[" : "", settings_.address,
                 is_ipv6 ? "]" : "", port);
    ::sd_notify(0, "READY=1");
  }

  // Until stop().
  void serve() { server_.serve(); }

  void stop() {
    ::sd_notify(0, "STOPPING=1");
    server_.stop();
  }

  // Throws nothing.
  void reload() {
    ::sd_notify(0, "RELOADING=1");
    try {
      reload_or_throw();
    } catch (const std::exception& error) {
      spdlog::error("Nothing was reloaded, and all stays as it was: {}", error.what());
    }
    ::sd_notify(0, "READY=1");
  }

 private:
  void reload_or_throw() {
    const Settings settings = read_();
    if (settings.address != settings_.address || settings.port != settings_.port ||
        settings.max_connections != settings_.max_connections ||
        settings.log_format != settings_.log_format) {
      spdlog::warn(
          "`listen`, `max_connections` and `log_format` change only when the daemon is started "
          "anew.");
    }
    set_log_level(settings.log_level);
    const auto searchers = make_searchers(settings);
    server_.reload(options_of(settings), searchers);
    settings_ = settings;
    searchers_ = searchers;
    spdlog::info("reloaded settings and word lists");
    watch_index();
  }

  // Tells the log of it now, and from now on in the background.
  void watch_index() {
    auto watch = std::make_shared<IndexWatch>(searchers_, settings_.index.string());
    watch->look();
    watching_ = std::jthread([watch, searchers = searchers_](const std::stop_token& stop) {
      warm(*searchers);
      watch->run(stop);
    });
  }

  const std::function<Settings()> read_;
  Settings settings_;
  std::shared_ptr<search::SearcherPool> searchers_;
  http::Server server_;
  std::jthread watching_;
};

sigset_t awaited_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
  return signals;
}

}  // namespace

void check_configuration(const Settings& settings) {
  make_searchers(settings);
  make_access(settings);
}

void run_daemon(const std::function<Settings()>& read) {
  const Settings settings = read();
  set_up_log(settings.log_format, settings.log_level);
  raise_file_limit();
  // Blocked before any thread starts, so that only the one that waits for them is told.
  const sigset_t signals = awaited_signals();
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  Daemon daemon(read, settings);
  daemon.start();
  std::thread waiter([&] {
    int signal = SIGHUP;
    while (::sigwait(&signals, &signal) == 0 && signal == SIGHUP) daemon.reload();
    spdlog::info("stopping on signal {}", signal);
    daemon.stop();
  });
  daemon.serve();
  waiter.join();
  spdlog::info("stopped");
}

}  // namespace fihrist::server
