// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Completions under the search box, as an ARIA 1.2 editable combobox.
//
// Promises: the box works as before while the server is slow or silent; the
// list opens only because someone typed or pressed ArrowDown, never because a
// page was loaded or an answer came late; while an input method is composing,
// its keys are its own. (Phone keyboards compose every word, so completions
// must come in the midst of that.)
//
// The text of the active option is shown in the box, as search engines do: one
// sees what Enter will search for and can go on typing from there. What was
// typed is one stop of the round the arrow keys make, and Escape restores it.

(() => {
  'use strict';

  const kDelay = 120;  // ms of quiet before the server is asked
  const kLimit = 8;
  const kRemembered = 50;  // answers
  const kKinds = ['phrase', 'name', 'title'];  // a word needs no label

  const box = document.getElementById('q');
  if (!box || !box.form) return;
  const announcer = document.getElementById('announcer');

  const list = document.createElement('ul');
  list.id = 'completions';
  list.className = 'completions';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', box.dataset.label ?? '');
  box.after(list);
  box.setAttribute('role', 'combobox');
  box.setAttribute('aria-autocomplete', 'list');
  box.setAttribute('aria-controls', list.id);
  box.setAttribute('aria-expanded', 'false');

  const remembered = new Map();  // text → completions, oldest first
  let typed = '';
  let active = -1;  // index of an option; -1 is the typed text
  let timer = 0;
  let request = null;

  const isOpen = () => !list.hidden;

  function forgetRequest() {
    clearTimeout(timer);
    request?.abort();
    request = null;
  }

  function close() {
    forgetRequest();
    if (isOpen() && announcer) announcer.textContent = '';
    list.hidden = true;
    list.replaceChildren();
    active = -1;
    box.setAttribute('aria-expanded', 'false');
    box.removeAttribute('aria-activedescendant');
  }

  function announce(count) {
    if (!announcer) return;
    announcer.textContent = count === 0
      ? box.dataset.none ?? ''
      : (box.dataset.some ?? '').replace('{n}', String(count));
  }

  function makeOption({ text, kind }, index) {
    const option = document.createElement('li');
    option.id = `completion-${index}`;
    option.dataset.text = text;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', 'false');
    // The text stays in one piece: an element that begins inside an Arabic
    // word would break the joining of its letters.
    const words = document.createElement('span');
    words.dir = 'auto';
    words.textContent = text;
    option.append(words);
    if (kKinds.includes(kind) && box.dataset[kind]) {
      const label = document.createElement('span');
      label.className = 'kind';
      label.textContent = box.dataset[kind];
      option.append(' ', label);
    }
    return option;
  }

  function open(completions) {
    if (document.activeElement !== box) return;
    if (completions.length === 0) {
      close();
      announce(0);
      return;
    }
    announce(completions.length);
    list.replaceChildren(...completions.map(makeOption));
    list.hidden = false;
    active = -1;
    box.setAttribute('aria-expanded', 'true');
    box.removeAttribute('aria-activedescendant');
  }

  function remember(text, completions) {
    remembered.set(text, completions);
    if (remembered.size > kRemembered) {
      remembered.delete(remembered.keys().next().value);
    }
  }

  async function ask(text) {
    if (remembered.has(text)) {
      open(remembered.get(text));
      return;
    }
    const mine = request = new AbortController();
    try {
      const url = `/v1/suggest?${new URLSearchParams({ q: text, limit: kLimit })}`;
      const response = await fetch(url, { signal: mine.signal });
      if (!response.ok) throw new Error(`status ${response.status}`);
      const completions = (await response.json()).completions.slice(0, kLimit);
      remember(text, completions);
      if (request === mine && typed === text) open(completions);
    } catch {
      // Suggestions are a courtesy: without them the box is as it always was.
      if (request === mine) close();
    }
  }

  function askSoon(delay) {
    forgetRequest();
    typed = box.value;
    if (typed.trim() === '') {
      close();
      return;
    }
    timer = setTimeout(ask, delay, typed);
  }

  function activate(index) {
    list.children[active]?.setAttribute('aria-selected', 'false');
    active = index;
    const option = list.children[index];
    box.value = option ? option.dataset.text : typed;
    if (!option) {
      box.removeAttribute('aria-activedescendant');
      return;
    }
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    box.setAttribute('aria-activedescendant', option.id);
  }

  // One round is the typed text (-1) and then every option.
  function step(by) {
    const stops = list.children.length + 1;
    activate((active + 1 + by + stops) % stops - 1);
  }

  function take(text) {
    close();
    box.value = text;
    box.form.requestSubmit();
  }

  function escape() {
    if (isOpen()) {
      activate(-1);
    } else {
      // Not every browser empties a search field on Escape by itself.
      box.value = '';
    }
    close();
  }

  function onKey(event) {
    if (event.isComposing) return;
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const { key } = event;
    if (key === 'Escape' && (isOpen() || box.value !== '')) escape();
    else if (key === 'ArrowDown' && isOpen()) step(1);
    else if (key === 'ArrowUp' && isOpen()) step(-1);
    else if (key === 'ArrowDown') askSoon(0);
    else if (key === 'Enter' && isOpen() && active >= 0) take(box.value);
    else return;
    event.preventDefault();
  }

  // Keys that move the cursor in the text leave the list: no option is active
  // any more, and the text that was shown becomes the text to edit.
  function onTextKey({ key }) {
    if (active < 0 || !['Home', 'End', 'ArrowLeft', 'ArrowRight'].includes(key)) return;
    typed = box.value;
    activate(-1);
  }

  box.addEventListener('input', () => askSoon(kDelay));
  box.addEventListener('keydown', onKey);
  box.addEventListener('keydown', onTextKey);
  box.addEventListener('blur', close);  // Tab, a click elsewhere, another window
  box.form.addEventListener('submit', close);
  // A press on an option must not take the focus, which would close the list
  // before the click arrives.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) take(option.dataset.text);
  });
})();
