import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day, expectQuiet, go, laptop, open, openBrowser, phone, settled, violations } from './browser';
import { empty, made, publish } from './made';

let browser: Browser;
beforeAll(async () => { browser = await openBrowser(); });
afterAll(async () => { await browser?.close(); });

describe('a folder opened from the disk', () => {
  it('shows a hostile dossier as mere words', async () => {
    const word = '<script>window.caught=1</script><img src=x onerror="window.caught=2"><a href="javascript:window.caught=3">\'"]]></a>';
    const { page, context, troubles } = await open(browser, publish(made(5, 40, word)));
    for (const hash of ['#', '#tab=why&why=Party_0+' + encodeURIComponent(word) + '+holds+0+0', '#tab=source&source=A', '#tab=compare&against=L', '#table', '#lens=L']) {
      await go(page, hash);
      await settled(page);
      for (const details of await page.locator('details').all()) await details.evaluate((each) => { (each as HTMLDetailsElement).open = true; });
      for (const link of await page.locator('.prose a').all()) await link.click({ force: true, noWaitAfter: true }).catch(() => {});
    }
    await page.waitForTimeout(200);
    expect(await page.evaluate(() => (window as unknown as { caught?: number }).caught)).toBeUndefined();
    expect(await page.locator('.app script, .app img').count()).toBe(0);
    expectQuiet(troubles);
    await context.close();
  });

  it('answers why out of what was published, and kindly refuses what was not', async () => {
    const folder = made(5, 40);
    const { page, context, troubles } = await open(browser, publish(folder));
    const [key] = Object.keys(folder.whys);
    const [question, on] = key!.split('|');
    await go(page, `#why=${encodeURIComponent(question!)}&why-on=${on}`);
    await page.waitForSelector('.verdict');
    expect(await page.textContent('.verdict')).toBe('Possibly');
    await go(page, '#why=something+else');
    await page.waitForSelector('.refusal');
    expect(await page.textContent('.refusal')).toContain('casus serve');
    await go(page, '#tab=ask');
    await page.waitForSelector('.answers');
    expect(await page.textContent('.answers')).toContain('casus serve');
    expectQuiet(troubles);
    await context.close();
  });

  it('says what is missing where a dossier is empty', async () => {
    const { page, context, troubles } = await open(browser, publish(empty()));
    expect(await page.textContent('.lanes .empty')).toContain('nothing to put on a timeline');
    expect(await violations(page)).toEqual([]);
    expectQuiet(troubles);
    await context.close();
  });

  it('shows what is wrong with a dossier that has had errors from the beginning', async () => {
    const folder = empty();
    folder.record = { ...folder.record, title: 'Nothing yet', broken: true, focus: null, diagnostics: [{ code: 'C0101', severity: 'error', message: 'this dossier has no horizon', helps: ['write one'] }] };
    folder.timelines = { '': { version: 1, lens: null, changes: [], diagnostics: folder.record.diagnostics } };
    const { page, context, troubles } = await open(browser, publish(folder));
    expect(await page.textContent('[role="alert"]')).toContain('this dossier has no horizon');
    expect(await violations(page)).toEqual([]);
    expectQuiet(troubles);
    await context.close();
  });

  it('says that it cannot be shown where its data are missing', async () => {
    const folder = made(5, 10);
    const address = publish({ ...folder, timelines: { L: folder.timelines['L']! } });
    const { page, context } = await open(browser, address);
    await page.waitForSelector('[role="alert"]');
    expect(await page.textContent('[role="alert"]')).toContain('cannot be shown');
    await context.close();
  });

  it('shows 5,000 statements and 500 bars within a second', async () => {
    const address = publish(made(5000, 500));
    const times: number[] = [];
    const work: number[] = [];
    for (let run = 0; run < 5; run++) {
      const context = await browser.newContext({ viewport: laptop });
      // From the request for the page to the first frame in which lanes stand on the timeline.
      await context.addInitScript(() => {
        const look = (): void => {
          if (document.querySelector('.app .lane')) (window as unknown as { seen: number }).seen = performance.now();
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Performance.enable', { timeDomain: 'threadTicks' });
      await page.goto(address);
      times.push(Number(await (await page.waitForFunction(() => (window as unknown as { seen?: number }).seen)).jsonValue()));
      const { metrics } = await session.send('Performance.getMetrics');
      work.push(1000 * metrics.find(({ name }) => name === 'TaskDuration')!.value);
      await context.close();
    }
    times.sort((a, b) => a - b);
    work.sort((a, b) => a - b);
    console.log(`first view: median ${times[2]!.toFixed(0)} ms, worst of 5 ${times[4]!.toFixed(0)} ms; of the processor ${work[2]!.toFixed(0)} ms`);
    // What else the machine does must not decide: the limit is on the processor's time.
    expect(work[2]!).toBeLessThan(1000);
  });

  it('steps through 5,000 statements and 500 bars in less than a frame', async () => {
    const { page, context, troubles } = await open(browser, publish(made(5000, 500)));
    const before = await day(page);
    // The work of a step, without waiting for the screen: from the key to the laid-out page.
    const times = await page.evaluate(async () => {
      const slider = document.getElementById('day-slider')!;
      slider.focus();
      const taken: number[] = [];
      for (let step = 0; step < 60; step++) {
        const begin = performance.now();
        slider.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }));
        await Promise.resolve();
        document.body.getBoundingClientRect();
        taken.push(performance.now() - begin);
        await new Promise((resume) => requestAnimationFrame(resume));
      }
      return taken.sort((a, b) => a - b);
    });
    expect(await day(page)).not.toBe(before);
    console.log(`day step: median ${times[30]!.toFixed(1)} ms, worst of 60 ${times[59]!.toFixed(1)} ms`);
    expect(times[30]!).toBeLessThan(16);
    expectQuiet(troubles);
    await context.close();
  });

  it('fits the narrowest phone', async () => {
    const { page, context } = await open(browser, publish(made(20, 60)), phone);
    for (const pane of ['timeline', 'map', 'panel']) {
      await go(page, `#pane=${pane}`);
      await page.waitForTimeout(50);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width);
      expect(await violations(page)).toEqual([]);
    }
    await context.close();
  });

  it('compares under a lens, on the timeline and in the list', async () => {
    const { page, context } = await open(browser, publish(made(5, 40)), laptop);
    await go(page, '#against=L&only-different');
    await page.waitForSelector('.different', { state: 'attached' });
    await context.close();
  });
});
