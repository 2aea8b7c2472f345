// Signing out, and the end of a session that nobody uses.
import type { Page } from '@playwright/test';
import { changeAnswers } from './support/changed.ts';
import { expect, test } from './support/fixtures.ts';
import { answersOf, atHome, draftWith, enter } from './support/residents.ts';
import { look } from './support/look.ts';
import { openPhoneMenu } from './support/menu.ts';

test('signing out ends the session here and at the city, and clears the browser', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'yang-fan');
  const id = await draftWith(page, await answersOf(city, 'yang-fan'), 'applicant');
  // Half a date waits in the browser until it is a whole one.
  await page.goto(`/apply/residential/${id}/applicant`);
  const since = page.getByRole('group', { name: /^结婚登记日期/ });
  await since.getByRole('textbox', { name: '日' }).fill('x');
  await expect.poll(() => page.evaluate(keptTexts)).toBe(1);
  const other = await page.context().newPage();
  await other.goto(`/apply/residential/${id}/applicant`);
  await expect(other.getByRole('main')).toContainText('杨帆');
  await openMenu(page);
  await page.getByRole('button', { name: '退出登录' }).click();
  // The city asks about its own session.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('同时退出统一身份认证？');
  expect(page.url()).not.toContain('token');
  await look(page, 'sign-out-at-the-city');
  await page.getByRole('button', { name: '退出', exact: true }).click();
  await expect(page.getByRole('link', { name: '用户注册' })).toBeVisible();
  // Nothing of the person stays in the other tabs.
  await expect(other.getByRole('link', { name: '用户注册' })).toBeVisible();
  await expect(other.locator('body')).not.toContainText('杨帆');
  await other.close();
  expect(await page.evaluate(keptTexts)).toBe(0);

  // The page of before asks to sign in; the city asks for the password again.
  await page.goto(`/apply/residential/${id}/applicant`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('请先登录');
  await page.getByRole('main').getByRole('link', { name: '登录', exact: true }).click();
  await page.waitForURL((url) => url.href.startsWith(city.address));
  await expect(page.getByLabel(/^密码/)).toBeVisible();
});

test('the owner alone sees the full number, on demand', async ({ page, city }) => {
  const person = await enter(page, city, 'emma-miller');
  await expect(page.locator('body')).not.toContainText(person.document.number);
  const menu = await openMenu(page);
  await page.getByRole('button', { name: '查看我的完整身份信息' }).click();
  const dialog = page.getByRole('dialog', { name: '我的身份信息' });
  await expect(dialog).toContainText(person.document.number);
  await expect(dialog).toContainText('每次查看都会留下记录');
  await dialog.getByRole('button', { name: '关闭' }).click();
  await expect(menu).toBeFocused();
  await expect(page.locator('body')).not.toContainText(person.document.number);
});

test('a click outside closes the account menu, one inside does not', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'fan-yu');
  const summary = await openMenu(page);
  const menu = page.getByRole('banner').locator('details.menu');
  const signOut = menu.getByRole('button', { name: '退出登录' });
  await expect(signOut).toBeVisible();
  // On the edge of the list: inside, but on nothing that can be pressed.
  await menu.locator('.menu__list').click({ position: { x: 2, y: 2 } });
  await expect(signOut).toBeVisible();
  // On words that take no focus: the menu cannot know it from the focus leaving it.
  await page.locator('main .lede').click({ force: true });
  await expect(signOut).toBeHidden();
  await expect(menu).not.toHaveAttribute('open');
  await expect(summary).toBeVisible();
});

test('two minutes before the end the person is asked; one key keeps the session', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'xu-kai');
  await endsIn(page, 100);
  await page.reload();
  const warning = page.getByRole('dialog', { name: '您还在吗？' });
  await expect(warning).toBeVisible();
  await expect(warning).toContainText(/1:[0-3]\d/);
  await expect(warning).toContainText('已填写的内容不会丢失');
  await look(page, 'session-warning');

  await page.unroute('**/api/v1/session');
  const renewed = page.waitForResponse('**/api/v1/session/renewal');
  await page.keyboard.press('Escape');
  expect((await renewed).status()).toBe(200);
  await expect(warning).toBeHidden();
});

test('a session that has lasted as long as it may tells so once, and can be renewed by signing in', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'xu-kai');
  await endsIn(page, 100, true);
  await page.goto('/applications');
  const closing = page.getByRole('dialog', { name: '登录即将到期' });
  await expect(closing).toContainText(/1:[0-3]\d/);
  await look(page, 'session-closing');
  await expect(closing.getByRole('link', { name: '重新登录并继续' })).toHaveAttribute('href', /return_to=%2Fapplications&/);
  await closing.getByRole('button', { name: '稍后再说' }).click();
  // It does not come back, whatever is asked of the server meanwhile.
  await page.waitForTimeout(2500);
  await expect(closing).toBeHidden();
  await expect(page.getByRole('dialog', { name: '您还在吗？' })).toBeHidden();

  await endsIn(page, 60, true);
  await page.reload();
  await expect(closing).toBeVisible();
  await page.unroute('**/api/v1/session');
  await closing.getByRole('link', { name: '重新登录并继续' }).click();
  await expect(page).toHaveURL('/applications');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('我的申请');
  await expect(closing).toBeHidden();
});

test('a session that ends while the page is open says so over the page', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'zeng-ran');
  await endsIn(page, 3);
  await page.reload();
  await atHome(page);
  const ended = page.getByRole('dialog', { name: '登录已到期' });
  await expect(ended).toContainText('已保存的内容都在');
  await look(page, 'session-ended');
  await expect(ended.getByRole('link', { name: '重新登录并继续' })).toHaveAttribute('href', /return_to=%2F&lang=zh-CN/);
  await ended.getByRole('link', { name: '回到入口页' }).click();
  await expect(page).toHaveURL('/');
});

/** Lets the server tell an end that is near. The real time-outs are tested with the API. */
async function endsIn(page: Page, seconds: number, whatever = false): Promise<void> {
  const end = new Date(Date.now() + seconds * 1000).toISOString();
  const ends = { idle_until: end, ...(whatever && { ends_at: end }) };
  await changeAnswers(page, '**/api/v1/session', (session) => Object.assign(session, ends));
}

/** How many texts the browser keeps encrypted. */
async function keptTexts(): Promise<number> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('anju-vault');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const count = await new Promise<number>((resolve, reject) => {
    const request = db.transaction('texts').objectStore('texts').count();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  db.close();
  return count;
}

/** Opens the account's menu, on a phone within the page's menu; gives its button. */
async function openMenu(page: Page) {
  await openPhoneMenu(page);
  const menu = page.getByRole('banner').locator('summary');
  await menu.click();
  return menu;
}

test('the way back after signing in leads to no other site', async ({ page }) => {
  for (const elsewhere of ['/%09/example.org/', '/%0A/example.org', '//example.org', '/.//example.org', '/\\example.org']) {
    await page.goto(`/entry?return_to=${elsewhere}`);
    const link = page.getByRole('link', { name: '用户注册' });
    await expect(link).toHaveAttribute('href', /return_to=%2F(&|$)/);
  }
  await page.goto('/entry?return_to=/applications');
  await expect(page.getByRole('link', { name: '用户注册' })).toHaveAttribute('href', /return_to=%2Fapplications(&|$)/);
});
