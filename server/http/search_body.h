// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The body of POST /v1/search: the parameters of a GET as a JSON object.
#pragma once

#include <string>

#include "server/http/parameters.h"

namespace fihrist::http {

// The parameters of `json`, each with the type that its kind wants; what they say is for
// read_search() to judge, so that GET and POST cannot drift apart. Throws RequestError: `bad_json`
// with the place for what is no JSON object, `bad_parameter` for a wrong type, an unknown name or
// one that is given twice. Nothing is built of what is not wanted, so that no nesting is too deep.
Parameters read_search_body(const std::string& json);

}  // namespace fihrist::http
