// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Articles come from anywhere. Whatever is written in them is shown as it is written: it runs nothing, adds
// nothing to the page, links to nothing but pages, and moves no letter of its neighbours.
import assert from 'node:assert/strict';
import {kAttack, kHostileArticles, kHostileText} from './articles.mjs';
import {room} from './fixture.mjs';
import {hitIds, open, otherHits, resultsShown, search} from './pages.mjs';

const kQuery = 'سفينة نرجس';
const kSource = `مصدر نرجس ${kHostileText} آخره`;

// Direction marks may be closed or left out for show; blanks may be folded.
function shown(text) {
  return text.replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, '').replace(/\s+/g, ' ').trim();
}

async function assertHarmless(page) {
  const found = await page.evaluate(() => {
    const wrong = [];
    if (window.hacked !== undefined) wrong.push('a script of an article ran');
    for (const one of document.querySelectorAll('img, script:not([src]), iframe, object, embed, base, b')) {
      wrong.push(one.outerHTML);
    }
    for (const one of document.querySelectorAll('*')) {
      for (const {name, value} of one.attributes) {
        if (name.startsWith('on') || /^\s*javascript:/i.test(value)) wrong.push(`${name}=${value}`);
      }
    }
    return wrong;
  });
  assert.deepEqual(found, []);
}

async function assertShows(locator, text) {
  await locator.first().waitFor();
  const all = (await locator.allTextContents()).map(shown);
  assert.ok(all.some((one) => one.includes(shown(text))), `not shown as it is written: ${all.join(' | ')}`);
}

room('A hostile article', {articles: kHostileArticles}, (test) => {
  test('is text in the results: title, byline and snippet', async ({page}) => {
    await search(page, kQuery);
    const hit = page.locator('ol.hits > li').first();
    for (const part of ['.title', '.byline', '.snippet']) await assertShows(hit.locator(part), kHostileText);
    await assertHarmless(page);
  });

  test('is text in facets and chips, which narrow to it and are taken away', async ({page}) => {
    await search(page, 'سفينة');
    await assertShows(page.locator('.facet li a'), kSource);
    await assertHarmless(page);
    const before = await hitIds(page);
    await page.locator('.facet li a', {hasText: 'مصدر نرجس'}).first().click();
    assert.deepEqual(await otherHits(page, before), ['hostile']);
    await assertShows(page.locator('.chips'), kSource);
    await assertHarmless(page);
    await page.locator('.chips li a').first().click();
    assert.deepEqual(await otherHits(page, ['hostile']), before);
    await page.locator('.facet li a', {hasText: 'وسم نرجس'}).first().click();
    await assertShows(page.locator('.chips'), `وسم نرجس ${kHostileText} آخره`);
    await assertHarmless(page);
  });

  test('is text among the others that tell its story', async ({page}) => {
    await search(page, kQuery);
    await page.locator('ol.hits .similar').locator('button, a').first().click();
    await assertShows(page.locator('ol.hits > li').first().locator('a:not(.title a)'), kHostileText);
    await assertHarmless(page);
  });

  test('is text among the suggestions', async ({page}) => {
    await open(page, '/');
    await page.locator('#q').focus();
    await page.keyboard.type('سفينة');
    await assertShows(page.locator('[role=option]'), `سفينة ياسمين ${kHostileText}`);
    await assertHarmless(page);
    await page.locator('[role=option]', {hasText: 'onerror'}).first().click();
    await page.waitForURL(/[?&]q=/);
    assert.equal(shown(await page.locator('#q').inputValue()), shown(`سفينة ياسمين ${kHostileText} آخره`));
    await assertHarmless(page);
  });

  test('is text on its own page, and its address is no link', async ({page}) => {
    await open(page, '/article/hostile?q=' + encodeURIComponent(kQuery));
    for (const part of ['h1.title', '.reading > article > .byline', '.body', '.terms a', '#similar .title', '#citation']) {
      await assertShows(page.locator(part), kHostileText);
    }
    assert.ok(shown(await page.title()).includes(shown(kHostileText)), await page.title());
    assert.equal(await page.locator('.original').count(), 0);
    await assertHarmless(page);
    await page.locator('.terms a').first().click();
    await resultsShown(page);
    assert.ok((await hitIds(page)).includes('hostile'));
    await assertHarmless(page);
  });

  test('is as harmless where its tags are read as HTML', async ({page}) => {
    await open(page, '/article/hostile-html?q=' + encodeURIComponent('سفينة'));
    assert.match(await page.locator('.body').textContent(), /سفينة ياسمين/);
    await assertHarmless(page);
    await search(page, 'سفينة ياسمين');
    await assertHarmless(page);
  });

  test('cannot be a query either', async ({page}) => {
    const query = `${kAttack} {{{query}}}`;
    await search(page, query, {source: kSource});
    assert.equal(await page.locator('#q').inputValue(), query);
    await assertShows(page.locator('.chips'), kSource);
    await assertHarmless(page);
    await search(page, `"${kAttack}"`, {keyword: kAttack, author: kAttack});
    await assertHarmless(page);
  });

  test('cannot be a parameter either', {expects: [/status of 400/]}, async ({page}) => {
    for (const name of ['page', 'sort', 'from', 'exact']) {
      await page.goto('/?' + new URLSearchParams({q: 'سفينة', [name]: kAttack}));
      await assertHarmless(page);
    }
  });
});

// Where each letter of an element stands, from its left edge, were it on one line.
function lettersOf(element) {
  element.style.whiteSpace = 'nowrap';
  const edge = element.getBoundingClientRect().left;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const all = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let i = 0; i < node.length; ++i) {
      const range = document.createRange();
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      all.push(`${node.data[i]} ${Math.round(range.getBoundingClientRect().left - edge)}`);
    }
  }
  return all;
}

// Each neighbour's parts: text and box.
function boxesOf(page, id) {
  return page.locator('ol.hits > li', {has: page.locator(`a[href*="/article/${id}"]`)}).evaluate((hit) =>
    [hit, ...hit.querySelectorAll('.title, .byline, .byline > *, .snippet')].map((one) => {
      const {x, width, height} = one.getBoundingClientRect();
      return [one.className || one.tagName, one.textContent, x, width, height];
    }));
}

// The same page with a harmless article in the place of the hostile one, of the same length and date.
const kWithHostile = ['سفينة -وردة', {sort: 'newest'}];
const kWithHarmless = ['سفينة -نرجس', {sort: 'newest'}];

room('The neighbours of a hostile article', {articles: kHostileArticles}, (test) => {
  test('are where they are beside a harmless one', async ({page}) => {
    await search(page, ...kWithHostile);
    assert.deepEqual((await hitIds(page)).slice(0, 3), ['above', 'hostile', 'below']);
    const beside = {above: await boxesOf(page, 'above'), below: await boxesOf(page, 'below')};
    await search(page, ...kWithHarmless);
    assert.deepEqual((await hitIds(page)).slice(0, 3), ['above', 'harmless', 'below']);
    assert.deepEqual({above: await boxesOf(page, 'above'), below: await boxesOf(page, 'below')}, beside);
  });

  for (const locale of ['ar', 'en']) {
    test(`in its own byline stand in their order: open marks turn no date around, ${locale}`, {locale}, async ({page}) => {
      const date = () => page.locator('ol.hits > li').nth(1).locator('time').evaluate(lettersOf);
      await search(page, ...kWithHarmless);
      const beside = await date();
      await search(page, ...kWithHostile);
      assert.deepEqual(await date(), beside);
    });
  }

  test('among the facets keep their counts behind their names', async ({page}) => {
    await search(page, 'سفينة');
    const wrong = await page.locator('.facet li a:has(.count)').evaluateAll((links) => links.filter((link) => {
      const count = link.querySelector('.count').getBoundingClientRect();
      const rects = [...link.querySelector('[dir=auto]').getClientRects()];
      const last = rects.at(-1);
      // From right to left, what is behind is further left, or lower.
      return count.right > last.right && count.bottom <= last.bottom;
    }).map((link) => link.textContent));
    assert.deepEqual(wrong, []);
  });

  test('widen nothing: no page scrolls sideways, however narrow', {viewport: {width: 320, height: 640}},
       async ({page}) => {
    for (const address of ['/?' + new URLSearchParams({q: 'سفينة', source: kSource}),
                           '/article/hostile?q=' + encodeURIComponent('سفينة')]) {
      await open(page, address);
      const {wide, window} = await page.evaluate(() => (
        {wide: document.scrollingElement.scrollWidth, window: innerWidth}));
      assert.ok(wide <= window, `${address}: ${wide} wide`);
    }
  });
});
