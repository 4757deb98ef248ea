// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

import assert from 'node:assert/strict';
import {eventually, room} from './fixture.mjs';
import {hitIds, otherHits, parameters, resultsShown, search} from './pages.mjs';

// A window of this height makes ten results several screens long.
const kLow = {viewport: {width: 900, height: 500}};

const mark = (page) => page.evaluate(() => { window.markOfTest = 'here'; });
const isMarked = (page) => page.evaluate(() => window.markOfTest === 'here');
const scrolled = (page) => page.evaluate(() => Math.round(window.scrollY));

// Scrolls as a reader does, and waits until the page has taken note of it, which it may do a little later.
async function scrollTo(page, top) {
  await page.mouse.move(300, 250);
  await page.mouse.wheel(0, top - await scrolled(page));
  await eventually(async () => assert.ok(Math.abs(await scrolled(page) - top) < 3));
}

async function assertScrolledTo(page, top) {
  await eventually(async () => {
    const now = await scrolled(page);
    assert.ok(Math.abs(now - top) <= 40, `scrolled to ${now}, not to ${top}`);
  });
}

// A click by script: Playwright's own scrolls the target into view first, which no reader asked for.
function clickWithoutScrolling(locator) {
  return locator.evaluate((element) => element.click());
}

room('History', (test) => {
  test('a filter, a sort and a page are shown without loading the page anew', async ({page}) => {
    await search(page, 'في');
    await mark(page);
    for (const link of ['.facet li a', '.sorts a[href*=newest]', '.chips li a']) {
      const before = await hitIds(page);
      await page.locator(link).first().click();
      await otherHits(page, before);
      assert.ok(await isMarked(page), `${link} loaded the page anew`);
    }
    const before = await hitIds(page);
    await page.locator('.pages a[rel=next]').click();
    await otherHits(page, before);
    assert.ok(await isMarked(page));
    assert.equal(await scrolled(page), 0, 'a new page begins at its top');
  });

  test('another query is shown without loading the page anew', async ({page}) => {
    await search(page, 'في');
    await mark(page);
    const before = await hitIds(page);
    await page.locator('#q').fill('المفاوضات');
    await page.keyboard.press('Enter');
    await otherHits(page, before);
    assert.ok(await isMarked(page));
    assert.match(await page.title(), /المفاوضات/);
  });

  test('Back shows what was there before, at the same place, and Forward again', kLow, async ({page}) => {
    await search(page, 'في');
    await mark(page);
    const first = await hitIds(page);
    const firstTitle = await page.title();
    await scrollTo(page, 600);
    await clickWithoutScrolling(page.locator('.facet li a', {hasText: 'مجلة المرصد العلمي'}).first());
    const second = await otherHits(page, first);
    const address = page.url();
    await scrollTo(page, 150);

    await page.goBack();
    await eventually(async () => assert.deepEqual(await hitIds(page), first));
    assert.equal(parameters(page).get('source'), null);
    assert.equal(await page.title(), firstTitle);
    assert.equal(await page.locator('.chips').count(), 0);
    await assertScrolledTo(page, 600);

    await page.goForward();
    await eventually(async () => assert.deepEqual(await hitIds(page), second));
    assert.equal(page.url(), address);
    assert.equal(await page.locator('.chips li a:not(.clear)').count(), 1);
    await assertScrolledTo(page, 150);
    assert.ok(await isMarked(page));
  });

  test('Back after several steps goes them one by one', async ({page}) => {
    await search(page, 'في');
    const shown = [await hitIds(page)];
    for (const link of ['.sorts a[href*=oldest]', '.facet li a']) {
      await page.locator(link).first().click();
      shown.push(await otherHits(page, shown.at(-1)));
    }
    for (const expected of [shown[1], shown[0]]) {
      await page.goBack();
      await eventually(async () => assert.deepEqual(await hitIds(page), expected));
    }
  });

  test('Back also restores what stands in the search box', async ({page}) => {
    await search(page, 'في');
    const first = await hitIds(page);
    await page.locator('#q').fill('المفاوضات');
    await page.keyboard.press('Enter');
    await otherHits(page, first);
    await page.goBack();
    await eventually(async () => assert.deepEqual(await hitIds(page), first));
    assert.equal(await page.locator('#q').inputValue(), 'في');
  });

  test('from an article, Back leads to the same results at the same place', kLow, async ({page}) => {
    await search(page, 'في');
    const start = await hitIds(page);
    await page.locator('.facet li a', {hasText: 'شبكة المدار'}).first().click();
    const found = await otherHits(page, start);
    await scrollTo(page, 300);
    await clickWithoutScrolling(page.locator('ol.hits h2.title a').nth(2));
    await page.locator('.reading h1').waitFor();
    await page.goBack();
    await resultsShown(page);
    assert.deepEqual(await hitIds(page), found);
    assert.equal(parameters(page).get('source'), 'شبكة المدار');
    await assertScrolledTo(page, 300);
    await page.goBack();
    await eventually(async () => assert.deepEqual(await hitIds(page), start));
  });

  test('a page loaded anew is the page that was shown in place', async ({page}) => {
    await search(page, 'في');
    const before = await hitIds(page);
    await page.locator('.facet li a', {hasText: 'موقع دروب'}).first().click();
    await otherHits(page, before);
    const words = () => page.locator('main').evaluate((main) => {
      const copy = main.cloneNode(true);
      copy.querySelector('.took').remove();
      return copy.textContent.replace(/\s+/g, ' ');
    });
    const inPlace = {words: await words(), title: await page.title(), feeds: await feedLinks(page)};
    await page.reload();
    assert.deepEqual({words: await words(), title: await page.title(), feeds: await feedLinks(page)}, inPlace);
  });

  test('a link opened in a new tab, or with Ctrl held, is left to the browser', async ({page, context}) => {
    await search(page, 'في');
    const before = await hitIds(page);
    const opened = context.waitForEvent('page');
    await page.locator('.facet li a').first().click({modifiers: ['Control']});
    const tab = await opened;
    await tab.locator('.chips').waitFor();
    assert.deepEqual(await hitIds(page), before);
    assert.equal(parameters(page).get('source'), null);
  });
});

function feedLinks(page) {
  return page.locator('link[rel=alternate]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
}
