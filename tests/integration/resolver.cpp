// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The client of cpp-httplib 0.41, which only the tests use, resolves each address by
// getaddrinfo_a(), and its threads have been seen to read a request whose caller had returned,
// which ends the test program. Here the names that it calls answer at once: this program connects
// to 127.0.0.1 only. The daemon resolves the address that it listens on by plain getaddrinfo().
#include <netdb.h>

extern "C" int getaddrinfo_a(int, gaicb** list, int entries, sigevent*) noexcept {
  for (int i = 0; i < entries; ++i) {
    gaicb& request = *list[i];
    request.ar_result = nullptr;
    request.__return =
        getaddrinfo(request.ar_name, request.ar_service, request.ar_request, &request.ar_result);
  }
  return 0;
}

extern "C" int gai_suspend(const gaicb* const*, int, const timespec*) { return EAI_ALLDONE; }

extern "C" int gai_error(gaicb* request) noexcept { return request->__return; }

extern "C" int gai_cancel(gaicb*) noexcept { return EAI_ALLDONE; }
