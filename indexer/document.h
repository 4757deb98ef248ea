// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// From an article to its document in the index.
#pragma once

#include <xapian.h>

#include "arabic/analyzer.h"
#include "index/article.h"

namespace fihrist::indexer {

// Terms, positions, values and data as index/schema.h says.
Xapian::Document make_document(const index::Article& article, const arabic::Analyzer& analyzer);

}  // namespace fihrist::indexer
