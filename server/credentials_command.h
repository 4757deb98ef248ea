// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// `fihristd key …` and `fihristd user …`: who may search, kept in a file that the daemon watches.
#pragma once

#include <optional>

namespace fihrist::server {

// Does what a command line that begins with `key` or `user` asks for, and returns the exit code: 0
// done, 1 not done, 2 wrong usage. Nothing if it begins otherwise.
std::optional<int> run_credentials_command(int argc, char** argv);

}  // namespace fihrist::server
