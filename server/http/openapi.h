// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The description of the whole API for programs.
#pragma once

#include <string_view>

namespace fihrist::http {

// The bytes of openapi.json, an OpenAPI 3.1 document; tests/openapi holds it to the real answers.
std::string_view openapi_document();

}  // namespace fihrist::http
