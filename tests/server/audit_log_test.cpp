// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/access/audit_log.h"

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/temporary_folder.h"

namespace {

using namespace fihrist::access;
using fihrist::test::TemporaryFolder;

void say_nothing(Weight, const std::string&) {}

}  // namespace

TEST_CASE("lines of the audit log") {
  AuditEntry entry;
  entry.time = std::chrono::system_clock::time_point(std::chrono::milliseconds(1'735'689'600'042));
  entry.client = "user:سلمى";
  entry.path = "/v1/search";
  entry.query = "سد \"النهضة\"\n\xff";
  entry.filters = {{"source", "أ"}, {"source", "ب"}, {"from", "2024-01-01"}};
  entry.status = 304;
  entry.milliseconds = 1.26;
  CHECK(to_line(entry) ==
        "{\"time\":\"2025-01-01T00:00:00.042Z\",\"client\":\"user:سلمى\",\"path\":\"/v1/search\","
        "\"query\":\"سد \\\"النهضة\\\"\\n\xEF\xBF\xBD\",\"filters\":{\"source\":[\"أ\",\"ب\"],"
        "\"from\":[\"2024-01-01\"]},\"total\":null,\"status\":304,\"ms\":1.3}\n");
}

TEST_CASE("the audit log is private, goes on where it was, and follows a rotation") {
  const TemporaryFolder folder;
  const std::filesystem::path path = folder.path() / "audit.log";
  const auto lines = [&](const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string line;
    int count = 0;
    while (std::getline(in, line)) ++count;
    return count;
  };
  {
    AuditLog log(path, say_nothing);
    log.append({});
  }
  CHECK(lines(path) == 1);
  CHECK((std::filesystem::status(path).permissions() & std::filesystem::perms::all) ==
        (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
  AuditLog log(path, say_nothing);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 250; ++k) log.append({});
    });
  }
  for (std::thread& thread : threads) thread.join();
  log.flush();
  CHECK(lines(path) == 1001);
  std::filesystem::rename(path, folder.path() / "audit.log.1");
  for (int i = 0; i < 100 && !std::filesystem::exists(path); ++i) {  // it looks once a second
    log.append({});
    log.flush();
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  log.append({});
  log.flush();
  CHECK(lines(path) >= 1);
  CHECK_THROWS_AS(AuditLog(folder.path() / "no/audit.log", say_nothing), AuditLogError);
}

TEST_CASE("lines that the audit log loses are told") {
  std::vector<std::string> told;
  {
    AuditLog log("/dev/full", [&](Weight, const std::string& text) { told.push_back(text); });
    log.append({});
    log.flush();
  }
  REQUIRE(told.size() == 1);
  CHECK(told[0].find("/dev/full has lost 1 lines") != std::string::npos);
}
