// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "index/stamp.h"

#include <charconv>
#include <chrono>
#include <sstream>

#include "arabic/analyzer.h"
#include "index/article.h"
#include "index/errors.h"
#include "index/schema.h"

namespace fihrist::index {
namespace {

constexpr const char* kMetadataKey = "fihrist";

int to_int(std::string_view text) {
  int value = -1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::string build_anew(const std::filesystem::path& path) {
  return " Build it anew: fihrist-index build --out " + path.string() + " SOURCE…";
}

}  // namespace

Stamp make_stamp(std::string_view built_by, const arabic::Identity& analysis) {
  Stamp stamp;
  stamp.schema = kSchemaVersion;
  stamp.analysis = analysis.version;
  stamp.analysis_checksum = analysis.checksum;
  stamp.unicode = analysis.unicode;
  stamp.dictionary = analysis.dictionary;
  stamp.built_by = built_by;
  stamp.built_at = time_of_stamp();
  return stamp;
}

std::string time_of_stamp() {
  return to_rfc3339({std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())});
}

void write_stamp(const Stamp& stamp, Xapian::WritableDatabase& database) {
  std::ostringstream text;
  text << "schema=" << stamp.schema << "\nanalysis=" << stamp.analysis
       << "\nanalysis_checksum=" << stamp.analysis_checksum << "\nunicode=" << stamp.unicode
       << "\ndictionary=" << stamp.dictionary << "\nbuilt_by=" << stamp.built_by
       << "\nbuilt_at=" << stamp.built_at << "\nupdated_at=" << stamp.updated_at << "\n";
  database.set_metadata(kMetadataKey, text.str());
}

Stamp read_stamp(const Xapian::Database& database, const std::filesystem::path& path,
                 const arabic::Identity& ours) {
  const std::string text = database.get_metadata(kMetadataKey);
  if (text.empty()) {
    throw IndexMismatch(path.string() + " holds a Xapian database that Fihrist did not build." +
                        build_anew(path));
  }
  Stamp stamp;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t equals = line.find('=');
    if (equals == std::string::npos) continue;
    const std::string name = line.substr(0, equals);
    const std::string value = line.substr(equals + 1);
    if (name == "schema") stamp.schema = to_int(value);
    if (name == "analysis") stamp.analysis = to_int(value);
    if (name == "analysis_checksum") stamp.analysis_checksum = value;
    if (name == "unicode") stamp.unicode = value;
    if (name == "dictionary") stamp.dictionary = value;
    if (name == "built_by") stamp.built_by = value;
    if (name == "built_at") stamp.built_at = value;
    if (name == "updated_at") stamp.updated_at = value;
  }

  std::ostringstream difference;
  if (stamp.schema != kSchemaVersion) {
    difference << "schema version " << stamp.schema << ", and this program reads "
               << kSchemaVersion;
  } else if (stamp.analysis != ours.version) {
    difference << "version " << stamp.analysis << " of the Arabic analysis, and this program has "
               << ours.version;
  } else if (stamp.analysis_checksum != ours.checksum) {
    difference << "other word lists, dictionary or folding (checksum " << stamp.analysis_checksum
               << ", hunspell-ar " << stamp.dictionary << ", Unicode " << stamp.unicode
               << ") than this program's (" << ours.checksum << ", hunspell-ar " << ours.dictionary
               << ", Unicode " << ours.unicode << ")";
  } else {
    return stamp;
  }
  throw IndexMismatch("The index at " + path.string() + " was built by " + stamp.built_by +
                      " with " + difference.str() + "." + build_anew(path));
}

}  // namespace fihrist::index
