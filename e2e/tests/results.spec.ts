// Results that are not a pass: what stands on the page, and which way leads on.
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { answersOf, atHome, decidedWith, enter, stateOf } from './support/residents.ts';
import { look } from './support/look.ts';
import { Wizard } from './support/wizard.ts';

const vermilion = 'rgb(181, 41, 31)';

/** The month so many months before this one, in the city's time. */
function monthsAgo(months: number): { year: number; month: number } {
  const now = new Date(Date.now() + 8 * 3600_000);
  const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1));
  return { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1 };
}

test.describe('a failure for house records', () => {
  test('shows the red 申请复核 and names the homes', { tag: '@phone' }, async ({ page, city }) => {
    await enter(page, city, 'wang-qiang');
    const id = await decidedWith(page, await answersOf(city, 'wang-qiang'));

    await page.goto('/');
    await atHome(page);
    const newest = page.getByRole('region', { name: '最近一次核验 · 住宅' });
    await expect(newest).toContainText('核验不通过');
    await expect(newest.getByRole('link', { name: '复核帮助' })).toHaveCount(0);
    const review = newest.getByRole('link', { name: '申请复核' });
    await expect(review).toHaveCSS('background-color', vermilion);

    await newest.getByRole('link', { name: /^详细/ }).click();
    await expect(page).toHaveURL(`/applications/${id}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('暂不能购买五环内住宅');
    const inside = page.getByRole('region', { name: '五环内' });
    await expect(inside).toContainText(/上限\s*2 套/);
    await expect(inside).toContainText(/已有\s*2 套/);
    await expect(inside).toContainText(/还可购买\s*0 套/);
    // The other zone is listed for information, and is open.
    await expect(page.getByRole('region', { name: '五环外' })).toContainText('可以购买');
    const homes = checkCard(page, '住房');
    await expect(homes).toContainText('不符合');
    await expect(homes).toContainText('来源：');
    await expect(page.getByRole('link', { name: '申请复核' })).toHaveCSS('background-color', vermilion);
    await look(page, 'result-failed-homes');

    await page.getByRole('link', { name: '申请复核' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('申请复核');
    await expect(page.getByRole('checkbox')).toHaveCount(2);
    await page.getByRole('link', { name: '返回核验结果' }).click();
    await expect(page).toHaveURL(`/applications/${id}`);

    // The receipt of a refusal promises nothing that is over.
    await page.goto(`/applications/${id}/receipt`);
    const next = page.getByRole('region', { name: '接下来' });
    await expect(next.getByRole('listitem')).toHaveText([/每一项的原因和依据/]);
  });
});

test.describe('a failure for another record', () => {
  test('shows which month is missing, in the sentence and in the strip', { tag: '@phone' }, async ({ page, city }) => {
    await enter(page, city, 'sun-ming');
    const id = await decidedWith(page, await answersOf(city, 'sun-ming'));
    const { year, month } = monthsAgo(5);

    await page.goto(`/applications/${id}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('暂不能购买五环内住宅');
    await expect(page.locator('.verdict')).toContainText(`${year} 年 ${month} 月没有缴费记录`);
    // The missing month leaves the twelve eight months from now.
    const from = monthsAgo(-8);
    const ways = page.getByRole('region', { name: '什么时候能买、怎样才能买' });
    await expect(ways.getByRole('listitem')).toHaveText([
      `五环内、五环外 缴费不中断，${from.year} 年 ${from.month} 月起可以购买。`,
    ]);
    const insurance = checkCard(page, '社会保险');
    await expect(insurance).toContainText('不符合');
    await expect(insurance).toContainText(new RegExp(`${year} 年 ${month} 月`));
    // What was decisive stands first, whatever the order of asking.
    const checks = page.getByRole('region', { name: '逐项核验' });
    await expect(checks.getByRole('article').first()).toContainText('不符合');
    await expect(checks.getByRole('heading', { level: 3 }).first()).toHaveText('社会保险');
    await expect(checks.getByRole('article').last()).toContainText('符合');
    await expect(checks.getByRole('article').last()).not.toContainText('不符合');

    const strip = insurance.getByRole('group', { name: /共 12 个月，1 个月无缴费/ }).first();
    const missing = strip.getByRole('listitem').filter({ hasText: '缺缴' });
    await expect(missing).toHaveCount(1);
    await expect(missing).toContainText(`${month}月`);
    await expect(missing).toContainText('中断');
    const row = strip.locator('.months__year').filter({ hasText: '缺缴' });
    await expect(row.getByRole('heading')).toHaveText(`${year} 年`);
    await look(page, 'result-failed-month');

    await expect(page.getByRole('link', { name: '申请复核' })).toHaveCount(0);
    await page.getByRole('link', { name: '复核帮助' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('复核帮助');
    const way = page.getByRole('main');
    await expect(way).toContainText('权益记录');
    await expect(way).toContainText('重新申请');
  });

  test('a tax record leads to the tax office', async ({ page, city }) => {
    await enter(page, city, 'cui-ying');
    const id = await decidedWith(page, await answersOf(city, 'cui-ying'));
    await page.goto(`/applications/${id}`);
    await page.getByRole('link', { name: '复核帮助' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('复核帮助');
    await expect(page.getByRole('main')).toContainText('税务');
  });
});

test('a child whose name differs on record leads to the police, not to a review', async ({ page, city }) => {
  await enter(page, city, 'cao-lei');
  const id = await decidedWith(page, await answersOf(city, 'cao-lei'));
  await page.goto(`/applications/${id}`);
  await expect(checkCard(page, '身份与户籍')).toContainText('不符合');
  await expect(page.getByRole('link', { name: '申请复核' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: '复核帮助' })).toBeVisible();
});

test('a home outside the ring can still be bought where the inside is full', async ({ page, city }) => {
  await enter(page, city, 'deng-wei');
  const refused = await decidedWith(page, await answersOf(city, 'deng-wei'));
  await page.goto(`/applications/${refused}`);
  const ways = page.getByRole('region', { name: '什么时候能买、怎样才能买' });
  await expect(ways.getByRole('listitem')).toHaveText([
    '五环外 现在就可以购买，套数不限。',
    '五环内 卖出 1 套五环内住房并过户后即可购买。',
  ]);
  await ways.getByRole('button', { name: '改为申请五环外住宅' }).click();
  await expect(page).toHaveURL(/\/target\?return=submit$/);
  // Which place outside is for the person to say; inside is not what was asked for any more.
  const wizard = new Wizard(page);
  await wizard.goOn('保存并返回核对');
  await expect(page.getByRole('alert').getByRole('link', { name: /住房在哪里/ })).toBeVisible();

  const id = await decidedWith(page, await answersOf(city, 'deng-wei', 1));
  expect(await stateOf(page, id)).toBe('passed');
  await page.goto(`/applications/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('可以购买五环外住宅');
  await expect(page.getByRole('region', { name: '五环内' })).toContainText('暂不能购买');
});

test('what was withdrawn is valid for no time', async ({ page, city }) => {
  await enter(page, city, 'li-jianguo');
  const id = await decidedWith(page, await answersOf(city, 'li-jianguo'));
  await page.goto(`/applications/${id}`);
  const main = page.getByRole('main');
  await expect(main).toContainText('有效期');
  await expect(main).toContainText('凭证编号');
  await expect(page.getByRole('heading', { name: '接下来' })).toBeVisible();
  await page.getByRole('button', { name: '撤销申请' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '撤销', exact: true }).click();
  // At once, and for whoever comes back later.
  for (const again of [false, true]) {
    if (again) await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('申请已撤销');
    await expect(main).not.toContainText('有效期');
    await expect(main).not.toContainText('凭证编号');
    await expect(page.getByRole('heading', { name: '接下来' })).toHaveCount(0);
  }
  for (const path of ['/', '/applications']) {
    await page.goto(path);
    await expect(main).toContainText('已失效');
    await expect(main).not.toContainText('有效期');
  }
});

test('after a pass the result and the receipt say what to do with it, until when, and what ends it', async ({
  page,
  city,
}) => {
  await enter(page, city, 'li-jianguo');
  const id = await decidedWith(page, await answersOf(city, 'li-jianguo'));
  for (const path of [`/applications/${id}`, `/applications/${id}/receipt`]) {
    await page.goto(path);
    const steps = page.getByRole('region', { name: '接下来' }).getByRole('listitem');
    await expect(steps).toHaveCount(3);
    await expect(steps.nth(0)).toContainText(/凭证编号 AJ-\w{4}-\w{4}-\w{4} .*签约/);
    await expect(steps.nth(1)).toContainText(/\d{4} 年 \d+ 月 \d+ 日（含当天）以前/);
    await expect(steps.nth(2)).toContainText(/签约完成、有效期届满或者您撤销申请/);
  }
});

/** The card of one check. */
function checkCard(page: Page, name: string) {
  return page.getByRole('article').filter({ has: page.getByRole('heading', { name, exact: true }) });
}
