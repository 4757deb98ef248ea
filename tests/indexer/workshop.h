// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Sources in one folder, an index in another beside it, both gone in the end.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/article.h"
#include "index/errors.h"
#include "index/generations.h"
#include "index/stored_article.h"
#include "indexer/build.h"
#include "indexer/update.h"
#include "tests/temporary_folder.h"

namespace fihrist::indexer::testing {

class Workshop {
 public:
  using Path = std::filesystem::path;

  Workshop() { std::filesystem::create_directory(sources()); }

  Path sources() const { return folder_.path() / "sources"; }
  Path index() const { return folder_.path() / "index"; }

  Path write(const Path& name, std::string_view bytes) const {
    return folder_.write("sources" / name, bytes);
  }

  BuildSummary build_from(std::vector<Path> from, unsigned threads = 2) {
    BuildOptions options;
    options.index = index();
    options.ingest = ingest(std::move(from), threads);
    options.built_by = "tests";
    return indexer::build(options);
  }

  BuildSummary build() { return build_from({sources()}); }

  // Options to update the index from all sources.
  UpdateOptions update_options() {
    UpdateOptions options;
    options.index = index();
    options.ingest = ingest({sources()}, 2);
    return options;
  }

  UpdateSummary update() { return indexer::update(update_options()); }

  // What the last build or update told.
  const std::vector<Problem>& problems() const { return problems_; }

  index::OpenIndex open() const {
    return index::open_index(index(), arabic::built_in_analysis().identity);
  }

  // All articles of the current generation, by document number.
  std::vector<index::Article> articles() const {
    const index::OpenIndex open = this->open();
    std::vector<index::Article> articles;
    const std::string all;
    for (auto id = open.database.postlist_begin(all); id != open.database.postlist_end(all); ++id) {
      articles.push_back(index::load_article(open.database.get_document(*id).get_data()));
    }
    return articles;
  }

  std::vector<std::string> ids() const {
    std::vector<std::string> ids;
    for (const index::Article& article : articles()) ids.push_back(article.id);
    return ids;
  }

 private:
  IngestOptions ingest(std::vector<Path> from, unsigned threads) {
    problems_.clear();
    IngestOptions options;
    options.sources = std::move(from);
    options.threads = threads;
    options.on_problem = [this](const Problem& problem) { problems_.push_back(problem); };
    return options;
  }

  test::TemporaryFolder folder_;
  std::vector<Problem> problems_;
};

using Ids = std::vector<std::string>;

}  // namespace fihrist::indexer::testing
