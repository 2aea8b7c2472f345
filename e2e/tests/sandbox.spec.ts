// A platform that is run as a sandbox says so on every page, and the city around it has tools for
// integrators. The other journeys look at the platform as residents have it: without the notice.
import type { Page } from '@playwright/test';
import { expect, test as base } from './support/fixtures.ts';
import { look } from './support/look.ts';
import { atDesk } from './support/officers.ts';
import { startStack } from './support/stack.ts';
import { en, zh } from './support/words.ts';

const test = base.extend({
  stack: async ({}, use, info) => {
    const variables = { ANJU_SANDBOX: 'true', ANJU_WEBHOOK_PRIVATE_HOSTS: '127.0.0.1' };
    const stack = await startStack(info.outputPath('servers'), undefined, variables);
    await use(stack);
    await stack.stop();
  },
});
const notice = (page: Page) => page.locator('aside.sandbox');

test('a sandbox says so on every page, and has tools for integrators', { tag: '@phone' }, async ({ page, browser, city }) => {
  // The notice stands before the program has arrived, and nothing moves when it does.
  await page.addInitScript(() => {
    const sums = { shift: 0 };
    Object.assign(window, { sums });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) sums.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  for (const path of ['/', '/verify', '/policies', '/nowhere']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(notice(page).getByText(zh.pages.sandbox.notice)).toBeVisible();
    await expect(notice(page).getByText(en.pages.sandbox.notice)).toBeHidden();
    await page.waitForLoadState('networkidle');
    const shift = await page.evaluate(() => (window as unknown as { sums: { shift: number } }).sums.shift);
    expect(shift, path).toBeLessThan(0.02);
  }
  await page.goto('/');
  await look(page, 'sandbox-entry');
  await page.evaluate(() => localStorage.setItem('language', 'en'));
  await page.reload();
  await expect(notice(page).getByText(en.pages.sandbox.notice)).toBeVisible();
  await expect(notice(page).getByText(zh.pages.sandbox.notice)).toBeHidden();
  const desk = await atDesk(browser, city, 'ding-ning');
  await expect(notice(desk).getByText(zh.pages.sandbox.notice)).toBeVisible();
  await look(desk, 'sandbox-desk');
  await desk.context().close();

  // Somebody new, who passes; time that passes; a registry that fails.
  const tools = `${city.address}/integrators?lang=zh-CN`;
  await page.goto(tools);
  await look(page, 'integrators');
  await page.getByRole('button', { name: /生成并申请.*住宅通过/ }).click();
  await expect(page.getByRole('main')).toContainText('AJ-', { timeout: 30_000 });
  await look(page, 'integrators-person');
  await page.getByRole('link', { name: '返回对接工具' }).click();
  await page.getByRole('button', { name: '往前拨 3 天多' }).click();
  await expect(page.getByRole('main')).toContainText('比实际快 3 天 1 小时');
  await page.getByLabel('不动产登记').selectOption('silent');
  await page.getByRole('button', { name: /设定.*不动产登记/ }).click();
  await expect(page.getByRole('main')).toContainText('故障中');
  await look(page, 'integrators-used');

  // An event that came, and comes once more.
  await page.request.post(`${city.address}/webhooks/mine`, {
    headers: { 'webhook-id': 'evt_1', 'webhook-timestamp': '1795946400', 'webhook-signature': 'v1,AAAA' },
    data: { type: 'test', timestamp: '2026-11-30T06:00:00Z', data: {} },
  });
  await page.goto(`${city.address}/integrators/webhooks/mine?lang=zh-CN`);
  await page.getByRole('button', { name: '重发' }).click();
  await expect(page.getByRole('status')).toContainText('200');
  await expect(page.getByRole('heading', { level: 2, name: '2 个事件' })).toBeVisible();
  await look(page, 'integrators-webhooks');
});
