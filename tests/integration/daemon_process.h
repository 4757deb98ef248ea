// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// fihristd as a process of its own.
#pragma once

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cctype>
#include <chrono>
#include <csignal>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/temporary_folder.h"

namespace fihrist::test {

class DaemonProcess {
 public:
  // Starts it with these arguments and `--listen 127.0.0.1:0`, and waits until it listens.
  explicit DaemonProcess(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), FIHRISTD_PROGRAM);
    arguments.insert(arguments.end(), {"--listen", "127.0.0.1:0"});
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    process_ = ::fork();
    REQUIRE(process_ >= 0);
    if (process_ == 0) {
      // Not by freopen(), which would write what the test has not yet written a second time.
      const int log = ::open(log_path().c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
      const bool is_good =
          log >= 0 && ::dup2(log, STDOUT_FILENO) >= 0 && ::dup2(log, STDERR_FILENO) >= 0;
      if (!is_good) ::_exit(127);
      ::execv(pointers[0], pointers.data());
      ::_exit(127);
    }
    const std::string line = wait_for_log("listening on http://127.0.0.1:");
    const std::size_t at = line.find("127.0.0.1:") + 10;
    port_ = std::stoi(line.substr(at));
  }
  ~DaemonProcess() {
    if (process_ > 0) end(SIGKILL);
  }
  DaemonProcess(const DaemonProcess&) = delete;
  DaemonProcess& operator=(const DaemonProcess&) = delete;

  int port() const { return port_; }
  void send(int signal) const { REQUIRE(::kill(process_, signal) == 0); }

  // Its exit code; -1 if a signal ended it.
  int end(int signal) {
    send(signal);
    int status = 0;
    REQUIRE(::waitpid(process_, &status, 0) == process_);
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  std::string log() const {
    std::ostringstream text;
    text << std::ifstream(log_path()).rdbuf();
    return text.str();
  }

  // The first whole line of the log with `part` in it, from byte `begin` on; waits until it is
  // there.
  std::string wait_for_log(const std::string& part, std::size_t begin = 0) const {
    for (int i = 0; i < 3000; ++i) {
      const std::string text = log();
      const std::size_t at = text.find(part, begin);
      const std::size_t end = at == std::string::npos ? at : text.find('\n', at);
      if (end != std::string::npos) {
        const std::size_t line = text.rfind('\n', at) + 1;
        return text.substr(line, end - line);
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    FAIL("the log never said `" << part << "`:\n" << log());
    return {};
  }

 private:
  std::string log_path() const { return (folder_.path() / "log").string(); }

  TemporaryFolder folder_;
  pid_t process_ = -1;
  int port_ = 0;
};

}  // namespace fihrist::test
