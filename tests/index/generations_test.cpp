// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// An index on disk: what is opened, what is refused, and what a build leaves behind.

#include "index/generations.h"

#include <doctest/doctest.h>
#include <stdlib.h>
#include <xapian.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

#include "arabic/analyzer.h"
#include "index/errors.h"
#include "index/schema.h"
#include "index/stamp.h"
#include "tests/temporary_folder.h"

namespace fihrist::index {
namespace {

namespace fs = std::filesystem;

using test::TemporaryFolder;

// A database of one document, whose data is `data`.
// Of the analysis that this program has.
const arabic::Identity& analysis() { return arabic::built_in_analysis().identity; }

void write_database(const fs::path& folder, const std::string& data, const Stamp* stamp) {
  Xapian::WritableDatabase database(folder.string(), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
  Xapian::Document document;
  document.set_data(data);
  document.add_boolean_term(make_term(kIdPrefix, data));
  database.add_document(document);
  if (stamp != nullptr) write_stamp(*stamp, database);
  database.commit();
  database.close();
}

std::string publish(const fs::path& index, const std::string& data, const Stamp* stamp) {
  GenerationBuild build(index);
  const fs::path database = build.workspace() / "database";
  write_database(database, data, stamp);
  return build.publish(database);
}

std::string publish(const fs::path& index, const std::string& data) {
  const Stamp stamp = make_stamp("fihrist test", analysis());
  return publish(index, data, &stamp);
}

std::string data_of(const Xapian::Database& database) {
  return database.get_document(1).get_data();
}

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    names.insert(entry.path().filename().string());
  }
  return names;
}

void write_file(const fs::path& path, std::string_view text) {
  std::ofstream(path) << text;
  REQUIRE(fs::exists(path));
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// The message of the `Error` that `act` throws; empty, and a failure, if it throws nothing. Another
// exception ends the test.
template <typename Error>
std::string message_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    return error.what();
  }
  FAIL_CHECK("nothing was thrown");
  return {};
}

TEST_CASE("where no index is, the message says how to build one") {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "empty");
  for (const char* name : {"nothing-here", "empty"}) {
    const fs::path index = folder.path() / name;
    INFO(index.string());
    for (const std::string& message :
         {message_of<IndexMissing>([&] { open_index(index, analysis()); }),
          message_of<IndexMissing>([&] { current_generation(index); })}) {
      CHECK(contains(message, "fihrist-index build"));
      CHECK(contains(message, index.string()));
    }
  }
}

TEST_CASE("a published database is opened, with its stamp") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "deep" / "index";
  const Stamp written = make_stamp("fihrist test", analysis());
  CHECK(publish(index, "أولا", &written) == "generation-000001");

  const OpenIndex open = open_index(index, analysis());
  CHECK(open.generation == "generation-000001");
  CHECK(open.generation == current_generation(index));
  CHECK(data_of(open.database) == "أولا");
  CHECK(open.stamp.schema == kSchemaVersion);
  CHECK(open.stamp.analysis == arabic::Analyzer::kVersion);
  CHECK(open.stamp.analysis_checksum == analysis().checksum);
  CHECK(open.stamp.unicode == analysis().unicode);
  CHECK(open.stamp.built_by == "fihrist test");
  CHECK(open.stamp.built_at == written.built_at);
  CHECK(names_in(index) == std::set<std::string>{"XAPIANDB", "build.lock", "generation-000001"});
}

TEST_CASE("Xapian's own tools open the folder as a database") {
  const TemporaryFolder folder;
  publish(folder.path(), "أولا");
  publish(folder.path(), "ثانيا");
  CHECK(data_of(Xapian::Database(folder.path().string())) == "ثانيا");
}

TEST_CASE("the second publication keeps the former generation, the third removes the first") {
  const TemporaryFolder folder;
  const fs::path& index = folder.path();
  publish(index, "أولا");
  const OpenIndex first = open_index(index, analysis());

  CHECK(publish(index, "ثانيا") == "generation-000002");
  CHECK(current_generation(index) == "generation-000002");
  CHECK(data_of(open_index(index, analysis()).database) == "ثانيا");
  CHECK(data_of(first.database) == "أولا");  // whoever reads the former reads on
  CHECK(fs::exists(index / "generation-000001"));

  CHECK(publish(index, "ثالثا") == "generation-000003");
  CHECK(data_of(open_index(index, analysis()).database) == "ثالثا");
  CHECK(names_in(index) ==
        std::set<std::string>{"XAPIANDB", "build.lock", "generation-000002", "generation-000003"});
}

TEST_CASE("a rollback goes to the former generation, and back; the next build keeps it as former") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "index";
  CHECK(contains(message_of<IndexMissing>([&] { roll_back(index, analysis()); }), "build"));
  publish(index, "first");
  CHECK(contains(message_of<IndexMissing>([&] { roll_back(index, analysis()); }), "go back to"));
  publish(index, "second");
  CHECK(roll_back(index, analysis()) == "generation-000001");
  CHECK(data_of(open_index(index, analysis()).database) == "first");
  CHECK(roll_back(index, analysis()) == "generation-000002");
  CHECK(data_of(open_index(index, analysis()).database) == "second");
  roll_back(index, analysis());
  CHECK(publish(index, "third") == "generation-000003");
  CHECK(names_in(index) ==
        std::set<std::string>{"XAPIANDB", "build.lock", "generation-000001", "generation-000003"});
}

TEST_CASE("a rollback to what cannot be served changes nothing") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "index";
  Stamp other = make_stamp("fihrist test", analysis());
  ++other.schema;
  publish(index, "first", &other);
  publish(index, "second");
  message_of<IndexMismatch>([&] { roll_back(index, analysis()); });
  CHECK(current_generation(index) == "generation-000002");
  const WriterLock lock(index);
  message_of<IndexBusy>([&] { roll_back(index, analysis()); });
  CHECK(current_generation(index) == "generation-000002");
}

TEST_CASE("a build that publishes nothing changes nothing") {
  const TemporaryFolder folder;
  publish(folder.path(), "أولا");
  const std::set<std::string> before = names_in(folder.path());
  {
    GenerationBuild build(folder.path());
    write_database(build.workspace() / "database", "ثانيا", nullptr);
    CHECK(current_generation(folder.path()) == "generation-000001");
  }
  CHECK(names_in(folder.path()) == before);
  CHECK(data_of(open_index(folder.path(), analysis()).database) == "أولا");
}

TEST_CASE("a database that Fihrist did not build is refused") {
  SUBCASE("in the place of an index") {
    const TemporaryFolder folder;
    write_database(folder.path(), "غريب", nullptr);
    const std::string message =
        message_of<IndexMismatch>([&] { open_index(folder.path(), analysis()); });
    CHECK(contains(message, "fihrist-index build"));
    CHECK(contains(message, folder.path().string()));
    message_of<IndexMismatch>([&] { GenerationBuild build(folder.path()); });
    CHECK(data_of(Xapian::Database(folder.path().string())) == "غريب");
  }
  SUBCASE("published without a stamp") {
    const TemporaryFolder folder;
    publish(folder.path(), "غريب", nullptr);
    const std::string message =
        message_of<IndexMismatch>([&] { open_index(folder.path(), analysis()); });
    CHECK(contains(message, "fihrist-index build"));
  }
  SUBCASE("behind a Xapian stub of somebody else") {
    const TemporaryFolder folder;
    write_database(folder.path() / "other", "غريب", nullptr);
    for (const char* line : {"auto other\n", "glass generation-000001\n", "auto generation-\n",
                             "auto generation-1x\n", "auto ../other\n", "\n", ""}) {
      INFO(std::string(line));
      write_file(folder.path() / "XAPIANDB", line);
      message_of<IndexMismatch>([&] { open_index(folder.path(), analysis()); });
    }
  }
}

TEST_CASE("a stamp of another version is refused, and the message names what differs") {
  struct Row {
    std::string_view rule;
    std::function<void(Stamp&)> change;
    std::string named;
  };
  const Row kRows[] = {
      {"newer schema", [](Stamp& s) { s.schema = kSchemaVersion + 41; },
       "schema version " + std::to_string(kSchemaVersion + 41)},
      {"older schema", [](Stamp& s) { s.schema = 0; }, "schema version 0"},
      {"newer analysis", [](Stamp& s) { s.analysis = 977; }, "version 977 of the Arabic analysis"},
      {"older analysis", [](Stamp& s) { s.analysis = 0; }, "version 0 of the Arabic analysis"},
      {"other tables", [](Stamp& s) { s.analysis_checksum = "0123456789abcdef"; },
       "0123456789abcdef"},
      {"no checksum", [](Stamp& s) { s.analysis_checksum.clear(); }, "checksum"},
  };
  for (const Row& row : kRows) {
    INFO(row.rule);
    const TemporaryFolder folder;
    Stamp stamp = make_stamp("fihrist-index 9.8.7", analysis());
    row.change(stamp);
    publish(folder.path(), "أولا", &stamp);
    const std::string message =
        message_of<IndexMismatch>([&] { open_index(folder.path(), analysis()); });
    CHECK(contains(message, row.named));
    CHECK(contains(message, "fihrist-index 9.8.7"));
    CHECK(contains(message, "fihrist-index build"));
    CHECK(contains(message, folder.path().string()));
  }
}

TEST_CASE("another Unicode version with the same tables is welcome") {
  const TemporaryFolder folder;
  Stamp stamp = make_stamp("fihrist test", analysis());
  stamp.unicode = "1.0";
  publish(folder.path(), "أولا", &stamp);
  CHECK(open_index(folder.path(), analysis()).stamp.unicode == "1.0");
}

TEST_CASE("a refused index is mended by publishing a new one") {
  const TemporaryFolder folder;
  Stamp stamp = make_stamp("fihrist test", analysis());
  stamp.schema = kSchemaVersion + 1;
  publish(folder.path(), "أولا", &stamp);
  message_of<IndexMismatch>([&] { open_index(folder.path(), analysis()); });
  publish(folder.path(), "ثانيا");
  CHECK(data_of(open_index(folder.path(), analysis()).database) == "ثانيا");
}

TEST_CASE("a current generation that is gone is missing") {
  const TemporaryFolder folder;
  publish(folder.path(), "أولا");
  fs::remove_all(folder.path() / "generation-000001");
  const std::string message =
      message_of<IndexMissing>([&] { open_index(folder.path(), analysis()); });
  CHECK(contains(message, "generation-000001"));
  CHECK(contains(message, "fihrist-index build"));
}

TEST_CASE("one build at a time") {
  const TemporaryFolder folder;
  auto build = std::make_unique<GenerationBuild>(folder.path());
  write_file(build->workspace() / "half", "done");
  const std::string message =
      message_of<IndexBusy>([&] { GenerationBuild another(folder.path()); });
  CHECK(contains(message, folder.path().string()));
  CHECK(fs::exists(build->workspace() / "half"));  // the second did not touch the first's work
  build.reset();
  CHECK_NOTHROW(GenerationBuild(folder.path()));
}

TEST_CASE("what a dead build left is cleared away") {
  const TemporaryFolder folder;
  publish(folder.path(), "أولا");
  fs::create_directories(folder.path() / "building" / "database");
  write_file(folder.path() / "building" / "database" / "iamglass", "half");
  write_file(folder.path() / "XAPIANDB.new", "auto gen");
  CHECK(data_of(open_index(folder.path(), analysis()).database) == "أولا");
  {
    const GenerationBuild build(folder.path());
    CHECK(names_in(build.workspace()).empty());
  }
  CHECK_FALSE(fs::exists(folder.path() / "building"));
  CHECK(publish(folder.path(), "ثانيا") == "generation-000002");
  CHECK(data_of(open_index(folder.path(), analysis()).database) == "ثانيا");
}

TEST_CASE("a folder that holds anything else is refused, and left as it is") {
  for (const std::string name : {"thesis.odt", "generation-1.tar", ".hidden", "iamglass"}) {
    INFO(name);
    const TemporaryFolder folder;
    write_file(folder.path() / name, "precious");
    const std::string message =
        message_of<IndexMismatch>([&] { GenerationBuild build(folder.path()); });
    CHECK(contains(message, name));
    CHECK(contains(message, "--out"));
    CHECK(names_in(folder.path()) == std::set<std::string>{name});
  }
}

}  // namespace
}  // namespace fihrist::index
