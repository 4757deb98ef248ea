// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/columns.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <numeric>
#include <string_view>
#include <unordered_map>

#include "index/schema.h"

namespace fihrist::search {
namespace {

// Calls visit(document, value) for each document that has a value in `slot`.
template <typename Visit>
void for_each_value(const Xapian::Database& database, Xapian::valueno slot, Visit visit) {
  const auto end = database.valuestream_end(slot);
  for (auto value = database.valuestream_begin(slot); value != end; ++value) {
    visit(value.get_docid(), *value);
  }
}

class NameReader {
 public:
  NameReader(const Xapian::Database& database, const arabic::Analyzer& analyzer)
      : database_(database), analyzer_(analyzer) {}

  // Names in one value are parted by line breaks.
  NameColumn read(Xapian::valueno slot, Xapian::docid last) {
    column_.names.emplace_back();
    column_.begins.reserve(last + 2);
    for_each_value(database_, slot, [&](Xapian::docid document, const std::string& value) {
      column_.begins.resize(document + 1, size());
      add_names(value);
    });
    column_.begins.resize(last + 2, size());
    name_families();
    return std::move(column_);
  }

 private:
  struct Spelling {
    std::uint32_t family;  // the number of the name
    std::size_t documents = 0;
  };

  std::uint32_t size() const { return static_cast<std::uint32_t>(column_.numbers.size()); }

  void add_names(std::string_view value) {
    const std::size_t begin = size();
    while (!value.empty()) {
      const std::size_t end = std::min(value.find('\n'), value.size());
      add_name(value.substr(0, end), begin);
      value.remove_prefix(std::min(end + 1, value.size()));
    }
  }

  // `begin`: of the numbers of this document, which has each name once.
  void add_name(std::string_view spelled, std::size_t begin) {
    if (spelled.empty()) return;
    spelled_.assign(spelled);
    auto known = spellings_.find(spelled_);
    if (known == spellings_.end()) {
      known = spellings_.emplace(spelled_, Spelling{family_of(spelled_)}).first;
    }
    ++known->second.documents;
    const std::uint32_t number = known->second.family;
    const auto first = column_.numbers.begin() + static_cast<std::ptrdiff_t>(begin);
    if (number == 0 || std::find(first, column_.numbers.end(), number) != column_.numbers.end()) {
      return;
    }
    column_.numbers.push_back(number);
  }

  std::uint32_t family_of(const std::string& spelled) {
    const std::string key = analyzer_.folded_key(spelled);
    if (key.empty()) return 0;
    const auto next = static_cast<std::uint32_t>(families_.size() + 1);
    return families_.emplace(key, next).first->second;
  }

  void name_families() {
    column_.names.resize(families_.size() + 1);
    std::vector<std::size_t> most(families_.size() + 1, 0);
    for (const auto& [spelled, spelling] : spellings_) {
      std::string& name = column_.names[spelling.family];
      const std::size_t documents = spelling.documents;
      if (spelling.family == 0 || documents < most[spelling.family] ||
          (documents == most[spelling.family] && name < spelled)) {
        continue;
      }
      most[spelling.family] = documents;
      name = spelled;
    }
  }

  const Xapian::Database& database_;
  const arabic::Analyzer& analyzer_;
  NameColumn column_;
  std::unordered_map<std::string, Spelling> spellings_;
  std::unordered_map<std::string, std::uint32_t> families_;
  std::string spelled_;
};

}  // namespace

Columns::Columns(const Xapian::Database& database, const arabic::Analyzer& analyzer)
    : last(database.get_lastdocid()), documents(database.get_doccount()) {
  const std::size_t size = std::size_t{last} + 1;
  lengths.resize(size);
  const double average = std::max(database.get_average_length(), 1.0);
  const auto end = database.postlist_end({});
  for (auto document = database.postlist_begin({}); document != end; ++document) {
    lengths[*document] = static_cast<float>(document.get_doclength() / average);
  }

  published.resize(size, std::numeric_limits<double>::quiet_NaN());
  for_each_value(database, index::kPublishedSlot,
                 [&](Xapian::docid document, const std::string& value) {
                   published[document] = Xapian::sortable_unserialise(value);
                 });

  days.resize(size);
  for_each_value(database, index::kDaySlot, [&](Xapian::docid document, const std::string& value) {
    std::uint32_t day = 0;
    std::from_chars(value.data(), value.data() + value.size(), day);
    if (day == 0) return;
    days[document] = day;
    const std::uint32_t year = day / 10'000;
    first_year = first_year == 0 ? year : std::min(first_year, year);
    last_year = std::max(last_year, year);
  });

  groups.resize(size);
  std::unordered_map<std::uint64_t, Xapian::docid> first;  // of each group
  first.reserve(documents);
  for_each_value(
      database, index::kGroupSlot, [&](Xapian::docid document, const std::string& value) {
        const auto [known, is_new] = first.emplace(index::unpack_number(value), document);
        if (is_new) return;
        std::uint32_t& group = groups[known->second];
        if (group == 0) group = ++last_group;
        groups[document] = group;
      });

  group_begins.resize(std::size_t{last_group} + 2);
  for (const std::uint32_t group : groups) ++group_begins[group + 1];
  group_begins[1] = 0;  // what has no group is in no list
  std::partial_sum(group_begins.begin(), group_begins.end(), group_begins.begin());
  group_documents.resize(group_begins.back());
  std::vector<std::uint32_t> next(group_begins.begin(), group_begins.end());
  for (Xapian::docid document = 0; document <= last; ++document) {
    const std::uint32_t group = groups[document];
    if (group != 0) group_documents[next[group]++] = document;
  }

  sources = NameReader(database, analyzer).read(index::kSourceSlot, last);
  authors = NameReader(database, analyzer).read(index::kAuthorSlot, last);
  keywords = NameReader(database, analyzer).read(index::kKeywordsSlot, last);
}

}  // namespace fihrist::search
