// A document that somebody else has bound goes back to its owner, who shows it at a window; and a case
// that one officer hands over to another.
import type { Page } from '@playwright/test';
import { City } from './support/city.ts';
import { expect, test as base } from './support/fixtures.ts';
import { look } from './support/look.ts';
import { atDesk, claim, waiting } from './support/officers.ts';
import { answersOf, atHome, bind, submittedWith } from './support/residents.ts';
import { register, signIn } from './support/sign-in.ts';
import { startStack } from './support/stack.ts';
import { beginning, filled, zh } from './support/words.ts';

const { take_over, officer, pages } = zh;
const title = (page: Page) => page.getByRole('heading', { level: 1 });

/** Where whoever has registered may bind, so that somebody can be faster than the owner. */
const test = base.extend({
  stack: async ({}, use, info) => {
    const stack = await startStack(info.outputPath('servers'), undefined, { ANJU_BINDING_LEVEL: 'any' });
    await use(stack);
    await stack.stop();
  },
  city: async ({ stack }, use) => {
    await use(new City(stack.city));
  },
});

test('two officers give a document back to its owner @phone', async ({ page, browser, city, watched }) => {
  watched.allow(422, 404);
  const person = await city.person('yang-fan');
  // Somebody who knows name and number has registered under them, and begun.
  const thief = await (await browser.newContext()).newPage();
  await register(thief, city, person, 'somebody', { verified: false });
  await bind(thief, person);
  await atHome(thief);
  await submittedWith(thief, await answersOf(city, 'yang-fan'));

  await signIn(page, city, person);
  await bind(page, person);
  const offer = page.getByRole('region', { name: take_over.offer.title });
  await expect(offer).toContainText(take_over.offer.text);
  await look(page, 'take-over-offer');
  await offer.getByRole('button', { name: take_over.offer.button }).click();
  await expect(title(page)).toHaveText(take_over.page.title);
  const standing = page.getByRole('region', { name: take_over.standing.open, exact: true });
  const code = (await page.locator('.window-code').textContent()) ?? '';
  expect(code).toMatch(/^\w{4}-\w{4}$/);
  await expect(page.getByRole('main')).not.toContainText(person.document.number);
  await look(page, 'take-over-asked', { main: true });
  // A second look, on another day: the page where documents are bound leads there.
  await page.goto('/bind');
  await page.getByRole('link', { name: take_over.offer.see }).click();
  await expect(standing).toContainText(code);

  const reviewer = await atDesk(browser, city, 'ding-ning');
  await reviewer.getByRole('link', { name: filled(take_over.officer.waiting, { n: 0 }) }).click();
  await expect(title(reviewer)).toHaveText(take_over.officer.title);
  const field = reviewer.getByRole('textbox', { name: beginning(take_over.officer.code) });
  await field.fill('7KQ');
  await field.press('Enter');
  await expect(reviewer.getByText(take_over.officer.code_bad)).toBeVisible();
  await look(reviewer, 'officer-take-overs');
  await field.fill(code.toLowerCase());
  await field.press('Enter');
  await expect(title(reviewer)).toHaveText(filled(take_over.officer.case, { name: person.name }));
  const holder = reviewer.getByRole('region', { name: take_over.officer.holder });
  await expect(holder).toContainText(take_over.officer.holder_later);
  await expect(reviewer.getByRole('main')).not.toContainText(person.document.number);
  await look(reviewer, 'officer-take-over-open');

  const number = reviewer.getByRole('textbox', { name: beginning(pages.bind.number) });
  await number.fill((await city.person('he-jun')).document.number);
  await number.press('Enter');
  await expect(reviewer.getByRole('alert').filter({ hasText: '核对不一致' })).toBeVisible();
  await number.fill(person.document.number);
  await number.press('Enter');
  await expect(reviewer.getByText(take_over.officer.same, { exact: true })).toBeVisible();
  await expect(title(reviewer)).toBeFocused();
  await expect(holder).toContainText(filled(take_over.officer.unfinished_n, { n: 1 }));
  const propose = reviewer.getByRole('button', { name: take_over.officer.propose });
  await propose.click();
  await expect(reviewer.getByRole('checkbox').first()).toBeFocused();
  await reviewer.getByRole('checkbox', { name: beginning(take_over.officer.seen) }).check();
  await reviewer.getByRole('checkbox', { name: beginning(take_over.officer.matches) }).check();
  const reason = reviewer.getByRole('textbox', { name: beginning(take_over.officer.propose_reason) });
  await reason.fill('身份证原件，照片与本人相符');
  await look(reviewer, 'officer-take-over-compared');
  await propose.click();
  await expect(reviewer.getByText(take_over.officer.waits)).toBeVisible();
  await look(reviewer, 'officer-take-over-proposed');

  // Her page hears of it by itself.
  await expect(page.getByRole('heading', { name: take_over.standing.proposed })).toBeVisible();
  const looks = page.getByRole('list', { name: zh.result.looks.title });
  await expect(looks.getByRole('listitem').first()).toContainText(take_over.looks.opened);
  await expect(looks.getByRole('listitem').last()).toContainText(take_over.looks.compared);
  await look(page, 'take-over-proposed');

  const supervisor = await atDesk(browser, city, 'su-wen');
  await supervisor.getByRole('link', { name: filled(take_over.officer.waiting, { n: 1 }) }).click();
  await expect(supervisor.getByRole('listitem').filter({ hasText: '杨*' })).toContainText('丁宁 于');
  await look(supervisor, 'officer-take-overs-waiting');
  await supervisor.getByRole('link', { name: `${take_over.officer.see} 杨*` }).click();
  await supervisor.getByRole('textbox', { name: beginning(take_over.officer.confirm_reason) }).fill('已与窗口核实');
  await look(supervisor, 'officer-take-over-confirm');
  await supervisor.getByRole('button', { name: take_over.officer.confirm, exact: true }).click();
  const sure = supervisor.getByRole('dialog', { name: take_over.officer.confirm_sure });
  await look(supervisor, 'officer-take-over-sure');
  await sure.getByRole('button', { name: take_over.officer.confirm, exact: true }).click();
  await expect(title(supervisor)).toHaveText(take_over.officer.done_title);
  await look(supervisor, 'officer-take-over-done');

  await expect(page.getByRole('heading', { name: take_over.standing.done })).toBeVisible();
  await look(page, 'take-over-done');
  await page.getByRole('link', { name: take_over.standing.go_on }).click();
  await atHome(page);

  // The other one has been signed out, and is told why, and where to go.
  await thief.goto('/');
  await expect(thief.getByRole('link', { name: pages.entry.register })).toBeVisible();
  await thief.locator('a.entry__card').click();
  await thief.getByLabel(/^用户名/).fill('somebody');
  await thief.getByLabel(/^密码/).fill('a-long-invented-password');
  await thief.getByRole('button', { name: /^登录$/ }).click();
  await expect(thief.getByRole('main')).toContainText('原来绑定的证件已由证件本人取回');
  await look(thief, 'take-over-lost');
});

test('what was asked for is withdrawn, and a refusal is read', async ({ page, browser, city }) => {
  const person = await city.person('yang-fan');
  await signIn(page, city, person);
  await page.goto('/take-over');
  const send = page.getByRole('button', { name: take_over.page.send });
  await send.click();
  await expect(page.getByRole('alert').getByRole('link')).toHaveCount(1);
  await look(page, 'take-over-errors');
  const number = page.getByRole('textbox', { name: beginning(pages.bind.number) });
  await number.fill(person.document.number);
  await send.click();
  await page.getByRole('button', { name: take_over.withdraw.button }).click();
  const dialog = page.getByRole('dialog', { name: take_over.withdraw.title });
  await dialog.getByRole('button', { name: take_over.withdraw.confirm, exact: true }).click();
  await expect(page.getByText(take_over.standing.withdrawn_text)).toBeVisible();
  await number.fill(person.document.number);
  await send.click();
  const code = (await page.locator('.window-code').textContent()) ?? '';

  const reviewer = await atDesk(browser, city, 'ding-ning');
  await reviewer.goto('/officer/take-overs');
  const field = reviewer.getByRole('textbox', { name: beginning(take_over.officer.code) });
  await field.fill(code);
  await field.press('Enter');
  await reviewer.getByRole('button', { name: take_over.officer.refuse }).click();
  const why = reviewer.getByRole('textbox', { name: beginning(take_over.officer.refuse_reason) });
  await expect(why).toBeFocused();
  await why.fill('证件已过有效期');
  await reviewer.getByRole('button', { name: take_over.officer.refuse }).click();
  await expect(title(reviewer)).toHaveText(take_over.officer.refused_title);
  await expect(page.getByText('证件已过有效期')).toBeVisible();
  await look(page, 'take-over-refused');
});

test('a case is handed over to a colleague, who reads the note', async ({ browser, city }) => {
  const { number } = await waiting(browser, city, 'geng-tao');
  const first = await atDesk(browser, city, 'ding-ning');
  const second = await atDesk(browser, city, 'jiang-tao');
  await claim(first, number);
  const open = first.getByRole('button', { name: take_over.hand_over.button });
  await open.focus();
  await first.keyboard.press('Enter');
  const form = first.getByRole('region', { name: take_over.hand_over.title });
  await form.getByRole('button', { name: take_over.hand_over.send, exact: true }).click();
  await expect(form.getByText(take_over.hand_over.choose)).toBeVisible();
  await expect(form.getByText(take_over.hand_over.note_empty)).toBeVisible();
  await look(first, 'officer-hand-over-errors');
  await form.getByRole('combobox').selectOption({ label: '江涛 · 审核员' });
  await form.getByRole('textbox').fill('已联系单位，等补缴说明');
  await form.getByRole('button', { name: take_over.hand_over.send, exact: true }).click();
  await expect(title(first)).toHaveText(officer.queue.title);
  await expect(first.getByRole('row', { name: new RegExp(number) })).toContainText('江涛');

  await second.getByRole('button', { name: officer.queue.refresh }).click();
  await second.getByRole('link', { name: `${officer.queue.go_on} ${number}` }).click();
  const note = filled(take_over.hand_over.to_you, { from: '丁宁' });
  await expect(second.getByRole('heading', { name: note })).toBeVisible();
  await expect(second.getByRole('region', { name: officer.history.title })).toContainText('丁宁 移交给 江涛');
  await look(second, 'officer-handed-over');
});
