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

    test(`${name} has no script or style within, and allows none`, {expects}, async ({page}) => {
      const response = await open(page, address, status);
      assertStrict(response.headers());
      const html = await response.text();
      assert.match(html, /^<!DOCTYPE html>/i);
      assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)/i);
      assert.doesNotMatch(html, /<style/i);
      assert.doesNotMatch(html, /<[^>]*\sstyle\s*=/i);
      assert.doesNotMatch(html, /<[^>]*\son\w+\s*=/i);
    });

    test(`${name} is light, and its files have hashed names and are kept for good`, {expects},
         async ({page, context}) => {
      const assets = [];
      page.on('response', (response) => {
        if (response.request().resourceType() !== 'document') assets.push(response);
      });
      const sizes = await sizesOnTheWire(page, context);
      await open(page, address, status);
      await page.waitForLoadState('networkidle');

      for (const kind of ['stylesheet', 'script']) {
        assert.ok(assets.some((one) => one.request().resourceType() === kind), `no ${kind} was loaded`);
      }
      for (const one of assets) {
        assert.match(new URL(one.url()).pathname, /^\/assets\/[^/]*[0-9a-f]{8,}[^/]*$/);
        assert.equal(one.status(), 200, one.url());
        assert.match(one.headers()['cache-control'], /immutable/);
        assert.match(one.headers()['cache-control'], /max-age=\d{7,}/);
      }
      assert.ok(sizes.size > assets.length, 'not everything was counted');
      const bytes = [...sizes.values()].reduce((sum, one) => sum + one, 0);
      assert.ok(bytes < kFirstVisit, `${bytes} bytes: ${JSON.stringify([...sizes], null, 1)}`);
    });
  }

  test('no file is loaded twice, however many pages one reads', async ({page, context}) => {
    const loaded = [];
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    const cached = new Set();
    session.on('Network.requestServedFromCache', ({requestId}) => cached.add(requestId));
    session.on('Network.responseReceived', ({requestId, type, response}) => {
      if (type !== 'Document' && !response.fromDiskCache) loaded.push({requestId, url: response.url});
    });
    for (const [address, status] of Object.values(kPages).concat(Object.values(kPages))) {
      if (status !== 200) continue;
      await open(page, address);
      await page.waitForLoadState('networkidle');
    }
    const urls = loaded.filter(({requestId}) => !cached.has(requestId)).map(({url}) => url);
    assert.ok(urls.length > 2);
    assert.deepEqual(urls, [...new Set(urls)]);
  });
});

function assertStrict(headers) {
  const policy = new Map(headers['content-security-policy'].split(';').map((one) => {
    const [directive, ...values] = one.trim().split(/\s+/);
    return [directive, values.join(' ')];
  }));
  assert.equal(policy.get('default-src'), "'none'");
  for (const directive of ['script-src', 'style-src', 'connect-src', 'img-src', 'form-action']) {
    assert.ok(["'self'", "'none'"].includes(policy.get(directive)), `${directive} ${policy.get(directive)}`);
  }
  assert.equal(policy.get('base-uri'), "'none'");
  assert.equal(policy.get('frame-ancestors'), "'none'");
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal(headers['referrer-policy'], 'no-referrer');
}

// Address -> bytes as transferred, headers and all; filled as the page loads.
async function sizesOnTheWire(page, context) {
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const names = new Map();
  const sizes = new Map();
  session.on('Network.responseReceived', ({requestId, response}) => names.set(requestId, response.url));
  session.on('Network.loadingFinished', ({requestId, encodedDataLength}) => {
    sizes.set(names.get(requestId), encodedDataLength);
  });
  return sizes;
}
