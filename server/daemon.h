// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The life of the daemon: start, reload, stop, and what the service manager is told of it.
#pragma once

#include <functional>

#include "server/settings.h"

namespace fihrist::server {

// Serves until SIGTERM or SIGINT; requests under way are answered first. On SIGHUP it calls `read`
// again, and answers from then on by what that says and by the word lists as they are now; if
// either is wrong, that is logged, and all stays as it was. Index, searches and all others change
// so, but not `listen`, `max_connections` and `log_format`.
//
// Throws SettingsError, arabic::WordListError, and std::runtime_error if it cannot listen.
void run_daemon(const std::function<Settings()>& read);

}  // namespace fihrist::server
