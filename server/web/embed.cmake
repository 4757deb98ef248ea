# SPDX-FileCopyrightText: 2026 The Fihrist developers
# SPDX-License-Identifier: GPL-2.0-or-later

# Writes OUTPUT, a C++ source that holds the files named in ASSETS (comma-separated, in SOURCE_DIR), from
# TEMPLATE: its @ASSET_BYTES@ become the arrays kBytes_NAME, its @ASSET_ROWS@ what describes them. Run at
# build time, so that a changed asset is a rebuilt program:
#   cmake -DASSETS=… -DSOURCE_DIR=… -DTEMPLATE=… -DOUTPUT=… -P embed.cmake

set(TYPE_html "text/html; charset=utf-8")
set(TYPE_css "text/css; charset=utf-8")
set(TYPE_js "text/javascript; charset=utf-8")
set(TYPE_json "application/json")
set(TYPE_svg "image/svg+xml")

string(REPLACE "," ";" names "${ASSETS}")
set(ASSET_BYTES "")
set(ASSET_ROWS "")
foreach(name IN LISTS names)
  set(path "${SOURCE_DIR}/${name}")
  file(READ "${path}" hex HEX)
  file(SHA256 "${path}" hash)
  string(SUBSTRING "${hash}" 0 12 hash)
  get_filename_component(stem "${name}" NAME_WE)
  get_filename_component(ending "${name}" LAST_EXT)
  string(SUBSTRING "${ending}" 1 -1 kind)
  if(NOT DEFINED TYPE_${kind})
    message(FATAL_ERROR "embed.cmake knows no content type for ${name}: add TYPE_${kind}")
  endif()
  string(MAKE_C_IDENTIFIER "kBytes_${name}" identifier)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  string(LENGTH "${hex}" digits)
  math(EXPR size "${digits} / 2")
  string(APPEND ASSET_BYTES "constexpr char ${identifier}[] = {${bytes}};\n")
  string(APPEND ASSET_ROWS
    "    {\"${name}\", \"${TYPE_${kind}}\", {${identifier}, ${size}}, \"/assets/${stem}-${hash}${ending}\"},\n")
endforeach()
configure_file("${TEMPLATE}" "${OUTPUT}" @ONLY)
