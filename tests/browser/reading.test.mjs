// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

import assert from 'node:assert/strict';
import {kReadingArticles} from './articles.mjs';
import {eventually, room} from './fixture.mjs';
import {address, hitIds, open, parameters, resultsShown, search} from './pages.mjs';

const kArticle = '/article/a03-nuclear-round?q=' + encodeURIComponent('المفاوضات النووية');

room('Reading', (test) => {
  test('shows the article with its words marked, and from where and when it is', async ({page}) => {
    await open(page, kArticle);
    assert.match(await page.locator('h1.title').textContent(), /المفاوضات النووية تدخل أسبوعها الثاني/);
    assert.match(await page.title(), /المفاوضات النووية/);
    assert.deepEqual(await page.locator('.reading > article > .byline bdi').allTextContents(),
                     ['مجلة أفق الدبلوماسية', 'سلمى الكيالي']);
    assert.match(await page.locator('.reading > article > .byline time').getAttribute('datetime'), /^2025-04-23/);
    assert.ok(await page.locator('.body p').count() > 3);
    const marked = await page.locator('.reading mark').allTextContents();
    assert.ok(marked.length > 3);
    for (const word of marked) assert.match(word, /فاوض|نووي/);
  });

  test('goes from match to match and tells which of how many it is', async ({page}) => {
    await open(page, kArticle);
    const ids = await page.locator('mark[id^=match-]').evaluateAll((marks) => marks.map((mark) => mark.id));
    assert.deepEqual(ids, ids.map((_, i) => `match-${i + 1}`));
    const position = page.locator('#match-position');
    const next = page.locator('#next-match');
    const previous = page.locator('#previous-match');
    for (const number of [1, 2]) {
      await next.click();
      assert.deepEqual(numbers(await position.textContent()), [number, ids.length]);
      await assertCurrent(page, `match-${number}`);
    }
    await previous.click();
    assert.deepEqual(numbers(await position.textContent()), [1, ids.length]);
    await previous.click();
    assert.deepEqual(numbers(await position.textContent()), [ids.length, ids.length], 'before the first is the last');
    await assertCurrent(page, ids.at(-1));
    await next.click();
    assert.deepEqual(numbers(await position.textContent()), [1, ids.length]);
    assert.equal(await page.locator('#announcer').textContent(), await position.textContent());
  });

  test('without a query has nothing marked and nothing to go to', async ({page}) => {
    await open(page, '/article/a03-nuclear-round');
    assert.equal(await page.locator('mark').count(), 0);
    assert.equal(await page.locator('nav.matches').count(), 0);
    assert.equal(await page.locator('nav.back').count(), 0);
  });

  test('leads back to the same search with its filters, page and order', async ({page}) => {
    const from = address('في', {source: ['شبكة المدار', 'موقع دروب'], sort: 'oldest', from: '2023-01-01'});
    await open(page, from);
    const found = await hitIds(page);
    await page.locator('ol.hits h2.title a').nth(1).click();
    await page.locator('.reading h1').waitFor();
    await page.locator('nav.back a').click();
    await resultsShown(page);
    assert.deepEqual(await hitIds(page), found);
    const now = parameters(page);
    assert.deepEqual([now.get('q'), now.getAll('source'), now.get('sort'), now.get('from')],
                     ['في', ['شبكة المدار', 'موقع دروب'], 'oldest', '2023']);

    await search(page, 'في', {page: '2'});
    const second = await hitIds(page);
    await page.locator('ol.hits h2.title a').first().click();
    await page.locator('nav.back a').click();
    await resultsShown(page);
    assert.deepEqual(await hitIds(page), second);
  });

  test('offers a citation that is copied', {permissions: ['clipboard-read', 'clipboard-write']}, async ({page}) => {
    await open(page, kArticle);
    const citation = (await page.locator('#citation').textContent()).trim();
    assert.match(citation, /المفاوضات النووية تدخل أسبوعها الثاني/);
    assert.match(citation, /مجلة أفق الدبلوماسية/);
    const button = page.locator('#copy-citation');
    const done = await button.getAttribute('data-done');
    await button.click();
    await eventually(async () => assert.equal(await page.locator('#announcer').textContent(), done));
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), citation);
  });

  test('on paper is the article alone', async ({page}) => {
    await open(page, kArticle);
    await page.emulateMedia({media: 'print'});
    for (const unwanted of ['#search', 'nav.back', 'nav.matches', '#copy-citation', 'a.skip', '#shortcuts']) {
      assert.equal(await page.locator(unwanted).isVisible(), false, `${unwanted} is printed`);
    }
    for (const wanted of ['h1.title', '.reading > article > .byline', '.body p >> nth=0', '#citation']) {
      assert.equal(await page.locator(wanted).isVisible(), true, `${wanted} is not printed`);
    }
  });

  test('of what is not there says so', {expects: [/status of 404/]}, async ({page}) => {
    await open(page, '/article/no-such-article', 404);
    assert.notEqual((await page.locator('.problem').textContent()).trim(), '');
    assert.equal(await page.locator('h1').count(), 1);
    await page.locator('#q').fill('سد');
    await page.keyboard.press('Enter');
    await resultsShown(page);
  });
});

room('Reading on', {articles: kReadingArticles}, (test) => {
  test('leads to similar articles, of which the near-duplicates are told', async ({page}) => {
    await open(page, '/article/salt-1?q=' + encodeURIComponent('موسم الملح'));
    const similar = page.locator('#similar li');
    assert.equal(await similar.locator('.near-duplicate').count(), 2);
    const title = await similar.first().locator('.title').textContent();
    await similar.first().locator('.title a').click();
    await page.waitForURL(/salt-[23]/);
    assert.equal((await page.locator('h1.title').textContent()).trim(), title.trim());
  });

  test('leads to what has the same keywords', async ({page}) => {
    await open(page, '/article/dam-1');
    const keyword = page.locator('.terms a', {hasText: 'سدود'}).first();
    await keyword.click();
    await resultsShown(page);
    assert.deepEqual((await hitIds(page)).sort(), ['dam-1', 'dam-2', 'dam-3']);
  });

  test('leads by related terms to a search for them', async ({page}) => {
    await open(page, '/article/dam-1');
    await page.locator('.terms a', {hasText: 'خزان الجبل'}).first().click();
    await resultsShown(page);
    assert.match(parameters(page).get('q'), /خزان الجبل/);
    assert.deepEqual((await hitIds(page)).sort(), ['dam-1', 'dam-2', 'dam-3']);
  });

  test('leads to the original, which learns nothing of us', async ({page}) => {
    await open(page, '/article/dam-1');
    const original = page.locator('.original a');
    assert.equal(await original.getAttribute('href'), 'https://news.example/dam-1');
    assert.match(await original.getAttribute('rel'), /\bnoopener\b/);
    assert.match(await original.getAttribute('rel'), /\bnoreferrer\b/);
    await open(page, '/article/dam-2');
    assert.equal(await page.locator('.original').count(), 0);
  });

  test('keeps an English article from left to right', async ({page}) => {
    await open(page, '/article/english');
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
    assert.equal(await page.locator('.reading > article').getAttribute('lang'), 'en');
    for (const part of ['h1.title', '.body p >> nth=0']) {
      assert.equal(await page.locator(part).evaluate((one) => getComputedStyle(one).direction), 'ltr', part);
    }
  });

  test('gives an article without a title one to be read', async ({page}) => {
    await open(page, '/article/untitled');
    assert.notEqual((await page.locator('h1').textContent()).trim(), '');
    assert.equal(await page.locator('.reading > article > .byline').count(), 0);
  });
});

function numbers(text) {
  const western = text.replace(/[٠-٩]/g, (digit) => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit)));
  return [...western.matchAll(/\d+/g)].map(Number);
}

// The match that one has come to looks other than the others, and is in sight.
async function assertCurrent(page, id) {
  const look = (one) => JSON.stringify([getComputedStyle(one).backgroundColor, getComputedStyle(one).outline,
                                        getComputedStyle(one).boxShadow, getComputedStyle(one).color]);
  const mark = page.locator(`#${id}`);
  await eventually(async () => assert.ok(await mark.evaluate((one) => {
    const {top, bottom} = one.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  }), `${id} is out of sight`));
  const other = page.locator(`mark[id^=match-]:not(#${id})`).first();
  assert.notEqual(await mark.evaluate(look), await other.evaluate(look), `${id} looks like any other match`);
}
