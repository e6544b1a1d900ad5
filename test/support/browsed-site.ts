import { createServer, type Server } from 'node:http';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { contentTypeOf } from '../../lambda/model/serving.ts';
import { launchBrowser } from './browser.ts';

/** Public files by their paths. */
export type PublicFiles = ReadonlyMap<string, string | Uint8Array>;

/** A tab that shows one public file after the other, and what went wrong on them. */
export interface Tab {
  readonly page: Page;
  readonly troubles: readonly string[];
  /** Addresses on other hosts that were asked for. */
  readonly elsewhere: readonly string[];
  readonly go: (path: string) => Promise<unknown>;
}

/** Public files, served on this machine and looked at in a browser. Other hosts answer with one picture. */
export class BrowsedSite {
  /** What is served. */
  files: PublicFiles;
  readonly #browser: Browser;
  readonly #server: Server;

  private constructor(files: PublicFiles, browser: Browser) {
    this.files = files;
    this.#browser = browser;
    this.#server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const path = decodeURIComponent(pathname.replace(/^\/public\//, ''));
      const file = this.files.has(path) ? path : '404.html';
      response
        .writeHead(file === path ? 200 : 404, { 'content-type': contentTypeOf(file) })
        .end(this.files.get(file));
    });
  }

  static async serve(files: PublicFiles): Promise<BrowsedSite> {
    const site = new BrowsedSite(files, await launchBrowser());
    await new Promise<void>((listening) => site.#server.listen(0, '127.0.0.1', listening));
    return site;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.close();
  }

  /** Opens a tab for a visit. */
  async open(options: BrowserContextOptions, visit: (tab: Tab) => Promise<void>): Promise<void> {
    const context = await this.#browser.newContext(options);
    try {
      const page = await context.newPage();
      const troubles: string[] = [];
      const elsewhere: string[] = [];
      page.on('console', (message) => troubles.push(message.text()));
      page.on('pageerror', (error) => troubles.push(error.message));
      await page.route(/^https?:\/\/(?!127\.0\.0\.1)/, async (route) => {
        elsewhere.push(route.request().url());
        await route.fulfill({ contentType: 'image/svg+xml', body: PICTURE, headers: {} });
      });
      const address = this.#server.address();
      const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
      const go = (path: string) =>
        page.goto(`${origin}/public/${path.split('/').map(encodeURIComponent).join('/')}`, {
          waitUntil: 'load',
        });
      await visit({ page, troubles, elsewhere, go });
    } finally {
      await context.close();
    }
  }
}

/** What axe finds wrong with a page, each with the elements that it is wrong with. */
export async function findFaults(page: Page, rules: axe.RunOptions): Promise<unknown> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run(${JSON.stringify(rules)}).then(({ violations, passes }) => passes.length === 0
    ? ['nothing was checked']
    : violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)].join(' ')))`);
}

/** By how many pixels a page is wider than its screen. */
export function findOverflow(page: Page): Promise<unknown> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** Elements of the main content that hold more than they show, and do not scroll. */
export function findClipped(page: Page): Promise<unknown> {
  return page.evaluate(`[...document.querySelectorAll('main *')]
    .filter((e) => e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'auto')
    .filter((e) => !e.closest('.wide, pre'))
    .map((e) => e.outerHTML.slice(0, 100))`);
}

const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="500"><rect width="800" height="500"/></svg>';
