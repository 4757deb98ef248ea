// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

import assert from 'node:assert/strict';
import {kLongArticles} from './articles.mjs';
import {room} from './fixture.mjs';
import {hitIds, open, resultsShown, search} from './pages.mjs';

const kWord = encodeURIComponent('القوارب');
const kPages = {
  'the start page': '/',
  'results': `/?q=${kWord}`,
  'filtered results': `/?q=${kWord}&sort=newest&from=2020-01-01&author=` + encodeURIComponent('أ'.repeat(120)),
  'no results': '/?q=' + 'كسكسجمبري'.repeat(20),
  'an article': `/article/long?q=${kWord}`,
  'a short article': `/article/short?q=${kWord}`,
};

function width(page) {
  return page.evaluate(() => {
    const wide = document.scrollingElement.scrollWidth;
    const culprits = wide <= innerWidth ? [] : [...document.querySelectorAll('body *')].filter((one) => {
      const {left, right} = one.getBoundingClientRect();
      return (left < -1 || right > innerWidth + 1) && !one.closest('.visually-hidden, .skip');
    }).map((one) => `${one.tagName}.${one.className}`).slice(0, 5);
    return {fits: wide <= innerWidth, wide, culprits};
  });
}

room('In a narrow window', {articles: kLongArticles}, (test) => {
  for (const [name, address] of Object.entries(kPages)) {
    test(`${name} has no sideways scrolling`, {viewport: {width: 320, height: 640}, hasTouch: true}, async ({page}) => {
      await open(page, address);
      const {fits, ...told} = await width(page);
      assert.ok(fits, JSON.stringify(told));
      assert.ok(await page.locator('#q').isVisible());
    });
  }

  test('the suggestions fit', {viewport: {width: 320, height: 640}}, async ({page}) => {
    await open(page, '/');
    await page.locator('#q').focus();
    await page.keyboard.type('القوا');
    await page.locator('[role=option]').first().waitFor();
    const {fits, ...told} = await width(page);
    assert.ok(fits, JSON.stringify(told));
  });
});

room('With letters of twice the size', {articles: kLongArticles}, (test) => {
  for (const [name, address] of Object.entries(kPages)) {
    test(`${name} loses nothing`, async ({page}) => {
      await open(page, address);
      await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
      const {fits, ...told} = await width(page);
      assert.ok(fits, JSON.stringify(told));
      const cut = await page.evaluate(() => [...document.querySelectorAll('main *, header *')].filter((one) => {
        const style = getComputedStyle(one);
        return one.clientWidth > 1 && one.namespaceURI.endsWith('xhtml') && !one.closest('.visually-hidden, input') &&
          ['hidden', 'clip'].includes(style.overflowX) &&
          (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
      }).map((one) => `${one.tagName}.${one.className}: ${one.textContent.slice(0, 40)}`));
      assert.deepEqual(cut, [], 'text is cut off');
      assert.ok(parseFloat(await page.locator('main p').first().evaluate((one) => getComputedStyle(one).fontSize)) >= 24,
                'the letters grow with the reader\'s setting');
    });
  }
});

room('In the dark', {articles: kLongArticles}, (test) => {
  for (const colorScheme of ['dark', 'light']) {
    test(`the page is ${colorScheme} where the reader's system is`, {colorScheme}, async ({page}) => {
      for (const address of Object.values(kPages)) {
        await open(page, address);
        const colour = await page.evaluate(() => {
          const of = (one) => getComputedStyle(one).backgroundColor;
          return [document.body, document.documentElement].map(of).find((one) => one !== 'rgba(0, 0, 0, 0)') ?? 'none';
        });
        const [red, green, blue] = colour.match(/\d+/g).map(Number);
        const brightness = (red + green + blue) / 3;
        assert.ok(colorScheme === 'dark' ? brightness < 80 : brightness > 200, `${address}: ${colour}`);
      }
    });
  }

  test('the browser\'s own parts are dark too', {colorScheme: 'dark'}, async ({page}) => {
    await open(page, '/');
    assert.match(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), /dark/);
  });
});

// No Arabic letter in what the page itself says; names of the other language and articles' texts are no such thing.
async function assertEnglish(page) {
  const html = page.locator('html');
  assert.equal(await html.getAttribute('lang'), 'en');
  assert.equal(await html.getAttribute('dir'), 'ltr');
  const left = await page.evaluate(() => {
    const said = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement.closest('[dir=auto], [lang=ar], bdi, script')) said.push(node.data);
    }
    for (const one of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      said.push(one.getAttribute('aria-label') ?? one.getAttribute('title') ?? one.getAttribute('placeholder'));
    }
    said.push(...Object.values(document.querySelector('#q').dataset));
    return said.filter((text) => /\p{Script=Arabic}/u.test(text));
  });
  assert.deepEqual(left, [], 'Arabic on an English page');
}

room('In English', (test) => {
  const pages = ['/', '/?' + new URLSearchParams({q: 'في', source: 'شبكة المدار', from: '2024-01-01'}),
                 '/?q=' + encodeURIComponent('المفاوظات'), '/?q=' + encodeURIComponent('كسكسجمبري سفرجلنقي'),
                 '/article/a03-nuclear-round?q=' + encodeURIComponent('النووية')];

  test('all pages are, by ?lang=en', async ({page}) => {
    for (const address of pages) {
      await open(page, address + (address.includes('?') ? '&' : '?') + 'lang=en');
      await assertEnglish(page);
    }
  });

  test('all pages are, where the browser asks for English', {locale: 'en-GB'}, async ({page}) => {
    for (const address of pages) {
      await open(page, address);
      await assertEnglish(page);
    }
  });

  test('and in Arabic where it asks for Arabic, or for neither', async ({page, another}) => {
    for (const one of [page, await another({locale: 'ar-EG'}), await another({locale: 'fi'})]) {
      await open(one, '/');
      assert.equal(await one.locator('html').getAttribute('lang'), 'ar');
      assert.equal(await one.locator('html').getAttribute('dir'), 'rtl');
    }
  });

  test('?lang=ar says more than the browser', {locale: 'en'}, async ({page}) => {
    await search(page, 'في', {lang: 'ar'});
    assert.equal(await page.locator('html').getAttribute('lang'), 'ar');
  });

  test('what is said wrong is too', {expects: [/status of 40[04]/]}, async ({page}) => {
    for (const [address, status] of [['/article/none?lang=en', 404], ['/?q=a&page=x&lang=en', 400]]) {
      await open(page, address, status);
      await assertEnglish(page);
    }
  });

  test('one stays in English from link to link', async ({page}) => {
    await open(page, '/?lang=en');
    await page.locator('#q').fill('في');
    await page.keyboard.press('Enter');
    await resultsShown(page);
    await assertEnglish(page);
    for (const link of ['.facet li a', '.sorts a[href*=newest]', '.chips li a', '.pages a[rel=next]']) {
      const before = page.url();
      await page.locator(link).first().click();
      await page.waitForURL((url) => url.href !== before);
      await resultsShown(page);
      await assertEnglish(page);
    }
    await page.locator('ol.hits h2.title a').first().click();
    await page.locator('.reading h1').waitFor();
    await assertEnglish(page);
    await page.locator('#q').fill('من');
    await page.keyboard.press('Enter');
    await resultsShown(page);
    await assertEnglish(page);
    await page.goBack();
    await page.locator('nav.back a').click();
    await resultsShown(page);
    await assertEnglish(page);
    await page.locator('.brand a').click();
    await page.locator('.examples').waitFor();
    await assertEnglish(page);
  });

  test('the other language is one click away, for the same results', async ({page}) => {
    await search(page, 'في', {source: 'شبكة المدار'});
    const found = await hitIds(page);
    const other = page.locator('#other-language');
    assert.equal(await other.getAttribute('hreflang'), 'en');
    assert.equal(await other.getAttribute('lang'), 'en');
    await other.click();
    await page.locator('html[lang=en]').waitFor();
    assert.deepEqual(await hitIds(page), found);
    await other.click();
    await page.locator('html[lang=ar]').waitFor();
    assert.deepEqual(await hitIds(page), found);
  });
});
