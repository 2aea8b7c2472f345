// Third parties' programs at the desk of two administrators: registered, confirmed, used, watched, disabled.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expectEnglish } from './support/english.ts';
import { City } from './support/city.ts';
import { expect, test as base } from './support/fixtures.ts';
import { look } from './support/look.ts';
import { openPhoneMenu } from './support/menu.ts';
import { signInOfficer } from './support/officers.ts';
import { enter } from './support/residents.ts';
import { startStack } from './support/stack.ts';
import { filled, zh } from './support/words.ts';

const { clients } = zh;
const NAME = '示例置业 网签系统';
const REASON = '合作协议已终止';

/** A platform that sends events to this machine, and a receiver there. */
const test = base.extend<{ receiver: string }>({
  receiver: async ({}, use) => {
    const server = createServer((_, answer) => answer.writeHead(204).end());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/anju`);
    server.close();
  },
  stack: async ({}, use, info) => {
    const variables = { ANJU_SANDBOX: 'true', ANJU_WEBHOOK_PRIVATE_HOSTS: '127.0.0.1' };
    const stack = await startStack(info.outputPath('servers'), undefined, variables);
    await use(stack);
    await stack.stop();
  },
  city: async ({ stack }, use) => {
    await use(new City(stack.city));
  },
});

const title = (page: Page) => page.getByRole('heading', { level: 1 });
const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** Asks for an access token, as the program does. */
async function token(url: string, id: string, secret: string): Promise<{ status: number; token: string; scope: string }> {
  const answer = await fetch(`${url}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const told = (await answer.json()) as { access_token?: string; scope?: string };
  return { status: answer.status, token: told.access_token ?? '', scope: told.scope ?? '' };
}

/** Calls the API as the program does. */
async function call(url: string, bearer: string, method: string, path: string, body?: unknown) {
  const headers: Record<string, string> = { authorization: `Bearer ${bearer}`, 'idempotency-key': randomUUID() };
  if (body !== undefined) headers['content-type'] = 'application/json';
  const sent = body === undefined ? null : JSON.stringify(body);
  const answer = await fetch(`${url}/api/v1${path}`, { method, headers, body: sent });
  return { status: answer.status, body: (await answer.json()) as { id?: string; endpoint?: { id: string } } };
}

test('a program is registered, confirmed by a second administrator, watched and disabled', { tag: '@phone' }, async ({
  page,
  browser,
  city,
  stack,
  receiver,
  watched,
}) => {
  watched.allow(422);
  // Two administrators are two people, each with a document that is bound.
  await enter(page, city, 'luo-min');
  await page.goto('/officer/clients');
  await signInOfficer(page, city, 'luo-min');
  await expect(title(page)).toHaveText(clients.nav);
  await expect(page.getByText(clients.list.none, { exact: true })).toBeVisible();
  await look(page, 'clients-none');

  // What is missing or wrong is said field by field.
  await page.getByRole('link', { name: clients.list.new }).click();
  await expect(title(page)).toBeFocused();
  await page.getByRole('textbox', { name: clients.form.networks }).fill('192.0.2.1/24');
  await page.getByRole('button', { name: clients.form.register }).click();
  const summary = page.getByRole('alert').filter({ hasText: clients.form.name });
  await expect(summary).toBeFocused();
  await expect(summary).toContainText('192.0.2.1/24');
  await look(page, 'clients-form-error');
  await page.getByRole('textbox', { name: new RegExp(`^${clients.form.name}`) }).fill(NAME);
  for (const scope of ['certificates_check', 'holds_write', 'webhooks_read', 'webhooks_write'] as const) {
    await page.getByRole('checkbox', { name: new RegExp(`^${clients.scope[scope]}`) }).check();
  }
  await page.getByRole('textbox', { name: clients.form.networks }).fill('127.0.0.0/8');
  const contact = page.getByRole('group', { name: filled(clients.form.contact, { n: 1 }) });
  await contact.getByRole('textbox', { name: clients.form.contact_name }).fill('李工');
  await contact.getByRole('textbox', { name: clients.form.contact_reach }).fill('api@example.com');
  const last = page.getByLabel(new RegExp(`^${clients.form.expires}`));
  await last.fill('2020-01-31');
  await page.getByRole('button', { name: clients.form.register }).click();
  await expect(last).toHaveAttribute('aria-invalid', 'true');
  await last.fill('');
  await page.getByRole('button', { name: clients.form.register }).click();

  // The secret is shown this once.
  await expect(title(page)).toHaveText(NAME);
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await page.getByRole('button', { name: clients.credential.add_secret }).click();
  await expect(page.getByRole('heading', { name: clients.secret.title })).toBeFocused();
  const secret = await page.getByRole('textbox', { name: clients.secret.label }).inputValue();
  await look(page, 'clients-secret');
  await page.getByRole('button', { name: clients.secret.done }).click();
  await page.reload();
  await expect(card(page, clients.credential.title)).toContainText(clients.credential.waits);
  expect(await page.content()).not.toContain(secret);
  const own = card(page, clients.confirm.title);
  await expect(own).toContainText(clients.confirm.own);
  await expect(own.getByRole('button')).toHaveCount(0);
  expect((await token(stack.url, id, secret)).scope).not.toContain('holds:write');

  // Another administrator sees what it comes to, and confirms it.
  const second = await (await browser.newContext()).newPage();
  await enter(second, city, 'fang-hua');
  await second.goto(`/officer/clients/${id}`);
  await signInOfficer(second, city, 'fang-hua');
  const waiting = card(second, clients.confirm.title);
  await expect(waiting.getByRole('row', { name: new RegExp(clients.form.scopes) })).toContainText(
    clients.scope.holds_write,
  );
  await look(second, 'clients-confirm');
  await second.goto('/officer/clients');
  await expect(card(second, clients.list.title)).toContainText(filled(clients.list.to_confirm, { n: 1 }));
  await second.goto(`/officer/clients/${id}`);
  await waiting.getByRole('button', { name: clients.confirm.act }).click();
  await second.getByRole('dialog').getByRole('button', { name: clients.confirm.act, exact: true }).click();
  await expect(waiting).toHaveCount(0);
  const shown = await token(stack.url, id, secret);
  expect(shown.status).toBe(200);
  expect(shown.scope).toContain('holds:write');

  // What the program does is seen.
  const guess = { certificate_number: 'AJ-2026-0000-0000', document_number: '310101199001010011' };
  expect((await call(stack.url, shown.token, 'POST', '/certificate-checks', guess)).status).toBe(404);
  const wanted = { url: receiver, description: '值班', events: ['hold.expired'] };
  const made = await call(stack.url, shown.token, 'POST', '/webhook-endpoints', wanted);
  expect(made.status).toBe(201);
  const tests = `/webhook-endpoints/${made.body.endpoint?.id}/tests`;
  expect((await call(stack.url, shown.token, 'POST', tests)).status).toBe(202);
  await expect(async () => {
    await second.reload();
    await expect(card(second, clients.deliveries.title)).toContainText(clients.deliveries.delivered, { timeout: 2000 });
  }).toPass();
  await expect(card(second, clients.deliveries.title)).toContainText('HTTP 204');
  await expect(card(second, clients.hooks.title)).toContainText(receiver);
  const usage = card(second, clients.usage.title);
  await expect(usage).toContainText(clients.usage.guess);
  await usage.locator('summary').click();
  await expect(usage.getByRole('row', { name: new RegExp(clients.area.webhooks) })).toContainText('2');
  await look(second, 'clients-one', { main: true });

  // Disabled, it is worth nothing any more, and the list says so.
  await second.getByRole('button', { name: clients.disable.act, exact: true }).click();
  const reason = second.getByRole('textbox', { name: clients.disable.reason });
  await expect(reason).toBeFocused();
  await reason.fill(REASON);
  await second.getByRole('button', { name: clients.disable.act, exact: true }).click();
  const question = second.getByRole('dialog', { name: filled(clients.disable.sure, { name: NAME }) });
  await expect(question).toContainText(clients.disable.sure_text);
  await look(second, 'clients-disable');
  await question.getByRole('button', { name: clients.disable.act, exact: true }).click();
  await expect(card(second, clients.terms.title)).toContainText(REASON);
  await expect(card(second, clients.credential.title)).toContainText(clients.credential.ended);
  expect((await call(stack.url, shown.token, 'GET', '/client')).status).toBe(401);
  expect((await token(stack.url, id, secret)).status).toBe(401);
  await page.getByRole('link', { name: clients.nav }).first().click();
  await expect(card(page, clients.list.title)).toContainText(clients.state.disabled);
  await look(page, 'clients-list');
  await second.goto(`/officer/clients/${id}`);
  await openPhoneMenu(second);
  await second.getByRole('button', { name: 'English' }).first().click();
  await expectEnglish(second, [NAME, REASON, '李工', '方华']);
  await look(second, 'clients-one-english');
});
