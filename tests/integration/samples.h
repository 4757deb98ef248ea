// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The samples of tests/corpus as an index, and what every test of the server asks of an error.
#pragma once

#include <doctest/doctest.h>
#include <httplib.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "indexer/build.h"
#include "tests/temporary_folder.h"

namespace fihrist::test {

inline void build_index(const std::filesystem::path& source, const std::filesystem::path& index,
                        std::size_t articles) {
  indexer::BuildOptions options;
  options.index = index;
  options.ingest.sources = {source};
  options.built_by = "test";
  const indexer::BuildSummary summary = indexer::build(options);
  REQUIRE(summary.ingest.clean());
  REQUIRE(summary.ingest.kept == articles);
}

inline void build_samples(const std::filesystem::path& index) {
  build_index(std::filesystem::path(FIHRIST_SOURCE_DIR) / "tests/corpus", index, 46);
}

struct Samples {
  TemporaryFolder folder;
  std::filesystem::path index = folder.path() / "index";
  Samples() { build_samples(index); }
};

// One index for all cases that only read it.
inline const std::filesystem::path& sample_index() {
  static const Samples kSamples;
  return kSamples.index;
}

inline void check_problem(const httplib::Response& response, int status, const std::string& code,
                          const std::string& parameter) {
  REQUIRE(response.status == status);
  CHECK(response.get_header_value("Content-Type") == "application/problem+json");
  const nlohmann::json problem = nlohmann::json::parse(response.body);
  CHECK(problem["status"] == status);
  CHECK(problem["code"] == code);
  CHECK(!problem["detail"].get<std::string>().empty());
  if (!parameter.empty()) CHECK(problem["parameter"] == parameter);
}

}  // namespace fihrist::test
