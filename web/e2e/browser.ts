// A browser for the tests, and what they do with it again and again.

import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { expect } from 'vitest';

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--allow-file-access-from-files'],
  });
}

export interface Size {
  width: number;
  height: number;
}

export const laptop: Size = { width: 1280, height: 800 };
export const phone: Size = { width: 360, height: 740 };

export interface Opened {
  context: BrowserContext;
  page: Page;
  /** What went wrong in the page: errors thrown, errors written to the console, requests that failed. */
  troubles: string[];
}

export async function open(browser: Browser, address: string, size: Size = laptop, colorScheme: 'light' | 'dark' = 'light'): Promise<Opened> {
  const context = await browser.newContext({ viewport: size, colorScheme, locale: 'en-GB', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(`thrown: ${error.message}`));
  page.on('console', (message) => {
    // A source that is not at hand is answered by 404, which the browser notes by itself.
    if (message.type() === 'error' && !message.text().includes('status of 404')) troubles.push(`console: ${message.text()}`);
  });
  await page.goto(address);
  await page.waitForSelector('.app .lane, .app .empty, .state [role="alert"]', { state: 'attached' });
  return { context, page, troubles };
}

/** Violations of WCAG 2.2 A and AA, each on a line, as axe finds them. */
export async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  return found.violations.map((violation) => `${violation.id}: ${violation.help} ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

export async function go(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => { location.hash = to; }, hash);
}

export async function settled(page: Page): Promise<void> {
  await page.waitForSelector('[aria-busy="true"]', { state: 'detached' });
}

export const day = (page: Page): Promise<string | null> => page.getAttribute('#day-slider', 'aria-valuetext');

export function expectQuiet(troubles: readonly string[]): void {
  expect(troubles).toEqual([]);
}
