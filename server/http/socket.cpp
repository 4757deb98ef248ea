// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/http/socket.h"

#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <system_error>

namespace fihrist::http {
namespace {

constexpr int kBacklog = 511;  // connections that wait to be accepted; the kernel may allow fewer

[[noreturn]] void refuse(const std::string& address, int port, const std::string& reason) {
  throw std::runtime_error("Cannot listen on " + address + ":" + std::to_string(port) + ": " +
                           reason + ". Choose another address or port with --listen.");
}

std::string last_error() { return std::generic_category().message(errno); }

}  // namespace

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  if (this != &other) {
    reset();
    number_ = std::exchange(other.number_, -1);
  }
  return *this;
}

void FileDescriptor::reset() {
  if (number_ >= 0) ::close(number_);
  number_ = -1;
}

Listener::Listener(const std::string& address, int port)
    : stopped_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (!stopped_.is_open()) refuse(address, port, last_error());
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_PASSIVE;
  addrinfo* list = nullptr;
  if (::getaddrinfo(address.c_str(), std::to_string(port).c_str(), &wanted, &list) != 0) {
    refuse(address, port, "no such address on this machine");
  }
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> found(list, &::freeaddrinfo);
  std::string reason = "no such address on this machine";
  for (const addrinfo* one = list; one != nullptr; one = one->ai_next) {
    FileDescriptor socket(::socket(one->ai_family, one->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK,
                                   one->ai_protocol));
    const int yes = 1;
    const bool good =
        socket.is_open() &&
        // A daemon that follows another one at once gets its port.
        ::setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
        ::bind(socket.number(), one->ai_addr, one->ai_addrlen) == 0 &&
        ::listen(socket.number(), kBacklog) == 0;
    if (good) {
      socket_ = std::move(socket);
      return;
    }
    reason = last_error();
  }
  refuse(address, port, reason);
}

int Listener::port() const {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getsockname(socket_.number(), reinterpret_cast<sockaddr*>(&address), &size) != 0) return -1;
  return ntohs(address.ss_family == AF_INET6 ? reinterpret_cast<sockaddr_in6&>(address).sin6_port
                                             : reinterpret_cast<sockaddr_in&>(address).sin_port);
}

std::optional<FileDescriptor> Listener::accept() {
  while (true) {
    pollfd waiting[] = {{socket_.number(), POLLIN, 0}, {stopped_.number(), POLLIN, 0}};
    if (::poll(waiting, 2, -1) < 0 && errno != EINTR) {
      throw std::system_error(errno, std::generic_category(), "poll");
    }
    if (waiting[1].revents != 0) return std::nullopt;
    FileDescriptor accepted(::accept4(socket_.number(), nullptr, nullptr, SOCK_CLOEXEC));
    if (accepted.is_open()) return accepted;
    // The client may be gone already, which is nobody's fault (accept(2)).
    const bool is_gone = errno == EAGAIN || errno == EINTR || errno == ECONNABORTED ||
                         errno == EPROTO || errno == ENETDOWN || errno == EHOSTUNREACH;
    if (!is_gone) throw std::system_error(errno, std::generic_category(), "accept");
  }
}

void Listener::stop() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(stopped_.number(), &one, sizeof one);
}

}  // namespace fihrist::http
