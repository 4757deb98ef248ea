// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// On an article's page: going from match to match, and copying the citation.
//
// Promises: a match is a whole run of marked words, though only its first word
// has an id; going round never ends; copying works on plain http too, and when
// it fails the citation is left selected for the reader to copy.

(() => {
  'use strict';

  const kSaidFor = 2000;  // ms that the button tells the outcome

  const announcer = document.getElementById('announcer');

  function announce(text) {
    if (announcer) announcer.textContent = text;
  }

  // The marks of the match that begins with `first`: the server gives the words
  // after the first one of a phrase a mark without an id.
  function runOf(first) {
    const run = [first];
    for (let node = first.nextSibling; node; node = node.nextSibling) {
      if (node instanceof HTMLElement) {
        if (node.localName !== 'mark' || node.id) break;
        run.push(node);
      } else if (node.nodeValue.trim() !== '') {
        break;
      }
    }
    return run;
  }

  function setUpMatches() {
    const firsts = [...document.querySelectorAll('mark[id^="match-"]')];
    const previous = document.getElementById('previous-match');
    const next = document.getElementById('next-match');
    const position = document.getElementById('match-position');
    if (firsts.length === 0 || !previous || !next) return;
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
    let current = -1;

    function goTo(index, scroll) {
      if (current >= 0) runOf(firsts[current]).forEach((mark) => mark.classList.remove('current'));
      current = index;
      runOf(firsts[index]).forEach((mark) => mark.classList.add('current'));
      const text = (position?.dataset.form ?? '{n}/{all}')
        .replace('{n}', String(index + 1))
        .replace('{all}', String(firsts.length));
      if (position) position.textContent = text;
      announce(text);
      firsts[index].scrollIntoView({ block: 'center', behavior: scroll });
    }

    const behavior = () => (calm.matches ? 'instant' : 'smooth');
    const all = firsts.length;
    next.addEventListener('click', () => goTo((current + 1) % all, behavior()));
    previous.addEventListener('click', () => {
      goTo(current <= 0 ? all - 1 : current - 1, behavior());
    });

    function goToHash() {
      const index = firsts.findIndex((mark) => `#${mark.id}` === location.hash);
      if (index >= 0) goTo(index, 'instant');
    }

    window.addEventListener('hashchange', goToHash);
    previous.hidden = next.hidden = false;
    document.getElementById('first-match')?.setAttribute('hidden', '');
    goToHash();
  }

  // For pages without navigator.clipboard, which is any page on plain http
  // except on localhost.
  function copyBySelection(element) {
    const selection = window.getSelection();
    selection.selectAllChildren(element);
    const copied = document.execCommand('copy');
    if (copied) selection.removeAllRanges();
    return copied;
  }

  async function copy(element) {
    try {
      await navigator.clipboard.writeText(element.textContent.trim());
      return true;
    } catch {
      return copyBySelection(element);
    }
  }

  function setUpCitation() {
    const citation = document.getElementById('citation');
    const button = document.getElementById('copy-citation');
    if (!citation || !button) return;
    const label = button.textContent;
    let timer = 0;
    button.addEventListener('click', async () => {
      const outcome = await copy(citation) ? button.dataset.done : button.dataset.failed;
      button.textContent = outcome;
      announce(outcome);
      clearTimeout(timer);
      timer = setTimeout(() => {
        button.textContent = label;
        announce('');
      }, kSaidFor);
    });
    button.hidden = false;
  }

  setUpMatches();
  setUpCitation();
})();
