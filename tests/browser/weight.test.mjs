// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// What comes over the wire: little, cacheable, and nothing that the page's own policy would have to allow.
import assert from 'node:assert/strict';
import {room} from './fixture.mjs';
import {open} from './pages.mjs';

const kFirstVisit = 60_000;  // bytes as transferred, of the page and all that it loads

const kPages = {
  'the start page': ['/', 200],
  'results': ['/?' + new URLSearchParams({q: 'في', source: 'شبكة المدار', from: '2023-01-01'}), 200],
  'no results': ['/?q=' + encodeURIComponent('كسكسجمبري'), 200],
  'an article': ['/article/a03-nuclear-round?q=' + encodeURIComponent('المفاوضات النووية'), 200],
  'what is not there': ['/article/no-such-article', 404],
  'what is asked wrong': ['/?q=a&page=x', 400],
};

room('On the wire', (test) => {
  for (const [name, [address, status]] of Object.entries(kPages)) {
    const expects = status === 200 ? [] : [new RegExp(`status of ${status}`)];

    test(`${name} allows no script or style but the server's files`, {expects}, async ({page}) => {
      const response = await open(page, address, status);
      const policy = new Map(response.headers()['content-security-policy'].split(';').map((one) => {
        const [directive, ...values] = one.trim().split(/\s+/);
        return [directive, values.join(' ')];
      }));
      assert.equal(policy.get('default-src'), "'none'");
      for (const directive of ['script-src', 'style-src', 'connect-src', 'img-src', 'form-action']) {
        assert.ok(["'self'", "'none'"].includes(policy.get(directive)), `${directive} ${policy.get(directive)}`);
      }
      assert.equal(policy.get('base-uri'), "'none'");
      assert.equal(policy.get('frame-ancestors'), "'none'");
      assert.doesNotMatch([...policy.values()].join(' '), /unsafe|\*|data:|https?:/);
      assert.equal(response.headers()['x-content-type-options'], 'nosniff');
      assert.ok(response.headers()['referrer-policy']);
    });

    test(`${name} has no script, style or handler within`, {expects}, async ({page}) => {
      const html = await (await open(page, address, status)).text();
      assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)/i);
      assert.doesNotMatch(html, /<style/i);
      assert.doesNotMatch(html, /\sstyle\s*=/i);
      assert.doesNotMatch(html, /<[^>]*\son\w+\s*=/i);
      assert.match(html, /^<!DOCTYPE html>/i);
    });

    test(`${name} loads files with hashed names that are kept for good`, {expects}, async ({page}) => {
      const assets = [];
      page.on('response', (response) => {
        if (response.request().resourceType() !== 'document') assets.push(response);
      });
      await open(page, address, status);
      await page.waitForLoadState('networkidle');
      assert.ok(assets.some((one) => one.request().resourceType() === 'stylesheet'));
      assert.ok(assets.some((one) => one.request().resourceType() === 'script'));
      for (const one of assets) {
        assert.match(new URL(one.url()).pathname, /^\/assets\/[^/]*[0-9a-f]{8,}[^/]*$/);
        assert.equal(one.status(), 200, one.url());
        assert.match(one.headers()['cache-control'], /immutable/);
        assert.match(one.headers()['cache-control'], /max-age=\d{7,}/);
      }
    });

    test(`${name} is light`, {expects}, async ({page, context}) => {
      const session = await context.newCDPSession(page);
      await session.send('Network.enable');
      let bytes = 0;
      const each = [];
      const names = new Map();
      session.on('Network.responseReceived', ({requestId, response}) => names.set(requestId, response.url));
      session.on('Network.loadingFinished', ({requestId, encodedDataLength}) => {
        bytes += encodedDataLength;
        each.push(`${encodedDataLength} ${names.get(requestId)}`);
      });
      await open(page, address, status);
      await page.waitForLoadState('networkidle');
      assert.ok(each.length > 2, 'the page and its assets were not counted');
      assert.ok(bytes < kFirstVisit, `${bytes} bytes:\n${each.join('\n')}`);
    });
  }

  test('a second page loads no file again', async ({page}) => {
    await open(page, kPages.results[0]);
    await page.waitForLoadState('networkidle');
    const again = [];
    page.on('requestfinished', async (request) => {
      if (request.resourceType() !== 'document') again.push(request);
    });
    await open(page, kPages['an article'][0]);
    await page.waitForLoadState('networkidle');
    const sizes = await Promise.all(again.map(async (one) => [one.url(), (await one.sizes()).responseBodySize]));
    assert.deepEqual(sizes.filter(([url, size]) => size > 0 && !/icon/.test(url)), []);
  });
});
