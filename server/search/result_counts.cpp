// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "server/search/result_counts.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "index/schema.h"

namespace fihrist::search {
namespace {

// The documents of a match, in their order; of too many, those of ever fewer blocks.
class Collector : public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document& document, double) override {
    const Xapian::docid id = document.get_docid();
    if (!SampleSource::is_in(id, stride_)) return;  // just before the stride grew
    documents_.push_back(id);
    if (documents_.size() <= kMostCounted) return;
    stride_ *= 2;
    std::erase_if(documents_,
                  [this](Xapian::docid one) { return !SampleSource::is_in(one, stride_); });
  }

  const std::vector<Xapian::docid>& documents() const { return documents_; }
  const Xapian::docid& stride() const { return stride_; }

 private:
  std::vector<Xapian::docid> documents_;
  Xapian::docid stride_ = 1;
};

// Calls visit(place in `documents`, value) for each document that has a value in `slot`.
template <typename Visit>
void for_each_value(const Xapian::Database& database, Xapian::valueno slot,
                    const std::vector<Xapian::docid>& documents, Visit visit) {
  auto value = database.valuestream_begin(slot);
  const auto end = database.valuestream_end(slot);
  for (std::size_t i = 0; i < documents.size() && value != end; ++i) {
    value.skip_to(documents[i]);
    if (value != end && value.get_docid() == documents[i]) visit(i, *value);
  }
}

// For each document the number of its group among those that have several documents here; 0 for
// a document that stands alone. And how many results the documents are.
struct Groups {
  std::vector<std::uint32_t> of_document;
  std::size_t results = 0;
};

Groups find_groups(const Xapian::Database& database, const std::vector<Xapian::docid>& documents) {
  Groups groups;
  groups.of_document.resize(documents.size());
  std::unordered_map<std::uint64_t, std::size_t> first;  // by group, the first document's place
  first.reserve(documents.size());
  std::uint32_t shared = 0;
  std::size_t joined = 0;
  for_each_value(database, index::kGroupSlot, documents,
                 [&](std::size_t place, const std::string& value) {
                   const auto [known, is_new] = first.emplace(index::unpack_number(value), place);
                   if (is_new) return;
                   ++joined;
                   std::uint32_t& number = groups.of_document[known->second];
                   if (number == 0) number = ++shared;
                   groups.of_document[place] = number;
                 });
  groups.results = documents.size() - joined;
  return groups;
}

// Counts the values of one slot, as they are spelled.
class ValueCounter {
 public:
  void count(std::string_view value, std::uint32_t group) {
    if (value.empty()) return;
    if (last_ == nullptr || last_->first != value) {
      last_ = &*counts_.try_emplace(std::string(value)).first;
    }
    Count& count = last_->second;
    // Results: a group counts once for each value that one of its articles has.
    if (group == 0 || count.groups.insert(group).second) ++count.results;
  }

  struct Count {
    std::uint64_t results = 0;
    std::unordered_set<std::uint32_t> groups;
  };
  const std::unordered_map<std::string, Count>& counts() const { return counts_; }

 private:
  std::unordered_map<std::string, Count> counts_;
  std::pair<const std::string, Count>* last_ = nullptr;  // neighbours often have the same
};

Xapian::valueno slot_of(Facet facet) {
  switch (facet) {
    case Facet::kSource:
      return index::kSourceSlot;
    case Facet::kAuthor:
      return index::kAuthorSlot;
    case Facet::kKeyword:
      return index::kKeywordsSlot;
    case Facet::kMonth:
    case Facet::kDay:
      break;
  }
  return index::kDaySlot;
}

bool is_date(Facet facet) { return facet == Facet::kMonth || facet == Facet::kDay; }

// `20241125` as YYYY-MM, or YYYY-MM-DD.
std::string written_date(std::string_view day, Facet facet) {
  std::string date(day.substr(0, 4));
  date.append("-").append(day.substr(4, 2));
  if (facet == Facet::kDay) date.append("-").append(day.substr(6, 2));
  return date;
}

void count_keywords(std::string_view value, std::uint32_t group, ValueCounter& counter) {
  while (!value.empty()) {
    const std::size_t end = std::min(value.find('\n'), value.size());
    counter.count(value.substr(0, end), group);
    value.remove_prefix(std::min(end + 1, value.size()));
  }
}

// Spellings of one name become one value, shown as most articles have it.
std::vector<FacetValue> join_spellings(const ValueCounter& counter,
                                       const arabic::Analyzer& analyzer) {
  struct Name {
    FacetValue value;
    std::uint64_t most = 0;
    std::unordered_set<std::uint32_t> groups;
  };
  std::unordered_map<std::string, Name> names;
  for (const auto& [spelled, count] : counter.counts()) {
    std::string key = analyzer.folded_key(spelled);
    if (key.empty()) continue;
    Name& name = names[std::move(key)];
    if (count.results > name.most || (count.results == name.most && spelled < name.value.value)) {
      name.most = count.results;
      name.value.value = spelled;
    }
    name.value.count += count.results - count.groups.size();
    name.groups.insert(count.groups.begin(), count.groups.end());
  }
  std::vector<FacetValue> values;
  for (auto& [key, name] : names) {
    name.value.count += name.groups.size();
    values.push_back(std::move(name.value));
  }
  const auto order = [](const FacetValue& one, const FacetValue& other) {
    return one.count != other.count ? one.count > other.count : one.value < other.value;
  };
  const std::size_t most = std::min(kMostFacetValues, values.size());
  std::partial_sort(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(most),
                    values.end(), order);
  values.resize(most);
  return values;
}

std::vector<FacetValue> sort_dates(const ValueCounter& counter) {
  std::vector<FacetValue> values;
  for (const auto& [date, count] : counter.counts()) values.push_back({date, count.results});
  std::sort(values.begin(), values.end(),
            [](const FacetValue& one, const FacetValue& other) { return one.value < other.value; });
  return values;
}

FacetCounts count_facet(const Xapian::Database& database, Facet facet,
                        const std::vector<Xapian::docid>& documents,
                        const std::vector<std::uint32_t>& groups,
                        const arabic::Analyzer& analyzer) {
  ValueCounter counter;
  for_each_value(database, slot_of(facet), documents,
                 [&](std::size_t place, const std::string& value) {
                   const std::uint32_t group = groups[place];
                   if (facet == Facet::kKeyword) {
                     count_keywords(value, group, counter);
                   } else if (is_date(facet)) {
                     counter.count(written_date(value, facet), group);
                   } else {
                     counter.count(value, group);
                   }
                 });
  return {facet, is_date(facet) ? sort_dates(counter) : join_spellings(counter, analyzer)};
}

}  // namespace

ResultCounts count_results(const Xapian::Database& database, const Xapian::Query& query,
                           const std::vector<Facet>& facets, bool collapse,
                           const arabic::Analyzer& analyzer, TimeLimit& limit) {
  Collector collector;
  SampleSource sample(collector.stride());
  TimeLimitSource time(limit);
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(
      Xapian::Query(Xapian::Query::OP_FILTER,
                    Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(&sample)),
                    Xapian::Query(&time)));
  enquire.add_matchspy(&collector);
  enquire.get_mset(0, 0, database.get_doccount());

  const std::vector<Xapian::docid>& documents = collector.documents();
  ResultCounts counts;
  counts.is_exact = collector.stride() == 1 && !limit.is_over;
  counts.total = documents.size();
  std::vector<std::uint32_t> groups(documents.size());
  if (collapse) {
    Groups found = find_groups(database, documents);
    groups = std::move(found.of_document);
    counts.total = found.results;
  }
  counts.total *= collector.stride();
  for (const Facet facet : facets) {
    counts.facets.push_back(count_facet(database, facet, documents, groups, analyzer));
    for (FacetValue& value : counts.facets.back().values) value.count *= collector.stride();
  }
  return counts;
}

}  // namespace fihrist::search
