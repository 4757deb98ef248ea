// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Arrow keys: from hit to hit, and from bar to bar of the timeline.
//
// Promises: the walk begins only where an arrow key has no meaning of its own
// (not in fields, facets or charts) and stops at the ends, where the key
// scrolls as usual; the timeline costs one stop of the Tab key, not a hundred;
// <html data-shortcuts="off"> ends the walk, since the keys are listed there.

(() => {
  'use strict';

  const kTitles = '.hits .title a';
  const kBars = '.timeline svg a';

  function hasModifier(event) {
    return event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
  }

  function isWalkStart(element) {
    return element === document.body || element.id === 'main' || element.id === 'results-title';
  }

  function isVisible(link) {
    const { top, bottom } = link.getBoundingClientRect();
    return bottom > 0 && top < window.innerHeight;
  }

  function focusHit(title) {
    title.focus({ preventScroll: true });
    title.closest('li').scrollIntoView({ block: 'nearest' });
  }

  function focusSearch() {
    const box = document.getElementById('q');
    box?.focus();
    return box !== null;
  }

  // Each tells whether it moved; if not, the key keeps its usual meaning.
  function walkDown(titles, from) {
    if (isWalkStart(from)) {
      focusHit(titles.find(isVisible) ?? titles[0]);
      return true;
    }
    const at = titles.findIndex((title) => title.closest('li').contains(from));
    if (at < 0 || at + 1 === titles.length) return false;
    focusHit(titles[at + 1]);
    return true;
  }

  function walkUp(titles, from) {
    const at = titles.findIndex((title) => title.closest('li').contains(from));
    if (at < 0) return false;
    // From a link below a title one comes to that title first.
    const to = titles[at] === from ? at - 1 : at;
    if (to < 0) return focusSearch();
    focusHit(titles[to]);
    return true;
  }

  function walk(event) {
    if (document.documentElement.dataset.shortcuts === 'off') return;
    const from = document.activeElement ?? document.body;
    const titles = [...document.querySelectorAll(kTitles)];
    if (titles.length === 0) return;
    const moved = event.key === 'ArrowDown' ? walkDown(titles, from) : walkUp(titles, from);
    if (moved) event.preventDefault();
  }

  // Of all bars only `bar` stays in the order of the Tab key.
  function makeStop(bar, bars) {
    bars.forEach((one) => one.setAttribute('tabindex', one === bar ? '0' : '-1'));
  }

  function prepareTimeline() {
    const bars = [...document.querySelectorAll(kBars)];
    if (bars.length === 0) return;
    makeStop(bars.find((bar) => bar.hasAttribute('aria-current')) ?? bars.at(-1), bars);
  }

  // Left and right are those of the screen, whichever way the chart runs.
  function neighbour(bar, bars, key) {
    const left = (one) => one.getBoundingClientRect().left;
    const inOrder = [...bars].sort((a, b) => left(a) - left(b));
    return inOrder[inOrder.indexOf(bar) + (key === 'ArrowRight' ? 1 : -1)];
  }

  function moveInTimeline(event, bar) {
    const bars = [...document.querySelectorAll(kBars)];
    let to;
    if (event.key === 'Home') to = bars[0];
    else if (event.key === 'End') to = bars.at(-1);
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') to = neighbour(bar, bars, event.key);
    else return;
    event.preventDefault();
    to?.focus();
  }

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || hasModifier(event)) return;
    const bar = document.activeElement?.closest(kBars);
    if (bar) moveInTimeline(event, bar);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') walk(event);
  });

  // However a bar got the focus, Tab comes back to it.
  document.addEventListener('focusin', (event) => {
    const bar = event.target.closest(kBars);
    if (bar) makeStop(bar, [...document.querySelectorAll(kBars)]);
  });

  document.addEventListener('page-shown', prepareTimeline);
  prepareTimeline();
})();
