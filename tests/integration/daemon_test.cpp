// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The daemon's life: settings that change while it serves, and its end.
#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "server/http/socket.h"
#include "tests/integration/daemon_process.h"
#include "tests/integration/program.h"
#include "tests/integration/raw_http.h"
#include "tests/integration/samples.h"
#include "tests/temporary_folder.h"

namespace {

using namespace fihrist;
namespace fs = std::filesystem;

struct Configured {
  test::TemporaryFolder folder;
  fs::path file = folder.path() / "fihristd.toml";
  fs::path lists = folder.path() / "lists";

  Configured() { fs::create_directory(lists); }

  void write(const std::string& more) const {
    std::ofstream(file) << "index = \"" << test::sample_index().string() << "\"\nword_lists = \""
                        << lists.string() << "\"\n"
                        << more;
  }
};

std::string origin_allowed(int port) {
  return test::ask(port, "GET", "/v1/search?q=a", {{"Origin", "https://a.example"}})
      .header("access-control-allow-origin");
}

std::string total(int port, const std::string& word) {
  const std::string body = test::ask(port, "GET", "/v1/search?q=" + word).body;
  const std::size_t at = body.find("\"value\":") + 8;
  return body.substr(at, body.find(',', at) - at);
}

}  // namespace

TEST_CASE("SIGHUP reloads settings and word lists, and a wrong file changes nothing") {
  const Configured configured;
  configured.write("");
  test::DaemonProcess daemon({"--config", configured.file.string()});
  CHECK(origin_allowed(daemon.port()).empty());
  const std::string dam = "%D8%B3%D8%AF";  // سد
  CHECK(total(daemon.port(), "qwertz") == "0");
  const std::string found = total(daemon.port(), dam);
  CHECK(found != "0");

  configured.write("cors_origins = [\"https://a.example\"]\n");
  std::ofstream(configured.lists / "synonyms.tsv") << "qwertz\tسد\n";
  daemon.send(SIGHUP);
  daemon.wait_for_log("reloaded settings");
  CHECK(origin_allowed(daemon.port()) == "https://a.example");
  CHECK(total(daemon.port(), "qwertz") == found);

  configured.write("cors_origin = []\n");
  daemon.send(SIGHUP);
  const std::string told = daemon.wait_for_log("Nothing was reloaded");
  CHECK(told.find(configured.file.string() + ":3: there is no key `cors_origin`") !=
        std::string::npos);
  CHECK(origin_allowed(daemon.port()) == "https://a.example");

  configured.write("max_connections = 100\n");
  daemon.send(SIGHUP);
  daemon.wait_for_log("`listen`, `max_connections` and `log_format` change only when");
  CHECK(test::ask(daemon.port(), "GET", "/healthz").status == 200);
  CHECK(daemon.end(SIGTERM) == 0);
  CHECK(daemon.log().find("stopped") != std::string::npos);
}

TEST_CASE("the service manager is told when the daemon is ready, reloads and stops") {
  const test::TemporaryFolder folder;
  const std::string path = (folder.path() / "notify").string();
  const http::FileDescriptor socket(::socket(AF_UNIX, SOCK_DGRAM, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  REQUIRE(path.size() < sizeof address.sun_path);
  path.copy(address.sun_path, path.size());
  REQUIRE(::bind(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) ==
          0);
  const timeval patience{20, 0};
  ::setsockopt(socket.number(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  const auto told = [&] {
    char buffer[256];
    const ssize_t size = ::recv(socket.number(), buffer, sizeof buffer, 0);
    return size > 0 ? std::string(buffer, static_cast<std::size_t>(size)) : std::string();
  };
  ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
  test::DaemonProcess daemon({"--index", test::sample_index().string()});
  ::unsetenv("NOTIFY_SOCKET");
  CHECK(told() == "READY=1");
  daemon.send(SIGHUP);
  CHECK(told() == "RELOADING=1");
  CHECK(told() == "READY=1");
  CHECK(daemon.end(SIGTERM) == 0);
  CHECK(told() == "STOPPING=1");
}

TEST_CASE("--check-config tells what is wrong and where, without serving") {
  const Configured configured;
  configured.write("");
  const std::string command =
      std::string(FIHRISTD_PROGRAM) + " --check-config --config " + configured.file.string();
  const test::Finished good = test::run(command);
  CHECK(good.code == 0);
  CHECK(good.output == configured.file.string() + ": all is right.\n");
  configured.write("threads = 0\n");
  const test::Finished bad = test::run(command);
  CHECK(bad.code == 2);
  CHECK(bad.output.find(configured.file.string() +
                        ":3: `threads` must be a whole number from 1 to 256") != std::string::npos);
  configured.write("");
  std::ofstream(configured.lists / "synonyms.tsv") << "alone\n";
  const test::Finished list = test::run(command);
  CHECK(list.code == 2);
  CHECK(list.output.find("synonyms.tsv:1") != std::string::npos);
}
