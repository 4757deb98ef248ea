// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Another page of results takes the place of the one shown without a full load.
//
// Promises: every page keeps its own address, history entry and scroll
// position; of two navigations the newer wins; whatever cannot be shown in
// place is loaded the usual way. Listeners sit on the document, so a replaced
// page needs nothing re-bound; scripts that prepare parts of a page hear
// `page-shown` on the document.

(() => {
  'use strict';

  const kKept = 8;  // pages kept whole, to go back to without asking again
  const kScrollRest = 100;  // ms

  const main = document.getElementById('main');
  const form = document.getElementById('search');
  const box = document.getElementById('q');
  if (!main || !form || !box) return;

  const kept = new Map();  // address → page, least recently left first
  const tops = new Map();  // history entry → scroll position when it was left
  let shownAddress = addressOf(location);
  let shownEntry = '';
  let loading = null;

  // A hash is a place within a page, not another page.
  function addressOf({ pathname, search }) {
    return pathname + search;
  }

  // Not crypto.randomUUID, which plain http does not have.
  const newEntry = () => `${Date.now()}-${Math.random()}`;

  // The position goes into the history entry too, for the day when this
  // document is gone. It must not reach an entry that is still loading.
  function savePlace() {
    tops.set(shownEntry, window.scrollY);
    if (history.state?.entry !== shownEntry) return;
    try {
      history.replaceState({ entry: shownEntry, top: window.scrollY }, '');
    } catch {
      // Browsers limit how often this may be done; the next rest will do it.
    }
  }

  function scrollTo(top) {
    window.scrollTo({ top, behavior: 'instant' });
  }

  const styleOf = (from) => from.querySelector('link[rel="stylesheet"]')?.getAttribute('href');
  const alternates = (from) => [...from.querySelectorAll('link[rel="alternate"]')];

  // The parts of a page that differ between pages. Those of the document itself
  // are kept as they are, with what the reader opened in them.
  function partsOf(from) {
    return {
      content: [...from.getElementById('main').childNodes],
      title: from.title,
      query: from.getElementById('q')?.defaultValue ?? '',
      otherLanguage: from.getElementById('other-language')?.getAttribute('href'),
      alternates: alternates(from.head),
      focused: from === document && main.contains(from.activeElement) ? from.activeElement : null,
    };
  }

  // What was typed to leave a page belongs to the next one.
  function keepShown() {
    main.querySelectorAll('input').forEach((input) => { input.value = input.defaultValue; });
    kept.delete(shownAddress);
    kept.set(shownAddress, partsOf(document));
    if (kept.size > kKept) kept.delete(kept.keys().next().value);
  }

  function show(page, address, entry) {
    keepShown();
    shownAddress = address;
    shownEntry = entry;
    main.replaceChildren(...page.content);
    document.title = page.title;
    box.defaultValue = box.value = page.query;
    const language = document.getElementById('other-language');
    if (language && page.otherLanguage) language.setAttribute('href', page.otherLanguage);
    alternates(document.head).forEach((link) => link.remove());
    document.head.append(...page.alternates);
    document.dispatchEvent(new CustomEvent('page-shown'));
  }

  function setBusy(busy) {
    main.classList.toggle('busy', busy);
    if (busy) main.setAttribute('aria-busy', 'true');
    else main.removeAttribute('aria-busy');
  }

  function stopLoading() {
    loading?.abort();
    loading = null;
    setBusy(false);
  }

  // A problem page is a page like any other. An error is what is no page of ours,
  // one in another language, whose header would differ, and one of a server that
  // was updated since: its style has another address.
  async function fetchPage(url, signal) {
    const response = await fetch(url, { signal, headers: { Accept: 'text/html' } });
    if (!response.headers.get('Content-Type')?.startsWith('text/html')) throw new Error('not HTML');
    const from = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (!from.getElementById('main')) throw new Error('not our page');
    if (from.documentElement.lang !== document.documentElement.lang) throw new Error('language');
    if (styleOf(from) !== styleOf(document)) throw new Error('version');
    return { page: partsOf(from), address: addressOf(new URL(response.url)) };
  }

  // `done` gets the page; `giveUp` loads it the usual way.
  async function load(url, done, giveUp) {
    stopLoading();
    const mine = loading = new AbortController();
    setBusy(true);
    let answer;
    try {
      answer = await fetchPage(url, mine.signal);
    } catch {
      if (loading !== mine) return;
      stopLoading();
      giveUp();
      return;
    }
    if (loading !== mine) return;
    stopLoading();
    done(answer);
  }

  function tellShown(focused) {
    const heading = document.getElementById('results-title') ?? main.querySelector('h1');
    if (!heading) return;
    heading.tabIndex = -1;
    (focused ?? heading).focus({ preventScroll: true });
    const announcer = document.getElementById('announcer');
    if (announcer) announcer.textContent = heading.textContent;
  }

  function go(url) {
    load(url, ({ page, address }) => {
      savePlace();
      const entry = newEntry();
      // As with any link: the address one is at already makes no new entry.
      const isSame = address === addressOf(location);
      history[isSame ? 'replaceState' : 'pushState']({ entry, top: 0 }, '', address);
      show(page, address, entry);
      scrollTo(0);
      tellShown();
    }, () => location.assign(url));
  }

  function placeOf(entry) {
    return tops.get(entry) ?? history.state?.top ?? 0;
  }

  function goBackTo(entry) {
    const address = addressOf(location);
    const page = kept.get(address);
    if (page) {
      show(page, address, entry);
      scrollTo(placeOf(entry));
      tellShown(page.focused);
      return;
    }
    load(location.href, (answer) => {
      show(answer.page, address, entry);
      scrollTo(placeOf(entry));
      tellShown();
    }, () => location.reload());
  }

  window.addEventListener('popstate', (event) => {
    stopLoading();
    const isNewHash = !event.state?.entry;
    if (shownAddress !== addressOf(location)) {
      savePlace();
      goBackTo(event.state?.entry ?? newEntry());
    } else if (isNewHash) {
      // A link within the page was followed; the browser scrolls.
      shownEntry = newEntry();
      history.replaceState({ entry: shownEntry, top: window.scrollY }, '');
    } else if (event.state.entry !== shownEntry) {
      savePlace();
      shownEntry = event.state.entry;
      scrollTo(placeOf(shownEntry));
    }
  });

  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    // getAttribute, because the href of an SVG link is no string.
    const url = new URL(link.getAttribute('href'), document.baseURI);
    savePlace();  // what is written while a page is being left may be lost
    if (!main.contains(link) || link.hasAttribute('download') || link.hasAttribute('target')) return;
    if (url.origin !== location.origin || url.pathname !== '/' || url.hash) return;
    event.preventDefault();
    go(url.href);
  });

  document.addEventListener('submit', (event) => {
    if (event.target !== form || event.defaultPrevented) return;
    event.preventDefault();
    const url = new URL(form.action);
    const values = [...new FormData(form)].filter(([, value]) => value.trim() !== '');
    url.search = new URLSearchParams(values);
    go(url.href);
  });

  let scrollTimer = 0;
  window.addEventListener('scroll', () => {
    clearTimeout(scrollTimer);
    scrollTimer = setTimeout(savePlace, kScrollRest);
  }, { passive: true });
  // The page may come back from the browser's own cache as it was left.
  window.addEventListener('pagehide', stopLoading);

  // The browser would scroll on popstate, when the page to scroll in is not
  // there yet, so it is done here, after a full load as well.
  history.scrollRestoration = 'manual';
  if (history.state?.entry) {
    const { entry, top } = history.state;
    shownEntry = entry;
    scrollTo(top);
    // With a hash the browser scrolls once more, to the hash, when it has loaded.
    if (location.hash) window.addEventListener('load', () => scrollTo(top), { once: true });
  } else {
    shownEntry = newEntry();
    history.replaceState({ entry: shownEntry, top: window.scrollY }, '');
  }
})();
