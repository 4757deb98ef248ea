// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Builds and updates that die: killed at any moment, or with no room on the disk.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "arabic/analyzer.h"
#include "index/generations.h"
#include "indexer/check.h"
#include "tests/integration/program.h"
#include "tests/integration/running_server.h"
#include "tests/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using namespace fihrist;
using test::TemporaryFolder;

const std::string kProgram = FIHRIST_INDEX_PROGRAM;

// So many articles of some sentences, by chance from a few words, one a line.
void write_articles(const fs::path& path, std::size_t count, unsigned seed) {
  const std::vector<std::string> words = {"المدينة", "القطار", "وصل", "مساء", "الوزير", "السوق",
                                          "اجتماع",  "الوادي", "خبر", "مياه", "الجسر",  "افتتح",
                                          "مدرسة",   "صباح",   "ريح", "قال",  "مصدر",   "طريق"};
  std::mt19937 random(seed);
  std::ofstream file(path);
  for (std::size_t i = 0; i < count; ++i) {
    file << "{\"id\":\"" << i << "\",\"body\":\"عاجل";
    for (int word = 0; word < 120; ++word) file << ' ' << words[random() % words.size()];
    file << ".\"}\n";
  }
}

// Starts a program with its output thrown away. `file_limit` in bytes, 0 for none.
pid_t start(const std::vector<std::string>& arguments, rlim_t file_limit = 0) {
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const int null = open("/dev/null", O_WRONLY);
    dup2(null, STDOUT_FILENO);
    dup2(null, STDERR_FILENO);
    if (file_limit > 0) {
      const rlimit limit{file_limit, file_limit};
      setrlimit(RLIMIT_FSIZE, &limit);
      signal(SIGXFSZ, SIG_IGN);  // writing fails instead
    }
    execv(argv[0], argv.data());
    _exit(99);
  }
  return child;
}

int wait_for(pid_t child) {
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::vector<std::string> faults_of(const fs::path& index) {
  return indexer::check(index, arabic::built_in_analysis().identity).faults;
}

// What a build that was not killed leaves: the current generation and the one before, nothing else.
std::size_t entries(const fs::path& index) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(index), fs::directory_iterator()));
}

// So many articles in a file, and an index that was built from them.
struct Archive {
  explicit Archive(std::size_t count) {
    write_articles(articles, count, 1);
    REQUIRE(wait_for(start({kProgram, "build", "--out", index.string(), articles.string()})) == 0);
  }

  const TemporaryFolder folder;
  const fs::path index = folder.path() / "index";
  const fs::path articles = folder.path() / "articles.jsonl";
};

// How often to kill: FIHRIST_KILLS overrides it for a longer trial.
int kills(int usual) {
  const char* wanted = std::getenv("FIHRIST_KILLS");
  return wanted == nullptr ? usual : std::max(1, std::atoi(wanted));
}

}  // namespace

TEST_CASE("builds killed at random moments leave an index that answers") {
  const Archive archive(100);
  const fs::path& index = archive.index;
  const fs::path& articles = archive.articles;
  write_articles(articles, 6000, 2);
  const auto begin = std::chrono::steady_clock::now();
  REQUIRE(wait_for(start({kProgram, "build", "--out", (archive.folder.path() / "other").string(),
                          articles.string()})) == 0);
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - begin);

  test::RunningServer server(index);
  std::mt19937 random(20250101);
  int killed = 0;
  for (int i = 0; i < kills(12); ++i) {
    const pid_t child = start({kProgram, "build", "--out", index.string(), articles.string()});
    std::this_thread::sleep_for(whole * static_cast<int>(random() % 1000) / 1000);
    kill(child, SIGKILL);
    if (wait_for(child) == -1) ++killed;
    CHECK(faults_of(index).empty());
    CHECK(!server.search("القطار")["hits"].empty());
  }
  CHECK(killed > 0);
  // The next build clears away what the dead ones left.
  REQUIRE(wait_for(start({kProgram, "build", "--out", index.string(), articles.string()})) == 0);
  CHECK(entries(index) <= 4);  // stub, lock, this generation and the former
  CHECK_FALSE(fs::exists(index / "building"));
  CHECK(faults_of(index).empty());
}

TEST_CASE("updates killed at random moments leave a whole index, and the next one completes it") {
  const Archive archive(1500);
  const fs::path& index = archive.index;
  const fs::path& articles = archive.articles;
  test::RunningServer server(index);
  std::mt19937 random(7);
  for (int i = 0; i < kills(8); ++i) {
    write_articles(articles, 1500, 10 + static_cast<unsigned>(i));
    const pid_t child = start({kProgram, "update", "--index", index.string(), articles.string()});
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 900));
    kill(child, SIGKILL);
    wait_for(child);
    CHECK(faults_of(index).empty());
    CHECK(!server.search("القطار")["hits"].empty());
  }
  CHECK(wait_for(start({kProgram, "update", "--index", index.string(), articles.string()})) == 0);
  const test::Finished again = test::run(kProgram + " update --summary-json - --index " +
                                         index.string() + " " + articles.string());
  CHECK(nlohmann::json::parse(again.output)["unchanged"] == 1500);
  CHECK(faults_of(index).empty());
}

TEST_CASE("without room to write, the former index goes on serving") {
  const Archive archive(100);
  const fs::path& index = archive.index;
  const fs::path& articles = archive.articles;
  const std::string former = index::current_generation(index);
  write_articles(articles, 3000, 2);
  test::RunningServer server(index);
  for (const rlim_t limit : {rlim_t{10'000}, rlim_t{100'000}, rlim_t{1'000'000}}) {
    INFO("no file over ", limit);
    CHECK(wait_for(start({kProgram, "build", "--out", index.string(), articles.string()}, limit)) ==
          1);
    CHECK(index::current_generation(index) == former);
    CHECK_FALSE(fs::exists(index / "building"));
    CHECK(wait_for(start({kProgram, "update", "--index", index.string(), articles.string()},
                         limit)) == 1);
    CHECK(faults_of(index).empty());
    CHECK(server.search("القطار")["total"]["value"] <= 100);
  }
  CHECK(wait_for(start({kProgram, "update", "--index", index.string(), articles.string()})) == 0);
  CHECK(faults_of(index).empty());
}

TEST_CASE("an update is seen by a daemon that serves, and no request fails meanwhile") {
  const Archive archive(400);
  const fs::path& index = archive.index;
  const fs::path& articles = archive.articles;
  test::RunningServer server(index);
  std::atomic<bool> stop = false;
  std::atomic<int> asked = 0;
  std::atomic<int> failed = 0;
  std::vector<std::jthread> readers;
  for (int i = 0; i < 2; ++i) {
    readers.emplace_back([&] {
      httplib::Client client("127.0.0.1", server.port());
      client.set_tcp_nodelay(true);
      while (!stop) {
        const auto answer = client.Get("/v1/search?q=%D8%A7%D9%84%D9%82%D8%B7%D8%A7%D8%B1");
        if (!answer || answer->status != 200) ++failed;
        ++asked;
      }
    });
  }
  for (int round = 0; round < 6; ++round) {
    const std::string word = "كلمة" + std::string(static_cast<std::size_t>(round + 1), 'x');
    std::ofstream(articles, std::ios::app)
        << "{\"id\":\"new" << round << "\",\"body\":\"ظهرت " << word << " في النص.\"}\n";
    REQUIRE(wait_for(start({kProgram, "update", "--index", index.string(), articles.string()})) ==
            0);
    // The daemon looks once a second; the rest is for a machine that is busy.
    const auto published = std::chrono::steady_clock::now();
    bool seen = false;
    while (!seen && std::chrono::steady_clock::now() - published < std::chrono::seconds(20)) {
      seen = server.search(word.substr(std::string("كلمة").size()))["total"]["value"] == 1;
      if (!seen) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    CHECK(seen);
  }
  stop = true;
  readers.clear();
  CHECK(failed == 0);
  CHECK(asked > 50);
}
