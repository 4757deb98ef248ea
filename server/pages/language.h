// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The languages that the pages speak. What they show of articles stays as it is.
#pragma once

namespace fihrist::pages {

enum class Language { kArabic, kEnglish };

// As in HTML and HTTP (BCP 47).
inline const char* tag_of(Language language) { return language == Language::kArabic ? "ar" : "en"; }

inline Language other_language(Language language) {
  return language == Language::kArabic ? Language::kEnglish : Language::kArabic;
}

}  // namespace fihrist::pages
