// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#pragma once

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/temporary_folder.h"

namespace fihrist::test {

// fihristd as a program of its own, on a port that the kernel chose, with its log.
class RunningProgram {
 public:
  RunningProgram(const std::filesystem::path& index,
                 const std::vector<std::string>& more_arguments) {
    std::vector<std::string> arguments = {FIHRISTD_PROGRAM, "--index", index.string(), "--listen",
                                          "127.0.0.1:0"};
    arguments.insert(arguments.end(), more_arguments.begin(), more_arguments.end());
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    pid_ = fork();
    REQUIRE(pid_ >= 0);
    if (pid_ == 0) {
      // Not by freopen(), which would write what the test has not yet written a second time.
      const int log = ::open(log_path().c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
      if (log < 0 || ::dup2(log, STDOUT_FILENO) < 0) _exit(99);
      execv(FIHRISTD_PROGRAM, pointers.data());
      _exit(99);
    }
    const std::string sign = "listening on http://127.0.0.1:";
    wait_for(sign);
    const std::string text = log();
    port_ = std::stoi(text.substr(text.find(sign) + sign.size()));
  }
  ~RunningProgram() {
    if (pid_ > 0) stop();
  }
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  int port() const { return port_; }

  std::string log() const {
    std::ostringstream text;
    text << std::ifstream(log_path()).rdbuf();
    return text.str();
  }

  // Until the log has `text`; fails the test if it does not come.
  void wait_for(const std::string& text) const {
    for (int i = 0; i < 200; ++i) {
      const std::string now = log();
      const std::size_t found = now.find(text);
      if (found != std::string::npos && now.find('\n', found) != std::string::npos) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    FAIL("the log lacks `", text, "`:\n", log());
  }

  // The exit code.
  int stop() {
    kill(pid_, SIGTERM);
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  std::filesystem::path log_path() const { return folder_.path() / "log"; }

  TemporaryFolder folder_;
  pid_t pid_ = -1;
  int port_ = 0;
};

}  // namespace fihrist::test
