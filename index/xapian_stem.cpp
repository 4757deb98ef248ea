// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "index/xapian_stem.h"

#include <vector>

namespace fihrist::index {

std::string XapianStem::operator()(const std::string& word) {
  const std::vector<arabic::Token> tokens = analyzer_.analyze(word);
  return tokens.size() == 1 ? tokens.front().stem : word;
}

std::string XapianStem::get_description() const { return "fihrist"; }

}  // namespace fihrist::index
