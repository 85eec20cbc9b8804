// Takes the pictures of docs/page: node e2e/pictures.mjs ADDRESS, the address of `casus serve dossiers/vilnius-1939`.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const address = process.argv[2];
if (!address) throw new Error('node e2e/pictures.mjs ADDRESS');
const folder = fileURLToPath(new URL('../../docs/page/', import.meta.url));
mkdirSync(folder, { recursive: true });

const sizes = { laptop: [1280, 800], tablet: [768, 1024], phone: [360, 740] };
const pictures = [
  ['transfer-laptop-light', 'laptop', 'light', '#on=1939-10-28'],
  ['transfer-laptop-dark', 'laptop', 'dark', '#on=1939-10-28'],
  ['why-laptop-light', 'laptop', 'light', '#on=1939-10-28&why=Lithuania+controls+Vilnius_Strip&why-on=1939-10-28'],
  ['refusal-compared-laptop-light', 'laptop', 'light', '#on=1939-10-28&against=Refusal&only-different&from=1939-09-01&to=1940-12-31'],
  ['too-many-troops-laptop-light', 'laptop', 'light', '#on=1940-02-10&lens=Bases_overfull&without=territory%2Cinstrument%2Cnegotiation&from=1939-09-20&to=1940-09-01&at=06-treaty.casus.md%236-5'],
  ['two-accounts-laptop-dark', 'laptop', 'dark', '#on=1939-10-10&without=territory&source=A&beside=C'],
  ['text-tablet-light', 'tablet', 'light', '#on=1940-06-15&at=06-treaty.casus.md%236-8&pane=panel'],
  ['map-tablet-dark', 'tablet', 'dark', '#on=1939-10-28&pane=map'],
  ['timeline-phone-light', 'phone', 'light', '#on=1939-10-10'],
  ['map-phone-dark', 'phone', 'dark', '#on=1939-10-28&pane=map'],
  ['why-phone-light', 'phone', 'light', '#on=1939-10-28&why=Lithuania+controls+Vilnius_Strip&why-on=1939-10-28&pane=panel'],
];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu'] });
for (const [name, size, colorScheme, hash] of pictures) {
  const [width, height] = sizes[size];
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, locale: 'en-GB', reducedMotion: 'reduce' });
  await page.goto(address + hash);
  await page.waitForSelector('.app .lane', { state: 'attached' });
  await page.waitForSelector('[aria-busy="true"]', { state: 'detached' });
  await page.waitForTimeout(600);
  await page.screenshot({ path: `${folder}${name}.png` });
  await page.close();
}
await browser.close();
