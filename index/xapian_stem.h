// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Fihrist's analysis as a Xapian::Stem, so that Xapian's own query parser and term generator make
// the terms that stand in an index:
//
//   Xapian::QueryParser parser;
//   parser.set_stemmer(Xapian::Stem(new index::XapianStem(analysis)));
//   parser.set_stemming_strategy(Xapian::QueryParser::STEM_ALL_Z);
#pragma once

#include <xapian.h>

#include <string>

#include "arabic/analyzer.h"

namespace fihrist::index {

// Reference counted by Xapian. Like every Xapian object, not to be shared between threads.
class XapianStem : public Xapian::StemImplementation {
 public:
  explicit XapianStem(const arabic::Analysis& analysis) : analyzer_(analysis) {}

  // The stem of one word of UTF-8, folded or not; what is not one word comes back as it is.
  std::string operator()(const std::string& word) override;

  std::string get_description() const override;

 private:
  arabic::Analyzer analyzer_;
};

}  // namespace fihrist::index
