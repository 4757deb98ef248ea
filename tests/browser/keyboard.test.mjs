// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

import assert from 'node:assert/strict';
import {eventually, room} from './fixture.mjs';
import {focused, hitIds, open, otherHits, parameters, resultsShown, search} from './pages.mjs';

const kArticle = '/article/a03-nuclear-round?q=' + encodeURIComponent('المفاوضات النووية');

// A key as an Arabic keyboard sends it: another letter from the same place.
function pressArabic(page, key, code) {
  return page.evaluate(({key, code}) => {
    const event = new KeyboardEvent('keydown', {key, code, bubbles: true, cancelable: true});
    document.activeElement.dispatchEvent(event);
  }, {key, code});
}

room('By keyboard alone', (test) => {
  test('from the start page to an article, through its matches, and back', async ({page}) => {
    await open(page, '/');
    await page.keyboard.press('/');
    assert.equal(await focused(page), '#q');
    await page.keyboard.type('المفاوضات النووية');
    await page.keyboard.press('Enter');
    await resultsShown(page);
    await page.keyboard.press('ArrowDown');
    const links = page.locator('ol.hits h2.title a');
    await eventually(async () => assert.ok(await isFocused(links.nth(0))));
    await page.keyboard.press('ArrowDown');
    assert.ok(await isFocused(links.nth(1)));
    await page.keyboard.press('ArrowUp');
    assert.ok(await isFocused(links.nth(0)));
    await page.keyboard.press('Enter');
    await page.locator('.reading h1').waitFor();
    const position = page.locator('#match-position');
    const atFirst = await position.textContent();
    await page.keyboard.press('n');
    await eventually(async () => assert.notEqual(await position.textContent(), atFirst));
    const one = await position.textContent();
    await page.keyboard.press('n');
    const two = await position.textContent();
    assert.notEqual(two, one);
    await page.keyboard.press('p');
    assert.equal(await position.textContent(), one);
    await page.locator('#main').focus();
    for (let press = 0; press < 10 && !await isFocused(page.locator('nav.back a')); ++press) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await resultsShown(page);
  });

  test('`/` goes to the box whichever layout the keyboard has', async ({page}) => {
    for (const address of ['/', '/?q=' + encodeURIComponent('سد'), kArticle]) {
      await open(page, address);
      assert.notEqual(await focused(page), '#q');
      await pressArabic(page, 'ظ', 'Slash');
      assert.equal(await focused(page), '#q', address);
    }
  });

  test('N and P go from match to match in an Arabic layout too', async ({page}) => {
    await open(page, kArticle);
    const position = page.locator('#match-position');
    await pressArabic(page, 'ى', 'KeyN');
    const one = await position.textContent();
    await pressArabic(page, 'ى', 'KeyN');
    assert.notEqual(await position.textContent(), one);
    await pressArabic(page, 'ح', 'KeyP');
    assert.equal(await position.textContent(), one);
  });

  test('in a field a letter is a letter', async ({page}) => {
    await open(page, kArticle);
    await page.locator('#q').fill('');
    await page.keyboard.type('n/p');
    assert.equal(await page.locator('#q').inputValue(), 'n/p');
  });

  test('with Ctrl, Alt or Meta held the keys are the browser\'s', async ({page}) => {
    await open(page, kArticle);
    const before = await page.locator('#match-position').textContent();
    for (const held of ['ctrlKey', 'altKey', 'metaKey']) {
      for (const [key, code] of [['n', 'KeyN'], ['/', 'Slash']]) {
        const left = await page.evaluate(({held, key, code}) => document.body.dispatchEvent(
          new KeyboardEvent('keydown', {key, code, [held]: true, bubbles: true, cancelable: true})), {held, key, code});
        assert.ok(left, `${held} and ${key} were taken from the browser`);
      }
    }
    assert.equal(await page.locator('#match-position').textContent(), before);
  });

  test('the shortcuts can be turned off, and stay off', async ({page}) => {
    await open(page, '/');
    const shortcuts = page.locator('#shortcuts');
    await shortcuts.locator('summary').focus();
    await page.keyboard.press('Enter');
    await page.locator('#shortcuts-on').focus();
    assert.equal(await page.locator('#shortcuts-on').isChecked(), true);
    await page.keyboard.press('Space');
    for (const address of [null, kArticle]) {
      if (address) await open(page, address);
      assert.equal(await page.locator('#shortcuts-on').isChecked(), false);
      const position = address && await page.locator('#match-position').textContent();
      await page.evaluate(() => document.activeElement.blur());
      await page.keyboard.press('/');
      assert.notEqual(await focused(page), '#q');
      await page.keyboard.press('n');
      if (address) assert.equal(await page.locator('#match-position').textContent(), position);
    }
    await search(page, 'في');
    await page.keyboard.press('ArrowDown');
    assert.ok(!await page.evaluate(() => document.activeElement.closest('ol.hits') !== null));
  });

  test('the first Tab offers to skip to the content', async ({page}) => {
    await search(page, 'في');
    await page.keyboard.press('Tab');
    const skip = page.locator('a.skip');
    assert.ok(await isFocused(skip));
    const box = await skip.boundingBox();
    assert.ok(box && box.x >= 0 && box.y >= 0 && box.width > 20 && box.height > 10, 'the link is to be seen');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)));
  });
});

room('Suggestions', (test) => {
  const typed = async (page, text) => {
    await page.locator('#q').focus();
    await page.locator('#q').fill('');
    await page.keyboard.type(text);
    await page.locator('[role=listbox] [role=option]').first().waitFor();
  };
  const active = (page) => page.evaluate(() => {
    const id = document.querySelector('#q').getAttribute('aria-activedescendant');
    const option = id ? document.getElementById(id) : null;
    return option && {text: option.textContent, role: option.getAttribute('role'),
                      selected: option.getAttribute('aria-selected')};
  });

  test('open while one types, and tell a screen reader how many', async ({page}) => {
    await open(page, '/');
    const box = page.locator('#q');
    assert.equal(await box.getAttribute('role'), 'combobox');
    assert.equal(await box.getAttribute('aria-expanded'), 'false');
    await typed(page, 'مفاو');
    assert.equal(await box.getAttribute('aria-expanded'), 'true');
    const list = page.locator('[role=listbox]');
    assert.equal(await list.getAttribute('id'), await box.getAttribute('aria-controls'));
    assert.ok(await list.getAttribute('aria-label'));
    const count = await list.locator('[role=option]').count();
    assert.match(await page.locator('#announcer').textContent(), new RegExp(`${count}|[٠-٩]`));
  });

  test('are walked with the arrows, in a round', async ({page}) => {
    await open(page, '/');
    await typed(page, 'مفاو');
    const options = await page.locator('[role=option]').allTextContents();
    assert.equal(await active(page), null);
    for (const text of options) {
      await page.keyboard.press('ArrowDown');
      assert.deepEqual(await active(page), {text, role: 'option', selected: 'true'});
      assert.equal(await page.locator('[role=option][aria-selected=true]').count(), 1);
      assert.equal(await focused(page), '#q', 'the focus stays in the box');
    }
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    assert.equal((await active(page)).text, options.at(-1));
  });

  test('close by Escape and leave what was typed', async ({page}) => {
    await open(page, '/');
    await typed(page, 'مفاو');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('[role=listbox]').isVisible(), false);
    assert.equal(await page.locator('#q').getAttribute('aria-expanded'), 'false');
    assert.equal(await page.locator('#q').inputValue(), 'مفاو');
  });

  test('are taken by Enter, which searches', async ({page}) => {
    await open(page, '/');
    await typed(page, 'مفاو');
    const option = page.locator('[role=option]', {hasText: /^المفاوضات/});
    while (!/^المفاوضات/.test((await active(page))?.text ?? '')) await page.keyboard.press('ArrowDown');
    assert.equal(await option.count(), 1);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('q') === 'المفاوضات');
    await resultsShown(page);
    assert.equal(await page.locator('[role=listbox]').isVisible(), false);
  });

  test('are taken by a click, which searches', async ({page}) => {
    await open(page, '/');
    await typed(page, 'مفاو');
    await page.locator('[role=option]', {hasText: /^المفاوضات/}).click();
    await page.waitForURL((url) => url.searchParams.get('q') === 'المفاوضات');
    await resultsShown(page);
  });

  test('do not take the Enter of one who only typed', async ({page}) => {
    await open(page, '/');
    await typed(page, 'مفاو');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('q') === 'مفاو');
  });

  test('do not stand in the way where the server gives none', {expects: [/console: .*50[03]/, /^503: .*suggest/]},
       async ({page}) => {
    await page.route('**/v1/suggest*', (route) => route.fulfill({status: 503, body: ''}));
    await open(page, '/');
    await page.locator('#q').focus();
    const answered = page.waitForResponse(/suggest/);
    await page.keyboard.type('المفاوضات');
    await answered;
    await page.keyboard.press('Enter');
    await resultsShown(page);
  });
});

// What can be worked with: each must be reached by Tab, and show that it has been.
const kInteractive = 'a[href], button, input:not([type=hidden]), select, textarea, summary';

const kPages = {
  'the start page': '/',
  'results': '/?' + new URLSearchParams({q: 'في', source: 'شبكة المدار'}),
  'no results': '/?' + new URLSearchParams({q: 'كسكسجمبري'}),
  'an article': kArticle,
};

room('The Tab key', (test) => {
  for (const [name, address] of Object.entries(kPages)) {
    test(`reaches everything that can be worked with on ${name}, and one sees where one is`, async ({page}) => {
      await open(page, address);
      const all = await page.evaluate((selector) => {
        const looks = (element) => {
          const style = getComputedStyle(element);
          return ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'backgroundColor', 'color', 'borderColor',
                  'clipPath', 'transform', 'top', 'insetBlockStart', 'fill', 'stroke']
            .map((name) => `${name}: ${style[name]}`).concat(
              [...element.querySelectorAll('rect')].map((rect) => getComputedStyle(rect).stroke + getComputedStyle(rect).fill))
            .join('; ');
        };
        window.looksOfTest = looks;
        const found = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility({
          visibilityProperty: true}) && !one.disabled && one.closest('details:not([open]) > :not(summary)') === null
          && !(one.closest('.timeline') && one.getAttribute('tabindex') === '-1'));
        window.idleOfTest = new Map(found.map((one) => [one, looks(one)]));
        return found.map((one, i) => {
          one.dataset.tabTest = String(i);
          return one.outerHTML.slice(0, 120);
        });
      }, kInteractive);
      assert.ok(all.length > 5);
      const reached = new Set();
      const seen = new Set();
      for (let press = 0; press < 3 * all.length; ++press) {
        await page.keyboard.press('Tab');
        const at = await page.evaluate(() => {
          const one = document.activeElement;
          if (!one || one === document.body) return null;
          return {number: one.dataset.tabTest ?? null, seen: window.idleOfTest.get(one) !== window.looksOfTest(one)};
        });
        if (at === null || reached.has(at.number) && at.number === '0') break;
        if (at.number === null) continue;
        reached.add(at.number);
        if (at.seen) seen.add(at.number);  // a date field has several stops, of which the browser draws some
      }
      assert.deepEqual(all.filter((_, i) => !reached.has(String(i))), [], 'not reached by Tab');
      assert.deepEqual(all.filter((_, i) => !seen.has(String(i))), [], 'nothing shows the focus');
    });
  }

  test('stops once at the chart, where arrows go from bar to bar', async ({page}) => {
    await search(page, 'في');
    const bars = page.locator('.timeline svg a');
    assert.ok(await bars.count() > 5);
    const inOrder = await bars.evaluateAll((all) => all.filter((bar) => bar.tabIndex === 0).length);
    assert.equal(inOrder, 1);
    await bars.and(page.locator('[tabindex="0"]')).focus();
    const visited = new Set();
    const at = () => page.evaluate(() => document.activeElement.getAttribute('aria-label'));
    await page.keyboard.press('Home');
    for (let i = 0; i < await bars.count(); ++i) {
      visited.add(await at());
      await page.keyboard.press('ArrowLeft');
    }
    await page.keyboard.press('End');
    for (let i = 0; i < await bars.count(); ++i) {
      visited.add(await at());
      await page.keyboard.press('ArrowLeft');
    }
    for (let i = 0; i < await bars.count(); ++i) {
      visited.add(await at());
      await page.keyboard.press('ArrowRight');
    }
    assert.equal(visited.size, await bars.count());
    assert.equal(await bars.evaluateAll((all) => all.filter((bar) => bar.tabIndex === 0).length), 1);
    const before = await hitIds(page);
    await page.keyboard.press('Enter');
    await otherHits(page, before);
    assert.ok(parameters(page).get('from'));
  });

  test('comes to the results first after a search was shown in place', async ({page}) => {
    await search(page, 'في');
    const before = await hitIds(page);
    await page.locator('.facet li a').first().focus();
    await page.keyboard.press('Enter');
    await otherHits(page, before);
    await eventually(async () => assert.equal(await focused(page), '#results-title'));
    assert.ok((await page.locator('#announcer').textContent()).includes(
      (await page.locator('#results-title').evaluate((heading) => heading.firstChild.textContent)).trim()));
  });
});

function isFocused(locator) {
  return locator.evaluate((element) => element === document.activeElement);
}
