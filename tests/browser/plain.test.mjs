// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

import assert from 'node:assert/strict';
import {kNearDuplicates, kNearDuplicatesQuery} from './articles.mjs';
import {room} from './fixture.mjs';
import {hitIds, open, parameters, resultsShown, search, shownSources, shownTimes} from './pages.mjs';

const kNoScripts = {javaScriptEnabled: false};

room('Without scripts', (setup) => {
  const test = (name, body) => setup(name, kNoScripts, body);

  test('one searches', async ({page}) => {
    await open(page, '/');
    await page.locator('#q').fill('المفاوضات النووية');
    await page.locator('#search button').click();
    await resultsShown(page);
    assert.equal(parameters(page).get('q'), 'المفاوضات النووية');
    assert.ok((await hitIds(page)).includes('a03-nuclear-round'));
  });

  test('one takes an example, a source and the newest from the start page', async ({page}) => {
    for (const link of ['.examples a', '.start .facet a', '.newest > p a']) {
      await open(page, '/');
      await page.locator(link).first().click();
      await resultsShown(page);
      assert.ok((await hitIds(page)).length > 0, link);
    }
    await open(page, '/');
    await page.locator('.newest .title a').first().click();
    await page.locator('.reading h1').waitFor();
  });

  test('one narrows, takes it back, and keeps it while searching for something else', async ({page}) => {
    await search(page, 'في');
    await page.locator('.facet li a', {hasText: 'شبكة المدار'}).first().click();
    await page.locator('.chips').waitFor();
    assert.deepEqual(new Set(await shownSources(page)), new Set(['شبكة المدار']));
    await page.locator('#q').fill('من');
    await page.locator('#search button').click();
    await page.waitForURL((url) => url.searchParams.get('q') === 'من');
    assert.equal(parameters(page).get('source'), 'شبكة المدار');
    await page.locator('.chips li a').first().click();
    await page.locator('.chips').waitFor({state: 'detached'});
    assert.equal(parameters(page).get('source'), null);
  });

  test('one sees the rest of a long facet', async ({page}) => {
    await search(page, 'في');
    const more = page.locator('.facet details').first();
    const hidden = more.locator('li a').first();
    assert.equal(await hidden.isVisible(), false);
    await more.locator('summary').click();
    assert.equal(await hidden.isVisible(), true);
    await hidden.click();
    await page.locator('.chips').waitFor();
  });

  test('one clicks a bar of the chart', async ({page}) => {
    await search(page, 'في');
    await page.locator('.timeline a').filter({has: page.locator('rect.bar:not([height="0"])')}).first()
      .locator('rect.slot').click();
    await page.locator('.chips').waitFor();
    assert.ok(parameters(page).get('from'));
    assert.ok((await hitIds(page)).length > 0);
  });

  test('one turns pages', async ({page}) => {
    await search(page, 'في');
    const first = await hitIds(page);
    await page.locator('.pages a[rel=next]').click();
    await page.locator('.pages a[rel=prev]').waitFor();
    assert.notDeepEqual(await hitIds(page), first);
    await page.locator('.pages a[rel=prev]').click();
    await page.locator('.pages a[rel=prev]').waitFor({state: 'detached'});
    assert.deepEqual(await hitIds(page), first);
  });

  test('one gives dates, or one of them, or none', async ({page}) => {
    await search(page, 'في');
    const all = await hitIds(page);
    await page.locator('.dates button').click();
    await page.waitForURL(/from=/);
    assert.deepEqual(await hitIds(page), all, 'empty dates mean nothing');
    assert.equal(await page.locator('.chips').count(), 0);
    await page.locator('#from').fill('2025-01-01');
    await page.locator('.dates button').click();
    await page.waitForURL(/from=2025/);
    const times = await shownTimes(page);
    assert.ok(times.length > 0);
    for (const time of times) assert.ok(time >= '2025-01-01', time);
    await page.locator('#to').fill('2025-03-31');
    await page.locator('.dates button').click();
    await page.waitForURL(/to=2025/);
    for (const time of await shownTimes(page)) assert.ok(time >= '2025-01-01' && time < '2025-04', time);
  });

  test('one reads an article, jumps to its first match, and goes back', async ({page}) => {
    await search(page, 'المفاوضات النووية', {sort: 'oldest'});
    const found = await hitIds(page);
    await page.locator('ol.hits h2.title a').first().click();
    await page.locator('.reading h1').waitFor();
    assert.ok(await page.locator('.reading mark').count() > 0);
    await page.locator('#first-match').click();
    assert.match(page.url(), /#match-1$/);
    await page.locator('nav.back a').click();
    await resultsShown(page);
    assert.deepEqual(await hitIds(page), found);
  });

  test('nothing is shown that does not work then', async ({page}) => {
    for (const address of ['/', '/?q=' + encodeURIComponent('في'),
                           '/article/a03-nuclear-round?q=' + encodeURIComponent('النووية')]) {
      await open(page, address);
      for (const useless of ['#shortcuts', '#copy-citation', '#previous-match', '#next-match']) {
        assert.equal(await page.locator(useless).isVisible(), false, `${useless} on ${address}`);
      }
    }
  });

  test('one changes the language', async ({page}) => {
    await search(page, 'في');
    const found = await hitIds(page);
    await page.locator('#other-language').click();
    await page.locator('html[lang=en]').waitFor();
    assert.deepEqual(await hitIds(page), found);
  });
});

room('Without scripts, near-duplicates', {articles: kNearDuplicates}, (test) => {
  test('stand on the page of their article', kNoScripts, async ({page}) => {
    await search(page, kNearDuplicatesQuery);
    await page.locator('ol.hits .similar a').click();
    await page.locator('#similar').waitFor();
    assert.match(page.url(), /#similar$/);
    assert.equal(await page.locator('#similar .near-duplicate').count(), 2);
  });
});
