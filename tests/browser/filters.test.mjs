// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

import assert from 'node:assert/strict';
import {kNearDuplicates, kNearDuplicatesQuery} from './articles.mjs';
import {room} from './fixture.mjs';
import {hitIds, otherHits, parameters, search, shownSources, shownTimes} from './pages.mjs';

room('Narrowing', (test) => {
  test('by a source leaves that source alone, as many as the facet said', async ({page}) => {
    await search(page, 'في');
    const before = await hitIds(page);
    const facet = page.locator('.facet li a', {hasText: 'مجلة المرصد العلمي'}).first();
    const count = Number(western(await facet.locator('.count').textContent()));
    await facet.click();
    await otherHits(page, before);
    assert.deepEqual(parameters(page).getAll('source'), ['مجلة المرصد العلمي']);
    assert.deepEqual(new Set(await shownSources(page)), new Set(['مجلة المرصد العلمي']));
    assert.equal((await hitIds(page)).length, count);
  });

  test('shows each filter as a chip, and the chip takes it away', async ({page}) => {
    await search(page, 'في');
    const unfiltered = await hitIds(page);
    await search(page, 'في', {source: 'شبكة المدار', from: '2024-01-01'});
    const chips = page.locator('.chips li a:not(.clear)');
    assert.equal(await chips.count(), 2);
    const filtered = await hitIds(page);
    await chips.filter({hasText: 'شبكة المدار'}).click();
    await otherHits(page, filtered);
    assert.equal(parameters(page).get('source'), null);
    assert.equal(parameters(page).get('from'), '2024');  // an address says it the shortest way
    const dated = await hitIds(page);
    assert.equal(await chips.count(), 1);
    await chips.first().click();
    await otherHits(page, dated);
    assert.deepEqual(await hitIds(page), unfiltered);
    assert.equal(await page.locator('.chips').count(), 0);
  });

  test('can be taken back as a whole', async ({page}) => {
    await search(page, 'في', {source: 'شبكة المدار', from: '2024-01-01', to: '2025-12-31'});
    const filtered = await hitIds(page);
    await page.locator('.chips .clear').click();
    await otherHits(page, filtered);
    for (const name of ['source', 'from', 'to']) assert.equal(parameters(page).get(name), null, name);
    assert.equal(parameters(page).get('q'), 'في');
  });

  test('keeps the value that is chosen in its list, marked as such', async ({page}) => {
    await search(page, 'في', {source: 'شبكة المدار'});
    const current = page.locator('.facet li a[aria-current=true]', {hasText: 'شبكة المدار'});
    assert.equal(await current.count(), 1);
    await current.click();
    await page.waitForURL((url) => url.searchParams.get('source') === null);
  });

  test('by two sources shows both', async ({page}) => {
    await search(page, 'في', {source: ['شبكة المدار', 'موقع دروب']});
    assert.deepEqual(new Set(await shownSources(page)), new Set(['شبكة المدار', 'موقع دروب']));
  });

  test('by dates leaves what was published between them', async ({page}) => {
    await search(page, 'في');
    const before = await hitIds(page);
    await page.locator('#from').fill('2024-05-01');
    await page.locator('#to').fill('2024-07-31');
    await page.locator('.dates button').click();
    await otherHits(page, before);
    const times = await shownTimes(page);
    assert.ok(times.length > 0);
    for (const time of times) assert.ok(time >= '2024-05-01' && time < '2024-08-01', time);
    assert.equal(await page.locator('#from').inputValue(), '2024-05-01');
    assert.equal(await page.locator('#to').inputValue(), '2024-07-31');
  });

  test('by one date alone leaves the other out of the address', async ({page}) => {
    await search(page, 'في');
    const before = await hitIds(page);
    await page.locator('#from').fill('2025-01-01');
    await page.locator('.dates button').click();
    await otherHits(page, before);
    assert.ok(!parameters(page).get('to'));
    for (const time of await shownTimes(page)) assert.ok(time >= '2025-01-01', time);
  });

  test('by a bar of the chart leaves its time', async ({page}) => {
    await search(page, 'في');
    const before = await hitIds(page);
    const bar = page.locator('.timeline a').filter({has: page.locator('rect.bar:not([height="0"])')}).first();
    const label = await bar.getAttribute('aria-label');
    assert.match(label, /\d|[٠-٩]/);
    await bar.locator('rect.slot').click();
    await otherHits(page, before);
    const from = parameters(page).get('from');
    const to = parameters(page).get('to');
    assert.ok(from && to, page.url());
    const times = await shownTimes(page);
    assert.ok(times.length > 0, 'a bar with a height has articles');
    for (const time of times) assert.ok(time >= from && time.slice(0, to.length) <= to, `${time}: ${from} to ${to}`);
  });

  test('by an option: the same spelling only', async ({page}) => {
    await search(page, 'وزير');
    const before = await hitIds(page);
    const exact = await optionThatSets(page, 'exact', 'true');
    const name = await exact.textContent();
    await exact.click();
    await otherHits(page, before);
    assert.equal(parameters(page).get('exact'), 'true');
    await page.locator('#filters [aria-current=true]', {hasText: name}).waitFor();
    for (const mark of await page.locator('ol.hits mark').allTextContents()) assert.equal(mark, 'وزير');
  });

  test('stays when another query is typed', async ({page}) => {
    await search(page, 'في', {source: 'شبكة المدار', sort: 'newest', from: '2023-01-01', exact: 'true', page: '1'});
    await page.locator('#q').fill('من');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('q') === 'من');
    await page.locator('.chips').waitFor();
    const kept = parameters(page);
    assert.deepEqual(['source', 'sort', 'from', 'exact'].map((name) => kept.get(name)),
                     ['شبكة المدار', 'newest', '2023-01-01', 'true']);
    assert.deepEqual(kept.getAll('source').length, 1);
  });

  test('or typing another query begins at its first page', async ({page}) => {
    await search(page, 'في', {page: '2'});
    const before = await hitIds(page);
    await page.locator('.facet li a', {hasText: 'شبكة المدار'}).first().click();
    await otherHits(page, before);
    assert.ok([null, '1'].includes(parameters(page).get('page')));
    await search(page, 'في', {page: '2'});
    await page.locator('#q').fill('من');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('q') === 'من');
    assert.ok([null, '1'].includes(parameters(page).get('page')));
  });
});

room('Sorting and turning pages', (test) => {
  for (const [sort, sorted] of [['newest', (a, b) => b.localeCompare(a)], ['oldest', (a, b) => a.localeCompare(b)]]) {
    test(`${sort} first`, async ({page}) => {
      await search(page, 'في');
      const before = await hitIds(page);
      await page.locator(`.sorts a[href*="sort=${sort}"]`).click();
      await otherHits(page, before);
      const times = (await shownTimes(page)).map((time) => new Date(time).toISOString());
      assert.ok(times.length > 5);
      assert.deepEqual(times, [...times].sort(sorted));
      assert.equal(await page.locator('.sorts a[aria-current=true]').count(), 1);
    });
  }

  test('reaches every result once, and comes back', async ({page}) => {
    await search(page, 'في', {sort: 'newest'});
    const total = Number(/\d+/.exec(western(await page.locator('#results-title').textContent()))[0]);
    const pages = [await hitIds(page)];
    assert.equal(await page.locator('.pages a[rel=prev]').count(), 0);
    while (await page.locator('.pages a[rel=next]').count() > 0) {
      await page.locator('.pages a[rel=next]').click();
      pages.push(await otherHits(page, pages.at(-1)));
      assert.equal(await page.locator('ol.hits').getAttribute('start'), String((pages.length - 1) * 10 + 1));
      assert.equal(parameters(page).get('sort'), 'newest');
    }
    assert.equal(pages.flat().length, total);
    assert.equal(new Set(pages.flat()).size, total, 'some result is on two pages');
    await page.locator('.pages a[rel=prev]').click();
    assert.deepEqual(await otherHits(page, pages.at(-1)), pages.at(-2));
  });
});

room('Near-duplicates', {articles: kNearDuplicates}, (test) => {
  test('are one result that says how many there are, and the option shows each', async ({page}) => {
    await search(page, kNearDuplicatesQuery);
    const before = await hitIds(page);
    assert.equal(before.length, 1);
    assert.notEqual((await page.locator('ol.hits .similar').first().textContent()).trim(), '');
    await (await optionThatSets(page, 'collapse', 'false')).click();
    await otherHits(page, before);
    assert.equal((await hitIds(page)).length, 3);
    assert.equal(parameters(page).get('collapse'), 'false');
  });

  test('unfold where they are', async ({page}) => {
    await search(page, kNearDuplicatesQuery);
    const here = page.url();
    const hit = page.locator('ol.hits > li').first();
    const unfold = hit.locator('.similar').locator('button, a').first();
    const others = hit.locator('a', {hasText: /الرواية/});
    assert.equal(await others.count(), 1);
    await unfold.click();
    await others.nth(2).waitFor();
    assert.equal(page.url(), here);
    assert.equal(await unfold.getAttribute('aria-expanded'), 'true');
    await unfold.click();
    await others.nth(2).waitFor({state: 'hidden'});
    await unfold.click();
    await others.nth(2).click();
    await page.locator('.reading h1', {hasText: 'الرواية'}).waitFor();
    assert.equal(parameters(page).get('q'), kNearDuplicatesQuery);
  });
});

function western(text) {
  return text.replace(/[٠-٩]/g, (digit) => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit)));
}

// Options are links: the one whose address has what it sets.
async function optionThatSets(page, name, value) {
  const option = page.locator(`#filters a[href*="${name}=${value}"]`).last();
  await option.waitFor();
  return option;
}
