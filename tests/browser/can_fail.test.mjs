// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// A watch that sees nothing proves nothing: pages of ours are spoilt, each in one way, and each must be told.
import assert from 'node:assert/strict';
import {axe, collectFaults, room} from './fixture.mjs';
import {assertWholeWordMarks, open} from './pages.mjs';

const kAddress = '/?q=' + encodeURIComponent('المفاوضات');

// What stands in the page's place -> what must be told of it.
const kSpoilt = [
  ['a script within', (html) => html.replace('<main', '<script>window.hacked = 1</script><main'), /console: .*Content Security/],
  ['a style within', (html) => html.replace('<main', '<style>main {color: red}</style><main'), /console: .*Content Security/],
  ['a style attribute', (html) => html.replace('<main', '<p style="color: red">x</p><main'), /console: .*Content Security/],
  ['a picture from elsewhere', (html) => html.replace('<main', '<img src="http://127.0.0.1:9/x.png"><main'),
   /Content Security|asked another host/],
  ['a file that is missing', (html) => html.replace('<main', '<img src="/none.png" alt=""><main'), /404/],
];

room('The tests themselves', (test) => {
  for (const [what, spoil, told] of kSpoilt) {
    test(`notice ${what}`, {expects: [/./]}, async ({page, context, site}) => {
      const faults = collectFaults(context, site.origin);
      await page.route(/\?q=/, async (route) => {
        const response = await route.fetch();
        await route.fulfill({response, body: spoil(await response.text())});
      });
      await open(page, kAddress);
      assert.ok(faults.some((fault) => told.test(fault)), faults.join('\n'));
    });
  }

  test('notice a script that throws', {expects: [/^thrown: .*spoilt/]}, async ({page, context, site}) => {
    const faults = collectFaults(context, site.origin);
    await open(page, kAddress);
    const thrown = context.waitForEvent('weberror');
    await page.evaluate(() => { setTimeout(() => { throw new Error('spoilt'); }); });
    await thrown;
    assert.ok(faults.some((fault) => /^thrown: .*spoilt/.test(fault)), faults.join('\n'));
  });

  test('notice a mark that ends within a word', async ({page}) => {
    await open(page, kAddress);
    await assertWholeWordMarks(page, 'ol.hits .title');
    await page.evaluate(() => {
      const mark = document.querySelector('ol.hits .title mark');
      mark.after(mark.textContent.slice(-2));
      mark.textContent = mark.textContent.slice(0, -2);
    });
    await assert.rejects(assertWholeWordMarks(page, 'ol.hits .title'));
  });

  test('notice what nobody can read', async ({page}) => {
    await open(page, kAddress);
    await page.evaluate(() => { document.querySelector('ol.hits .snippet').style.color = '#cccccc'; });
    await assert.rejects(axe(page), /color-contrast: .*\n/);
    await page.evaluate(() => { document.querySelector('label[for=q]').remove(); });
    await assert.rejects(axe(page), /label: /);
  });
});
