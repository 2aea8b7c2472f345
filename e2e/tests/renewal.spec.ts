// A pass is renewed with one tap, or what has changed is told; and a version of the policy that is new may
// help whoever was refused, and is previewed by officers before.
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { City } from './support/city.ts';
import { expect, test as base } from './support/fixtures.ts';
import { look } from './support/look.ts';
import { atDesk } from './support/officers.ts';
import { answersOf, ask, decidedWith, enter, MACHINE } from './support/residents.ts';
import { startStack } from './support/stack.ts';
import { filled, zh } from './support/words.ts';

const { renewal, result } = zh;
const title = (page: Page) => page.getByRole('heading', { level: 1 });

/** A version of the residential rules, as an operator writes it. */
function version(from: string, parameters: Record<string, unknown>) {
  return {
    id: `R-${from}`,
    effective_from: from,
    issued: from,
    source: { document: '关于……的通知', url: 'https://example.org/notice' },
    sentence: { 'zh-CN': '本市户籍家庭五环内限购 3 套。', en: 'Three homes inside the fifth ring.' },
    parameters,
    confidence: 'high',
  };
}

/** The day in Shanghai so many days from now. */
function day(later: number): string {
  const moment = new Date(Date.now() + later * 24 * 60 * 60 * 1000);
  return moment.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
}

/** Where passes are so short that each can be renewed at once, and versions lie in a folder. */
const test = base.extend<{ policies: string }>({
  policies: async ({}, use, info) => {
    const folder = info.outputPath('policies');
    mkdirSync(folder, { recursive: true });
    await use(folder);
  },
  stack: async ({ policies }, use, info) => {
    const variables = { ANJU_VALIDITY_DAYS: '2', ANJU_POLICY_DIR: policies };
    const stack = await startStack(info.outputPath('servers'), undefined, variables);
    await use(stack);
    await stack.stop();
  },
  city: async ({ stack }, use) => {
    await use(new City(stack.city));
  },
});

test('a pass is renewed with one tap, and the certificate before stays readable @phone', async ({ page, city }) => {
  const person = await enter(page, city, 'yang-fan');
  const id = await decidedWith(page, await answersOf(city, 'yang-fan'));
  const certificateOf = async () => {
    const read = await (await ask(page, 'GET', `/${id}`)).json();
    return (read as { certificate: { number: string } }).certificate.number;
  };
  const old = await certificateOf();
  await page.goto('/');
  await look(page, 'renewal-home');
  await page.getByRole('button', { name: renewal.button }).click();
  const card = page.getByRole('region', { name: renewal.title, exact: true });
  await expect(card.getByRole('heading', { name: renewal.renewed })).toBeVisible(MACHINE);
  await expect.poll(certificateOf).not.toBe(old);
  await expect(page.getByRole('main')).toContainText(renewal.event.renewed);
  await look(page, 'renewal-renewed', { main: true });
  await card.getByRole('link', { name: filled(renewal.earlier, { number: old }) }).click();
  await expect(title(page)).toHaveText(result.certificate);
  await expect(page.locator('.certificate__number')).toContainText(old);
  // What is saved is that very certificate.
  const saved = page.waitForRequest((request) => request.url().includes('/documents/certificate'));
  await page.getByRole('button', { name: result.paper.download }).click();
  expect(new URL((await saved).url()).searchParams.get('number')).toBe(old);
  await page.getByRole('link', { name: renewal.certificate.current }).click();
  await expect(page.locator('.certificate')).toContainText(renewal.certificate.replaces);
  await expect(page.locator('.certificate')).toContainText(old);

  // What the registry holds by now stands in the way: it is told, and the pass stands.
  const home = (n: number) => ({
    zone: 'inside_fifth_ring', district: 'chaoyang', registered: true, address: `朝阳区示例路 ${n} 号`,
    acquired: '2020-01-02', certificate: `京（2020）朝不动产权第000000${n}号`, disposed: null, single_storey: false,
  });
  await city.correct(person.document, 'property', { homes: [1, 2, 3, 4, 5].map(home) });
  await page.goto(`/applications/${id}`);
  await card.getByRole('button', { name: renewal.button }).click();
  await expect(card.getByRole('heading', { name: renewal.refused })).toBeVisible(MACHINE);
  await expect(card).toContainText(renewal.changed);
  await expect(page.getByRole('link', { name: result.certificate, exact: true })).toBeVisible();
  await look(page, 'renewal-refused', { main: true });
});

test('a new version by file makes a refused person hear of it, after officers have seen what it would change', async ({
  page, browser, city, stack, policies,
}) => {
  await enter(page, city, 'wang-qiang');
  await decidedWith(page, await answersOf(city, 'wang-qiang'));
  const supervisor = await atDesk(browser, city, 'su-wen');
  await supervisor.getByRole('link', { name: renewal.preview.title }).click();
  await expect(title(supervisor)).toHaveText(renewal.preview.title);
  await expect(supervisor.getByRole('main')).toContainText(renewal.preview.none);
  const form = supervisor.locator('form.card');
  await form.getByRole('button').click();
  await expect(form.getByRole('alert')).toHaveText(renewal.preview.empty);
  await look(supervisor, 'policy-preview-error', { main: true });
  await form.getByRole('textbox').fill(JSON.stringify(version(day(1), { in_local: 3 })));
  await form.getByRole('button').click();
  const changes = supervisor.getByRole('region', { name: renewal.preview.changes });
  const told = filled(renewal.preview.told, { what: renewal.preview.change.to_pass, n: 1 });
  await expect(changes.getByRole('img', { name: new RegExp(told) })).toBeVisible();
  await look(supervisor, 'policy-preview', { main: true });

  // In force from today on: whoever was refused is told that it may help.
  await stack.stopApi();
  writeFileSync(`${policies}/R-${day(0)}.json`, JSON.stringify(version(day(0), { in_local: 3 }), null, 2));
  await stack.startApi();
  const heard = async () => {
    const read = await page.request.get(`${stack.url}/api/v1/messages`);
    return read.ok() ? await read.text() : '';
  };
  await expect.poll(heard, MACHINE).toContain('policy_may_help');
});
