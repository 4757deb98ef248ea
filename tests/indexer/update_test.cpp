// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Changes to a published index, in place.

#include "indexer/update.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <stdexcept>
#include <string>

#include "index/errors.h"
#include "index/schema.h"
#include "indexer/check.h"
#include "tests/indexer/workshop.h"

namespace fihrist::indexer {
namespace {

namespace fs = std::filesystem;

using testing::Ids;
using testing::Workshop;

Ids sorted(Ids ids) {
  std::sort(ids.begin(), ids.end());
  return ids;
}

bool is_whole(const Workshop& shop) {
  return check(shop.index(), arabic::built_in_analysis().identity).faults.empty();
}

struct Counts {
  std::size_t added;
  std::size_t replaced;
  std::size_t unchanged;
  std::size_t deleted;

  friend bool operator==(const Counts&, const Counts&) = default;
};

std::ostream& operator<<(std::ostream& out, const Counts& counts) {
  return out << counts.added << " added, " << counts.replaced << " replaced, " << counts.unchanged
             << " unchanged, " << counts.deleted << " deleted";
}

Counts counts_of(const UpdateSummary& summary) {
  return {summary.added, summary.replaced, summary.unchanged, summary.deleted};
}

const std::string kPage =
    "قطار الوادي يعود إلى السكة\nعاد قطار الوادي إلى السكة بعد انقطاع دام خمسة أعوام.\n"
    "المصدر: صحيفة القمة\n";
const std::string kRelated =
    "إقرأ أيضاً:\nمدرسة لسائقات القطارات\nافتتحت مدرسة لسائقات القطارات أبوابها صباح الأحد في "
    "القرية.\n";

TEST_CASE("articles are added, replaced, and left alone where nothing has changed") {
  Workshop shop;
  shop.write("a.txt", "وصل المطر إلى الوادي.");
  shop.write("b.txt", "وصل الثلج إلى الجبل.");
  const std::string generation = shop.build().generation;
  CHECK(counts_of(shop.update()) == Counts{0, 0, 2, 0});
  CHECK(shop.open().stamp.updated_at.empty());  // nothing was written

  shop.write("b.txt", "وصل الثلج إلى الجبل، وأغلق الطريق.");
  shop.write("c.txt", "هدأت الريح في الساحل.");
  const UpdateSummary summary = shop.update();
  CHECK(counts_of(summary) == Counts{1, 1, 1, 0});
  CHECK(summary.articles == 3);
  CHECK(summary.generation == generation);  // in place
  CHECK(shop.ids() == Ids{"a", "b", "c"});
  CHECK(shop.articles()[1].body == "وصل الثلج إلى الجبل، وأغلق الطريق.");
  CHECK_FALSE(shop.open().stamp.updated_at.empty());
  CHECK(is_whole(shop));
}

TEST_CASE("a change of any field is a change") {
  const char* kLines[] = {
      R"({"id":"x","title":"عنوان الخبر هنا","body":"نص.","url":"https://n.example/2"})",
      R"({"id":"x","title":"عنوان الخبر هنا","body":"نص.","url":"https://n.example/1","author":"هدى"})",
      R"({"id":"x","title":"عنوان الخبر هنا","body":"نص.","url":"https://n.example/1","published":"2025-01-01"})",
      R"({"id":"x","title":"عنوان الخبر هناك","body":"نص.","url":"https://n.example/1"})",
      R"({"id":"x","title":"عنوان الخبر هنا","body":"نص.","url":"https://n.example/1","keywords":["سوق"]})",
  };
  for (const char* line : kLines) {
    INFO(line);
    Workshop shop;
    shop.write("a.jsonl",
               R"({"id":"x","title":"عنوان الخبر هنا","body":"نص.","url":"https://n.example/1"})");
    shop.build();
    shop.write("a.jsonl", line);
    CHECK(counts_of(shop.update()) == Counts{0, 1, 0, 0});
    CHECK(counts_of(shop.update()) == Counts{0, 0, 1, 0});
  }
}

TEST_CASE("articles are deleted by id, with what was found on their page") {
  Workshop shop;
  shop.write("a.txt", kPage + kRelated);
  shop.write("b.txt", "نص.");
  shop.build();
  CHECK(shop.ids() == Ids{"a", "a/related-1", "b"});
  UpdateOptions options = shop.update_options();
  options.ingest.sources.clear();
  options.deleted_ids = {"a", "nobody"};
  const UpdateSummary summary = update(options);
  CHECK(summary.deleted == 2);
  CHECK(summary.unknown_ids == Ids{"nobody"});
  CHECK(shop.ids() == Ids{"b"});
  CHECK(is_whole(shop));
}

TEST_CASE("pruning deletes what the sources do not have, and nothing else does") {
  Workshop shop;
  const fs::path gone = shop.write("a.txt", "نص أول.");
  shop.write("b.txt", "نص ثان.");
  shop.build();
  fs::remove(gone);
  shop.write("c.txt", "نص ثالث.");
  CHECK(counts_of(shop.update()) == Counts{1, 0, 1, 0});
  CHECK(sorted(shop.ids()) == Ids{"a", "b", "c"});
  UpdateOptions options = shop.update_options();
  options.prune = true;
  CHECK(counts_of(update(options)) == Counts{0, 0, 2, 1});
  CHECK(sorted(shop.ids()) == Ids{"b", "c"});
  CHECK(is_whole(shop));
}

TEST_CASE("nothing is pruned where part of the sources could not be read") {
  Workshop shop;
  shop.write("a.jsonl", R"({"id":"1","body":"نص أول."})"
                        "\n"
                        R"({"id":"2","body":"نص ثان."})");
  shop.build();
  shop.write("a.jsonl", R"({"id":"1","body":"نص أول."})"
                        "\n"
                        R"({"id":"2","body":"نص ث)");
  UpdateOptions options = shop.update_options();
  options.prune = true;
  const UpdateSummary summary = update(options);
  CHECK(summary.prune_refused);
  CHECK(summary.deleted == 0);
  CHECK(shop.ids() == Ids{"1", "2"});

  // An archive that is not mounted is an empty folder.
  fs::remove(shop.sources() / "a.jsonl");
  options = shop.update_options();
  options.prune = true;
  CHECK(update(options).prune_refused);
  CHECK(shop.ids() == Ids{"1", "2"});

  // An article that is there twice is no reason.
  shop.write("a.jsonl", R"({"id":"1","body":"نص أول."})"
                        "\n"
                        R"({"id":"1","body":"نص ثان."})");
  options = shop.update_options();
  options.prune = true;
  CHECK(counts_of(update(options)) == Counts{0, 0, 1, 1});
  CHECK(shop.ids() == Ids{"1"});
}

TEST_CASE("a related article goes when its page has it no longer") {
  Workshop shop;
  shop.write("a.txt", kPage + kRelated);
  shop.build();
  shop.write("a.txt", kPage);
  // The page's own article is as it was.
  CHECK(counts_of(shop.update()) == Counts{0, 0, 1, 1});
  CHECK(shop.ids() == Ids{"a"});
}

TEST_CASE("a new article joins the group of an old one that tells its story") {
  const std::string story =
      "أعلنت إدارة الميناء صباح الأحد بدء توسعة الرصيف الشرقي لاستقبال السفن الكبيرة، وقالت إن "
      "الأعمال ستستمر عامين وتكلف ثلاثين مليون دينار. وأوضح مدير الميناء أن التوسعة ستضاعف عدد "
      "الحاويات التي تفرغ كل يوم وتخفف الازدحام على الطريق الساحلي.";
  Workshop shop;
  shop.write("a.txt", story);
  shop.write("z.txt",
             "فتحت مكتبة الحي أبوابها للأطفال يوم الجمعة بعد ترميم استغرق شهورا طويلة، ووزعت "
             "على زوارها الأوائل قصصا مصورة وأقلاما ملونة وحلوى من صنع الأمهات في القرية.");
  shop.build();
  shop.write("b.txt", story + " وينتظر أن يبدأ العمل الأسبوع المقبل.");
  shop.update();
  const index::OpenIndex open = shop.open();
  const auto group = [&](Xapian::docid document) {
    return open.database.get_document(document).get_value(index::kGroupSlot);
  };
  CHECK(shop.ids() == Ids{"a", "z", "b"});
  CHECK(group(1) == group(3));
  CHECK(group(1) != group(2));
  CHECK(group(1).size() == 8);
}

TEST_CASE("updates want an index of ours, and nobody else at it") {
  Workshop shop;
  shop.write("a.txt", "نص.");
  CHECK_THROWS_AS(shop.update(), index::IndexMissing);
  CHECK_FALSE(fs::exists(shop.index()));
  shop.build();
  {
    const index::GenerationBuild other(shop.index());
    CHECK_THROWS_AS(shop.update(), index::IndexBusy);
  }
  {
    index::GenerationUpdate other(shop.index(), arabic::built_in_analysis().identity);
    CHECK_THROWS_AS(shop.update(), index::IndexBusy);
    CHECK_THROWS_AS(shop.build(), index::IndexBusy);
  }
  UpdateOptions options = shop.update_options();
  options.analysis.identity.checksum = "other";
  CHECK_THROWS_AS(update(options), index::IndexMismatch);
  options = shop.update_options();
  options.ingest.sources = {shop.sources() / "missing"};
  CHECK_THROWS_AS(update(options), std::runtime_error);
  CHECK(counts_of(shop.update()) == Counts{0, 0, 1, 0});
}

TEST_CASE("what was not committed is dropped") {
  Workshop shop;
  shop.write("a.txt", "نص.");
  shop.build();
  shop.write("b.txt", "نص ثان.");
  UpdateOptions options = shop.update_options();
  options.ingest.on_progress = [](const Progress& progress) {
    if (progress.finishing) throw std::runtime_error("the plug was pulled");
  };
  CHECK_THROWS_AS(update(options), std::runtime_error);
  CHECK(shop.ids() == Ids{"a"});
  CHECK(is_whole(shop));
  CHECK(counts_of(shop.update()) == Counts{1, 0, 1, 0});
}

}  // namespace
}  // namespace fihrist::indexer
