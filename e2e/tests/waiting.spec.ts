// Registries that do not answer: the application waits, says for whom and since when, and goes on
// by itself when they are back.
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { answersOf, enter, stateOf, submittedWith } from './support/residents.ts';

const AWAITED = { timeout: 20_000 };
const BACK = { timeout: 60_000 };

test('a silent registry is named, and the result comes by itself while the page is open', async ({ page, city }) => {
  await enter(page, city, 'he-jun');
  await city.setFault('social_insurance', { fault: 'silent', seconds: 600 });
  const id = await submittedWith(page, await answersOf(city, 'he-jun'));

  await page.goto(`/applications/${id}`);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('正在等待部门答复', AWAITED);
  await expect(page.getByRole('main')).toContainText('待核验');
  await expect(page.getByRole('main')).toContainText(
    /正在等待人社答复（自 \d{4} 年 \d+ 月 \d+ 日 \d\d:\d\d:\d\d 起）/,
  );
  await expect(registry(page, '人社')).toContainText(/自 .+ 起等待答复/);
  await expect(registry(page, '人社')).toContainText('等待答复');
  await expect(registry(page, '公安')).toContainText('已答复');
  // Silence is neither a pass nor a failure.
  expect(await stateOf(page, id)).toBe('pending');
  await expect(page.getByRole('heading', { name: '逐项核验' })).toHaveCount(0);

  await page.goto('/');
  const newest = page.getByRole('region', { name: '最近一次核验 · 住宅' });
  await expect(newest).toContainText('正在核验，结果出来后这里会自动更新');
  await newest.getByRole('link', { name: /^详细/ }).click();
  await expect(heading).toHaveText('正在等待部门答复', AWAITED);

  await city.clearFaults();
  await expect(heading).toHaveText('可以购买五环内住宅', BACK);
  await expect(page.locator('#announcer')).toHaveText('状态已更新：核验通过');
  const timeline = page.getByRole('region', { name: '办理进度' });
  await expect(timeline.getByRole('listitem').filter({ hasText: '人社暂未答复' }).first()).toBeVisible();
  await expect(timeline.getByRole('listitem').filter({ hasText: '人社已答复' })).toBeVisible();
});

test('the home page follows a result that comes while it is open', async ({ page, city }) => {
  await enter(page, city, 'fan-yu');
  await city.setFault('tax', { fault: 'error_500' });
  await submittedWith(page, await answersOf(city, 'fan-yu'));
  await page.goto('/');
  const newest = page.getByRole('region', { name: '最近一次核验 · 住宅' });
  await expect(newest).toContainText('待核验');
  await city.clearFaults();
  await expect(newest).toContainText('核验通过', BACK);
});

test('the result comes although nobody looks, and across a restart of the server', async ({ page, city, stack }) => {
  await enter(page, city, 'sun-ming');
  await city.setFault('property', { fault: 'silent', seconds: 600 });
  const id = await submittedWith(page, await answersOf(city, 'sun-ming'));
  await page.goto(`/applications/${id}`);
  await expect(page.getByRole('main')).toContainText('正在等待住建、规自答复', AWAITED);

  await page.goto('about:blank');
  await stack.stopApi('SIGKILL');
  await city.clearFaults();
  await stack.startApi();
  await page.goto(`/applications/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('暂不能购买五环内住宅', BACK);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('暂不能购买五环内住宅');
});

test("another person's answer is no answer", async ({ page, city }) => {
  await enter(page, city, 'luo-jia');
  await city.setFault('population', { fault: 'other_person' });
  const id = await submittedWith(page, await answersOf(city, 'luo-jia'));
  await page.goto(`/applications/${id}`);
  await expect(page.getByRole('main')).toContainText('正在等待公安答复', AWAITED);
  await city.clearFaults();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('可以购买五环内住宅', BACK);
});

/** What the page tells of one agency. */
function registry(page: Page, agency: string) {
  return page
    .getByRole('region', { name: '各部门答复情况' })
    .getByRole('listitem')
    .filter({ has: page.getByText(agency, { exact: true }) });
}
