// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The files of this room, as they are inside the program.
#pragma once

#include <span>
#include <string_view>

namespace fihrist::web {

struct Asset {
  std::string_view name;  // its file's name: `style.css`
  std::string_view content_type;
  std::string_view content;
  std::string_view url;  // `/assets/style-1a2b3c4d5e6f.css`: changes with the content
};

// All assets; the list stands in CMakeLists.txt.
std::span<const Asset> assets();

// Throws std::out_of_range for a name that is not in the list.
const Asset& asset(std::string_view name);

}  // namespace fihrist::web
