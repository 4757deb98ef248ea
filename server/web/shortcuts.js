// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Single-key shortcuts and the switch that turns them off (WCAG 2.1.4).
//
// Promises: a key typed into a field stays a letter; with the switch off no
// key is taken, and <html data-shortcuts="off"> tells other scripts so; the
// choice is kept in this browser where it lets us keep anything.

(() => {
  'use strict';

  const kStored = 'fihrist-shortcuts';
  const root = document.documentElement;
  const toggle = document.getElementById('shortcuts-on');

  const isOff = () => root.dataset.shortcuts === 'off';

  // localStorage throws where site data is blocked.
  function stored() {
    try {
      return localStorage.getItem(kStored);
    } catch {
      return null;
    }
  }

  function store(value) {
    try {
      localStorage.setItem(kStored, value);
    } catch {
      // The choice then holds for this page alone.
    }
  }

  function apply(value) {
    root.dataset.shortcuts = value;
    if (toggle) toggle.checked = value === 'on';
  }

  function focusSearch() {
    const box = document.getElementById('q');
    if (!box) return false;
    box.focus();
    box.select();
    return true;
  }

  function press(id) {
    const button = document.getElementById(id);
    if (!button || button.hidden) return false;
    button.click();
    return true;
  }

  // Each action says whether it did anything; if not, the key is left alone.
  const kActions = [
    { key: '/', code: 'Slash', act: focusSearch },
    { key: 'n', code: 'KeyN', act: () => press('next-match') },
    { key: 'p', code: 'KeyP', act: () => press('previous-match') },
  ];

  // An Arabic layout has ظ where `/` is and ى where N is, so there the place of
  // the key counts. A Latin layout says itself which letter it means: on
  // Dvorak the place of N is B.
  function isPressed({ key, code }, event) {
    if (event.key.toLowerCase() === key) return true;
    return event.code === code && !/^[\x20-\x7e]$/.test(event.key);
  }

  function isTyping(target) {
    return target instanceof Element &&
      (target.isContentEditable || target.closest('input, textarea, select') !== null);
  }

  document.addEventListener('keydown', (event) => {
    if (isOff() || event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    const action = kActions.find((one) => isPressed(one, event));
    if (action?.act()) event.preventDefault();
  });

  toggle?.addEventListener('change', () => {
    const value = toggle.checked ? 'on' : 'off';
    apply(value);
    store(value);
  });

  // A page that comes back from history may be older than the choice.
  window.addEventListener('pageshow', () => apply(stored() ?? root.dataset.shortcuts));

  apply(stored() === 'off' ? 'off' : 'on');
  document.getElementById('shortcuts')?.removeAttribute('hidden');
})();
