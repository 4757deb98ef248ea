// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// The other versions of a story unfold under its hit.
//
// Promises: the link to the article's own list of them becomes a button with
// the same words; the server is asked once, on the first opening; when it does
// not answer, the link comes back under the button.

(() => {
  'use strict';

  const kLinks = 'p.similar a[data-similar]';
  let lastId = 0;

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  // An id may hold slashes, which are slashes in the address too. The query
  // carries what the reader searched for, as in the link of the hit itself.
  function articleUrl(id, titleLink) {
    const path = id.split('/').map(encodeURIComponent).join('/');
    const { search } = new URL(titleLink?.href ?? '/', document.baseURI);
    return `/article/${path}${search}`;
  }

  function makeItem(article, titleLink) {
    const href = articleUrl(article.id, titleLink);
    const item = make('li', {}, make('a', { href, dir: 'auto' }, article.title || article.id));
    if (article.source) item.append(' ', make('span', { dir: 'auto' }, article.source));
    if (article.published) {
      const date = article.published.slice(0, 10);
      item.append(' ', make('time', { datetime: date }, date));
    }
    return item;
  }

  async function fetchCopies(url) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`status ${response.status}`);
    const copies = (await response.json()).articles.filter((one) => one.near_duplicate);
    if (copies.length === 0) throw new Error('none');
    return copies;
  }

  async function fill(panel, link) {
    const titleLink = panel.closest('li').querySelector('.title a');
    panel.setAttribute('aria-busy', 'true');
    try {
      const copies = await fetchCopies(link.dataset.similar);
      panel.replaceChildren(make('ul', {}, ...copies.map((one) => makeItem(one, titleLink))));
      return true;
    } catch {
      const original = make('a', { href: link.getAttribute('href') }, link.textContent);
      panel.replaceChildren(make('p', { role: 'alert' }, `${link.dataset.failed ?? ''} `, original));
      return false;
    } finally {
      panel.removeAttribute('aria-busy');
    }
  }

  function unfoldable(link) {
    const id = `similar-${++lastId}`;
    const panel = make('div', { id, class: 'similar-list', hidden: '' });
    const button = make('button', { type: 'button', 'aria-expanded': 'false', 'aria-controls': id },
      link.textContent);
    let isAsked = false;
    button.addEventListener('click', async () => {
      panel.hidden = !panel.hidden;
      button.setAttribute('aria-expanded', String(!panel.hidden));
      if (panel.hidden || isAsked) return;
      isAsked = true;
      isAsked = await fill(panel, link);  // after a failure the next opening asks again
    });
    link.closest('p').after(panel);
    link.replaceWith(button);
  }

  function prepare() {
    document.querySelectorAll(kLinks).forEach(unfoldable);
  }

  document.addEventListener('page-shown', prepare);
  prepare();
})();
