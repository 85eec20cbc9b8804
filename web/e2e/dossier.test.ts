import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day, expectQuiet, go, laptop, open, openBrowser, phone, settled, violations } from './browser';
import { copyOf, knows, publishDossier, serveDossier, type Served } from './program';

let browser: Browser;
beforeAll(async () => { browser = await openBrowser(); });
afterAll(async () => { await browser?.close(); });

const bar = (page: Page, words: string) => page.locator(`[data-why][aria-label*="${words}"]`).first();

/** What a published and a served page have in common. */
function common(address: () => string): void {
  it('shows the record on the chosen day in all views', async () => {
    const { page, context, troubles } = await open(browser, address() + '#on=1939-10-28');
    expect(await page.textContent('h1')).toContain('Mutual Assistance Treaty');
    expect(await page.getAttribute('#day-slider', 'aria-valuetext')).toContain('28 October 1939');
    await page.waitForSelector('.territory', { state: 'attached' });
    const strip = page.locator('.territory[aria-label*="Transferred part"]');
    expect(await strip.getAttribute('aria-label')).toContain('controlled by Lithuania');
    await go(page, '#on=1939-10-27');
    await expect.poll(() => strip.getAttribute('aria-label')).toContain('controlled by Soviet Union');
    expectQuiet(troubles);
    await context.close();
  });

  it('argues for a bar down to the sentence', async () => {
    const { page, context, troubles } = await open(browser, address() + '#on=1939-10-28');
    await bar(page, 'Transferred part of the Vilnius Region: Lithuania').click();
    await page.waitForSelector('.verdict');
    expect(await page.textContent('.question')).toContain('Lithuania controls');
    expect(page.url()).toContain('why=');
    await page.locator('.citation button').first().click();
    await expect.poll(() => page.getAttribute('#tab-source', 'aria-selected')).toBe('true');
    await page.goBack();
    await expect.poll(() => page.getAttribute('#tab-why', 'aria-selected')).toBe('true');
    await page.goBack();
    await expect.poll(() => page.getAttribute('#tab-text', 'aria-selected')).toBe('true');
    await page.goForward();
    await expect.poll(() => page.getAttribute('#tab-why', 'aria-selected')).toBe('true');
    expectQuiet(troubles);
    await context.close();
  });

  it('restores a view from its link', async () => {
    const hash = '#on=1939-10-07&lens=Refusal&from=1939-09-01&to=1939-12-31&party=Lithuania&without=event%2Cstate&tab=compare&against=';
    const { page, context } = await open(browser, address() + hash);
    await page.waitForSelector('.statement');
    const look = async () => ({ day: await page.getAttribute('#day-slider', 'aria-valuetext'), lanes: await page.locator('.label .title').allTextContents(), list: await page.locator('.statement').allTextContents(), hash: new URL(page.url()).hash });
    const before = await look();
    expect(before.list.length).toBeGreaterThan(3);
    await page.reload();
    await page.waitForSelector('.statement');
    expect(await look()).toEqual(before);
    await context.close();
  });

  it('restores where the map looks, and the tables', async () => {
    const { page, context } = await open(browser, address() + '#on=1939-10-28');
    await page.waitForSelector('.territory', { state: 'attached' });
    const shape = () => page.getAttribute('.territory[aria-label*="Transferred part"] .rim', 'd');
    const far = await shape();
    await page.locator('.zoom button[title="Closer"]').click();
    await page.locator('.zoom button[title="East"]').click();
    const near = await shape();
    expect(near).not.toBe(far);
    await expect.poll(() => page.url()).toContain('map=1.5+0.167+0');
    await page.reload();
    await page.waitForSelector('.territory', { state: 'attached' });
    expect(await shape()).toBe(near);
    await page.locator('.map button', { hasText: 'Table' }).click();
    await page.reload();
    await page.waitForSelector('.map table');
    await context.close();
  });

  it('can be walked by keys alone', async () => {
    const { page, context } = await open(browser, address() + '#on=1939-10-10');
    await page.focus('#day-slider');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.url()).toContain('on=1939-10-11');
    await page.keyboard.press('PageDown');
    await expect.poll(() => page.url()).toContain('on=1939-11-11');
    await page.keyboard.press('Shift+PageUp');
    await expect.poll(() => page.url()).toContain('on=1938-11-11');
    await page.keyboard.press('Control+ArrowRight');
    await expect.poll(() => page.url()).toContain('on=1939-');
    await page.waitForTimeout(300);
    await go(page, '#on=1939-10-10');
    const first = page.locator('[data-why][tabindex="0"]').first();
    await first.focus();
    const from = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await page.keyboard.press('ArrowDown');
    const to = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(to).not.toBe(from);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.verdict');
    await page.focus('#tab-why');
    await page.keyboard.press('ArrowLeft');
    expect(await page.getAttribute('#tab-text', 'aria-selected')).toBe('true');
    await context.close();
  });

  it('compares the record with a lens', async () => {
    const { page, context } = await open(browser, address() + '#on=1940-08-10&against=Refusal&only-different');
    await page.waitForSelector('.statement');
    expect((await page.locator('.statement').allTextContents()).some((text) => text.includes('controls'))).toBe(true);
    expect(await page.locator('text.side').count()).toBeGreaterThan(1);
    expect(await page.locator('rect.different').count()).toBeGreaterThan(0);
    await context.close();
  });

  it('argues for the side that is asked, and keeps it in the link', async () => {
    const { page, context, troubles } = await open(browser, address() + '#on=1940-08-10&against=Refusal&only-different');
    await page.waitForSelector('.statement');
    await page.locator('[data-side="b"] [data-why][aria-label*="claimed by Lithuania"]').first().click();
    await page.waitForSelector('.verdict');
    expect(await page.textContent('.verdict')).toBe('Yes');
    expect(page.url()).toContain('why-lens=Refusal');
    await page.reload();
    await page.waitForSelector('.verdict');
    expect(await page.textContent('.verdict')).toBe('Yes');
    expect(await page.textContent('.why .when')).toContain('Lithuania refuses');
    expectQuiet(troubles);
    await context.close();
  });

  it('denies nothing that a lens does not know', async () => {
    const { page, context } = await open(browser, address() + '#lens=Lithuania_on_30_September&on=1939-11-01&why=Lithuania+controls+Vilnius_Strip');
    await page.waitForSelector('.verdict');
    expect(await page.textContent('.verdict')).toBe('Unknown');
    expect(await page.textContent('.today')).toContain('Unknown under this lens: it ends on 30 September 1939');
    await page.waitForSelector('.territory', { state: 'attached' });
    expect(await page.getAttribute('.territory', 'aria-label')).toContain('Unknown under this lens');
    await page.locator('.why button', { hasText: 'Go to its last day' }).click();
    await expect.poll(() => page.textContent('.today')).not.toContain('Unknown');
    // What nobody asked before it was published has no argument in the folder.
    const said = address().startsWith('http') ? '.verdict' : '.refusal';
    await expect.poll(() => page.textContent(said)).toMatch(/^No$|casus serve/);
    await context.close();
  });

  it('says what of a link it cannot follow', async () => {
    const { page, context } = await open(browser, address() + '#lens=Nonsense&on=1700-01-01&from=soon&to=later&source=ZZ');
    const faults = (await page.locator('.fault').allTextContents()).join(' ');
    for (const words of ['no lens “Nonsense”', 'the record goes from 1 January 1918', '“soon”', 'no source “ZZ”']) expect(faults).toContain(words);
    await context.close();
  });

  it('takes a date as it is written, on a phone, too', async () => {
    const { page, context } = await open(browser, address() + '#on=1939-10-10', phone);
    await page.locator('.brief').click();
    await page.fill('#day-typed', '28 October 1939');
    await page.keyboard.press('Enter');
    await expect.poll(() => day(page)).toContain('28 October 1939');
    await page.locator('.brief').click();
    await page.fill('#day-typed', '1939-02-30');
    await page.keyboard.press('Enter');
    expect(await page.textContent('#day-complaint')).toContain('February 1939 has 28 days');
    await page.locator('.filters summary').click();
    const card = (await page.locator('.filters .card').boundingBox())!;
    expect([card.x >= 0, card.x + card.width <= phone.width]).toEqual([true, true]);
    await context.close();
  });

  it('has no fault that axe can find, in light on a laptop, in dark on a phone', async () => {
    for (const [size, scheme] of [[laptop, 'light'], [phone, 'dark']] as const) {
      const { page, context } = await open(browser, address() + '#on=1939-10-28', size, scheme);
      for (const hash of ['#on=1939-10-28', '#table&pane=timeline', '#on=1939-10-28&why=Lithuania+controls+Vilnius_Strip&pane=panel', '#tab=compare&against=Refusal&pane=panel', '#tab=source&source=C&pane=panel', '#pane=map', '#tab=ask&pane=panel', '#at=06-treaty.casus.md&pane=panel']) {
        await go(page, hash);
        await settled(page);
        expect([size.width, scheme, hash, await violations(page)]).toEqual([size.width, scheme, hash, []]);
      }
      await context.close();
    }
  }, 600_000);

  it('prints', async () => {
    const { page, context } = await open(browser, address() + '#on=1939-10-28');
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect((pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length).toBeGreaterThan(1);
    // On paper as wide as A4, all three views stand one after another, and nothing that only a screen can use.
    await page.setViewportSize({ width: 690, height: 1000 });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const top = async (part: string): Promise<number> => (await page.locator(part).first().boundingBox())!.y;
    const order = [await top('.day-bar'), await top('.map'), await top('.panel'), await top('.timeline')];
    expect([...order].sort((a, b) => a - b)).toEqual(order);
    expect(await page.locator('.tools, .steps, .zoom, .view-head button').first().isVisible()).toBe(false);
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('.panel')!).backgroundColor)).toBe('rgb(255, 255, 255)');
    await context.close();
  });
}

describe.skipIf(!knows('publish'))('the dossier published', () => {
  let address = '';
  beforeAll(() => { address = publishDossier(copyOf('vilnius-1939'), '--with-sources'); });
  common(() => address);

  it('tells what was not published', async () => {
    const { page, context } = await open(browser, address + '#why=Poland+controls+Kaunas');
    await page.waitForSelector('.refusal');
    expect(await page.textContent('.refusal')).toContain('casus serve');
    await context.close();
  });
});

describe.skipIf(!knows('serve'))('the dossier served', () => {
  let served: Served;
  let dossier = '';
  beforeAll(async () => {
    dossier = copyOf('vilnius-1939');
    served = await serveDossier(dossier);
  });
  afterAll(() => served?.stop());
  common(() => served.address);

  it('answers a question, and shows a mistake as the terminal does', async () => {
    const { page, context, troubles } = await open(browser, served.address);
    await page.fill('#ask-head', '?who controls Vilni');
    await page.waitForSelector('[role="option"]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await page.inputValue('#ask-head')).toContain('Vilnius');
    await page.fill('#ask-head', '?who controls Vilnius_Strip');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.answers td');
    expect(await page.textContent('.answers table')).toContain('Lithuania');
    await expect.poll(() => page.locator('.lanes h3').first().textContent()).toContain('Answer');
    await page.locator('#tab-text').click();
    expect(await page.locator('.lanes h3').first().textContent()).toContain('Answer');
    await page.locator('#tab-ask').click();
    await page.locator('.answers td button', { hasText: 'why?' }).first().click();
    await page.waitForSelector('.verdict');
    expect(await page.textContent('.verdict')).not.toBe('No');
    await page.fill('#ask-head', '?who controlls Vilnius');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.code');
    expect(await page.textContent('.code')).toBe('C0405');
    expectQuiet(troubles);
    await context.close();
  });

  it('says why not', async () => {
    const { page, context } = await open(browser, served.address + '#on=1939-10-28&why=Poland+controls+Kaunas');
    await page.waitForSelector('.verdict');
    expect(await page.textContent('.verdict')).toBe('No');
    await context.close();
  });

  it('tries a change', async () => {
    const { page, context } = await open(browser, served.address + '#tab=compare&on=1939-10-28');
    await page.locator('.try summary').click();
    await page.fill('#try-strike', 'Signing');
    await page.locator('.try button.main').click();
    await page.waitForSelector('.statement');
    await page.waitForSelector('rect.different', { state: 'attached' });
    expect(await page.textContent('.trial')).toContain('A try');
    // A link has it, an argument can be asked of it, and its end is the end of both.
    expect(page.url()).toContain('strike=Signing');
    await page.reload();
    await page.waitForSelector('.trial');
    await page.waitForSelector('.side.other');
    await page.locator('.line', { has: page.locator('.side.other') }).first().locator('button').click();
    await page.waitForSelector('.verdict');
    expect(await page.textContent('.verdict')).not.toBe('No');
    expect(await page.textContent('.why .when')).toContain('as tried');
    await page.locator('.trial button').click();
    await expect.poll(() => page.url()).not.toContain('strike');
    await context.close();
  });

  it('says where a mistake of a try is, as it was typed', async () => {
    const { page, context } = await open(browser, served.address + '#tab=compare&on=1939-10-28');
    await page.locator('.try summary').click();
    await page.fill('#try-suppose', '1939-10-28  Lithuania nobody knows this');
    await page.locator('.try button.main').click();
    await page.waitForSelector('.try pre');
    expect(await page.textContent('.try pre')).toContain('Lithuania nobody knows this');
    expect(await page.locator('.trial').count()).toBe(0);
    await context.close();
  });

  it('tries the record without a statement that is clicked', async () => {
    const { page, context, troubles } = await open(browser, served.address + '#at=05-negotiations.casus.md&on=1939-10-28');
    for (const summary of await page.locator('figure summary').all()) await summary.click();
    await page.locator('figure button', { hasText: 'try without' }).first().click();
    await expect.poll(() => page.getAttribute('#tab-compare', 'aria-selected')).toBe('true');
    expect(await page.locator('.try s').count()).toBe(1);
    expectQuiet(troubles);
    await page.waitForSelector('.trial');
    await context.close();
  });

  it('keeps the colours that were chosen', async () => {
    const { page, context } = await open(browser, served.address);
    const paper = (): Promise<string> => page.evaluate(() => getComputedStyle(document.querySelector('.panel')!).backgroundColor);
    const light = await paper();
    await page.locator('.help').click();
    await page.selectOption('.theme select', 'dark');
    await expect.poll(paper).not.toBe(light);
    const dark = await paper();
    await page.reload();
    await page.waitForSelector('.app .lane', { state: 'attached' });
    expect(await paper()).toBe(dark);
    await context.close();
  });

  it('follows the files while they are written', async () => {
    const { page, context } = await open(browser, served.address);
    const file = join(dossier, '01-record.casus.md');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('# The Mutual Assistance Treaty of 1939', '# The treaty, renamed'));
    await expect.poll(() => page.textContent('h1'), { timeout: 15_000 }).toContain('The treaty, renamed');
    writeFileSync(file, `${text}\n\`\`\`casus\n1939-01-01 nobody knows this\n\`\`\`\n`);
    await page.waitForSelector('.broken', { timeout: 15_000 });
    writeFileSync(file, text);
    await expect.poll(() => page.locator('.broken').count(), { timeout: 15_000 }).toBe(0);
    await context.close();
  });
});
