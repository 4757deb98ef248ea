// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// How an index was made: written by the build, checked by whoever opens it.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "arabic/analyzer.h"

namespace fihrist::index {

struct Stamp {
  int schema = 0;    // kSchemaVersion
  int analysis = 0;  // arabic::Analyzer::kVersion
  std::string analysis_checksum;
  std::string unicode;     // of the ICU that built it; told, not compared: the checksum decides
  std::string dictionary;  // of the hunspell-ar that was compiled in; told, not compared
  std::string built_by;    // program and version
  std::string built_at;    // RFC 3339
  std::string updated_at;  // RFC 3339; empty until an update has changed the index
};

// The stamp of an index that is built now with an analysis of this identity. `built_by` names the
// program.
Stamp make_stamp(std::string_view built_by, const arabic::Identity& analysis);

// Now, as the stamp tells times.
std::string time_of_stamp();

// Stored as user metadata of the database under one key, as lines of `name=value`.
void write_stamp(const Stamp& stamp, Xapian::WritableDatabase& database);

// Reads the stamp of `database`, which was opened from `path` (for messages only). Throws
// IndexMismatch if there is none, or if schema or analysis differ from this program's and `ours`;
// the message says what differs and which command builds the index anew.
Stamp read_stamp(const Xapian::Database& database, const std::filesystem::path& path,
                 const arabic::Identity& ours);

}  // namespace fihrist::index
