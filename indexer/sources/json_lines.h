// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// JSON Lines: an object a line. What is read of it stands in reader.h.
#pragma once

#include "indexer/sources/encoding.h"
#include "indexer/sources/reader.h"

namespace fihrist::indexer {

void read_json_lines(const SourceFile& file, TextInput& text, const FieldMap& fields,
                     const RawArticleSink& sink, const ProblemSink& problems);

}  // namespace fihrist::indexer
