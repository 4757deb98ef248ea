// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Autocomplete: what a query that is being typed may become.
//
// Measured with one core of a small virtual machine, ten completions a call:
//
//   archive                               made in   takes    a call: median, 99th percentile, most
//   -----------------------------------   -------   ------   -------------------------------------
//   30,090 articles, 29,000 titles          0.4 s     5 MB   0.01 ms, 0.2 ms, 0.6 ms
//   740,000 words, 58,000 longer titles     1.7 s    17 MB   0.01 ms, 0.3 ms, 1.8 ms
//
// ArchiveWords keeps 100,000 titles, and CompletionStock 50,000 names, of however many articles:
// with 12 bytes for each word of a title or a name, 4 for each word of the archive, and the
// phrases, an archive of a million articles takes about 30 MB beside its ArchiveWords.
#pragma once

#include <xapian.h>

#include <cstddef>
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

  // At most `most`, the best first, each text once and none that finds what was typed. The last
  // word of `typed` may be the beginning of one, with or without ال; behind a blank it is whole,
  // and next words are offered.
  //
  // What goes on from all the words that were typed comes from frequent phrases, sources, authors,
  // keywords and titles; if nothing does, from all but the first words, and at last from the last
  // word alone, with what stands before it as typed. Quotation marks, operators and fields stay as
  // they are, and only the plain words behind the last of them are completed. A whole title, and a
  // phrase or name that has the words inside, takes the place of all that was typed.
  //
  // Completion::count of a phrase is that of titles, near-duplicates counted once. Empty if nothing
  // fits, and for more than kLongestTyped bytes. Never throws but std::bad_alloc.
  std::vector<Completion> complete(std::string_view typed, std::size_t most,
                                   const arabic::Analyzer& analyzer) const;

 private:
  const ArchiveWords* archive_;
  CompletionStock stock_;
};

}  // namespace fihrist::search
