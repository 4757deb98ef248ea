// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What a client would rather have (RFC 9110, section 12.5.1).
#pragma once

#include <string_view>

namespace fihrist::http {

// Whether an `Accept` header prefers text/plain to JSON. JSON is what everybody gets who does not
// say so: with no header, with `*/*`, and a browser with its `text/html`.
bool prefers_plain_text(std::string_view accept);

}  // namespace fihrist::http
