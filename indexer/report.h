// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What extraction did to each article, for whoever wants to trust it: `fihrist-index extract`.
#pragma once

#include <memory>
#include <ostream>
#include <string>

#include "indexer/ingest.h"

namespace fihrist::indexer {

class ExtractionReport {
 public:
  virtual ~ExtractionReport() = default;
  virtual void add(const IngestedArticle& article) = 0;
  virtual void finish(const IngestSummary& summary) = 0;
};

// A JSON object a line: the fields of the article as `/v1/articles` has them, `cuts` with begin and
// end (bytes of the source's text as UTF-8 without a byte order mark, each line end one LF), rule
// and text of each span that is not in the body, `doubts`, and where it was read. The lines are
// themselves a source for `build`.
std::unique_ptr<ExtractionReport> json_report(std::ostream& out);

// One page to look at: kept and cut text side by side, right to left, each cut with its rule.
std::unique_ptr<ExtractionReport> html_report(std::ostream& out);

}  // namespace fihrist::indexer
