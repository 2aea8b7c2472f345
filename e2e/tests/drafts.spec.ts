// Drafts: left at any place and resumed there, in a new browser and on another device; two tabs
// that change the same draft.
import type { Browser, Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { answersOf, atHome, countOf, draftWith, enter, savedAnswers } from './support/residents.ts';
import { look } from './support/look.ts';
import { signIn } from './support/sign-in.ts';
import { Wizard } from './support/wizard.ts';

test('a draft is resumed at the same place after the browser was closed, and on a phone', async ({
  page,
  city,
  browser,
  baseURL,
}) => {
  const person = await enter(page, city, 'deng-wei');
  const answers = await answersOf(city, 'deng-wei');
  const wizard = new Wizard(page);
  await wizard.begin();
  await wizard.notes();
  await wizard.category(answers);
  await wizard.filler(answers);
  await wizard.applicant(answers);
  await wizard.arrived('配偶的信息');
  await wizard.text('姓名').fill('秦芳');
  await expect(page.getByText(/^已保存 \d\d:\d\d$/)).toBeVisible();
  const place = new URL(page.url()).pathname;
  await page.context().clearCookies();
  await page.close();

  for (const viewport of [
    { width: 1280, height: 900 },
    { width: 390, height: 844 },
  ]) {
    const again = await anotherDevice(browser, baseURL, viewport);
    await signIn(again, city, person);
    await again.getByRole('link', { name: /^1.*草稿箱$/ }).click();
    await expect(again.getByRole('listitem').filter({ hasText: '住宅申请草稿' })).toContainText('邓*');
    await again.getByRole('link', { name: '继续填写' }).click();
    await expect(again).toHaveURL(place);
    await expect(new Wizard(again).text('姓名')).toHaveValue('秦芳');
    await again.context().close();
  }
});

test('a draft that was left at a child is resumed at that child, on another device too', async ({
  page,
  city,
  browser,
  baseURL,
}) => {
  const person = await enter(page, city, 'yang-fan');
  const answers = await answersOf(city, 'yang-fan');
  const id = await draftWith(page, answers, 'children');
  const second = answers.children[1]!;
  await page.goto(`/apply/residential/${id}/children`);
  const wizard = new Wizard(page);
  await page.getByRole('link', { name: '修改 第 2 名子女' }).click();
  await wizard.arrived('第 2 名子女');
  await wizard.text('姓名').fill('杨小舟');
  await expect(page.getByText(/^已保存 \d\d:\d\d$/)).toBeVisible();
  await page.context().clearCookies();
  await page.close();

  const again = await anotherDevice(browser, baseURL, { width: 390, height: 844 });
  await signIn(again, city, person);
  await again.getByRole('link', { name: /^1.*草稿箱$/ }).click();
  await again.getByRole('link', { name: '继续填写' }).click();
  await expect(again).toHaveURL(`/apply/residential/${id}/children/${second.id}`);
  const there = new Wizard(again);
  await there.arrived('第 2 名子女');
  await expect(there.text('姓名')).toHaveValue('杨小舟');

  // A child that is there no more: the list.
  await again.getByRole('link', { name: '返回列表' }).click();
  await again.getByRole('button', { name: '删除 第 2 名子女' }).click();
  await again.getByRole('dialog').getByRole('button', { name: '删除', exact: true }).click();
  await expect.poll(async () => (await savedAnswers(again, id)).children.length).toBe(1);
  await again.goto('/applications?state=draft');
  await again.getByRole('link', { name: '继续填写' }).click();
  await expect(again).toHaveURL(`/apply/residential/${id}/children`);
  await again.context().close();
});

test('beginning again offers the draft that is there', async ({ page, city }) => {
  await enter(page, city, 'xia-qing');
  const id = await draftWith(page, await answersOf(city, 'xia-qing'), 'children');
  await page.goto('/apply/residential');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('您有还没提交的草稿');
  await page.getByRole('link', { name: '继续填写' }).click();
  await expect(page).toHaveURL(`/apply/residential/${id}/children`);
  await page.goBack();
  await page.getByRole('link', { name: '重新开始一份' }).click();
  const wizard = new Wizard(page);
  await wizard.arrived('申请说明');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  expect(await countOf(page, 'draft')).toBe(1);
  await wizard.notes();
  await wizard.arrived('您的家庭属于哪一类？');
  expect(page.url()).not.toContain(id);
  expect(await countOf(page, 'draft')).toBe(2);
});

test('looking at the notes leaves no draft behind; beginning makes one, with the ticks', async ({
  page,
  context,
  city,
  watched,
}) => {
  watched.allowOffline();
  await enter(page, city, 'xia-qing');
  const wizard = new Wizard(page);
  await wizard.begin();
  await wizard.goOn('开始申请');
  await expect(page.getByRole('alert').filter({ hasText: '有 2 处需要修改' })).toBeFocused();
  await page.getByRole('checkbox', { name: '已认真阅读申请说明' }).check();
  await page.getByRole('link', { name: '回到首页' }).click();
  await atHome(page);
  expect(await countOf(page, 'draft')).toBe(0);

  await wizard.begin();
  const tick = page.getByRole('checkbox', { name: '已认真阅读申请说明' });
  const agree = page.getByRole('checkbox', { name: /^我同意按《个人信息使用说明》/ });
  await tick.check();
  await agree.check();
  // What cannot be begun now can be begun later, on the same page.
  await context.setOffline(true);
  await wizard.goOn('开始申请');
  await expect(page.getByRole('alert').filter({ hasText: '暂时连不上网络' })).toBeVisible();
  await expect(tick).toBeChecked();
  await context.setOffline(false);
  // The server begins a draft, but its answer is lost on the way: trying again makes no second one.
  await page.route('**/api/v1/applications', async (route) => {
    await route.fetch();
    await route.abort('internetdisconnected');
  });
  await wizard.goOn('开始申请');
  await expect.poll(() => countOf(page, 'draft')).toBe(1);
  await expect(page.getByRole('alert').filter({ hasText: '暂时连不上网络' })).toBeVisible();
  await page.unroute('**/api/v1/applications');
  await page.getByRole('button', { name: '开始申请', exact: true }).dblclick();
  await wizard.arrived('您的家庭属于哪一类？');
  expect(await countOf(page, 'draft')).toBe(1);
  await page.getByRole('link', { name: '上一步' }).click();
  await wizard.arrived('申请说明');
  await expect(tick).toBeChecked();
  await expect(agree).toBeChecked();
  // The way back leads home, not to the beginning of another one.
  await page.goBack();
  await wizard.arrived('您的家庭属于哪一类？');
  await page.goBack();
  await atHome(page);
});

test('what two tabs change in different fields is merged without a question', async ({ page, context, city, watched }) => {
  watched.allow(412);
  await enter(page, city, 'gao-peng');
  const id = await draftWith(page, await answersOf(city, 'gao-peng'), 'applicant');
  const [one, two] = await twoTabs(page, await context.newPage(), `/apply/residential/${id}/applicant`);

  await one.text('电子邮箱').fill('gao@example.cn');
  await leave(one);
  await two.text('缴纳单位').fill('长河教育有限公司（示例）');
  await leave(two);

  await expect(two.page.getByRole('main')).toContainText('改动已合并到这里：申请人的电子邮箱');
  await expect(two.text('电子邮箱')).toHaveValue('gao@example.cn');
  await expect(two.text('缴纳单位')).toHaveValue('长河教育有限公司（示例）');
  await expect(two.page.getByText(/^已保存/)).toBeVisible();
  const { applicant } = await savedAnswers(page, id);
  expect(applicant.email).toBe('gao@example.cn');
  expect(applicant.payer?.employer).toBe('长河教育有限公司（示例）');
});

test('two tabs in conflict: field against field, and nothing is lost', { tag: '@phone' }, async ({ page, context, city, watched }) => {
  watched.allow(412);
  await enter(page, city, 'he-jun');
  const id = await draftWith(page, await answersOf(city, 'he-jun'), 'applicant');
  const [one, two] = await twoTabs(page, await context.newPage(), `/apply/residential/${id}/applicant`);

  await one.text('手机号码').fill('13811112222');
  await one.text('通讯地址').fill('第一页的地址 1 号');
  await one.text('电子邮箱').fill('one@example.cn');
  await leave(one);
  await two.text('手机号码').fill('13822222222');
  await leave(two);

  const dialog = two.page.getByRole('dialog', { name: '同一处有两份内容' });
  const mobile = dialog.getByRole('group', { name: '申请人的手机号码' });
  // Masked like everywhere; what differs in the hidden part only can be told apart on demand.
  await expect(mobile.getByRole('radio', { name: /这里的内容.*138\*{4}2222/ })).toBeChecked();
  await expect(dialog).not.toContainText('13822222222');
  await expect(mobile).toContainText('两份只在隐藏的几位上不同');
  await look(two.page, 'dialog-merge');
  await mobile.getByRole('button', { name: '显示完整号码' }).click();
  await expect(mobile.getByRole('radio', { name: /这里的内容.*13822222222/ })).toBeChecked();
  await expect(mobile.getByRole('radio', { name: /另一处的内容.*13811112222/ })).not.toBeChecked();
  await expect(dialog.getByRole('group')).toHaveCount(1);
  // No key closes the question before it is answered.
  await two.page.keyboard.press('Escape');
  await two.page.keyboard.press('Escape');
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: '保留所选内容' }).click();
  await expect(dialog).toBeHidden();
  await expect(two.page.getByText(/^已保存/)).toBeVisible();
  await expect(two.text('通讯地址')).toHaveValue('第一页的地址 1 号');

  // The other way round: the first tab does not know this number yet, and takes it.
  await one.text('手机号码').fill('13833333333');
  await leave(one);
  const question = one.page.getByRole('dialog', { name: '同一处有两份内容' });
  await expect(question).not.toContainText('两份只在隐藏的几位上不同');
  await question.getByRole('radio', { name: /另一处的内容.*138\*{4}2222/ }).check();
  await question.getByRole('button', { name: '保留所选内容' }).click();
  await expect(one.text('手机号码')).toHaveValue('13822222222');

  const { applicant } = await savedAnswers(page, id);
  expect(applicant.mobile).toBe('13822222222');
  expect(applicant.postal_address).toBe('第一页的地址 1 号');
  expect(applicant.email).toBe('one@example.cn');
});

test('a child deleted in one tab and changed in the other is asked about', async ({ page, context, city, watched }) => {
  watched.allow(412);
  await enter(page, city, 'yang-fan');
  const answers = await answersOf(city, 'yang-fan');
  const id = await draftWith(page, answers, 'children');
  const child = answers.children[0]!;
  const [one, two] = await twoTabs(page, await context.newPage(), `/apply/residential/${id}/children`);
  await two.page.goto(`/apply/residential/${id}/children/${child.id}`);
  await two.arrived('第 1 名子女');

  await one.page.getByRole('button', { name: '删除 第 1 名子女' }).click();
  const ask = one.page.getByRole('dialog', { name: '删除第 1 名子女？' });
  await ask.getByRole('button', { name: '删除', exact: true }).click();
  await expect(one.page.getByText(/^已保存/)).toBeVisible();
  await two.text('姓名').fill('杨子木');
  await leave(two);

  const dialog = two.page.getByRole('dialog', { name: '同一处有两份内容' });
  await expect(dialog.getByRole('radio', { name: /这里的内容.*杨子木/ })).toBeChecked();
  await expect(dialog.getByRole('radio', { name: /另一处的内容.*已删除/ })).toBeVisible();
  await dialog.getByRole('button', { name: '保留所选内容' }).click();
  await expect.poll(async () => (await savedAnswers(page, id)).children.map(({ name }) => name)).toContain('杨子木');
});

/** A new browser that knows nothing. */
async function anotherDevice(browser: Browser, baseURL: string | undefined, viewport: { width: number; height: number }) {
  const context = await browser.newContext({ baseURL: baseURL ?? '', viewport, locale: 'zh-CN' });
  return context.newPage();
}

/** The same page of the wizard in two tabs. */
async function twoTabs(first: Page, second: Page, path: string): Promise<[Wizard, Wizard]> {
  for (const tab of [first, second]) {
    await tab.goto(path);
    await expect(tab.getByRole('navigation', { name: '申请步骤' })).toBeVisible();
  }
  return [new Wizard(first), new Wizard(second)];
}

/** Leaves the field, so that what was typed is saved, and waits until the server has answered. */
async function leave(wizard: Wizard): Promise<void> {
  const answered = wizard.page.waitForResponse(
    (answer) => answer.request().method() === 'PUT' && answer.url().endsWith('/answers'),
  );
  await wizard.page.getByRole('heading', { level: 1 }).click();
  await answered;
}
