// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

#pragma once

#include <functional>
#include <string>

namespace fihrist::access {

enum class Weight { kNotice, kWarning };

// Told of what an operator should know, in a sentence or two. Called from any thread.
using Report = std::function<void(Weight, const std::string&)>;

}  // namespace fihrist::access
