// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// Every page held to the rules of WCAG 2.2, A and AA, that a program can judge. Contrast is among them.
import {kReadingArticles} from './articles.mjs';
import {axe, room} from './fixture.mjs';
import {open} from './pages.mjs';

const kResults = '/?' + new URLSearchParams({q: 'في', source: 'شبكة المدار', from: '2023-01-01'});
const kAll = '/?' + new URLSearchParams({q: 'في'});
const kArticle = '/article/a03-nuclear-round?q=' + encodeURIComponent('المفاوضات النووية');
const kNarrow = {width: 320, height: 640};

const kViews = [
  ['the start page', '/', {}],
  ['results', kAll, {}],
  ['filtered results', kResults, {}],
  ['results for a misspelt word', '/?q=' + encodeURIComponent('المفاوظات'), {}],
  ['no results', '/?' + new URLSearchParams({q: 'كسكسجمبري سفرجلنقي', source: 'موقع دروب'}), {}],
  ['an article', kArticle, {}],
  ['the start page in the dark', '/', {colorScheme: 'dark'}],
  ['filtered results in the dark', kResults, {colorScheme: 'dark'}],
  ['an article in the dark', kArticle, {colorScheme: 'dark'}],
  ['filtered results in English', kResults, {locale: 'en'}],
  ['an article in English', kArticle, {locale: 'en'}],
  ['filtered results in a narrow window', kResults, {viewport: kNarrow}],
  ['an article in a narrow window', kArticle, {viewport: kNarrow}],
];

room('Anyone can use', (test) => {
  for (const [name, address, options] of kViews) {
    test(name, options, async ({page}) => {
      await open(page, address);
      await axe(page);
    });
  }

  test('an open facet and the list of shortcuts', async ({page}) => {
    await open(page, kAll);
    await page.locator('.facet summary').first().click();
    await page.locator('#shortcuts summary').click();
    await axe(page);
  });

  for (const colorScheme of ['light', 'dark']) {
    test(`suggestions, ${colorScheme}`, {colorScheme}, async ({page}) => {
      await open(page, kAll);
      await page.locator('#q').fill('');
      await page.locator('#q').pressSequentially('الم');
      await page.locator('[role=option]').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await axe(page);
    });

    test(`a match that one has come to, ${colorScheme}`, {colorScheme}, async ({page}) => {
      await open(page, kArticle);
      await page.locator('#next-match').click();
      await axe(page);
    });
  }

  test('what went wrong', {expects: [/status of 40[04]/]}, async ({page}) => {
    await open(page, '/article/no-such-article', 404);
    await axe(page);
    await open(page, '/?q=a&page=x', 400);
    await axe(page);
  });
});

room('Anyone can use, of other articles,', {articles: kReadingArticles}, (test) => {
  for (const [name, address, options] of [
    ['one with similar articles, keywords and an original', '/article/dam-1?q=' + encodeURIComponent('سدود'), {}],
    ['the same in the dark', '/article/dam-1?q=' + encodeURIComponent('سدود'), {colorScheme: 'dark'}],
    ['one in English', '/article/english', {}],
    ['one without a title', '/article/untitled', {}],
  ]) {
    test(name, options, async ({page}) => {
      await open(page, address);
      await axe(page);
    });
  }

  test('near-duplicates that are unfolded', async ({page}) => {
    await open(page, '/?q=' + encodeURIComponent('موسم الملح'));
    await page.locator('ol.hits .similar').locator('button, a').first().click();
    await page.locator('ol.hits a', {hasText: 'الرواية'}).nth(2).waitFor();
    await axe(page);
  });
});
