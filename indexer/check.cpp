// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/check.h"

#include <xapian.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "index/generations.h"
#include "index/schema.h"
#include "index/stored_article.h"
#include "indexer/document.h"

namespace fihrist::indexer {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFaults = 20;  // told; more of a kind tell no more

class Checker {
 public:
  Checker(const fs::path& index, const arabic::Identity& analysis)
      : index_(index), open_(index::open_index(index, analysis)) {}

  CheckReport run() {
    report_.generation = open_.generation;
    report_.stamp = open_.stamp;
    report_.articles = open_.database.get_doccount();
    check_files();
    check_articles();
    check_ids();
    look_for_litter();
    return std::move(report_);
  }

 private:
  void fault(const std::string& what) {
    if (report_.faults.size() < kMostFaults) report_.faults.push_back(what);
  }

  void check_files() {
    std::ostringstream told;
    std::size_t errors = 0;
    try {
      errors = Xapian::Database::check((index_ / open_.generation).string(), 0, &told);
    } catch (const Xapian::Error& error) {
      fault("Xapian cannot check its files: " + error.get_description());
      return;
    }
    if (errors == 0) return;
    std::string last;
    std::istringstream lines(told.str());
    for (std::string line; std::getline(lines, line);) {
      if (!line.empty()) last = line;
    }
    fault("Xapian finds " + std::to_string(errors) + " errors in its files: " + last);
  }

  void check_articles() {
    const std::string all;
    const Xapian::Database& database = open_.database;
    for (auto document = database.postlist_begin(all); document != database.postlist_end(all);
         ++document) {
      const std::string number = std::to_string(*document);
      try {
        const Xapian::Document stored = database.get_document(*document);
        const index::Article article = index::load_article(stored.get_data());
        const std::string term = index::make_term(index::kIdPrefix, article.id);
        const auto found = database.postlist_begin(term);
        if (article.id.empty()) {
          fault("document " + number + " holds no article");
        } else if (found == database.postlist_end(term) || *found != *document) {
          fault("the article `" + article.id + "` (document " + number +
                ") is not found by its id");
        } else if (index::unpack_number(stored.get_value(index::kContentSlot)) !=
                   content_checksum(article)) {
          fault("the article `" + article.id + "` (document " + number +
                ") is not what was stored: its checksum differs");
        }
      } catch (const Xapian::Error& error) {
        fault("document " + number + " cannot be read: " + error.get_description());
      }
    }
  }

  void check_ids() {
    const std::string prefix(index::kIdPrefix);
    std::uint64_t ids = 0;
    for (auto term = open_.database.allterms_begin(prefix);
         term != open_.database.allterms_end(prefix); ++term) {
      ++ids;
      if (term.get_termfreq() != 1) {
        fault(std::to_string(term.get_termfreq()) + " articles have the id `" +
              (*term).substr(prefix.size()) + "`");
      }
    }
    if (ids != report_.articles) {
      fault("there are " + std::to_string(report_.articles) + " articles and " +
            std::to_string(ids) + " ids");
    }
  }

  void look_for_litter() {
    for (const fs::directory_entry& entry : fs::directory_iterator(index_)) {
      const std::string name = entry.path().filename().string();
      if (name == "building") {
        report_.notes.push_back(
            "a build is running, or one has died and left its work in `building`; the next build "
            "clears it away");
      }
    }
  }

  const fs::path& index_;
  index::OpenIndex open_;
  CheckReport report_;
};

// The terms of a prefix without it, and how many articles have each.
std::map<std::string, std::uint64_t> count_terms(const Xapian::Database& database,
                                                 std::string_view prefix) {
  std::map<std::string, std::uint64_t> counts;
  const std::string begin(prefix);
  for (auto term = database.allterms_begin(begin); term != database.allterms_end(begin); ++term) {
    counts[(*term).substr(prefix.size())] = term.get_termfreq();
  }
  return counts;
}

std::string day_of(const std::string& digits) {
  return digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6, 2);
}

}  // namespace

CheckReport check(const fs::path& index, const arabic::Identity& analysis) {
  try {
    return Checker(index, analysis).run();
  } catch (const Xapian::Error& error) {
    CheckReport report;
    report.generation = index::current_generation(index);
    report.faults.push_back("its files cannot be read: " + error.get_description());
    return report;
  }
}

IndexStatistics statistics(const fs::path& index, const arabic::Identity& analysis) {
  const index::OpenIndex open = index::open_index(index, analysis);
  const Xapian::Database& database = open.database;
  IndexStatistics statistics;
  statistics.generation = open.generation;
  statistics.stamp = open.stamp;
  statistics.articles = database.get_doccount();
  statistics.average_length = database.get_avlength();
  for (const fs::directory_entry& file : fs::directory_iterator(index / open.generation)) {
    statistics.bytes += file.file_size();
  }

  std::set<std::string> groups;
  for (auto group = database.valuestream_begin(index::kGroupSlot);
       group != database.valuestream_end(index::kGroupSlot); ++group) {
    groups.insert(*group);
  }
  statistics.groups = groups.size();

  const std::string all;
  for (auto document = database.postlist_begin(all); document != database.postlist_end(all);
       ++document) {
    const index::Article article = index::load_article(database.get_document(*document).get_data());
    statistics.related += article.part_of.empty() ? 0 : 1;
    statistics.with_title += article.title.empty() ? 0 : 1;
    statistics.with_author += article.author.empty() ? 0 : 1;
    statistics.with_date += article.published ? 1 : 0;
  }

  const auto days = count_terms(database, index::kDayPrefix);
  if (!days.empty()) {
    statistics.oldest = day_of(days.begin()->first);
    statistics.newest = day_of(days.rbegin()->first);
  }
  statistics.years = count_terms(database, index::kYearPrefix);
  statistics.languages = count_terms(database, index::kLanguagePrefix);
  for (const auto& [key, count] : count_terms(database, index::kSourcePrefix)) {
    const auto first = database.postlist_begin(index::make_term(index::kSourcePrefix, key));
    const index::Article article = index::load_article(database.get_document(*first).get_data());
    statistics.sources.emplace_back(article.source, count);
  }
  std::stable_sort(statistics.sources.begin(), statistics.sources.end(),
                   [](const auto& one, const auto& other) { return one.second > other.second; });
  return statistics;
}

}  // namespace fihrist::indexer
