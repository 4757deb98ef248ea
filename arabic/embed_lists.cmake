# SPDX-FileCopyrightText: 2026 The Fihrist developers
# SPDX-License-Identifier: GPL-2.0-or-later

# Writes OUTPUT, a C++ source that holds the word lists named in LISTS (comma-separated, in FOLDER).
# Run at build time, so that a changed list is a rebuilt program:
#   cmake -DLISTS=… -DFOLDER=… -DOUTPUT=… -P embed_lists.cmake

string(REPLACE "," ";" names "${LISTS}")
set(rows "")
foreach(name IN LISTS names)
  file(READ "${FOLDER}/${name}" text)
  string(APPEND rows "  if (name == \"${name}\") return R\"list(${text})list\";\n")
endforeach()
file(WRITE "${OUTPUT}" "// Written by embed_lists.cmake.
#include \"arabic/word_lists.h\"

namespace fihrist::arabic {

std::string_view built_in_word_list(std::string_view name) {
${rows}  return {};
}

}  // namespace fihrist::arabic
")
