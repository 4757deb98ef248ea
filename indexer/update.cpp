// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/update.h"

#include <xapian.h>

#include <algorithm>
#include <utility>

#include "index/generations.h"
#include "index/schema.h"
#include "indexer/document.h"
#include "indexer/near_duplicates.h"

namespace fihrist::indexer {
namespace {

// The value of a slot for a document, from a stream that only goes forward.
std::string value_of(Xapian::ValueIterator& stream, const Xapian::ValueIterator& end,
                     Xapian::docid document) {
  if (stream == end) return {};
  stream.skip_to(document);
  return stream != end && stream.get_docid() == document ? *stream : std::string();
}

// All signatures of the index, so that a new article finds the group of an old one.
void restore(const Xapian::Database& database, NearDuplicates& near_duplicates) {
  auto group = database.valuestream_begin(index::kGroupSlot);
  auto published = database.valuestream_begin(index::kPublishedSlot);
  const auto group_end = database.valuestream_end(index::kGroupSlot);
  const auto published_end = database.valuestream_end(index::kPublishedSlot);
  for (auto signature = database.valuestream_begin(index::kSignatureSlot);
       signature != database.valuestream_end(index::kSignatureSlot); ++signature) {
    const std::string bytes = *signature;
    Signature one;
    if (bytes.size() != one.size()) continue;
    std::copy(bytes.begin(), bytes.end(), one.begin());
    const Xapian::docid document = signature.get_docid();
    std::optional<std::chrono::sys_days> day;
    if (const std::string moment = value_of(published, published_end, document); !moment.empty()) {
      const auto seconds = static_cast<std::int64_t>(Xapian::sortable_unserialise(moment));
      day = std::chrono::floor<std::chrono::days>(
          std::chrono::sys_seconds(std::chrono::seconds(seconds)));
    }
    near_duplicates.restore(one, day, index::unpack_number(value_of(group, group_end, document)));
  }
}

class Update {
 public:
  explicit Update(const UpdateOptions& options)
      : options_(options),
        generation_(options.index, options.analysis.identity),
        documents_(options.analysis) {
    seen_.resize(generation_.database().get_lastdocid() + 1);
  }

  UpdateSummary run() {
    const auto begin = std::chrono::steady_clock::now();
    summary_.generation = generation_.generation();
    for (const std::string& id : options_.deleted_ids) delete_id(id);
    if (!options_.ingest.sources.empty()) {
      restore(generation_.database(), near_duplicates_);
      summary_.ingest = ingest(options_.ingest,
                               [this](IngestedArticle&& ingested) { take(std::move(ingested)); });
      delete_lost_parts();
      if (options_.prune) prune();
    }
    options_.ingest.on_progress(finishing(summary_.ingest));
    if (changes_ > 0) generation_.commit();
    summary_.articles = generation_.database().get_doccount();
    summary_.took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - begin);
    return std::move(summary_);
  }

 private:
  // The article of an id, or 0.
  Xapian::docid find(const std::string& id) {
    const std::string term = index::make_term(index::kIdPrefix, id);
    const auto found = generation_.database().postlist_begin(term);
    return found == generation_.database().postlist_end(term) ? 0 : *found;
  }

  // The articles that were found on the page of an id.
  std::vector<Xapian::docid> parts_of(const std::string& id) {
    const std::string term = index::make_term(index::kPagePrefix, id);
    return {generation_.database().postlist_begin(term), generation_.database().postlist_end(term)};
  }

  void take(IngestedArticle&& ingested) {
    index::Article& article = ingested.extraction.article;
    const std::string id = article.id;
    if (article.part_of.empty()) pages_.push_back(id);
    Xapian::docid document = find(id);
    if (document != 0) {
      see(document);
      const std::string known =
          generation_.database().get_document(document).get_value(index::kContentSlot);
      if (index::unpack_number(known) == content_checksum(article)) {
        ++summary_.unchanged;
        return;
      }
    }
    const PreparedArticle prepared =
        prepare(std::move(article), ingested.signature, near_duplicates_);
    const Xapian::Document made = documents_.make(prepared);
    if (document != 0) {
      generation_.database().replace_document(document, made);
      ++summary_.replaced;
    } else {
      document = generation_.database().add_document(made);
      see(document);
      ++summary_.added;
    }
    changed(prepared.text_bytes());
  }

  void see(Xapian::docid document) {
    if (document >= seen_.size())
      seen_.resize(std::max<std::size_t>(document + 1, seen_.size() * 2));
    seen_[document] = true;
  }

  bool is_seen(Xapian::docid document) const { return document < seen_.size() && seen_[document]; }

  void changed(std::size_t bytes) {
    ++changes_;
    uncommitted_bytes_ += bytes;
    if (uncommitted_bytes_ < kCommitBytes) return;
    generation_.commit();
    uncommitted_bytes_ = 0;
  }

  void delete_document(Xapian::docid document) {
    generation_.database().delete_document(document);
    ++summary_.deleted;
    changed(0);
  }

  void delete_id(const std::string& id) {
    const Xapian::docid document = find(id);
    if (document == 0) {
      summary_.unknown_ids.push_back(id);
      return;
    }
    delete_document(document);
    for (const Xapian::docid part : parts_of(id)) delete_document(part);
  }

  // Related articles whose page was read, and has them no longer.
  void delete_lost_parts() {
    for (const std::string& page : pages_) {
      for (const Xapian::docid part : parts_of(page)) {
        if (!is_seen(part)) delete_document(part);
      }
    }
  }

  void prune() {
    // An archive that is not mounted has no articles either.
    if (summary_.ingest.kept == 0) {
      summary_.prune_refused = true;
      return;
    }
    for (const auto& [kind, count] : summary_.ingest.problems) {
      // An article that is there twice or empty is not missed.
      if (is_skipped(kind) && kind != ProblemKind::kDuplicateId &&
          kind != ProblemKind::kEmptyArticle) {
        summary_.prune_refused = true;
        return;
      }
    }
    std::vector<Xapian::docid> gone;
    const std::string all;
    for (auto document = generation_.database().postlist_begin(all);
         document != generation_.database().postlist_end(all); ++document) {
      if (!is_seen(*document)) gone.push_back(*document);
    }
    for (const Xapian::docid document : gone) delete_document(document);
  }

  const UpdateOptions& options_;
  index::GenerationUpdate generation_;
  DocumentMaker documents_;
  NearDuplicates near_duplicates_;
  UpdateSummary summary_;
  std::vector<bool> seen_;          // by document: the sources have it
  std::vector<std::string> pages_;  // ids of what the sources have, related articles aside
  std::size_t changes_ = 0;
  std::size_t uncommitted_bytes_ = 0;
};

}  // namespace

UpdateSummary update(const UpdateOptions& options) { return Update(options).run(); }

}  // namespace fihrist::indexer
