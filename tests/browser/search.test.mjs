// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

import assert from 'node:assert/strict';
import {room} from './fixture.mjs';
import {assertWholeWordMarks, hitIds, open, resultsShown, search, titles} from './pages.mjs';

room('Searching', (test) => {
  test('by typing and Enter finds articles with the words marked', async ({page}) => {
    await open(page, '/');
    await page.locator('#q').fill('المفاوضات النووية');
    await page.keyboard.press('Enter');
    await resultsShown(page);
    assert.match((await titles(page))[0], /المفاوضات النووية/);
    assert.equal(new URL(page.url()).searchParams.get('q'), 'المفاوضات النووية');
    assert.equal(await page.locator('#q').inputValue(), 'المفاوضات النووية');
    assert.match(await page.title(), /المفاوضات النووية/);
  });

  test('by the button finds the same as by Enter', async ({page}) => {
    await search(page, 'مياه');
    const byAddress = await hitIds(page);
    await open(page, '/');
    await page.locator('#q').fill('مياه');
    await page.locator('#search button[type=submit]').click();
    await resultsShown(page);
    assert.deepEqual(await hitIds(page), byAddress);
  });

  test('tells source, author and date in Arabic, the date for programs too', async ({page}) => {
    await search(page, 'المفاوضات النووية');
    const first = page.locator('ol.hits > li').first();
    assert.deepEqual(await first.locator('.byline bdi').allTextContents(),
                     ['مجلة أفق الدبلوماسية', 'سلمى الكيالي']);
    const time = first.locator('.byline time');
    assert.match(await time.getAttribute('datetime'), /^2025-04-23/);
    assert.match(await time.textContent(), /(23|٢٣) \p{Script=Arabic}+ (2025|٢٠٢٥)/u);
  });

  for (const query of ['المفاوضات النووية', 'سد', 'وزير', '"مجلس الأمن"', 'مفاوض*', 'متطرفة مدينة']) {
    test(`marks whole words only: ${query}`, async ({page}) => {
      await search(page, query);
      const marks = page.locator('ol.hits mark');
      assert.ok(await marks.count() > 0, 'nothing is marked');
      await assertWholeWordMarks(page, 'ol.hits .title, ol.hits .snippet');
    });
  }

  test('keeps all of its state in the address', async ({page, another}) => {
    await search(page, 'في', {sort: 'oldest', source: ['شبكة المدار', 'موقع دروب'], from: '2023', exact: 'true'});
    const here = {ids: await hitIds(page), heading: await page.locator('#results-title').evaluate(withoutTime)};
    assert.ok(here.ids.length > 2);
    const other = await another();
    await open(other, page.url());
    assert.deepEqual({ids: await hitIds(other), heading: await other.locator('#results-title').evaluate(withoutTime)},
                     here);
    assert.equal(await other.locator('#q').inputValue(), 'في');
  });

  test('tells how many results there are and how long it took', async ({page}) => {
    await search(page, 'المفاوضات');
    const heading = page.locator('#results-title');
    assert.match(await heading.evaluate(withoutTime), /4|٤/);
    assert.match(await heading.locator('.took').textContent(), /\d|[٠-٩]/);
  });

  test('offers what was probably meant, as a link that searches for it', async ({page}) => {
    await search(page, 'المفاوظات');
    const offered = page.locator('.suggestion a');
    assert.equal(await offered.textContent(), 'المفاوضات');
    assert.ok((await hitIds(page)).length > 0, 'what was meant is searched for at once');
    await offered.click();
    await page.waitForURL((url) => url.searchParams.get('q') === 'المفاوضات');
    await page.locator('.suggestion').waitFor({state: 'detached'});
    assert.ok((await hitIds(page)).length > 0);
  });

  for (const [query, filters] of [['+المفاوضات +كسكسجمبري', {}], ['المفاوضات', {source: 'موقع دروب'}]]) {
    test(`that finds nothing tells what would find something: ${query} ${filters.source ?? ''}`, async ({page}) => {
      await search(page, query, filters);
      assert.equal(await page.locator('ol.hits').count(), 0);
      const links = await page.locator('.nothing a').evaluateAll((all) => all.map((link) => link.href));
      assert.ok(links.length > 0);
      for (const url of links) {
        await open(page, url);
        assert.ok((await hitIds(page)).length > 0, url);
      }
    });
  }

  test('that nothing can help gives advice, and no links that lead nowhere', async ({page}) => {
    await search(page, 'كسكسجمبري سفرجلنقي', {source: 'موقع دروب'});
    assert.equal(await page.locator('ol.hits').count(), 0);
    assert.ok(await page.locator('.nothing li').count() >= 2);
    assert.equal(await page.locator('.nothing a').count(), 0);
  });

  test('opens an article with the words marked, and from there the same results again', async ({page}) => {
    await search(page, 'المفاوضات النووية');
    const found = await hitIds(page);
    await page.locator('ol.hits h2.title a').first().click();
    await page.locator('.reading h1').waitFor();
    await assertWholeWordMarks(page, '.reading h1, .reading .body p');
    await page.locator('nav.back a').click();
    await resultsShown(page);
    assert.deepEqual(await hitIds(page), found);
  });
});

function withoutTime(heading) {
  const copy = heading.cloneNode(true);
  copy.querySelector('.took')?.remove();
  return copy.textContent.trim();
}
