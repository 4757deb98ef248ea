// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What is asked of every document that matches, as arrays by document number: its length, date,
// group of near-duplicates and names. Read from the index once, some 40 bytes a document.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "arabic/analyzer.h"

namespace fihrist::search {

// Names of one kind. Spellings that the analysis reads alike are one name, shown as most documents
// of the archive have it.
struct NameColumn {
  std::vector<std::string> names;     // by number; 0 is no name
  std::vector<std::uint32_t> begins;  // by document; the numbers of a document end where those of
                                      // the next one begin
  std::vector<std::uint32_t> numbers;

  std::span<const std::uint32_t> of(Xapian::docid document) const {
    return std::span(numbers).subspan(begins[document], begins[document + 1] - begins[document]);
  }
};

// Of one state of an index. Immutable. Arrays reach to the last document's number; what was deleted
// has zeros.
struct Columns {
  // Throws Xapian::Error.
  Columns(const Xapian::Database& database, const arabic::Analyzer& analyzer);

  Xapian::docid last = 0;
  Xapian::doccount documents = 0;
  std::vector<float> lengths;       // in average lengths
  std::vector<double> published;    // seconds since 1970; NaN: no date
  std::vector<std::uint32_t> days;  // YYYYMMDD on the source's clock; 0: no date
  std::uint32_t first_year = 0;     // of all dates, and the last one; 0 if there is none
  std::uint32_t last_year = 0;
  // Groups that have several documents, from 1; 0 for a document that has none like it.
  std::vector<std::uint32_t> groups;
  std::uint32_t last_group = 0;
  // The documents of each group: those of group g are [group_begins[g], group_begins[g + 1]).
  std::vector<std::uint32_t> group_begins;
  std::vector<Xapian::docid> group_documents;

  std::span<const Xapian::docid> documents_of(std::uint32_t group) const {
    return std::span(group_documents)
        .subspan(group_begins[group], group_begins[group + 1] - group_begins[group]);
  }
  NameColumn sources;
  NameColumn authors;
  NameColumn keywords;
};

}  // namespace fihrist::search
