// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Feeds: RSS 0.9 to 2.0, Atom (RFC 4287), and WordPress's export, which is RSS with more fields.
#pragma once

#include "indexer/sources/encoding.h"
#include "indexer/sources/reader.h"

namespace fihrist::indexer {

// Reads item by item, so that an export of many gigabytes takes no more memory than its longest
// item. Entities are never expanded and nothing outside of the file is ever opened (xml_input.h). A
// feed that is not well-formed is read as far as libxml2 can make sense of it, and told.
void read_feed(const SourceFile& file, TextInput& text, const RawArticleSink& sink,
               const ProblemSink& problems);

}  // namespace fihrist::indexer
