// SPDX-FileCopyrightText: 2026 The Fihrist developers
// SPDX-License-Identifier: GPL-2.0-or-later

// A room for browser tests: articles are indexed into a temporary folder and served on a port that the
// kernel chooses, a browser is started, and all of it is gone at the end, whatever happened in between.
//
//   room('Searching', {articles: [...]}, (test) => {
//     test('finds by Enter', {locale: 'en'}, async ({page, site}) => { ... });
//   });
//
// Each test has a browser context of its own, and fails at its end if the page wrote an error to the
// console, threw, broke the Content-Security-Policy, opened a dialogue, met a 5xx or asked another host
// for anything, unless `expects` has a pattern for it.
import assert from 'node:assert/strict';
import {execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {after, before, describe, it} from 'node:test';

// The packages are installed outside of the source; `import` would look for them beside this file.
const require = createRequire(join(process.env.FIHRIST_PACKAGES, 'package.json'));
const {chromium} = require('playwright-core');
const kAxe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const kSamples = join(process.env.FIHRIST_SOURCE, 'tests/corpus');
const kWait = 30_000;  // milliseconds; only a page that is broken waits so long, or a machine that is very busy

// Sites that `after` will not reach where something ends this process.
const sites = new Set();
process.on('exit', () => sites.forEach((site) => site.abandon()));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

// `articles`: objects as JSON Lines have them; without any, tests/corpus.
export class Site {
  static async start(articles) {
    const site = new Site();
    sites.add(site);
    site.folder = mkdtempSync(join(tmpdir(), 'fihrist-test-'));
    let input = kSamples;
    if (articles) {
      input = join(site.folder, 'articles.jsonl');
      writeFileSync(input, articles.map((article) => JSON.stringify(article) + '\n').join(''));
    }
    const index = join(site.folder, 'index');
    execFileSync(process.env.FIHRIST_INDEX, ['build', '--quiet', '--out', index, input], {stdio: 'inherit'});
    await site.#serve(index);
    return site;
  }

  async #serve(index) {
    this.daemon = spawn(process.env.FIHRISTD, ['--index', index, '--listen', '127.0.0.1:0'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.ended = new Promise((resolve) => {
      this.daemon.on('exit', (code, signal) => resolve(signal ?? code));
    });
    this.log = [];
    this.origin = await new Promise((resolve, reject) => {
      for (const stream of [this.daemon.stdout, this.daemon.stderr]) {
        createInterface({input: stream}).on('line', (line) => {
          this.log.push(line);
          const found = /listening on (http:\/\/127\.0\.0\.1:\d+)\//.exec(line);
          if (found) resolve(found[1]);
        });
      }
      this.daemon.on('error', reject);
      this.ended.then((how) => reject(new Error(`fihristd ended (${how}):\n${this.log.join('\n')}`)));
    });
  }

  abandon() {
    this.daemon?.kill();
    rmSync(this.folder, {recursive: true, force: true});
  }

  async stop() {
    const lived = this.daemon.exitCode === null && this.daemon.signalCode === null;
    this.abandon();
    const how = await this.ended;
    sites.delete(this);
    assert.ok(lived && (how === 0 || how === 'SIGTERM'), `fihristd ended (${how}):\n${this.log.join('\n')}`);
  }
}

export async function openBrowser() {
  const asRoot = process.getuid() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({
    executablePath: process.env.FIHRIST_CHROMIUM || '/usr/bin/chromium',
    args: [...asRoot, '--disable-gpu', '--no-first-run', '--disable-background-networking',
           '--disable-component-update', '--disable-sync'],
  });
}

// What went wrong in a context without a test having asked for it, as lines to read.
export function collectFaults(context, origin, faults = []) {
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => faults.push(`thrown: ${error.error()?.stack ?? error.error()}`));
  context.on('dialog', (dialog) => {
    faults.push(`dialogue: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin) faults.push(`asked another host: ${request.url().slice(0, 200)}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()}: ${response.url()}`);
  });
  return faults;
}

// `setup.articles` are served instead of the samples. `define(test)` calls test(name, [options,] body);
// the options are those of Playwright's contexts, and `expects`: patterns of faults that may occur.
export function room(name, setup, define) {
  if (!define) [setup, define] = [{}, setup];
  describe(name, () => {
    let site;
    let browser;
    before(async () => {
      site = await Site.start(setup.articles);
      browser = await openBrowser();
    });
    after(async () => {
      await browser?.close();
      await site?.stop();
    });
    define((what, options, body) => {
      if (!body) [options, body] = [{}, options];
      const {expects = [], ...rest} = options;
      it(what, () => inContext(site, browser, rest, expects, body));
    });
  });
}

async function inContext(site, browser, options, expects, body) {
  const context = await openContext(site, browser, options);
  const faults = collectFaults(context, site.origin);
  // A second reader: another context with other options, watched in the same way.
  const others = [];
  const another = async (other = {}) => {
    const second = await openContext(site, browser, {...options, ...other});
    others.push(second);
    collectFaults(second, site.origin, faults);
    return second.newPage();
  };
  try {
    const page = await context.newPage();
    await body({page, context, site, browser, another});
  } finally {
    for (const one of [context, ...others]) await one.close();
  }
  const unexpected = faults.filter((fault) => !expects.some((pattern) => pattern.test(fault)));
  assert.deepEqual(unexpected, [], 'the page did what it must not');
}

async function openContext(site, browser, options) {
  const context = await browser.newContext({
    baseURL: site.origin, locale: 'ar', colorScheme: 'light', reducedMotion: 'reduce',
    viewport: {width: 1280, height: 900}, ...options,
  });
  context.setDefaultTimeout(kWait);
  return context;
}

// Every rule of WCAG 2.0 to 2.2, A and AA, and axe's best practices. evaluate() is not held to the page's
// Content-Security-Policy, which stays in force.
export async function axe(page) {
  await page.evaluate(kAxe);
  const violations = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
    const found = await globalThis.axe.run(document, {
      runOnly: {type: 'tag', values: tags},
      rules: {'target-size': {enabled: true}},  // off by default
      resultTypes: ['violations'],
    });
    return found.violations.map(({id, help, nodes}) => ({
      id, help, where: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary}`),
    }));
  });
  const told = violations.map(({id, help, where}) => `${id}: ${help}\n  ${where.join('\n  ').replace(/\n\s*/g, '\n    ')}`);
  assert.ok(told.length === 0, `axe at ${decodeURI(page.url())}:\n${told.join('\n')}`);
}

// Waits until `check` passes, or throws what it threw last.
export async function eventually(check) {
  const end = Date.now() + kWait;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
