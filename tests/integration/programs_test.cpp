// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The two programs as a script sees them: exit codes, output, signals.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

#include "tests/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using fihrist::test::TemporaryFolder;

struct Finished {
  int code = -1;
  std::string output;  // standard output and error
};

Finished run(const std::string& command) {
  Finished finished;
  std::FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  char buffer[4096];
  while (const std::size_t got = std::fread(buffer, 1, sizeof buffer, pipe)) {
    finished.output.append(buffer, got);
  }
  const int status = pclose(pipe);
  finished.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return finished;
}

Finished build(const TemporaryFolder& folder, const std::string& source) {
  return run(std::string(FIHRIST_INDEX_PROGRAM) + " build --out " +
             (folder.path() / "index").string() + " " + source);
}

void write(const fs::path& path, const std::string& text) { std::ofstream(path) << text; }

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("fihrist-index analyze tells what became of each word") {
  const std::string program = FIHRIST_INDEX_PROGRAM;
  const Finished told = run(program + " analyze 'والوزراء F16'");
  CHECK(told.code == 0);
  CHECK(told.output ==
        "والوزراء\tوالوزراء\tوزير\tproclitic:وال word:وزراء broken_plural:وزير\nF16\tf16\tf16\t\n");
  const Finished piped = run("printf 'وزير\\nوزراء\\n' | " + program + " analyze -");
  CHECK(piped.code == 0);
  CHECK(piped.output ==
        "وزير\tوزير\tوزير\tword:وزير\nوزراء\tوزراء\tوزير\tword:وزراء broken_plural:وزير\n");
  CHECK(run(program + " analyze").code == 2);
}

TEST_CASE("edited word lists: an index wants the same ones in the daemon") {
  const TemporaryFolder folder;
  const fs::path lists = folder.path() / "lists";
  fs::create_directory(lists);
  write(folder.path() / "a.jsonl", "{\"body\":\"وصلت الغرانيق أمس.\"}\n");
  write(lists / "broken_plurals.tsv", "غرنوق\tغرانيق\n");
  const std::string index = (folder.path() / "index").string();
  const std::string with_lists = " --word-lists " + lists.string();
  const std::string program = FIHRIST_INDEX_PROGRAM;
  CHECK(run(program + " build --out " + index + with_lists + " " +
            (folder.path() / "a.jsonl").string())
            .code == 0);
  const Finished told = run(program + " analyze" + with_lists + " الغرانيق");
  CHECK(has(told.output, "broken_plural:غرنوق"));
  // A daemon with the built-in lists says what does not fit, and what to run.
  const Finished refused = run("timeout 2 " + std::string(FIHRISTD_PROGRAM) + " --index " + index +
                               " --listen 127.0.0.1:0");
  CHECK(has(refused.output, "other word lists"));
  CHECK(has(refused.output, "fihrist-index build"));
  const Finished served = run("timeout 2 " + std::string(FIHRISTD_PROGRAM) + " --index " + index +
                              " --listen 127.0.0.1:0" + with_lists);
  CHECK(has(served.output, "1 articles"));

  write(lists / "variants.tsv", "# spellings\nأمريكا\n");
  const Finished failed = run(program + " analyze" + with_lists + " نص");
  CHECK(failed.code == 1);
  CHECK(has(failed.output, "variants.tsv:2: "));
  CHECK(run(program + " analyze --word-lists /nonexistent نص").code == 1);
}

TEST_CASE("fihrist-index: exit codes that a script can trust") {
  const TemporaryFolder folder;
  const std::string good = (folder.path() / "good.jsonl").string();
  write(good, "{\"body\":\"مقال أول قصير.\"}\n{\"body\":\"مقال ثانٍ قصير.\"}\n");

  const Finished done = build(folder, good);
  CHECK(done.code == 0);
  CHECK(has(done.output, "kept     2"));
  CHECK(has(done.output, "generation-000001"));

  const std::string bad = (folder.path() / "bad.jsonl").string();
  write(bad,
        "{\"id\":\"1\",\"body\":\"نص\"}\n{broken\n{\"id\":\"1\",\"body\":\"مكرر\"}\n{\"id\":\"3\"}"
        "\n");
  const Finished with_problems = build(folder, bad);
  CHECK(with_problems.code == 3);
  CHECK(has(with_problems.output, "bad.jsonl:2: is no JSON"));
  CHECK(has(with_problems.output, "bad.jsonl:3: has the id `1`"));
  CHECK(has(with_problems.output, "bad.jsonl:1"));
  CHECK(has(with_problems.output, "bad.jsonl:4: has no text"));
  CHECK(has(with_problems.output, "kept     1"));

  CHECK(build(folder, (folder.path() / "nowhere").string()).code == 1);
  CHECK(run(std::string(FIHRIST_INDEX_PROGRAM) + " build").code == 2);
  CHECK(run(std::string(FIHRIST_INDEX_PROGRAM) + " biuld").code == 2);
  CHECK(run(std::string(FIHRIST_INDEX_PROGRAM) + " --help").code == 0);

  write(folder.path() / "empty.txt", "\n");
  const Finished nothing = build(folder, (folder.path() / "empty.txt").string());
  CHECK(nothing.code == 1);
  CHECK(has(nothing.output, "left as it was"));
}

TEST_CASE("fihristd: usage errors and a busy port are told") {
  const std::string program = FIHRISTD_PROGRAM;
  CHECK(run(program + " --threads 0").code == 2);
  CHECK(run(program + " --nonsense").code == 2);
  const Finished open = run(program + " --listen 0.0.0.0:0");
  CHECK(open.code == 2);
  CHECK(has(open.output, "allow_anonymous"));
}

TEST_CASE("fihristd: answers, and ends cleanly on SIGTERM") {
  const TemporaryFolder folder;
  const fs::path log = folder.path() / "log";
  const pid_t daemon = fork();
  REQUIRE(daemon >= 0);
  if (daemon == 0) {
    const std::string index = (folder.path() / "none").string();
    if (std::freopen(log.c_str(), "w", stdout) == nullptr) _exit(99);
    execl(FIHRISTD_PROGRAM, FIHRISTD_PROGRAM, "--index", index.c_str(), "--listen", "127.0.0.1:0",
          static_cast<char*>(nullptr));
    _exit(99);
  }
  const auto logged = [&] {
    std::ostringstream text;
    text << std::ifstream(log).rdbuf();
    return text.str();
  };
  for (int i = 0; i < 200 && !has(logged(), "listening on"); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  CHECK(has(logged(), "fihrist-index build --out"));  // there is no index: it says what to run
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  REQUIRE(kill(daemon, SIGTERM) == 0);
  int status = 0;
  REQUIRE(waitpid(daemon, &status, 0) == daemon);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  CHECK(has(logged(), "stopped"));
}
