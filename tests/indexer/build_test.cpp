// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/build.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <ostream>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "index/article.h"
#include "index/errors.h"
#include "index/generations.h"
#include "index/stored_article.h"
#include "tests/indexer/packers.h"
#include "tests/indexer/workshop.h"

namespace fihrist::indexer {
namespace {

namespace fs = std::filesystem;

using testing::gzip;
using testing::Ids;
using testing::Workshop;
using testing::zstd;
using Counts = std::map<ProblemKind, std::size_t>;

bool publishes_nothing(const Workshop& shop) {
  try {
    index::open_index(shop.index(), arabic::built_in_analysis().identity);
  } catch (const index::IndexMissing&) {
    return true;
  }
  return false;
}

TEST_CASE("a build without problems is clean and counts what it read") {
  Workshop shop;
  const std::string line = R"({"id":"a","title":"سوق الخضار","body":"فتح السوق أبوابه."})";
  shop.write("a.jsonl", line + "\n\n  \n" + R"({"id":"b","body":"أغلق السوق أبوابه."})");
  shop.write("c.txt", "وصل المطر إلى الوادي.\n");
  const BuildSummary summary = shop.build();
  CHECK(summary.ingest.clean());
  CHECK(summary.ingest.files == 2);
  CHECK(summary.ingest.read == 3);
  CHECK(summary.ingest.kept == 3);
  CHECK(summary.ingest.passed_over.empty());
  CHECK(summary.ingest.bytes ==
        fs::file_size(shop.sources() / "a.jsonl") + fs::file_size(shop.sources() / "c.txt"));
  CHECK(summary.index_bytes > 0);
  CHECK(summary.generation == index::current_generation(shop.index()));
  CHECK(shop.problems().empty());
  CHECK(shop.ids() == Ids{"a", "b", "c"});
  CHECK(shop.articles().front().title == "سوق الخضار");
  CHECK(shop.articles().front().body == "فتح السوق أبوابه.");
}

TEST_CASE("every field of a JSON line comes into the index") {
  Workshop shop;
  shop.write("a.jsonl",
             R"({"id":"a","title":"سوق الخضار يفتح","body":"فقرة أولى.\nفقرة ثانية.",)"
             R"("url":"https://n.example/1","source":"القمة","author":"هدى السالم",)"
             R"("published":"2024-08-19T10:00:00+03:00","updated":"20 أغسطس 2024",)"
             R"("keywords":"سوق، خضار,مدينة","language":"ar","other":[1,{}]})"
             "\n"
             R"({"id":"b","body":"نص.","title":null,"keywords":[" سوق ",""],"published":null})");
  CHECK(shop.build().ingest.clean());
  const std::vector<index::Article> articles = shop.articles();
  REQUIRE(articles.size() == 2);
  index::Article wanted;
  wanted.id = "a";
  wanted.title = "سوق الخضار يفتح";
  wanted.body = "فقرة أولى.\nفقرة ثانية.";
  wanted.url = "https://n.example/1";
  wanted.source = "القمة";
  wanted.author = "هدى السالم";
  wanted.published = index::make_moment(2024, 8, 19, 10, 0, 0, std::chrono::hours(3));
  wanted.updated = index::make_moment(2024, 8, 20);
  wanted.keywords = {"سوق", "خضار", "مدينة"};
  wanted.language = "ar";
  CHECK((articles[0] == wanted));
  CHECK(articles[1].keywords == std::vector<std::string>{"سوق"});
  CHECK(articles[1].title.empty());
  CHECK_FALSE(articles[1].published.has_value());
}

TEST_CASE("each problem is counted and told with its file and line, and reading goes on") {
  struct Row {
    std::string_view rule;
    std::string line;  // the second of three
    ProblemKind kind;
    std::size_t kept;
    std::string says;  // a part of the message
  };
  const Row rows[] = {
      {"broken JSON", R"({"id":"x","body":)", ProblemKind::kBrokenJson, 2, "no JSON"},
      {"text behind the object", R"({"body":"نص."} {})", ProblemKind::kBrokenJson, 2, "no JSON"},
      {"an array", R"(["id","x"])", ProblemKind::kBrokenJson, 2, "array"},
      {"a text", R"("نص")", ProblemKind::kBrokenJson, 2, "string"},
      {"null", "null", ProblemKind::kBrokenJson, 2, "null"},
      {"half a surrogate pair", R"({"body":"\ud800"})", ProblemKind::kBrokenJson, 2, "no JSON"},
      {"a title of the wrong type", R"({"id":"x","body":"نص.","title":["أ"]})",
       ProblemKind::kBadField, 3, "`title`"},
      {"keywords of the wrong type", R"({"id":"x","body":"نص.","keywords":5})",
       ProblemKind::kBadField, 3, "`keywords`"},
      {"a keyword of the wrong type", R"({"id":"x","body":"نص.","keywords":["أ",5]})",
       ProblemKind::kBadField, 3, "`keywords`"},
      {"a date that cannot be read", R"({"id":"x","body":"نص.","published":"05/06/2025"})",
       ProblemKind::kBadField, 3, "05/06/2025"},
      {"an id of two lines", R"({"id":"x\ny","body":"نص."})", ProblemKind::kBadField, 3, "`id`"},
      {"an id that is too long", R"({"body":"نص.","id":")" + std::string(1025, 'x') + "\"}",
       ProblemKind::kBadField, 3, "`id`"},
      {"bytes that are no UTF-8", "{\"id\":\"x\",\"body\":\"نص \xFF.\"}", ProblemKind::kInvalidUtf8,
       3, "U+FFFD"},
      {"an article without a body", R"({"id":"x"})", ProblemKind::kEmptyArticle, 2, "no text"},
      {"an article of blanks", R"({"id":"x","body":" \n\t\r\n"})", ProblemKind::kEmptyArticle, 2,
       "no text"},
  };
  for (const Row& row : rows) {
    INFO(row.rule);
    Workshop shop;
    const fs::path file = shop.write("a.jsonl", R"({"id":"first","body":"نص أول."})"
                                                "\n" +
                                                    row.line + "\n" +
                                                    R"({"id":"last","body":"نص أخير."})"
                                                    "\n");
    const BuildSummary summary = shop.build();
    CHECK(summary.ingest.problems == Counts{{row.kind, 1}});
    CHECK(summary.ingest.kept == row.kept);
    REQUIRE(shop.problems().size() == 1);
    const Problem& problem = shop.problems().front();
    CHECK((problem.kind == row.kind));
    CHECK(problem.where.describe() == file.string() + ":2");
    CHECK(problem.message.find(row.says) != std::string::npos);
    const Ids ids = shop.ids();
    REQUIRE(ids.size() == row.kept);
    CHECK(ids.front() == "first");
    CHECK(ids.back() == "last");
    CHECK(is_skipped(row.kind) == (row.kept == 2));
  }
}

TEST_CASE("invalid UTF-8 is kept as U+FFFD, and told with the line of a text file") {
  Workshop shop;
  const fs::path file = shop.write("a.txt", "سطر أول.\nسطر \xC3\x28 ثان.\n");
  CHECK(shop.build().ingest.problems == Counts{{ProblemKind::kInvalidUtf8, 1}});
  CHECK(shop.problems().front().where.describe() == file.string() + ":2");
  CHECK(shop.articles().front().body == "سطر أول.\nسطر \uFFFD( ثان.");
}

TEST_CASE("an article with a title but no body is kept") {
  Workshop shop;
  shop.write("a.jsonl", R"({"id":"x","title":"سوق الخضار يفتح"})");
  CHECK(shop.build().ingest.clean());
  CHECK(shop.articles().front().title == "سوق الخضار يفتح");
}

TEST_CASE("an empty text file is skipped and told by its name alone") {
  Workshop shop;
  const fs::path empty = shop.write("a.txt", " \r\n\n");
  shop.write("b.txt", "نص.");
  CHECK(shop.build().ingest.problems == Counts{{ProblemKind::kEmptyArticle, 1}});
  CHECK(shop.problems().front().where.describe() == empty.string());
  CHECK(shop.ids() == Ids{"b"});
}

TEST_CASE("a duplicate id is skipped and told with the first place") {
  Workshop shop;
  const fs::path first = shop.write("a.jsonl", R"({"id":"other","body":"غيره."})"
                                               "\n"
                                               R"({"id":"x","body":"الأول."})");
  const fs::path second = shop.write("b.jsonl", R"({"id":"x","body":"الثاني."})");
  shop.write("x.txt", "الثالث.");
  const BuildSummary summary = shop.build();
  CHECK(summary.ingest.problems == Counts{{ProblemKind::kDuplicateId, 2}});
  CHECK(summary.ingest.read == 4);
  CHECK(summary.ingest.kept == 2);
  REQUIRE(shop.problems().size() == 2);
  CHECK(shop.problems()[0].where.describe() == second.string() + ":1");
  for (const Problem& problem : shop.problems()) {
    CHECK(problem.message.find(first.string() + ":2") != std::string::npos);
    CHECK(problem.message.find("`x`") != std::string::npos);
  }
  CHECK(shop.articles().back().body == "الأول.");
}

TEST_CASE("a file that cannot be read to its end is told, and the others are read") {
  std::mt19937 random(11);
  std::string lines;
  for (int i = 0; i < 20'000; ++i) {
    lines += R"({"id":"z)" + std::to_string(i) + R"(","body":"رقم )" + std::to_string(random()) +
             "\"}\n";
  }
  for (const bool gzipped : {true, false}) {
    INFO("gzip: ", gzipped);
    Workshop shop;
    const std::string packed = gzipped ? gzip("نص أول.") : zstd("نص أول.");
    const std::string ending = gzipped ? ".gz" : ".zst";
    shop.write("a.txt", "نص.");
    const fs::path text =
        shop.write("b.txt" + ending, std::string_view(packed).substr(0, packed.size() - 3));
    const fs::path gone = shop.sources() / "c.txt";
    fs::create_symlink(shop.sources() / "nowhere.txt", gone);
    shop.write("d.txt" + ending, packed);
    const std::string many = gzipped ? gzip(lines) : zstd(lines);
    const fs::path cut =
        shop.write("e.jsonl" + ending, std::string_view(many).substr(0, many.size() - 50));
    shop.write("f.txt", "نص أخير.");

    const BuildSummary summary = shop.build();
    CHECK(summary.ingest.problems == Counts{{ProblemKind::kUnreadable, 3}});
    REQUIRE(shop.problems().size() == 3);
    CHECK(shop.problems()[0].where.describe() == text.string());
    CHECK(shop.problems()[1].where.describe() == gone.string());
    CHECK(shop.problems()[2].where.describe() == cut.string());
    const Ids ids = shop.ids();
    REQUIRE(ids.size() > 4);  // with the articles before the place where the file breaks off
    CHECK(ids.size() < 20'003);
    CHECK(Ids(ids.begin(), ids.begin() + 3) == Ids{"a", "d", "z0"});
    CHECK(ids.back() == "f");
  }
}

TEST_CASE("files of a folder in no known format are passed over and counted by ending") {
  Workshop shop;
  shop.write("a.txt", "نص.");
  shop.write("b.pdf", "x");
  shop.write("deep/c.pdf", "x");
  shop.write("deep/d.json", "{}");
  shop.write("README", "x");
  shop.write(".hidden.txt", "مخفي.");
  shop.write(".hidden/e.txt", "مخفي.");
  const BuildSummary summary = shop.build();
  CHECK(summary.ingest.clean());
  CHECK(summary.ingest.files == 1);
  CHECK(summary.ingest.passed_over ==
        std::map<std::string, std::size_t>{{".pdf", 2}, {".json", 1}, {"README", 1}});
  CHECK(shop.ids() == Ids{"a"});
}

TEST_CASE("a file named as a source is read whatever its name ends with") {
  Workshop shop;
  const fs::path lines = shop.write("export.dump", "{\"id\":\"a\",\"body\":\"نص أول.\"}\n");
  const fs::path page = shop.write("saved", "<html><body><p>نص ثان في صفحة.</p></body></html>");
  const fs::path text = shop.write("notes.doc", "نص ثالث.");
  CHECK(shop.build_from({lines, page, text}).ingest.clean());
  CHECK(shop.ids() == Ids{"a", "saved", "notes"});
  CHECK(shop.articles()[1].body == "نص ثان في صفحة.");
}

TEST_CASE("a missing source throws with its name, and publishes nothing") {
  Workshop shop;
  shop.write("a.txt", "نص.");
  const fs::path missing = shop.sources() / "missing";
  std::string message;
  try {
    shop.build_from({shop.sources(), missing});
  } catch (const std::runtime_error& error) {
    message = error.what();
  }
  CHECK(message.find(missing.string()) != std::string::npos);
  CHECK(publishes_nothing(shop));
}

TEST_CASE("a build that keeps no article publishes nothing and leaves the former generation") {
  Workshop shop;
  const fs::path blank = shop.write("blank.txt", "  \n");
  const fs::path story = shop.write("story.txt", "نص.");
  CHECK(shop.build_from({blank}).generation.empty());
  CHECK(publishes_nothing(shop));

  const BuildSummary good = shop.build_from({story});
  CHECK_FALSE(good.generation.empty());
  const BuildSummary none = shop.build_from({blank});
  CHECK(none.ingest.kept == 0);
  CHECK(none.ingest.read == 1);
  CHECK(none.generation.empty());
  CHECK(index::current_generation(shop.index()) == good.generation);
  CHECK(shop.ids() == Ids{"story"});

  CHECK_THROWS_AS(shop.build_from({shop.sources() / "missing"}), std::runtime_error);
  CHECK(index::current_generation(shop.index()) == good.generation);
}

TEST_CASE("a second build is a new generation with the articles of now") {
  Workshop shop;
  shop.write("a.txt", "نص.");
  const std::string former = shop.build().generation;
  shop.write("b.txt", "نص آخر.");
  const std::string current = shop.build().generation;
  CHECK(current != former);
  CHECK(index::current_generation(shop.index()) == current);
  CHECK(shop.ids() == Ids{"a", "b"});
}

TEST_CASE("ids come from the file's name below the folder, or from the id field") {
  Workshop shop;
  shop.write("2025/06/story.txt", "نص ١.");
  shop.write("2025/07/story.txt.gz", gzip("نص ٢."));
  shop.write("2025/08/v1.2.txt.zst", zstd("نص ٣."));
  shop.write("خبر.txt", "نص ٤.");
  shop.write("numbers.jsonl", R"({"id":17,"body":"نص ٥."})"
                              "\n"
                              R"({"id":-3,"body":"نص ٦."})"
                              "\n"
                              R"({"id":"018","body":"نص ٧."})");
  CHECK(shop.build().ingest.clean());
  CHECK(shop.ids() ==
        Ids{"2025/06/story", "2025/07/story", "2025/08/v1.2", "17", "-3", "018", "خبر"});
  shop.build_from({shop.sources() / "2025" / "06" / "story.txt"});
  CHECK(shop.ids() == Ids{"story"});
}

TEST_CASE("an id made from URL or text is the same in every build") {
  Workshop shop;
  shop.write("a.jsonl", R"({"url":"https://n.example/1","body":"نص أول."})"
                        "\n"
                        R"({"body":"نص بلا رابط."})"
                        "\n"
                        R"({"title":"عنوان من ثلاث كلمات","body":"نص بلا رابط."})");
  shop.build();
  const Ids ids = shop.ids();
  REQUIRE(ids.size() == 3);
  for (const std::string& id : ids) {
    CHECK(id.size() == 32);
    CHECK(id.find_first_not_of("0123456789abcdef") == std::string::npos);
  }
  CHECK(ids[1] != ids[2]);
  shop.build();
  CHECK(shop.ids() == ids);

  // Another file, another order; the text at a URL may change.
  fs::remove(shop.sources() / "a.jsonl");
  shop.write("b.jsonl", R"({"body":"نص بلا رابط."})"
                        "\n"
                        R"({"url":"https://n.example/1","body":"نص مصحح."})");
  shop.build();
  CHECK(shop.ids() == Ids{ids[1], ids[0]});
}

TEST_CASE("articles keep their order and number over many parts") {
  constexpr std::size_t kArticles = 5000;
  std::string lines;
  Ids wanted;
  for (std::size_t i = 0; i < kArticles; ++i) {
    // Ids whose alphabetical order is not the order of the lines.
    wanted.push_back(std::to_string((i * 7919) % 100'003));
    lines += R"({"id":")" + wanted.back() + R"(","body":"خبر رقم )" + std::to_string(i) + ".\"}\n";
  }
  for (const unsigned threads : {1U, 3U}) {
    INFO("threads: ", threads);
    Workshop shop;
    shop.write("a.jsonl.gz", gzip(lines));
    const BuildSummary summary = shop.build_from({shop.sources()}, threads);
    CHECK(summary.ingest.clean());
    CHECK(summary.ingest.kept == kArticles);
    CHECK(index::open_index(shop.index(), arabic::built_in_analysis().identity)
              .database.get_doccount() == kArticles);
    CHECK((shop.ids() == wanted));
    CHECK(shop.articles()[4321].body == "خبر رقم 4321.");
  }
}

TEST_CASE("progress grows up to all bytes and articles, and ends with finishing") {
  Workshop shop;
  shop.write("a.jsonl", "{\"body\":\"نص أول.\"}\n{\"body\":\"نص ثان.\"}\n");
  shop.write("b.txt", "نص ثالث.");
  std::vector<Progress> told;
  BuildOptions options;
  options.index = shop.index();
  options.ingest.sources = {shop.sources()};
  options.built_by = "tests";
  options.ingest.on_progress = [&](const Progress& progress) { told.push_back(progress); };
  const BuildSummary summary = indexer::build(options);
  REQUIRE(told.size() == 4);
  for (std::size_t i = 0; i < told.size(); ++i) {
    CHECK(told[i].articles == std::min<std::size_t>(i + 1, 3));
    CHECK(told[i].total_bytes == summary.ingest.bytes);
    CHECK(told[i].bytes <= summary.ingest.bytes);
    CHECK(told[i].finishing == (i == 3));
    if (i > 0) CHECK(told[i].bytes >= told[i - 1].bytes);
  }
  CHECK(told.back().bytes == summary.ingest.bytes);
}

}  // namespace
}  // namespace fihrist::indexer
