// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#pragma once

#include "arabic/analyzer.h"

namespace fihrist::indexer::extract {

// With the built-in word lists, and of this thread: an analyzer that has met an article's words
// need not meet them again in the next.
inline const arabic::Analyzer& analyzer_of_thread() {
  thread_local const arabic::Analyzer analyzer;
  return analyzer;
}

}  // namespace fihrist::indexer::extract
