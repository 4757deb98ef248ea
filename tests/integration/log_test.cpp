// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The log of the daemon as a program.
#include <doctest/doctest.h>

#include <csignal>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "tests/integration/daemon_process.h"
#include "tests/integration/program.h"
#include "tests/integration/raw_http.h"
#include "tests/integration/samples.h"

namespace {

using namespace fihrist;
using nlohmann::json;
using test::ask;
using test::DaemonProcess;
using test::has;
using test::sample_index;

std::vector<std::string> lines_of(const std::string& log) {
  std::vector<std::string> lines;
  std::istringstream text(log);
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

const std::regex kTime("20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-9:]{8}\\.[0-9]{3}Z");

}  // namespace

TEST_CASE("a JSON log has a valid object on each line, and of each request what is to be known") {
  DaemonProcess daemon({"--index", sample_index().string(), "--log-format", "json"});
  ask(daemon.port(), "GET", "/v1/search?q=%D8%B3%D8%B1%D9%8A", {{"X-Request-Id", "search-1"}});
  ask(daemon.port(), "GET", "/%22%0A%1B%5B2J%FF%5C", {{"X-Request-Id", "hostile-1"}});
  test::talk(daemon.port(), "no request\r\n\r\n");
  daemon.wait_for_log("search-1");
  daemon.wait_for_log("hostile-1");
  daemon.wait_for_log("\"method\":\"no\"");
  CHECK(daemon.end(SIGTERM) == 0);
  const std::string log = daemon.log();
  CHECK_FALSE(has(log, "سري"));  // what people search for is theirs
  CHECK_FALSE(has(log, "%D8%B3"));
  std::size_t requests = 0;
  for (const std::string& line : lines_of(log)) {
    INFO(line);
    const json one = json::parse(line);
    CHECK(std::regex_match(one["time"].get<std::string>(), kTime));
    CHECK((one["level"] == "info" || one["level"] == "warning"));
    if (one.contains("message")) continue;
    ++requests;
    for (const char* field : {"method", "path", "route", "status", "duration_ms", "body_bytes",
                              "request_id", "client"}) {
      CHECK(one.contains(field));
    }
    if (one["request_id"] == "search-1") {
      CHECK(one["method"] == "GET");
      CHECK(one["path"] == "/v1/search");
      CHECK(one["route"] == "search");
      CHECK(one["status"] == 200);
      CHECK(one["client"] == "127.0.0.1");
      CHECK(one["duration_ms"] > 0);
      CHECK(one["body_bytes"] > 100);
    }
    if (one["request_id"] == "hostile-1") CHECK(one["status"] == 404);
  }
  CHECK(requests == 3);
  CHECK(has(log, "46 articles"));
  CHECK(has(log, "listening on http://127.0.0.1:"));
  CHECK(has(log, "\"message\":\"stopped\""));
}

TEST_CASE("a log of text has a line for each request, which nothing breaks") {
  DaemonProcess daemon({"--index", sample_index().string()});
  ask(daemon.port(), "GET", "/v1/search?q=a", {{"X-Request-Id", "search-1"}});
  ask(daemon.port(), "GET", "/%0A2026-01-01T00:00:00.000Z%20info%20stopped%1B%5B2J",
      {{"X-Request-Id", "hostile-1"}});
  daemon.wait_for_log("search-1");
  daemon.wait_for_log("hostile-1");
  for (const std::string& line : lines_of(daemon.log())) {
    INFO(line);
    CHECK(std::regex_match(line.substr(0, 24), kTime));
    CHECK(line.find('\x1b') == std::string::npos);
    CHECK_FALSE(has(line.substr(24), "  stopped"));
    if (has(line, "search-1")) {
      CHECK(std::regex_match(line.substr(25),
                             std::regex("info     GET /v1/search 200 [0-9.]+ ms [0-9]+ "
                                        "bytes, id search-1, from 127\\.0\\.0\\.1")));
    }
  }
}

TEST_CASE("the log tells of an index that comes, and of one that goes") {
  const test::TemporaryFolder folder;
  const auto index = folder.path() / "index";
  DaemonProcess daemon({"--index", index.string(), "--log-level", "info"});
  CHECK(has(daemon.log(), "fihrist-index build --out"));
  test::build_samples(index);
  daemon.wait_for_log("46 articles, generation-000001");
  test::build_samples(index);
  daemon.wait_for_log("46 articles, generation-000002");
}

TEST_CASE("log_level leaves out what is less, and is told when it is wrong") {
  DaemonProcess daemon({"--index", sample_index().string(), "--log-level", "debug"});
  ask(daemon.port(), "GET", "/healthz");
  daemon.wait_for_log("GET /healthz");
  const std::string program = FIHRISTD_PROGRAM;
  const test::Finished level = test::run(program + " --log-level loud");
  CHECK(level.code == 2);
  CHECK(has(level.output, "must be debug, info, warning or error, not `loud`"));
  const test::Finished format = test::run(program + " --log-format xml");
  CHECK(format.code == 2);
  CHECK(has(format.output, "must be text or json, not `xml`"));
  const test::Finished quiet =
      test::run("timeout 1 " + program + " --index " + sample_index().string() +
                " --listen 127.0.0.1:0 --log-level warning");
  CHECK(quiet.output.empty());
}
