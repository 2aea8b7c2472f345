// How long the entry page and a result take on a slow phone line: 1.6 Mbit/s, 150 ms, a processor at a
// quarter of its speed. Each is opened in a browser that has kept nothing, five times, and the medians are
// printed beside what they may be. `cargo xtask bench page` starts the servers; times are told and never
// asserted, because machines differ. What travels is asserted by `cargo xtask size`.
// Usage: node page-speed.mjs API CITY CHROMIUM [FOLDER for screenshots]
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { apply, browser, must } from '../xtask/residents.mjs';

const TIMES = 5;
const LINE = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const SLOWER = 4;
/** Longer than this, nothing has come. */
const PATIENCE_MS = 60_000;
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
/** A person whose household passes. */
const APPLICANT = 'yang-fan';

const [api, city, executablePath, pictures] = process.argv.slice(2);

/** Watches from the first moment on; runs in the page. */
function watch() {
  const seen = { heading: 0, paint: 0, shift: 0, blocked: 0, first: 0, what: '' };
  window.seen = seen;
  const observe = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  observe('largest-contentful-paint', (entry) => {
    seen.paint = entry.startTime;
    seen.what = `${entry.element?.tagName ?? '?'}.${entry.element?.className ?? ''}`;
  });
  observe('paint', (entry) => {
    if (entry.name === 'first-contentful-paint') seen.first = entry.startTime;
  });
  observe('layout-shift', (entry) => {
    if (!entry.hadRecentInput) seen.shift += entry.value;
  });
  observe('longtask', (entry) => {
    seen.blocked += Math.max(0, entry.duration - 50);
  });
  // The heading that the program has made, with its words, once it is painted.
  const look = () => {
    if (seen.heading || !document.querySelector('#main h1')?.textContent.trim()) return;
    requestAnimationFrame(() => (seen.heading ||= performance.now()));
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
}

/** Opens the path once and tells what was seen. */
async function open(shell, path, cookies, picture) {
  const context = await shell.newContext({ ...PHONE, baseURL: api, locale: 'zh-CN' });
  try {
    await context.addCookies(cookies);
    // As the program leaves it after a sign-in.
    if (cookies.length > 0) await context.addInitScript(() => localStorage.setItem('signed-in', 'yes'));
    await context.addInitScript(watch);
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', LINE);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    let bytes = 0;
    let files = 0;
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
      files += 1;
    });
    await page.goto(path, { waitUntil: 'commit', timeout: PATIENCE_MS });
    await page.waitForFunction(() => window.seen.heading > 0, undefined, { timeout: PATIENCE_MS });
    await page.waitForLoadState('networkidle', { timeout: PATIENCE_MS });
    // What came last has been painted, and whatever it moved has moved.
    await page.waitForTimeout(1_000);
    if (picture) await page.screenshot({ path: picture, fullPage: true });
    return { ...(await page.evaluate(() => window.seen)), bytes, files };
  } finally {
    await context.close();
  }
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Opens the path as often as need be; each row is a name, what is measured, its unit and its budget. */
async function measure(shell, name, path, cookies, rows) {
  const runs = [];
  for (let run = 0; run < TIMES; run += 1) {
    const picture = pictures && run === 0 ? join(pictures, `${name.replaceAll(' ', '-')}.png`) : undefined;
    runs.push(await open(shell, path, cookies, picture));
  }
  console.log(`Page speed, ${name} (${path}), medians of ${TIMES}:`);
  for (const [what, key, unit, budget] of rows) {
    const value = median(runs.map((run) => run[key]));
    const shown = unit === '' ? value.toFixed(3) : Math.round(value).toString();
    const told = budget === undefined ? '' : `of ${budget} ${unit}${value > budget ? '  OVER' : ''}`;
    console.log(`    ${what.padEnd(24)} ${shown.padStart(8)} ${unit.padEnd(3)} ${told}`.trimEnd());
  }
  console.log(`    painted last: ${runs[0].what}`);
}

const shared = [
  ['layout shift', 'shift', '', 0.02],
  ['blocking time', 'blocked', 'ms', 300],
  ['first paint', 'first', 'ms'],
  ['received', 'bytes', 'B'],
  ['files', 'files', ''],
];

const listing = JSON.parse((await browser()('GET', `${city}/control/people`)).text);
const { members, applications } = listing.households.find((one) => one.members.some(({ key }) => key === APPLICANT));
const person = members.find(({ key }) => key === APPLICANT);
const { module, answers } = applications.find(({ applicant }) => applicant === APPLICANT);
const applied = await apply({ api, city }, { person, module, answers }, listing.password);
if (!applied) throw new Error(`${APPLICANT} has applied before: the servers have to be new.`);
const until = Date.now() + PATIENCE_MS;
for (;;) {
  const { summary } = JSON.parse((await must([200], applied.ask('GET', applied.at), 'the result')).text);
  if (summary.state === 'passed') break;
  if (Date.now() > until) throw new Error(`no pass came: ${summary.state}`);
  await new Promise((resolve) => setTimeout(resolve, 200));
}
const { hostname } = new URL(api);
const cookies = [...applied.ask.cookies].map(([name, value]) => ({ name, value, domain: hostname, path: '/' }));
const result = `/applications/${applied.at.split('/').at(-1)}`;

const shell = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
try {
  await measure(shell, 'the entry page', '/', [], [
    ['largest paint', 'paint', 'ms', 1_500],
    ['heading of the program', 'heading', 'ms'],
    ...shared,
  ]);
  await measure(shell, 'a result', result, cookies, [
    ['heading', 'heading', 'ms', 3_000],
    ['largest paint', 'paint', 'ms'],
    ...shared,
  ]);
} finally {
  await shell.close();
}
