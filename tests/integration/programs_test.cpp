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
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <thread>

#include "tests/integration/daemon_process.h"
#include "tests/integration/program.h"
#include "tests/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using fihrist::test::Finished;
using fihrist::test::has;
using fihrist::test::run;
using fihrist::test::TemporaryFolder;

Finished build(const TemporaryFolder& folder, const std::string& source) {
  return run(std::string(FIHRIST_INDEX_PROGRAM) + " build --out " +
             (folder.path() / "index").string() + " " + source);
}

void write(const fs::path& path, const std::string& text) { std::ofstream(path) << text; }

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

TEST_CASE("fihrist-index update, check and stats") {
  const TemporaryFolder folder;
  const std::string program = FIHRIST_INDEX_PROGRAM;
  const std::string lines = (folder.path() / "a.jsonl").string();
  const std::string of_index = " --index " + (folder.path() / "index").string() + " ";
  const Finished none = run(program + " update" + of_index + lines);
  CHECK(none.code == 1);
  CHECK(run(program + " check" + of_index).code == 1);

  write(lines, "{\"id\":\"1\",\"body\":\"نص أول قصير.\"}\n");
  CHECK(build(folder, lines).code == 0);
  write(lines,
        "{\"id\":\"1\",\"body\":\"نص أول قصير.\"}\n{\"id\":\"2\",\"body\":\"نص ثان قصير.\"}\n");
  const Finished updated = run(program + " update" + of_index + lines);
  CHECK(updated.code == 0);
  CHECK(has(updated.output, "added    1\n"));
  CHECK(has(updated.output, "as was   1\n"));
  const Finished piped = run("printf '{\"text\":\"نص ثالث قصير.\",\"id\":\"3\"}' | " + program +
                             " update" + of_index + "--map body=text --summary-json - -");
  CHECK(piped.code == 0);
  const auto summary = nlohmann::json::parse(piped.output);
  CHECK(summary["added"] == 1);
  CHECK(summary["articles"] == 3);

  CHECK(run(program + " update" + of_index).code == 2);
  CHECK(run(program + " update --prune" + of_index).code == 2);
  const Finished unknown = run(program + " update --delete 9 --delete 2" + of_index);
  CHECK(unknown.code == 3);
  CHECK(has(unknown.output, "no article has the id `9`"));
  CHECK(has(unknown.output, "deleted  1\n"));

  const Finished checked = run(program + " check" + of_index);
  CHECK(checked.code == 0);
  CHECK(has(checked.output, "whole"));
  const Finished stats = run(program + " stats --json" + of_index);
  CHECK(stats.code == 0);
  CHECK(nlohmann::json::parse(stats.output)["articles"] == 2);

  const Finished wrong_map = run(program + " update --map text=body" + of_index + lines);
  CHECK(wrong_map.code == 2);
  CHECK(has(wrong_map.output, "`text=body`"));
}

TEST_CASE("fihrist-index extract tells what would be cut, and why") {
  const TemporaryFolder folder;
  const std::string program = FIHRIST_INDEX_PROGRAM;
  write(
      folder.path() / "a.txt",
      "قطار الوادي يعود إلى السكة\nالمصدر: صحيفة <القمة>\nعاد قطار الوادي إلى السكة بعد انقطاع دام "
      "خمسة أعوام.\nتحميل المزيد\n");
  const Finished lines = run(program + " extract " + folder.path().string());
  CHECK(lines.code == 0);
  const auto article = nlohmann::json::parse(lines.output);
  CHECK(article["title"] == "قطار الوادي يعود إلى السكة");
  CHECK(article["source"] == "صحيفة <القمة>");
  CHECK(article["cuts"].size() == 3);
  CHECK(article["cuts"][2]["rule"] == "site chrome");
  CHECK(article["cuts"][2]["text"] == "تحميل المزيد");
  const Finished page = run(program + " extract --report html " + folder.path().string());
  CHECK(page.code == 0);
  CHECK(has(page.output, "<html lang=\"ar\" dir=\"rtl\">"));
  CHECK(has(page.output, "صحيفة &lt;القمة&gt;"));
  CHECK_FALSE(has(page.output, "<القمة>"));
}

TEST_CASE("fihristd: usage errors and a busy port are told") {
  const std::string program = FIHRISTD_PROGRAM;
  CHECK(run(program + " --threads 0").code == 2);
  CHECK(run(program + " --nonsense").code == 2);
  const Finished open = run(program + " --listen 0.0.0.0:0");
  CHECK(open.code == 2);
  CHECK(has(open.output, "allow_anonymous"));
}

TEST_CASE("fihristd key and user: what a script can trust") {
  const TemporaryFolder folder;
  const std::string program = FIHRISTD_PROGRAM;
  const std::string file = (folder.path() / "keys").string();
  const std::string of_file = " --keys " + file;
  const Finished made = run("(" + program + " key add app" + of_file + ") 2>/dev/null");
  CHECK(made.code == 0);
  CHECK(made.output.starts_with("fihrist_"));
  CHECK(made.output.size() == 8 + 43 + 1);
  const Finished again = run(program + " key add app" + of_file);
  CHECK(again.code == 1);
  CHECK(has(again.output, file + ": has a key `app` already"));
  CHECK(has(again.output, "fihristd key revoke app"));
  const Finished bad_name = run(program + " key add 'a b'" + of_file);
  CHECK(bad_name.code == 1);
  CHECK(has(bad_name.output, "`a b` cannot be a name"));
  const Finished listed = run("FIHRIST_KEYS=" + file + " " + program + " key list");
  CHECK(listed.code == 0);
  CHECK(listed.output.starts_with("app\t20"));
  CHECK(!has(listed.output, "blake2b"));

  CHECK(run("printf 'open sesame\\n' | " + program + " user add salma" + of_file).code == 0);
  const Finished short_one = run("echo short | " + program + " user add omar" + of_file);
  CHECK(short_one.code == 1);
  CHECK(has(short_one.output, "8 characters"));
  CHECK(has(run(program + " user list" + of_file).output, "salma\t20"));
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  CHECK(!has(text.str(), "sesame"));
  CHECK(!has(text.str(), made.output.substr(8, 43)));

  CHECK(run(program + " key revoke app" + of_file).code == 0);
  const Finished gone = run(program + " key revoke app" + of_file);
  CHECK(gone.code == 1);
  CHECK(has(gone.output, "has no key `app`"));
  CHECK(run(program + " user remove salma" + of_file).code == 0);
  const Finished none = run(program + " user list" + of_file);
  CHECK(none.code == 0);
  CHECK(has(none.output, "has no users"));

  const Finished which = run(program + " key list");
  CHECK(which.code == 2);
  CHECK(has(which.output, "--keys FILE"));
  CHECK(run(program + " key").code == 2);
  CHECK(run(program + " key add" + of_file).code == 2);
  CHECK(run(program + " key --help").code == 0);
  CHECK(run(program + " key list --keys " + file + ".none").code == 1);

  write(file, "nonsense\n");
  const Finished broken =
      run("timeout 5 " + program + " --index none --listen 127.0.0.1:0" + of_file);
  CHECK(broken.code == 2);
  CHECK(has(broken.output, file + ":1: must begin with `key` or `user`"));
  const Finished no_log =
      run("timeout 5 " + program + " --listen 127.0.0.1:0 --audit-log " + file + "/log");
  CHECK(no_log.code == 2);
  CHECK(has(no_log.output, "audit log"));
}

TEST_CASE("fihristd: without an index it says what to run, and ends cleanly on SIGTERM") {
  const TemporaryFolder folder;
  fihrist::test::DaemonProcess daemon({"--index", (folder.path() / "none").string()});
  CHECK(has(daemon.log(), "fihrist-index build --out"));
  CHECK(daemon.end(SIGTERM) == 0);
  CHECK(has(daemon.log(), "stopped"));
}
