// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// File descriptors of sockets, and the one that listens. The HTTP library would listen itself, but
// with SO_REUSEPORT, with which two daemons share a port without a word.
#pragma once

#include <optional>
#include <string>
#include <utility>

namespace fihrist::http {

// Closes what it holds.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int number) : number_(number) {}
  ~FileDescriptor() { reset(); }
  FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;

  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }
  void reset();

 private:
  int number_ = -1;
};

class Listener {
 public:
  // Takes an address of this machine, or a name of it; port 0: the kernel chooses. Throws
  // std::runtime_error that says what is in the way.
  Listener(const std::string& address, int port);

  int port() const;

  // The next connection; nothing once stop() was called. Throws std::system_error if the kernel
  // gives none: EMFILE and the like, of which the caller may hope that they pass.
  std::optional<FileDescriptor> accept();

  // From any thread, at any time; for good.
  void stop();

  // Refuses those who are waiting, and all who come. Not while accept() is under way.
  void close() { socket_.reset(); }

 private:
  FileDescriptor socket_;
  FileDescriptor stopped_;  // readable once stop() was called
};

}  // namespace fihrist::http
