// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What the tests know of the pages: how to get to one, and what is to be read there.
import assert from 'node:assert/strict';
import {eventually} from './fixture.mjs';

// Goes to an address and waits until it is loaded, its deferred scripts too. 404s are pages like others.
export async function open(page, url, status = 200) {
  const response = await page.goto(url);
  assert.equal(response.status(), status, url);
  return response;
}

export function search(page, query, parameters = {}) {
  return open(page, address(query, parameters));
}

export function address(query, parameters = {}) {
  const all = new URLSearchParams(query === null ? {} : {q: query});
  for (const [name, values] of Object.entries(parameters)) {
    for (const value of [values].flat()) all.append(name, value);
  }
  return `/?${all}`;
}

// The start page has a list of articles too: that results are shown, their heading tells.
export function resultsShown(page) {
  return page.locator('#results-title').waitFor();
}

// Which articles are shown, in their order, by the paths of their pages.
export function hitIds(page) {
  return page.locator('ol.hits > li h2.title a').evaluateAll(
    (links) => links.map((link) => decodeURIComponent(new URL(link.href).pathname.replace('/article/', ''))));
}

export function titles(page) {
  return page.locator('ol.hits > li h2.title').allTextContents();
}

export function parameters(page) {
  return new URL(page.url()).searchParams;
}

// Waits until the shown hits are others than `before`.
export async function otherHits(page, before) {
  return eventually(async () => {
    const now = await hitIds(page);
    assert.notDeepEqual(now, before);
    return now;
  });
}

// No mark may begin or end within a word: no letter, digit or vowel sign stands before or behind it.
export async function assertWholeWordMarks(page, selector) {
  const cut = await page.locator(selector).evaluateAll((elements) => elements.flatMap((element) => {
    const wrong = [];
    for (const mark of element.querySelectorAll('mark')) {
      const range = document.createRange();
      range.selectNodeContents(element);
      range.setEndBefore(mark);
      const before = range.toString();
      range.selectNodeContents(element);
      range.setStartAfter(mark);
      const behind = range.toString();
      if (/[\p{L}\p{N}\p{M}]$/u.test(before) || /^[\p{L}\p{N}\p{M}]/u.test(behind)) {
        wrong.push(`${before.slice(-10)}[${mark.textContent}]${behind.slice(0, 10)}`);
      }
    }
    return wrong;
  }));
  assert.deepEqual(cut, []);
}

// The element that has the focus, as something to compare and to read.
export function focused(page) {
  return page.evaluate(() => {
    const one = document.activeElement;
    return one?.id ? `#${one.id}` : `${one?.tagName.toLowerCase()} ${one?.getAttribute('href') ?? one?.textContent}`;
  });
}

export function shownSources(page) {
  return page.locator('ol.hits > li .byline > span:first-child bdi').allTextContents();
}

export function shownTimes(page) {
  return page.locator('ol.hits > li .byline time').evaluateAll((times) => times.map((time) => time.dateTime));
}
