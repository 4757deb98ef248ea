// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The life of the daemon: start, reload, stop, and what the service manager is told of it.
#pragma once

#include <functional>

#include "server/settings.h"

namespace fihrist::server {

// Loads what the settings name, as a start would: word lists, keys, the folder of the audit log. An
// index that is missing is no error, for the daemon waits for it. Throws what run_daemon() throws.
void check_configuration(const Settings& settings);

// Serves until SIGTERM or SIGINT; requests under way are answered first. On SIGHUP it calls `read`
// again, and answers from then on by what that says and by the word lists as they are now; if
// either is wrong, that is logged, and all stays as it was. Index, searches and all others change
// so, but not `listen`, `max_connections` and `log_format`.
//
// Throws SettingsError, arabic::WordListError, and std::runtime_error if it cannot listen.
void run_daemon(const std::function<Settings()>& read);

}  // namespace fihrist::server
