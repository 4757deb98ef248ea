// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Prometheus' text format, read line by line and held to its rules.
// https://prometheus.io/docs/instrumenting/exposition_formats/
#pragma once

#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>

namespace fihrist::test {

struct Exposition {
  std::map<std::string, std::string> types;  // of each metric
  std::map<std::string, double> samples;     // by name with labels, as they stand in the text
  std::set<std::string> names;               // of samples: of histograms with _bucket and so on

  double of(const std::string& sample) const {
    const auto found = samples.find(sample);
    return found == samples.end() ? 0 : found->second;
  }
};

inline bool ends_in_one_of(const std::string& name, std::initializer_list<const char*> ends) {
  for (const char* end : ends) {
    if (name.ends_with(end)) return true;
  }
  return false;
}

inline void check_convention(const std::string& name, const std::string& type) {
  INFO(name);
  CHECK(std::regex_match(name, std::regex("(fihrist|process)(_[a-z]+)+")));
  CHECK(name.ends_with("_total") == (type == "counter"));
  for (const char* not_base :
       {"_ms", "_milliseconds", "_kb", "_mb", "_percent", "_minutes", "_days"}) {
    CHECK(name.find(not_base) == std::string::npos);
  }
  if (type == "histogram") CHECK(name.ends_with("_seconds"));
  if (name.find("timestamp") != std::string::npos) CHECK(name.ends_with("_timestamp_seconds"));
  CHECK_FALSE(ends_in_one_of(name, {"_bucket", "_count", "_sum"}));
}

// Fails the test at whatever is not as it should be.
inline Exposition read_exposition(const std::string& text) {
  static const std::regex kHelp("# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");
  static const std::regex kType("# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)");
  static const std::regex kSample(
      "([a-zA-Z_:][a-zA-Z0-9_:]*)"
      "(\\{[a-zA-Z_][a-zA-Z0-9_]*=\"[^\"\\\\]*\"(?:,[a-zA-Z_][a-zA-Z0-9_]*=\"[^\"\\\\]*\")*\\})?"
      " ([-+]?[0-9.]+(?:e[-+]?[0-9]+)?)");
  Exposition read;
  REQUIRE(text.ends_with('\n'));
  std::istringstream lines(text);
  std::string helped;
  std::string metric;
  std::string labels_before;  // of a histogram: what its buckets share
  double bucket_before = 0;
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    std::smatch found;
    if (std::regex_match(line, found, kHelp)) {
      helped = found[1];
      CHECK(std::string(found[2]).ends_with('.'));
      continue;
    }
    if (std::regex_match(line, found, kType)) {
      metric = found[1];
      CHECK(helped == metric);
      CHECK(read.types.emplace(metric, found[2]).second);  // all of a metric stands together
      continue;
    }
    REQUIRE(std::regex_match(line, found, kSample));
    const std::string name = found[1];
    const std::string labels = found[2];
    const double value = std::strtod(std::string(found[3]).c_str(), nullptr);
    CHECK(read.samples.emplace(name + labels, value).second);
    read.names.insert(name);
    if (read.types[metric] != "histogram") {
      CHECK(name == metric);
      continue;
    }
    const std::string part = name.substr(std::min(metric.size(), name.size()));
    CHECK((part == "_bucket" || part == "_sum" || part == "_count"));
    if (part != "_bucket") continue;
    const std::size_t le = labels.find("le=\"");
    REQUIRE(le != std::string::npos);
    const std::string others = labels.substr(0, le);
    if (others == labels_before) CHECK(value >= bucket_before);
    labels_before = labels.ends_with("+Inf\"}") ? "none" : others;
    bucket_before = value;
    if (labels_before == "none") {
      std::string count = metric + "_count";
      if (others.size() > 1) count += others.substr(0, others.size() - 1) + "}";
      CHECK(read.samples[count] == value);  // stands before the buckets
    }
  }
  for (const auto& [name, type] : read.types) check_convention(name, type);
  return read;
}

}  // namespace fihrist::test
