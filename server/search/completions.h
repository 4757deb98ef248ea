// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Autocomplete: what a query that is being typed may become.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "arabic/analyzer.h"
#include "server/search/archive_words.h"
#include "server/search/completion_stock.h"
#include "server/search/request.h"
#include "server/search/vocabulary.h"

namespace fihrist::search {

// Shared by all searchers; immutable.
class Completions {
 public:
  // From the titles and words of `words`, which must outlive this, and the sources, authors and
  // keywords of `database`. Throws Xapian::Error.
  Completions(const ArchiveWords& words, const Xapian::Database& database,
              const arabic::Analyzer& analyzer, const Vocabulary& vocabulary);

  // At most `most`, the best first, each text once. The last word of `typed` may be the beginning
  // of one, with or without ال; what stands before it is kept as typed. Empty if nothing fits.
  std::vector<Completion> complete(std::string_view typed, std::size_t most,
                                   const arabic::Analyzer& analyzer) const;

 private:
  const ArchiveWords* archive_;
  CompletionStock stock_;
};

}  // namespace fihrist::search
