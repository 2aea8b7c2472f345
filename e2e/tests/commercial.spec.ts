// 商办: one person applies to buy a commercial unit, and reads what came of it. The words on buttons
// and ticks of the first journey are the manual's and stay as they are.
import type { CommercialAnswers } from './support/answers.ts';
import { CommercialWizard } from './support/commercial.ts';
import { expectEnglish } from './support/english.ts';
import { expect, test } from './support/fixtures.ts';
import { look } from './support/look.ts';
import { openPhoneMenu } from './support/menu.ts';
import {
  answersOf,
  ask,
  atHome,
  bind,
  decidedWith,
  draftWith,
  enter,
  submittedWith,
  unitAnswersOf,
} from './support/residents.ts';
import { leavesOf, printed } from './support/print.ts';
import { register } from './support/sign-in.ts';
import { en, zh } from './support/words.ts';

test('a person registers, applies for a commercial unit and passes', { tag: '@phone' }, async ({ page, city }) => {
  const person = await city.person('bai-ruo');
  const answers = await unitAnswersOf(city, 'bai-ruo');
  await page.goto('/');
  await page.getByRole('link', { name: /北京市统一身份认证平台/ }).click();
  await register(page, city, person, 'bairuo');
  await bind(page, person);
  await atHome(page);

  const commercial = page.getByRole('region', { name: '申请购房资格核验（商办）' });
  for (const state of ['草稿箱', '待核验', '核验通过', '核验不通过', '签约中', '签约完成', '已失效']) {
    await expect(commercial.getByRole('link', { name: new RegExp(`^0\\s*份?\\s*${state}$`) })).toBeVisible();
  }
  await commercial.getByRole('link', { name: '开始申请' }).click();
  const wizard = new CommercialWizard(page);
  await wizard.arrived('填表说明');
  await expect(page).toHaveTitle('第 1 步，共 3 步：阅读说明 – 购房资格核验');
  await page.getByRole('checkbox', { name: '已认真阅读填表说明' }).check();
  await page.getByRole('checkbox', { name: /^我同意按《个人信息使用说明》/ }).check();
  await page.getByRole('button', { name: '开始申请', exact: true }).click();
  await expect(page).toHaveTitle(/^第 2 步，共 3 步：填写信息/);
  await expect(page).toHaveURL(/\/apply\/commercial\//);
  await wizard.myself();
  await wizard.unit(answers.unit);
  await wizard.buyer(answers);

  await wizard.arrived('核对并提交');
  await expect(page).toHaveTitle('第 3 步，共 3 步：提交申请 – 购房资格核验');
  const recital = page.getByRole('main');
  for (const told of ['白若', '海淀区示例街 21 号 1 层 106', '京（2013）海不动产权第0000202号', '社会保险']) {
    await expect(recital).toContainText(told);
  }
  await expect(recital).not.toContainText(person.document.number);
  await expect(recital).not.toContainText('配偶');
  await page.getByRole('checkbox', { name: '本人承诺填报信息真实有效' }).check();
  await page.getByRole('button', { name: '提交申请', exact: true }).click();
  const done = page.getByRole('dialog', { name: '申请提交成功' });
  await expect(done).toContainText(/SB-\d{4}-\d{4}-\w{6}/);
  await done.getByRole('button', { name: '确定', exact: true }).click();
  await wizard.arrived('申请提交成功');
  await page.getByRole('link', { name: '查看核验结果' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('可以购买这处商办类房产');
  const checks = page.getByRole('region', { name: '逐项核验' });
  for (const check of ['身份', '住房', '商办类房产', '社会保险']) {
    await expect(checks.getByRole('article').filter({ hasText: check }).first()).toContainText('符合');
  }
  await expect(checks).toContainText('来源：');
  await look(page, 'commercial-passed');

  await page.getByRole('link', { name: '购房资格核验凭证' }).click();
  await wizard.arrived('购房资格核验凭证');
  await expect(page.getByText(/编号\s*AJ-\w{4}-\w{4}-\w{4}/)).toBeVisible();
  await expect(page.locator('.paper')).toContainText('京（2013）海不动产权第0000202号');
  await look(page, 'commercial-certificate');
  expect(leavesOf(await printed(page))).toHaveLength(1);
  await page.goBack();
  await page.getByRole('link', { name: '个人购房申请表' }).click();
  await wizard.arrived('个人购房申请表');
  await expect(page.locator('.paper__promise')).toContainText(`购房承诺（${answers.promise} 版，已在网上承诺）`);
  await look(page, 'commercial-form');
  expect(leavesOf(await printed(page))).toHaveLength(1);

  await page.goBack();
  await page.getByRole('link', { name: '购房承诺书' }).click();
  await wizard.arrived('购房承诺书');
  await expect(page.locator('.paper')).toContainText('所填内容真实、完整，没有隐瞒在京的住房和商办类房产情况。');
  await expect(page.locator('.paper')).not.toContainText(person.document.number);
  await look(page, 'commercial-promise');
  expect(leavesOf(await printed(page))).toHaveLength(1);

  await page.goto('/');
  const newest = page.getByRole('region', { name: '最近一次核验 · 商办' });
  await expect(newest).toContainText('核验通过');
  await expect(commercial.getByRole('link', { name: /^1\s*份?\s*核验通过$/ })).toBeVisible();
  await newest.getByRole('link', { name: /^详细/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('可以购买这处商办类房产');
});

test('every page of the form, with its mistakes', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'ren-jie');
  const answers = await unitAnswersOf(city, 'ren-jie');
  const wizard = new CommercialWizard(page);
  const mistakes = async (word = '下一步') => {
    await page.getByRole('button', { name: word, exact: true }).click();
    await expect(page.getByRole('alert').filter({ hasText: /有 \d+ 处需要修改/ })).toBeFocused();
  };
  await wizard.begin();
  await look(page, 'commercial-notes');
  await mistakes('开始申请');
  await look(page, 'commercial-notes-error');
  await wizard.notes();
  await wizard.arrived('由谁填写这份申请？');
  await look(page, 'commercial-filler');
  await expect(page.getByRole('main')).not.toContainText('配偶');
  await wizard.myself();

  // What its developer sells ends here, with nothing else filled in.
  await wizard.arrived('拟购商办房屋');
  await look(page, 'commercial-unit');
  await wizard.choice('从谁手中购买？', '开发企业（在售新房）').check();
  await wizard.goOn();
  await wizard.arrived('在售的商办类房屋，个人不能购买');
  await look(page, 'commercial-developer');
  await page.getByRole('link', { name: '修改出售方' }).click();
  await wizard.arrived('拟购商办房屋');
  await wizard.choice('从谁手中购买？', '现有产权人（二手房）').check();
  await mistakes();
  await look(page, 'commercial-unit-error');
  await wizard.unit(answers.unit);
  await wizard.arrived('申请人的信息');
  await look(page, 'commercial-applicant', { main: true });
  await mistakes();
  await look(page, 'commercial-applicant-error');
  await wizard.buyer(answers);
  await wizard.arrived('核对并提交');
  await look(page, 'commercial-submit');
  await mistakes('提交申请');
  await look(page, 'commercial-submit-error');
  // A reload finds everything where it was left.
  await expect(page.getByText(/^已保存/)).toBeVisible();
  await page.reload();
  await wizard.arrived('核对并提交');
  await expect(page.getByRole('main')).toContainText(answers.unit.location);
});

test('whoever owns a home may not buy, and can dispute it', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'du-juan');
  const id = await decidedWith(page, await unitAnswersOf(city, 'du-juan'));
  await page.goto('/');
  await atHome(page);
  const newest = page.getByRole('region', { name: '最近一次核验 · 商办' });
  await expect(newest).toContainText('核验不通过');
  await expect(newest.getByRole('link', { name: '申请复核' })).toHaveAttribute('href', `/applications/${id}/review`);
  await newest.getByRole('link', { name: /^详细/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('暂不能购买商办类房产');
  const first = page.getByRole('region', { name: '逐项核验' }).getByRole('article').first();
  await expect(first.getByRole('heading', { level: 3 })).toHaveText('住房');
  await expect(first).toContainText('不符合');
  await look(page, 'commercial-owns-home');
});

test('a row that is too short says from when it is long enough', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'wei-lan');
  const id = await decidedWith(page, await unitAnswersOf(city, 'wei-lan'));
  await page.goto(`/applications/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('暂不能购买商办类房产');
  // Thirty of sixty months: thirty more, counted after this one.
  const now = new Date(Date.now() + 8 * 3600_000);
  const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 30, 1));
  const ways = page.getByRole('region', { name: '什么时候能买、怎样才能买' });
  await expect(ways).toContainText(`${from.getUTCFullYear()} 年 ${from.getUTCMonth() + 1} 月起可以购买`);
  await expect(page.getByRole('link', { name: '申请复核' })).toHaveCount(0);
  await look(page, 'commercial-short');
  await page.getByRole('link', { name: '复核帮助' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('复核帮助');
  await expect(page.getByRole('main')).toContainText('社会保险');
});

test('a unit first sold in 2019 is for organisations', async ({ page, city }) => {
  await enter(page, city, 'pang-xue');
  const id = await decidedWith(page, await unitAnswersOf(city, 'pang-xue'));
  await page.goto(`/applications/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('这处商办类房产，个人不能购买');
  await expect(page.locator('.verdict')).toContainText('2019 年 5 月 20 日');
  const ways = page.getByRole('region', { name: '什么时候能买、怎样才能买' });
  await expect(ways).toContainText('换一处在规定日期之前已经售出过的房屋，可以重新申请');
  await look(page, 'commercial-unit-2019');
});

test('a unit of which nothing is known waits for a person', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'shi-lei');
  // The second of these names no certificate.
  const answers = await unitAnswersOf(city, 'shi-lei', 1);
  const wizard = new CommercialWizard(page);
  await wizard.begin();
  await wizard.fillInUnit(answers);
  await wizard.submit();
  await page.getByRole('link', { name: /查看/ }).first().click();
  await expect(page.getByRole('main')).toContainText('转人工核验');
  await expect(page.getByRole('main')).toContainText('首次出售的日期');
  await expect(page.locator('.verdict')).toContainText('一般在提交后 5 个工作日内有结果；到时没有结果的，请拨打 12345 询问。');
  await look(page, 'commercial-manual');
});

test('who has applied for a home applies for a unit as well', async ({ page, city, watched }) => {
  watched.allow(409);
  await enter(page, city, 'ren-jie');
  await decidedWith(page, await answersOf(city, 'ren-jie'));
  await page.goto('/');
  await atHome(page);
  const wizard = new CommercialWizard(page);
  await wizard.begin();
  await wizard.fillInUnit(await unitAnswersOf(city, 'ren-jie'));
  await wizard.submit();
  await page.goto('/');
  for (const module of ['住宅', '商办']) {
    await expect(page.getByRole('region', { name: `最近一次核验 · ${module}` })).toContainText('核验通过');
  }
  await page.goto('/applications?module=commercial');
  const cards = page.getByRole('main').getByRole('listitem').filter({ has: page.getByRole('heading', { level: 2 }) });
  await expect(cards).toHaveCount(1);
  // A second one of the same kind is not begun blindly.
  await page.goto('/');
  await wizard.begin();
  await expect(page.getByRole('main')).toContainText('同一人在商办模块同时只能有一份有效申请');
  await wizard.fillInUnit(await unitAnswersOf(city, 'ren-jie'));
  await page.getByRole('checkbox', { name: '本人承诺填报信息真实有效' }).check();
  await wizard.goOn('提交申请');
  await expect(page.getByRole('main')).toContainText('暂时不能提交');
  await look(page, 'commercial-locked');
  // No page of the other module opens.
  await page.goto(page.url().replace('/submit', '/spouse'));
  await wizard.arrived('没有这个页面');
});

test('a person applies for a unit and reads the result in English', { tag: '@phone' }, async ({ page, city }) => {
  const person = await enter(page, city, 'clara-weiss');
  const answers = await unitAnswersOf(city, 'clara-weiss');
  const { applicant, unit } = answers;
  const data = [applicant.payer.employer, applicant.postal_address, unit.location, unit.certificate ?? ''];
  const check = async (name: string) => {
    await expectEnglish(page, [...data, person.name].filter((text) => text !== ''));
    await look(page, `en-commercial-${name}`);
  };
  await openPhoneMenu(page);
  await page.getByRole('button', { name: 'English' }).click();
  await atHome(page, en);
  const wizard = new CommercialWizard(page, en);
  await wizard.begin();
  await check('notes');
  await wizard.notes();
  await wizard.myself();
  await wizard.arrived(en.commercial.unit.title);
  await wizard.choice(en.wizard.field.seller, en.wizard.field.seller_developer).check();
  await wizard.goOn();
  await check('developer');
  await page.getByRole('link', { name: en.commercial.developer.change }).click();
  await wizard.choice(en.wizard.field.seller, en.wizard.field.seller_owner).check();
  await wizard.goOn();
  await check('unit-error');
  await wizard.unit(unit);
  await wizard.arrived(en.commercial.applicant.title);
  await wizard.goOn();
  await check('applicant-error');
  await wizard.buyer(answers);
  await wizard.arrived(en.wizard.submit.title);
  await check('submit');
  await wizard.submit();
  await page.getByRole('link', { name: en.result.receipt_page.see }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You may buy this commercial unit');
  await check('passed');
  const { pathname } = new URL(page.url());
  await page.goto(`${pathname}/certificate`);
  await wizard.arrived(en.result.certificate);
  await check('certificate');
  await page.goto(`${pathname}/form`);
  await wizard.arrived(en.commercial.form);
  await check('form');
});

test('a draft is resumed where it was left, and copied from an older application', async ({ page, city }) => {
  await enter(page, city, 'hou-bin');
  const answers = await unitAnswersOf(city, 'hou-bin');
  const { mobile: _, ...applicant } = answers.applicant;
  const draft = await draftWith(page, { ...answers, applicant: applicant as CommercialAnswers['applicant'] }, 'applicant');
  await page.goto('/');
  const commercial = page.getByRole('region', { name: '申请购房资格核验（商办）' });
  await commercial.getByRole('link', { name: /继续填写/ }).click();
  await page.getByRole('main').getByRole('link', { name: '继续填写' }).click();
  await expect(page).toHaveURL(`/apply/commercial/${draft}/applicant`);
  const wizard = new CommercialWizard(page);
  await wizard.text('手机号码').fill(answers.applicant.mobile);
  await wizard.goOn();
  await wizard.submit();
  await page.getByRole('link', { name: '查看核验结果' }).click();
  await expect(page.locator('.verdict')).toContainText('商办类房产');
  await page.getByRole('button', { name: '用这份内容重新申请' }).click();
  await expect(page).toHaveURL(/\/apply\/commercial\//);
  await wizard.notes(zh.wizard.go.to_check);
  await wizard.arrived('核对并提交');
  await expect(page.getByRole('main')).toContainText(answers.unit.location);
});

test('everybody in the city who buys a unit reads what the story tells', async ({ browser, stack, city }) => {
  const titles: Record<string, string> = {
    eligible: '可以购买这处商办类房产',
    ineligible: '暂不能购买商办类房产',
    new_build_entities_only: '这处商办类房产，个人不能购买',
    manual_review: '正在人工核验',
    cannot_tell: '正在等待社会保险入账',
  };
  const households = (await city.households()).filter(({ applications }) =>
    applications.some(({ module }) => module === 'commercial'),
  );
  const read: string[] = [];
  const told: string[] = [];
  for (const { members, applications } of households) {
    // Whoever has no user name yet is the newcomer of the first journey.
    const buyer = members.find(({ sign_in }) => sign_in !== null);
    const stories = applications.flatMap(({ module, applicant, answers, outcome, reason }) =>
      module === 'commercial' && applicant === buyer?.key && answers && 'unit' in answers && answers.unit.seller === 'owner'
        ? [{ answers, title: titles[reason] ?? titles[outcome] }]
        : [],
    );
    if (!buyer || stories.length === 0) continue;
    const context = await browser.newContext({ baseURL: stack.url });
    const page = await context.newPage();
    await enter(page, city, buyer.key);
    for (const { answers, title: expected } of stories) {
      const id = await submittedWith(page, answers);
      told.push(`${buyer.key}: ${expected}`);
      await page.goto(`/applications/${id}`);
      const title = page.getByRole('heading', { level: 1 });
      await expect(title).not.toHaveText(/正在核验|正在向/);
      read.push(`${buyer.key}: ${await title.textContent()}`);
      await ask(page, 'POST', `/${id}/withdrawal`).catch(() => undefined);
    }
    await context.close();
  }
  expect(read).toEqual(told);
  expect(read.length).toBeGreaterThan(16);
});
