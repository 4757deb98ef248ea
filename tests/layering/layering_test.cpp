// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Holds the arrows of ARCHITECTURE.md: which room may include which, and where third-party headers
// may appear.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

// Room -> the rooms whose headers it may include, besides its own.
const std::map<std::string, std::set<std::string>> kArrows = {
    {"arabic", {}},
    {"index", {"arabic"}},
    {"indexer/extract", {"index", "arabic"}},
    {"indexer/sources", {"indexer/extract", "index", "arabic"}},
    {"indexer", {"indexer/sources", "indexer/extract", "index", "arabic"}},
    {"server/search", {"index", "arabic"}},
    {"server/web", {}},
    {"server/access", {"arabic"}},
    {"server/metrics", {}},
    {"server/pages", {"server/search", "server/web", "index", "arabic"}},
    {"server/http",
     {"server/access", "server/metrics", "server/pages", "server/search", "server/web", "index",
      "arabic"}},
    {"server", {"server/access", "server/http", "server/search", "index", "arabic"}},
};

// Beginning of a third-party header -> the rooms that may include it.
const std::map<std::string, std::set<std::string>> kThirdParty = {
    {"unicode/", {"arabic"}},
    {"libstemmer.h", {"arabic"}},
    {"xapian.h", {"index", "indexer", "server/search"}},
    {"httplib.h", {"server/http"}},
    {"kainjow/", {"server/pages"}},
    {"nlohmann/",
     {"indexer", "indexer/sources", "indexer/extract", "server", "server/access", "server/http"}},
    {"zlib.h", {"indexer/sources", "server/http"}},
    {"zstd.h", {"indexer/sources"}},
    {"libxml/", {"indexer/sources"}},
    {"uchardet/", {"indexer/sources"}},
    {"gumbo.h", {"indexer/extract"}},
    {"cld2/", {"indexer/extract"}},
    {"systemd/", {"server"}},
    {"sodium.h", {"server/access"}},
    {"toml++/", {"server"}},
    {"prometheus/", {"server/metrics"}},
    {"CLI/", {"indexer", "server"}},
    {"spdlog/", {"server", "server/http"}},
    {"xxhash.h", {"arabic", "index", "indexer", "server/http"}},
};

std::string room_of(const std::string& path) { return path.substr(0, path.rfind('/')); }

// What is wrong with one file's includes, a line each.
std::vector<std::string> check_file(const std::string& path, const std::string& text) {
  static const std::regex kInclude("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]");
  std::vector<std::string> wrong;
  const std::string room = room_of(path);
  const auto arrows = kArrows.find(room);
  if (arrows == kArrows.end()) return {path + ": the room " + room + " is not on the map"};
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::smatch found;
    if (!std::regex_search(line, found, kInclude)) continue;
    const std::string header = found[2];
    if (found[1] == "\"") {
      const std::string other = room_of(header);
      if (other != room && arrows->second.count(other) == 0) {
        wrong.push_back(path + ": " + room + " must not include " + header);
      }
      continue;
    }
    for (const auto& [beginning, rooms] : kThirdParty) {
      if (header.starts_with(beginning) && rooms.count(room) == 0) {
        wrong.push_back(path + ": " + header + " does not belong into " + room);
      }
    }
  }
  return wrong;
}

bool is_source(const fs::path& path) {
  return path.extension() == ".h" || path.extension() == ".cpp" || path.extension() == ".in";
}

}  // namespace

TEST_CASE("every include goes along an arrow") {
  const fs::path root = FIHRIST_SOURCE_DIR;
  std::size_t files = 0;
  for (const char* top : {"arabic", "index", "indexer", "server"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / top)) {
      if (!entry.is_regular_file() || !is_source(entry.path())) continue;
      std::ifstream file(entry.path());
      std::ostringstream text;
      text << file.rdbuf();
      ++files;
      for (const std::string& wrong :
           check_file(entry.path().lexically_relative(root).generic_string(), text.str())) {
        FAIL_CHECK(wrong);
      }
    }
  }
  CHECK(files > 40);  // else the search looked in the wrong place
}

TEST_CASE("an include against the arrows is found") {
  struct Row {
    const char* path;
    const char* text;
    const char* complaint;
  };
  const Row rows[] = {
      {"arabic/fold.cpp", "#include \"index/article.h\"\n",
       "arabic/fold.cpp: arabic must not include index/article.h"},
      {"server/search/query.cpp", "#include \"server/http/json.h\"\n",
       "server/search/query.cpp: server/search must not include server/http/json.h"},
      {"indexer/build.cpp", "#include <unicode/uchar.h>\n",
       "indexer/build.cpp: unicode/uchar.h does not belong into indexer"},
      {"server/search/searcher.cpp", "  #  include <httplib.h>\n",
       "server/search/searcher.cpp: httplib.h does not belong into server/search"},
      {"server/http/server.cpp", "#include <prometheus/counter.h>\n",
       "server/http/server.cpp: prometheus/counter.h does not belong into server/http"},
      {"server/access/access.cpp", "#include \"server/http/server.h\"\n",
       "server/access/access.cpp: server/access must not include server/http/server.h"},
      {"server/http/access_guard.cpp", "#include <sodium.h>\n",
       "server/http/access_guard.cpp: sodium.h does not belong into server/http"},
      {"utils/strings.h", "", "utils/strings.h: the room utils is not on the map"},
  };
  for (const Row& row : rows) {
    INFO(std::string(row.path));
    const auto wrong = check_file(row.path, row.text);
    REQUIRE(wrong.size() == 1);
    CHECK(wrong[0] == row.complaint);
  }
  CHECK(check_file("server/http/json.cpp", "#include \"server/search/searcher.h\"\n").empty());
}
