// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// One client's connection, as the HTTP library reads and writes it, within bounds that the library
// does not have: on the size of a request's head, and on the whole time that a request and its
// answer may take, however slowly bytes trickle.
#pragma once

#include <httplib.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>

#include "server/http/socket.h"
#include "server/http/timeouts.h"

namespace fihrist::http {

inline constexpr std::size_t kLongestHead =
    std::size_t{16} * 1024;  // bytes; the URL has half of it

class Connection final : public httplib::Stream {
 public:
  // What the connection waits for: the client, but for kAnswering. In this order they may be given
  // up for another one.
  enum class Phase { kIdle, kReading, kWriting, kAnswering };

  // What ended a request before the library could answer it.
  enum class Fault { kNone, kUrlTooLong, kHeadTooLong, kTooSlow };

  Connection(FileDescriptor socket, const Timeouts& timeouts);

  // Waits for the first byte of a request; false if none comes in time, or no more can.
  bool wait_for_request();

  // The fault of the request under way. From then on nothing that the library writes is sent: to
  // some it would say that the request is bad, and go on with the middle of it.
  Fault fault() const { return fault_; }

  // Ends the connection. `last_words` is sent if nothing was answered yet to a request that has a
  // fault. Then what is still coming is taken, for a moment: a socket that is closed with bytes
  // unread takes back what it has sent.
  void finish(const std::string& last_words = {});

  // From any thread: nothing is read or written any more.
  void give_up();

  Phase phase() const { return phase_; }
  std::chrono::steady_clock::time_point since() const { return since_; }  // of that phase

  // What the library asks of a stream. Its versions differ: 0.11 has no wait_…() and duration(),
  // 0.41 no is_writable(); so none of them says `override`.
  bool is_readable() const;
  bool wait_readable() const;
  bool is_writable() const;
  bool wait_writable() const;
  ssize_t read(char* bytes, std::size_t size);
  ssize_t write(const char* bytes, std::size_t size);
  void get_remote_ip_and_port(std::string& ip, int& port) const;
  void get_local_ip_and_port(std::string& ip, int& port) const;
  socket_t socket() const { return socket_.number(); }
  time_t duration() const;

 private:
  using Clock = std::chrono::steady_clock;

  void enter(Phase phase);
  bool wait_to_write() const;
  ssize_t send(const char* bytes, std::size_t size);
  bool wait_for(short event, Clock::time_point deadline) const;
  bool fill();  // the buffer, with at least one byte, before read_until_
  void follow_head(char byte);

  const FileDescriptor socket_;
  const Timeouts timeouts_;
  std::array<char, 16384> buffer_;
  std::size_t begin_ = 0;  // of what is unread in the buffer
  std::size_t end_ = 0;
  Clock::time_point read_until_{};
  mutable Clock::time_point write_until_{};  // max() until the answer begins
  std::size_t head_ = 0;                     // bytes of the head so far
  bool is_in_head_ = true;
  bool is_in_first_line_ = true;
  bool is_line_empty_ = true;
  std::size_t sent_ = 0;  // of the answer
  Fault fault_ = Fault::kNone;
  std::atomic<Phase> phase_{Phase::kIdle};
  std::atomic<Clock::time_point> since_{Clock::now()};
};

}  // namespace fihrist::http
