// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// bench_load: searches over HTTP on loopback, as fast as they are answered or at a rate of its own.
// See README.md beside this file.
//
// With --rate each request has a time at which it is due, whatever became of those before, and its
// latency counts from then: a server that stops for a second delays all that were due in it. A
// client that only asks again once it has been answered would not see that (it is called
// coordinated omission).

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <deque>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "tests/bench/latencies.h"
#include "tests/relevance/measures.h"

namespace {

using namespace fihrist;
using bench::Clock;
using Json = nlohmann::json;
namespace fs = std::filesystem;

struct Plan {
  std::uint16_t port = 0;
  std::vector<std::string> requests;  // whole heads, asked in turn
  std::size_t connections = 4;
  double seconds = 5;  // that are measured
  double warm_up = 1;  // before them
  double rate = 0;     // a second; 0: as fast as they are answered
  bool random = false;
  unsigned seed = 1;
};

[[noreturn]] void fail(const std::string& what) {
  throw std::system_error(errno, std::generic_category(), what);
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view kUnreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  constexpr const char* kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (kUnreserved.find(c) != std::string_view::npos) {
      encoded += c;
    } else {
      encoded += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  return encoded;
}

// What was read of an answer so far.
struct Answer {
  int status = 0;
  bool closes = false;
};

// One kept connection, with at most one request under way.
class Connection {
 public:
  explicit Connection(std::uint16_t port) : port_(port) { open(); }
  ~Connection() { close(); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  int socket() const { return socket_; }
  bool is_busy() const { return due_.has_value(); }
  Clock::time_point due() const { return *due_; }

  // False if the server has closed: the connection is a new one then.
  bool send(const std::string& request, Clock::time_point due) {
    const ssize_t sent = ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL);
    if (sent != static_cast<ssize_t>(request.size())) {
      reopen();
      return false;
    }
    due_ = due;
    return true;
  }

  // Takes what has come. The answer when it is whole; status 0 if the connection ended before.
  std::optional<Answer> receive() {
    char buffer[65536];
    const ssize_t size = ::recv(socket_, buffer, sizeof buffer, 0);
    if (size < 0 && (errno == EAGAIN || errno == EINTR)) return {};
    if (size <= 0) return finish({0, true});
    received_.append(buffer, static_cast<std::size_t>(size));
    const std::size_t end = received_.find("\r\n\r\n");
    if (end == std::string::npos) return {};
    const std::string_view head(received_.data(), end);
    const auto length = number_behind(field(head, "content-length"));
    const auto status = number_behind(head.substr(std::min(head.find(' ') + 1, head.size())));
    if (!length || !status) return finish({0, true});  // no answer that this client can read
    if (received_.size() < end + 4 + *length) return {};
    return finish({static_cast<int>(*status), field(head, "connection").starts_with("close")});
  }

  // Gives up what is under way.
  void reopen() {
    close();
    open();
  }

 private:
  // The value of a field of a head, or nothing; names and the value in lower case.
  static std::string field(std::string_view head, const std::string& name) {
    std::string lower(head);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const std::size_t at = lower.find("\r\n" + name + ":");
    if (at == std::string::npos) return {};
    const std::size_t begin = lower.find_first_not_of(' ', at + name.size() + 3);
    return lower.substr(begin, lower.find("\r\n", begin) - begin);
  }

  static std::optional<std::size_t> number_behind(std::string_view text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) return {};
    return number;
  }

  std::optional<Answer> finish(Answer answer) {
    if (answer.closes) {
      reopen();
    }
    received_.clear();
    due_.reset();
    return answer;
  }

  void open() {
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    if (socket_ < 0) fail("no socket");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      fail("127.0.0.1:" + std::to_string(port_) + " does not answer");
    }
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    due_.reset();
    received_.clear();
  }
  void close() { ::close(socket_); }

  std::uint16_t port_;
  int socket_ = -1;
  std::optional<Clock::time_point> due_;
  std::string received_;
};

// When the requests are due: evenly, or as independent readers come (a Poisson process).
class Schedule {
 public:
  Schedule(const Plan& plan, Clock::time_point begin)
      : plan_(plan), random_(plan.seed), at_(begin) {}

  Clock::time_point next() const { return at_; }
  void advance() {
    std::exponential_distribution<double> gap(plan_.rate);
    at_ += std::chrono::duration_cast<Clock::duration>(
        std::chrono::duration<double>(plan_.random ? gap(random_) : 1 / plan_.rate));
  }

 private:
  const Plan& plan_;
  std::mt19937 random_;
  Clock::time_point at_;
};

class Load {
 public:
  explicit Load(const Plan& plan) : plan_(plan) {
    for (std::size_t i = 0; i < plan.connections; ++i) {
      connections_.push_back(std::make_unique<Connection>(plan.port));
    }
  }

  Json run() {
    const auto start = Clock::now();
    measured_from_ = start + seconds(plan_.warm_up);
    const auto end = measured_from_ + seconds(plan_.seconds);
    const auto given_up = end + seconds(kDrain);
    Schedule schedule(plan_, start);
    const bool open_loop = plan_.rate > 0;
    for (;;) {
      const auto now = Clock::now();
      if (now >= given_up) break;
      const auto last = std::min(now, end);
      for (; open_loop && schedule.next() < end && schedule.next() <= last; schedule.advance()) {
        waiting_.push_back(schedule.next());
      }
      for (const auto& connection : connections_) {
        if (connection->is_busy()) continue;
        if (!open_loop && now < end) waiting_.push_back(now);
        if (waiting_.empty()) break;
        start_next(*connection);
      }
      if (now >= end && waiting_.empty() && !any_busy()) break;
      const auto next = open_loop ? std::min(schedule.next(), end) : end;
      const auto until = now < end ? next : given_up;
      wait(std::max(Clock::duration::zero(), until - Clock::now()));
    }
    for (const auto& connection : connections_) {
      if (connection->is_busy()) ++unanswered_;
    }
    unanswered_ += waiting_.size();
    return figures();
  }

 private:
  static constexpr double kDrain = 10;  // seconds that what is under way at the end may still take

  static Clock::duration seconds(double number) {
    return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(number));
  }

  bool any_busy() const {
    return std::any_of(connections_.begin(), connections_.end(),
                       [](const auto& connection) { return connection->is_busy(); });
  }

  void start_next(Connection& connection) {
    const std::string& request = plan_.requests[asked_ % plan_.requests.size()];
    // Twice, for the server may have closed a connection that was idle.
    if (!connection.send(request, waiting_.front()) &&
        !connection.send(request, waiting_.front())) {
      fail("a request cannot be sent");
    }
    ++asked_;
    waiting_.pop_front();
  }

  void wait(Clock::duration patience) {
    std::vector<pollfd> sockets;
    for (const auto& connection : connections_) {
      // One that is idle too: the server may close it.
      sockets.push_back({connection->socket(), POLLIN, 0});
    }
    const auto nanoseconds = std::chrono::nanoseconds(patience).count();
    const timespec timeout{nanoseconds / 1'000'000'000, nanoseconds % 1'000'000'000};
    if (::ppoll(sockets.data(), sockets.size(), &timeout, nullptr) < 0 && errno != EINTR) {
      fail("poll");
    }
    for (std::size_t i = 0; i < sockets.size(); ++i) {
      if (sockets[i].revents == 0) continue;
      Connection& connection = *connections_[i];
      if (!connection.is_busy()) {
        connection.reopen();
        continue;
      }
      const auto due = connection.due();
      if (const auto answer = connection.receive()) take(*answer, due);
    }
  }

  void take(const Answer& answer, Clock::time_point due) {
    if (due < measured_from_) return;
    ++statuses_[answer.status];
    if (answer.status != 200) return;
    latencies_.add(bench::milliseconds_since(due));
    last_ = Clock::now();
  }

  Json figures() const {
    Json json = latencies_.summary();
    const double took = std::chrono::duration<double>(last_ - measured_from_).count();
    json["rate"] = latencies_.empty() ? 0.0 : json["count"].get<double>() / took;
    json["wanted_rate"] = plan_.rate;
    json["connections"] = plan_.connections;
    json["unanswered"] = unanswered_;
    std::size_t failed = unanswered_;
    for (const auto& [status, count] : statuses_) {
      json["statuses"][std::to_string(status)] = count;
      if (status != 200) failed += count;
    }
    json["failed"] = failed;
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto in_seconds = [](const timeval& time) {
      return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    json["client_cpu_s"] = in_seconds(used.ru_utime) + in_seconds(used.ru_stime);
    return json;
  }

  const Plan& plan_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::deque<Clock::time_point> waiting_;  // due, and not sent for want of a free connection
  std::size_t asked_ = 0;
  std::size_t unanswered_ = 0;
  std::map<int, std::size_t> statuses_;  // 0: the connection ended
  bench::Latencies latencies_;
  Clock::time_point measured_from_{};
  Clock::time_point last_{};
};

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Loads a search server on loopback, and measures its answers.");
  Plan plan;
  fs::path queries_path;
  fs::path json_path;
  std::string path = "/v1/search?facets=source,author,month,keyword";
  app.add_option("PORT", plan.port, "Of 127.0.0.1")->required();
  app.add_option("QUERIES", queries_path, "Lines of id<TAB>text")->required();
  app.add_option("--path", path, "Path and other parameters; the query is added as q")
      ->capture_default_str();
  app.add_option("--connections", plan.connections)
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  app.add_option("--seconds", plan.seconds, "That are measured")
      ->check(CLI::Range(0.05, 600.0))
      ->capture_default_str();
  app.add_option("--warm-up", plan.warm_up, "Seconds before them")
      ->check(CLI::Range(0.0, 600.0))
      ->capture_default_str();
  app.add_option("--rate", plan.rate,
                 "Requests a second, due at even distances; 0: each as soon as the former one of "
                 "its connection is answered")
      ->check(CLI::Range(0.0, 1e6))
      ->capture_default_str();
  app.add_flag("--random", plan.random, "With --rate: at random distances (a Poisson process)");
  app.add_option("--seed", plan.seed, "Of --random")->capture_default_str();
  app.add_option("--json", json_path, "Write the figures to this file as well");
  CLI11_PARSE(app, argc, argv);
  try {
    for (const relevance::Query& query : relevance::read_queries(queries_path)) {
      plan.requests.push_back("GET " + path + (path.find('?') == std::string::npos ? "?" : "&") +
                              "q=" + percent_encode(query.text) +
                              " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    }
    if (plan.requests.empty()) throw std::runtime_error(queries_path.string() + ": no query in it");
    // Else the kernel wakes this thread up to 50 microseconds late.
    ::prctl(PR_SET_TIMERSLACK, 1);
    const Json figures = Load(plan).run();
    bench::print_head("answers a second");
    bench::print_row(std::to_string(plan.connections) + " connections", figures);
    std::printf("failed: %s\n", figures["failed"].dump().c_str());
    if (!json_path.empty()) {
      std::ofstream file(json_path);
      file << figures.dump(1) << "\n";
      file.close();
      if (!file) throw std::runtime_error(json_path.string() + ": cannot be written (--json)");
    }
    return figures["count"] == 0 && figures["failed"] != 0 ? 1 : 0;
  } catch (const std::exception& error) {
    std::cerr << "bench_load: " << error.what() << "\n";
    return 1;
  }
}
