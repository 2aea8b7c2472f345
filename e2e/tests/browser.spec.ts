// A browser that does not do what it should: files that do not arrive, storage that never answers, a
// page that is shown again as it was left, a translation over the page.
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { answersOf, draftWith, enter } from './support/residents.ts';
import { look } from './support/look.ts';
import { Wizard } from './support/wizard.ts';

const SAVED = /^已保存 \d\d:\d\d$/;

test('a program that does not arrive is told within seconds, with a way on', { tag: '@phone' }, async ({ page, watched }) => {
  watched.allowOffline();
  const late = page.locator('.boot__late');
  // It fails at once, and it hangs.
  await page.route('**/web_bg.wasm', (route) => route.abort('connectionreset'));
  await page.goto('/');
  await expect(late).toBeVisible({ timeout: 3_000 });
  await page.unroute('**/web_bg.wasm');
  await page.route('**/web_bg.wasm', () => undefined);
  await late.getByRole('link', { name: '重新打开' }).click();
  await expect(late).toBeHidden();
  await expect(late).toBeVisible({ timeout: 9_000 });
  await page.unroute('**/web_bg.wasm');
  await page.reload();
  await expect(page.getByRole('link', { name: '用户注册' })).toBeVisible();
});

test('a page of before a release loads itself anew, once, and keeps what was typed', async ({ page, watched }) => {
  watched.allowOffline();
  watched.allow(404);
  await page.goto('/');
  await expect(page.getByRole('link', { name: '用户注册' })).toBeVisible();
  let loads = 0;
  page.on('domcontentloaded', () => (loads += 1));
  const gone = /\/app-[0-9a-f]+\//;
  await page.route(gone, (route) => route.fulfill({ status: 404, body: '' }));
  // With the page comes the new program.
  await page.route('**/policies', async (route) => {
    await page.unroute(gone);
    await route.continue();
  });
  await page.getByRole('link', { name: '购房政策' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('购房政策');
  expect(loads).toBe(1);
});

test('a storage that never answers keeps nobody from the form', async ({ page, city }) => {
  await page.addInitScript(() => {
    indexedDB.open = () => new EventTarget() as IDBOpenDBRequest;
  });
  await enter(page, city, 'luo-jia');
  const id = await draftWith(page, await answersOf(city, 'luo-jia'), 'applicant');
  await page.goto(`/apply/residential/${id}/applicant`);
  const wizard = new Wizard(page);
  await wizard.text('通讯地址').fill('没有本机存储时填写的地址');
  await expect(page.getByText(SAVED)).toBeVisible();
});

test('two tabs of which one is a copy keep the answers of both', async ({ page, context, city, watched }) => {
  watched.allowOffline();
  await enter(page, city, 'meng-yao');
  const id = await draftWith(page, await answersOf(city, 'meng-yao'), 'applicant');
  const path = `/apply/residential/${id}/applicant`;
  await page.goto(path);
  const wizard = new Wizard(page);
  await wizard.arrived('申请人的信息');
  // A window that a page opens has a copy of its storage, like a tab that is duplicated.
  const [copy] = await Promise.all([context.waitForEvent('page'), page.evaluate((to) => void window.open(to), path)]);
  const other = new Wizard(copy);
  await other.arrived('申请人的信息');
  await context.setOffline(true);
  await wizard.text('通讯地址').fill('第一个标签页里的地址');
  await other.text('手机号码').fill('13900005555');
  for (const tab of [page, copy]) {
    await expect(tab.getByRole('alert').filter({ hasText: '已填内容加密保留在本机' })).toBeVisible();
  }
  await copy.close();
  await page.close();
  await context.setOffline(false);
  const later = await context.newPage();
  await later.goto(path);
  const third = new Wizard(later);
  await expect(third.text('通讯地址')).toHaveValue('第一个标签页里的地址');
  await expect(third.text('手机号码')).toHaveValue('13900005555');
});

test('a page from the cache of the browser shows nothing once the session is over', async ({ page, context, city, stack, watched }) => {
  watched.allow(401);
  await enter(page, city, 'yang-fan');
  const id = await draftWith(page, await answersOf(city, 'yang-fan'), 'applicant');
  await page.goto(`/apply/residential/${id}/applicant`);
  await expect(page.getByRole('main')).toContainText('杨帆');
  const turn = (type: string) =>
    page.evaluate((type) => void window.dispatchEvent(new PageTransitionEvent(type, { persisted: true })), type);
  // Left and shown again by the same person: all is there.
  await turn('pagehide');
  await expect(page.locator('body')).toBeHidden();
  await turn('pageshow');
  await expect(page.getByRole('main')).toContainText('杨帆');
  await expect(page.locator('body')).toBeVisible();
  await turn('pagehide');
  await context.clearCookies({ domain: new URL(stack.url).hostname });
  await expect(page.locator('body')).toBeHidden();
  await turn('pageshow');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('请先登录');
  await expect(page.locator('body')).not.toContainText('杨帆');
});

/** What the translation of a browser does: every text becomes an element of its own. */
function translate(page: Page): Promise<void> {
  return page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const all: Text[] = [];
    while (texts.nextNode()) all.push(texts.currentNode as Text);
    for (const text of all.filter(({ data }) => data.trim())) {
      const font = document.createElement('font');
      const inner = document.createElement('font');
      inner.textContent = `«${text.data}»`;
      font.append(inner);
      text.replaceWith(font);
    }
  });
}

test('what changes is true although the browser translates the page', async ({ page, city }) => {
  await enter(page, city, 'fan-yu');
  const id = await draftWith(page, await answersOf(city, 'fan-yu'), 'applicant');
  await page.goto(`/apply/residential/${id}/applicant`);
  const wizard = new Wizard(page);
  await wizard.arrived('申请人的信息');
  await expect(page.locator('.skeleton')).toHaveCount(0);
  await translate(page);
  await wizard.arrived('«申请人的信息»');
  // A state, a heading, the language: each says what is so.
  await page.getByRole('textbox', { name: /通讯地址/ }).fill('翻译之后填写的地址');
  await expect(page.getByText(/^«?已保存 \d\d:\d\d»?$/)).toBeVisible();
  await page.getByRole('button', { name: 'English' }).first().click();
  await wizard.arrived('About the applicant');
  await expect(page.getByRole('main')).not.toContainText('申请人的信息');
});

test('what is folded on the screen is read on paper', async ({ page }) => {
  await page.goto('/help');
  const folded = page.locator('.fold__body').last();
  await expect(folded).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(folded).toBeVisible();
  await look(page, 'help-on-paper');
});
