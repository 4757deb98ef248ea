// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// HTTP as it is on the wire: what a client library would not send, or would hide.
#pragma once

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace fihrist::test {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct RawAnswer {
  int status = 0;
  std::multimap<std::string, std::string> headers;  // names in small letters
  std::string body;                                 // every byte behind the headers

  // The value of a field that stands at most once; empty if it is not there.
  std::string header(const std::string& name) const {
    REQUIRE(headers.count(name) <= 1);
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
  }
};

// Sends `text` to a port of this machine and reads all that comes until the server closes.
inline std::string talk(int port, const std::string& text) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  REQUIRE(socket >= 0);
  const timeval patience{20, 0};
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  ::inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
  REQUIRE(::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  for (std::size_t sent = 0; sent < text.size();) {
    const ssize_t now = ::send(socket, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
    REQUIRE(now > 0);
    sent += static_cast<std::size_t>(now);
  }
  std::string answer;
  char buffer[16384];
  while (true) {
    const ssize_t got = ::recv(socket, buffer, sizeof buffer, 0);
    REQUIRE(got >= 0);
    if (got == 0) break;
    answer.append(buffer, static_cast<std::size_t>(got));
  }
  ::close(socket);
  return answer;
}

// One request of its own connection. Host is the server's, unless `fields` have another or an empty
// name says that there is to be none.
inline RawAnswer ask(int port, const std::string& method, const std::string& target,
                     const Fields& fields = {}) {
  std::string text = method + " " + target + " HTTP/1.1\r\nConnection: close\r\n";
  const bool has_host = std::any_of(fields.begin(), fields.end(), [](const auto& field) {
    return field.first == "Host" || field.first.empty();
  });
  if (!has_host) text += "Host: 127.0.0.1:" + std::to_string(port) + "\r\n";
  for (const auto& [name, value] : fields) {
    if (!name.empty()) text.append(name).append(": ").append(value).append("\r\n");
  }
  const std::string whole = talk(port, text + "\r\n");

  RawAnswer answer;
  const std::size_t end = whole.find("\r\n\r\n");
  REQUIRE(whole.starts_with("HTTP/1.1 "));
  REQUIRE(end != std::string::npos);
  answer.status = std::stoi(whole.substr(9, 3));
  answer.body = whole.substr(end + 4);
  for (std::size_t at = whole.find("\r\n") + 2; at < end;) {
    const std::size_t line_end = whole.find("\r\n", at);
    const std::string line = whole.substr(at, line_end - at);
    const std::size_t colon = line.find(": ");
    REQUIRE(colon != std::string::npos);
    std::string name = line.substr(0, colon);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    answer.headers.emplace(name, line.substr(colon + 2));
    at = line_end + 2;
  }
  return answer;
}

}  // namespace fihrist::test
