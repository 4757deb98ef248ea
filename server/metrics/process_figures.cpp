// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/metrics/process_figures.h"

#include <sys/resource.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>

namespace fihrist::metrics {
namespace {

// Places in stat_fields(): those of proc(5) less three.
constexpr std::size_t kUserTicks = 11;
constexpr std::size_t kSystemTicks = 12;
constexpr std::size_t kThreads = 17;
constexpr std::size_t kStartTicks = 19;
constexpr std::size_t kVirtualBytes = 20;
constexpr std::size_t kResidentPages = 21;

std::string content_of(const char* path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

double to_double(const std::string& text) { return std::strtod(text.c_str(), nullptr); }

// When the machine was started, in seconds since 1970; 0 if nobody knows.
double boot_time() {
  std::istringstream lines(content_of("/proc/stat"));
  for (std::string name; lines >> name; lines.ignore(1 << 16, '\n')) {
    double seconds = 0;
    if (name == "btime" && lines >> seconds) return seconds;
  }
  return 0;
}

}  // namespace

std::vector<std::string> stat_fields(std::string_view stat) {
  const std::size_t name_end = stat.rfind(')');
  if (name_end == std::string_view::npos) return {};
  std::istringstream fields{std::string(stat.substr(name_end + 1))};
  return {std::istream_iterator<std::string>(fields), {}};
}

std::vector<ProcessFigure> process_figures() {
  std::vector<ProcessFigure> figures;
  const std::vector<std::string> fields = stat_fields(content_of("/proc/self/stat"));
  if (fields.size() > kResidentPages) {
    const auto field = [&](std::size_t place) { return to_double(fields[place]); };
    const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
    figures.push_back({"process_cpu_seconds_total", "Time of processors that the process has used.",
                       true, (field(kUserTicks) + field(kSystemTicks)) / ticks});
    figures.push_back({"process_resident_memory_bytes",
                       "Memory of the process that is in RAM, with the pages of the index that it "
                       "shares.",
                       false,
                       field(kResidentPages) * static_cast<double>(::sysconf(_SC_PAGESIZE))});
    figures.push_back({"process_virtual_memory_bytes", "Addresses that the process has reserved.",
                       false, field(kVirtualBytes)});
    figures.push_back({"process_threads", "Threads of the process.", false, field(kThreads)});
    static const double kBoot = boot_time();
    if (kBoot > 0) {
      figures.push_back({"process_start_time_seconds",
                         "When the process was started, in seconds since 1970.", false,
                         kBoot + field(kStartTicks) / ticks});
    }
  }
  std::error_code error;
  std::filesystem::directory_iterator open("/proc/self/fd", error);
  if (!error) {
    // One of them is the directory that is being read.
    const auto count = std::distance(open, std::filesystem::directory_iterator()) - 1;
    figures.push_back({"process_open_fds", "Files and sockets that are open.", false,
                       static_cast<double>(count)});
  }
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    figures.push_back({"process_max_fds", "Files and sockets that may be open.", false,
                       static_cast<double>(limit.rlim_cur)});
  }
  return figures;
}

}  // namespace fihrist::metrics
