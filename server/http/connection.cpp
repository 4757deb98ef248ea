// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/connection.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace fihrist::http {
namespace {

constexpr std::chrono::milliseconds kLinger{500};
constexpr std::size_t kMostLingered = std::size_t{1024} * 1024;  // bytes

// The numeric address of one end of a socket. An IPv4 client of an IPv6 socket has its own address.
void read_address(int socket, decltype(&::getpeername) which, std::string& ip, int& port) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (which(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) return;
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.ss_family == AF_INET6) {
    const auto& ipv6 = reinterpret_cast<sockaddr_in6&>(address);
    port = ntohs(ipv6.sin6_port);
    if (IN6_IS_ADDR_V4MAPPED(&ipv6.sin6_addr)) {
      ::inet_ntop(AF_INET, &ipv6.sin6_addr.s6_addr[12], text.data(), text.size());
    } else {
      ::inet_ntop(AF_INET6, &ipv6.sin6_addr, text.data(), text.size());
    }
  } else {
    const auto& ipv4 = reinterpret_cast<sockaddr_in&>(address);
    port = ntohs(ipv4.sin_port);
    ::inet_ntop(AF_INET, &ipv4.sin_addr, text.data(), text.size());
  }
  ip = text.data();
}

}  // namespace

Connection::Connection(FileDescriptor socket, const Timeouts& timeouts)
    : socket_(std::move(socket)), timeouts_(timeouts) {
  // Without it, each request of a kept connection waits 44 ms for an acknowledgement.
  const int yes = 1;
  ::setsockopt(socket_.number(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

bool Connection::wait_for_request() {
  enter(Phase::kIdle);
  head_ = 0;
  is_in_head_ = true;
  is_in_first_line_ = true;
  is_line_empty_ = true;
  sent_ = 0;
  fault_ = Fault::kNone;
  read_until_ = Clock::now() + timeouts_.idle;
  if (begin_ == end_ && !fill()) return false;
  fault_ = Fault::kNone;
  read_until_ = Clock::now() + timeouts_.head;
  write_until_ = Clock::time_point::max();
  enter(Phase::kAnswering);
  return true;
}

void Connection::finish(const std::string& last_words) {
  if (sent_ == 0 && !last_words.empty()) send(last_words.data(), last_words.size());
  enter(Phase::kIdle);
  ::shutdown(socket_.number(), SHUT_WR);
  const Clock::time_point end = Clock::now() + kLinger;
  std::size_t taken = 0;
  while (taken < kMostLingered && wait_for(POLLIN, end)) {
    const ssize_t got = ::recv(socket_.number(), buffer_.data(), buffer_.size(), MSG_DONTWAIT);
    if (got <= 0) return;
    taken += static_cast<std::size_t>(got);
  }
}

void Connection::give_up() { ::shutdown(socket_.number(), SHUT_RDWR); }

bool Connection::is_readable() const { return wait_readable(); }

bool Connection::wait_readable() const { return begin_ != end_ || wait_for(POLLIN, read_until_); }

bool Connection::is_writable() const { return wait_writable(); }

bool Connection::wait_writable() const { return wait_to_write(); }

ssize_t Connection::read(char* bytes, std::size_t size) {
  if (fault_ != Fault::kNone) return -1;
  if (begin_ == end_) {
    enter(Phase::kReading);
    if (!fill()) return -1;
    enter(Phase::kAnswering);
  }
  const std::size_t count = std::min(size, end_ - begin_);
  for (std::size_t i = begin_; is_in_head_ && i < begin_ + count; ++i) follow_head(buffer_[i]);
  if (fault_ != Fault::kNone) return -1;
  std::memcpy(bytes, buffer_.data() + begin_, count);
  begin_ += count;
  return static_cast<ssize_t>(count);
}

ssize_t Connection::write(const char* bytes, std::size_t size) {
  return fault_ == Fault::kNone ? send(bytes, size) : -1;
}

ssize_t Connection::send(const char* bytes, std::size_t size) {
  enter(Phase::kWriting);
  while (wait_to_write()) {
    const ssize_t sent = ::send(socket_.number(), bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (sent > 0) sent_ += static_cast<std::size_t>(sent);
    enter(Phase::kAnswering);
    return sent;
  }
  return -1;
}

void Connection::get_remote_ip_and_port(std::string& ip, int& port) const {
  read_address(socket_.number(), &::getpeername, ip, port);
}

void Connection::get_local_ip_and_port(std::string& ip, int& port) const {
  read_address(socket_.number(), &::getsockname, ip, port);
}

time_t Connection::duration() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - since()).count();
}

void Connection::enter(Phase phase) {
  since_ = Clock::now();
  phase_ = phase;
}

bool Connection::wait_to_write() const {
  if (write_until_ == Clock::time_point::max()) write_until_ = Clock::now() + timeouts_.answer;
  return wait_for(POLLOUT, write_until_);
}

bool Connection::wait_for(short event, Clock::time_point deadline) const {
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::min(deadline - Clock::now(), Clock::duration(timeouts_.answer)));
    if (left.count() <= 0) return false;
    pollfd waiting{socket_.number(), event, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(left.count()));
    if (ready > 0) return (waiting.revents & (event | POLLHUP)) != 0;
    if (ready < 0 && errno != EINTR) return false;
  }
}

bool Connection::fill() {
  begin_ = end_ = 0;
  while (wait_for(POLLIN, read_until_)) {
    const ssize_t got = ::recv(socket_.number(), buffer_.data(), buffer_.size(), MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (got <= 0) return false;  // the client has ended, or is gone
    end_ = static_cast<std::size_t>(got);
    return true;
  }
  // Waiting counts whole milliseconds, and so may end within the last one.
  if (Clock::now() + std::chrono::milliseconds(1) >= read_until_) fault_ = Fault::kTooSlow;
  return false;
}

// The head ends with an empty line, which some end without the carriage return.
void Connection::follow_head(char byte) {
  if (++head_ > kLongestHead) {
    fault_ = is_in_first_line_ ? Fault::kUrlTooLong : Fault::kHeadTooLong;
  } else if (byte != '\n') {
    if (byte != '\r') is_line_empty_ = false;
  } else if (is_line_empty_ && head_ > 2) {
    is_in_head_ = false;
    read_until_ = Clock::now() + timeouts_.body;
  } else {
    is_line_empty_ = true;
    is_in_first_line_ = false;
  }
}

}  // namespace fihrist::http
