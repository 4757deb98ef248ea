// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#include "indexer/extract/language.h"

#include <cld2/public/compact_lang_det.h>

#include <algorithm>

#include "indexer/extract/lower_case.h"

namespace fihrist::indexer::extract {

std::string detect_language(std::string_view utf8) {
  constexpr std::size_t kEnough = 4000;  // bytes: more tells no more
  std::size_t size = std::min(utf8.size(), kEnough);
  while (size > 0 && size < utf8.size() &&
         (static_cast<unsigned char>(utf8[size]) & 0xC0U) == 0x80U) {
    --size;
  }
  bool is_reliable = false;
  const CLD2::Language language =
      CLD2::DetectLanguage(utf8.data(), static_cast<int>(size), true, &is_reliable);
  if (!is_reliable || language == CLD2::UNKNOWN_LANGUAGE) return {};
  return CLD2::LanguageCode(language);
}

std::string language_code(std::string_view tag) {
  const std::string code = lower_case(tag.substr(0, tag.find_first_of("-_")));
  const bool is_code =
      (code.size() == 2 || code.size() == 3) &&
      std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return is_code ? code : std::string();
}

}  // namespace fihrist::indexer::extract
