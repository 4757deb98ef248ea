# SPDX-FileCopyrightText: 2026 The Fihrist developers
# SPDX-License-Identifier: GPL-2.0-or-later

# What is installed besides the programs, and the .deb that CPack makes of it (docker/build-package).

include(GNUInstallDirs)
set(packaging ${CMAKE_SOURCE_DIR}/config/packaging)
set(packaged ${CMAKE_BINARY_DIR}/packaging)

install(TARGETS fihrist-index fihristd)
# Full paths: below the prefix /usr, configuration goes to /etc.
install(FILES config/fihristd.toml config/systemd/update.env DESTINATION ${CMAKE_INSTALL_FULL_SYSCONFDIR}/fihrist)
# To be copied and edited; the programs carry these lists.
install(FILES config/broken_plurals.tsv config/names.txt config/site_chrome.tsv config/stop_words.txt config/synonyms.tsv
              config/variants.tsv
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fihrist/word-lists)
install(FILES config/systemd/fihristd.service config/systemd/fihrist-update.service config/systemd/fihrist-update.timer
        DESTINATION lib/systemd/system)
install(FILES config/completions/fihrist-index config/completions/fihristd
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES config/completions/_fihrist DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)

# Manual pages. That of the settings is written from the commented configuration, which has them all.
set(pages)
function(add_page page)
  add_custom_command(OUTPUT ${packaged}/${page}.gz
    COMMAND ${CMAKE_COMMAND} -E make_directory ${packaged}
    COMMAND ${ARGN} > ${packaged}/${page}
    COMMAND gzip -9nf ${packaged}/${page}
    DEPENDS ${CMAKE_SOURCE_DIR}/config/man/${page} ${CMAKE_SOURCE_DIR}/config/man/settings.awk
            ${CMAKE_SOURCE_DIR}/config/fihristd.toml
    VERBATIM)
  set(pages ${pages} ${packaged}/${page}.gz PARENT_SCOPE)
  string(REGEX REPLACE ".*\\." "" section ${page})
  install(FILES ${packaged}/${page}.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endfunction()
set(man ${CMAKE_SOURCE_DIR}/config/man)
add_page(fihrist-index.1 cat ${man}/fihrist-index.1)
add_page(fihristd.8 cat ${man}/fihristd.8)
add_page(fihristd.toml.5 awk -f ${man}/settings.awk -v template=${man}/fihristd.toml.5 ${CMAKE_SOURCE_DIR}/config/fihristd.toml)
add_custom_target(manual ALL DEPENDS ${pages})

# The .deb.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME fihrist)
set(CPACK_PACKAGE_VENDOR "The Fihrist developers")
set(CPACK_PACKAGE_CONTACT "The Fihrist developers <fihrist@example.org>")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "full-text search server for archives of Arabic news")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Fihrist makes an index of articles in text, HTML, JSON Lines or feeds, and
answers searches over it by HTTP: ranked and highlighted, with pages in Arabic
and English, feeds and an API in JSON. Words are found in all their forms, as
newsrooms write them.
.
This package has the indexer fihrist-index, the daemon fihristd, and units of
systemd that serve the index and keep it up to date.")
set(CPACK_DEBIAN_PACKAGE_RELEASE 1 CACHE STRING "Revision of the .deb")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS adduser)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_STRIP_FILES ON)
# Absolute paths, such as that of the configuration, are installed below the package's own root.
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${packaging}/conffiles ${packaging}/postinst ${packaging}/prerm ${packaging}/postrm)

# What a package of Debian says of itself.
configure_file(${packaging}/changelog.in ${packaged}/changelog.Debian @ONLY)
add_custom_command(OUTPUT ${packaged}/changelog.Debian.gz
  COMMAND gzip -9nkf ${packaged}/changelog.Debian
  DEPENDS ${packaged}/changelog.Debian VERBATIM)
add_custom_target(changelog ALL DEPENDS ${packaged}/changelog.Debian.gz)
install(FILES ${packaging}/copyright ${packaged}/changelog.Debian.gz DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/fihrist)
install(FILES ${packaging}/lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME fihrist)
include(CPack)
