// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What a client would rather have (RFC 9110, sections 12.5.1 and 12.5.4).
#pragma once

#include <string_view>

namespace fihrist::http {

// Whether an `Accept` header prefers text/plain to JSON. JSON is what everybody gets who does not
// say so: with no header, with `*/*`, and a browser with its `text/html`.
bool prefers_plain_text(std::string_view accept);

// Whether an `Accept-Language` prefers English, in any of its kinds, to Arabic. Arabic is what
// everybody gets who does not say so.
bool prefers_english(std::string_view accept_language);

}  // namespace fihrist::http
