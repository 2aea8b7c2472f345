// What is wrong is told when the person goes on: a summary that takes the focus and leads to the
// fields, the same words at the field, and whatever was typed is still there.
import type { HomeAnswers } from './support/answers.ts';
import { expect, test } from './support/fixtures.ts';
import { answersOf, atHome, bind, draftWith, enter } from './support/residents.ts';
import { look } from './support/look.ts';
import { signIn } from './support/sign-in.ts';
import { Wizard } from './support/wizard.ts';

test('the notes have to be read, the use of data agreed to, a category chosen', async ({ page, context, city }) => {
  await enter(page, city, 'fan-yu');
  const wizard = new Wizard(page);
  await wizard.begin();
  await page.getByRole('button', { name: '开始申请', exact: true }).click();
  const summary = page.getByRole('alert').filter({ hasText: '有 2 处需要修改' });
  await expect(summary).toBeFocused();
  await expect(page).toHaveTitle('错误：第 1 步，共 4 步：阅读说明 – 购房资格核验');
  await summary.getByRole('link', { name: '已认真阅读申请说明：请阅读后勾选' }).click();
  const tick = page.getByRole('checkbox', { name: '已认真阅读申请说明 必填' });
  await expect(tick).toBeFocused();
  await tick.check();
  // To have read the notes is not to agree: that is asked by itself, and what is agreed to can be
  // read without losing the page.
  await wizard.goOn('开始申请');
  const missing = page.getByRole('alert').filter({ hasText: '有 1 处需要修改' });
  await expect(missing).toBeFocused();
  const notice = context.waitForEvent('page');
  await page.getByRole('link', { name: '阅读《个人信息使用说明》（在新窗口打开）' }).click();
  await expect((await notice).getByRole('heading', { level: 1 })).toHaveText('个人信息使用说明');
  await (await notice).close();
  await expect(tick).toBeChecked();
  await missing.getByRole('link', { name: '同意《个人信息使用说明》：请阅读后勾选' }).click();
  await expect(page.getByRole('checkbox', { name: /^我同意按《个人信息使用说明》.*必填$/ })).toBeFocused();
  await wizard.notes();
  await expect(page).toHaveTitle('第 2 步，共 4 步：选择家庭分类 – 购房资格核验');

  // How many months are needed is what the rules in force say.
  await expect(page.getByRole('radio', { name: /社会保险）\s*连续缴纳社会保险满 12 个月$/ })).toBeVisible();
  await wizard.goOn();
  await expect(page.getByRole('alert').filter({ hasText: '请选择一项' })).toBeFocused();
  await expect(page.getByRole('radiogroup')).toHaveAttribute('aria-invalid', 'true');

  // Whoever does not know finds the rules and the pre-check, and comes back to where they were.
  const place = new URL(page.url()).pathname;
  for (const [link, heading] of [
    ['查看现行政策和历次变化', '购房政策'],
    ['先做资格预检', '资格预检'],
  ] as const) {
    await page.getByRole('link', { name: link }).click();
    await wizard.arrived(heading);
    await page.goBack();
    await expect(page).toHaveURL(place);
    await wizard.arrived('您的家庭属于哪一类？');
  }
});

test('the applicant: every mistake is named, kept, and corrected one by one', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'he-jun');
  const answers = await answersOf(city, 'he-jun');
  const { mobile: _m, postal_address: _p, marital_since: _s, payer: _y, ...bare } = answers.applicant;
  const draft = { ...answers, applicant: bare as typeof answers.applicant };
  const id = await draftWith(page, draft, 'applicant');
  await page.goto(`/apply/residential/${id}/applicant`);
  const wizard = new Wizard(page);
  await wizard.arrived('申请人的信息');

  await wizard.text('手机号码').fill('12345');
  await wizard.text('电子邮箱').fill('何俊 at example');
  const married = page.getByRole('group', { name: /^结婚登记日期/ });
  await married.getByRole('textbox', { name: '年' }).fill('2022');
  await married.getByRole('textbox', { name: '月' }).fill('13');
  await married.getByRole('textbox', { name: '日' }).fill('1');
  await wizard.goOn();

  const summary = page.getByRole('alert').filter({ hasText: /有 \d 处需要修改/ });
  await expect(summary).toBeFocused();
  await expect(page).toHaveTitle(/^错误：第 3 步，共 4 步：填写信息（申请人）/);
  for (const line of [
    '手机号码：请填写以 1 开头的 11 位手机号码',
    '电子邮箱：邮箱格式不正确，例如 name@example.cn',
    '结婚登记日期：日期不完整或不存在，请按年、月、日填写，例如 2018 年 5 月 20 日',
    '由谁缴纳：请选择一项',
    '通讯地址：请填写此项',
  ]) {
    await expect(summary.getByRole('link', { name: line })).toBeVisible();
  }
  await look(page, 'applicant-errors');
  // What was typed is still there, wrong as it is.
  await expect(wizard.text('手机号码')).toHaveValue('12345');
  await expect(married.getByRole('textbox', { name: '月' })).toHaveValue('13');

  await summary.getByRole('link', { name: /^手机号码/ }).click();
  const mobile = wizard.text('手机号码');
  await expect(mobile).toBeFocused();
  await expect(mobile).toHaveAttribute('aria-invalid', 'true');
  await expect(mobile).toHaveAccessibleDescription(/需要核实情况时用来联系您.*错误：\s*请填写以 1 开头的 11 位手机号码/);
  await summary.getByRole('link', { name: /^结婚登记日期/ }).click();
  await expect(married.getByRole('textbox', { name: '年' })).toBeFocused();

  await wizard.text('电子邮箱').fill('');
  await wizard.applicant(answers);
  await wizard.arrived('配偶的信息');
});

test('a mobile number is taken as people write it', async ({ page, city }) => {
  await enter(page, city, 'he-jun');
  const answers = await answersOf(city, 'he-jun');
  const id = await draftWith(page, answers, 'applicant');
  await page.goto(`/apply/residential/${id}/applicant`);
  const wizard = new Wizard(page);
  await wizard.arrived('申请人的信息');
  await wizard.text('手机号码').fill('+1 212 555 0100');
  await wizard.goOn();
  await expect(page.getByRole('alert').filter({ hasText: '请填写以 1 开头的 11 位手机号码' })).toBeFocused();
  await wizard.text('手机号码').fill('＋８６　１３８-0000 １２３４');
  await wizard.goOn();
  await wizard.arrived('配偶的信息');
  await page.goto(`/apply/residential/${id}/submit`);
  await expect(page.getByRole('main')).toContainText('138****1234');
});

test('the summary lists what is wrong in the order of the page', async ({ page, city }) => {
  await enter(page, city, 'he-jun');
  const { category, filler } = await answersOf(city, 'he-jun');
  const home = { id: 'home', address: '', certificate: '1'.repeat(400) } as unknown as HomeAnswers;
  const id = await draftWith(page, { category, filler, has_homes: true, homes: [home] }, 'applicant');
  const wizard = new Wizard(page);
  for (const place of ['applicant', 'homes/home', 'target']) {
    await page.goto(`/apply/residential/${id}/${place}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    if (place === 'applicant') await wizard.choice('婚姻状况', '已婚').check();
    await wizard.goOn(place.startsWith('homes') ? '完成这套住房' : '下一步');
    const summary = page.getByRole('alert').filter({ hasText: /有 \d+ 处需要修改/ });
    await expect(summary).toBeFocused();
    const lines = await summary.getByRole('link').evaluateAll((links) =>
      links.map((link) => link.getAttribute('href')?.slice(1) ?? ''),
    );
    const ids = await page.locator('main [id]').evaluateAll((all) => all.map(({ id }) => id));
    expect(lines.length, place).toBeGreaterThan(2);
    expect(lines, place).toEqual([...lines].sort((one, other) => ids.indexOf(one) - ids.indexOf(other)));
  }
});

test('numbers of documents are checked for form, check digit and repetition', async ({ page, city }) => {
  await enter(page, city, 'shen-bo');
  const answers = await answersOf(city, 'shen-bo');
  const id = await draftWith(page, answers, 'spouse');
  await page.goto(`/apply/residential/${id}/spouse`);
  const wizard = new Wizard(page);
  const number = wizard.text('证件号码');
  const right = answers.spouse!.document_number;
  for (const [typed, told] of [
    [right.slice(0, 10), '号码格式与所选证件不符，请核对'],
    [`${right.slice(0, 17)}${right.endsWith('0') ? '1' : '0'}`, '号码有误：与校验位不符，请逐位核对'],
    ['110105199002300017', '号码中的出生日期不存在，请核对'],
    [answers.applicant.document_number, '这个证件号码已在本申请中填写过'],
  ] as const) {
    await number.fill(typed);
    await wizard.goOn();
    await expect(page.getByRole('alert').filter({ hasText: told })).toBeFocused();
    await expect(number).toHaveAccessibleDescription(new RegExp(`（已填 ${typed.length} 个字符）`));
    await expect(number).toHaveValue(typed);
  }
  // Lower case, full-width digits and blanks between are how people write it, and are right.
  const wide = right.slice(0, 6).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  await number.fill(` ${wide} ${right.slice(6).toLowerCase()}`);
  await wizard.goOn();
  await wizard.arrived('未成年子女');
});

test('an adult child is refused where it is typed, an empty list where the page ends', async ({ page, city }) => {
  await enter(page, city, 'wu-haitao');
  const answers = await answersOf(city, 'wu-haitao');
  const id = await draftWith(page, { ...answers, children: [] }, 'children');
  await page.goto(`/apply/residential/${id}/children`);
  const wizard = new Wizard(page);
  await wizard.choice('家庭中有未满 18 周岁的子女吗？', '有').check();
  await wizard.goOn();
  const summary = page.getByRole('alert').filter({ hasText: '请至少添加一条' });
  await expect(summary).toBeFocused();
  await summary.getByRole('link').click();
  await expect(page.getByRole('button', { name: '添加一名子女' })).toBeFocused();

  const household = await city.household('wu');
  const adult = household.members.find(({ key }) => key === 'wu-yifei')!;
  await page.getByRole('button', { name: '添加一名子女' }).click();
  await wizard.arrived('第 1 名子女');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await wizard.identity({
    name: adult.name,
    document_kind: adult.document.kind,
    document_number: adult.document.number,
  });
  await wizard.choice('户籍', '北京市').check();
  await wizard.goOn('完成这名子女');
  await expect(page.getByRole('alert').filter({ hasText: '成年子女不计入家庭' })).toBeFocused();
});

test('mistakes that the last page finds lead to their page and field, and back', async ({ page, city }) => {
  await enter(page, city, 'luo-jia');
  const answers = await answersOf(city, 'luo-jia');
  const { kind: _, ...target } = answers.target;
  const id = await draftWith(
    page,
    { ...answers, target: target as typeof answers.target, applicant: { ...answers.applicant, mobile: '1380000' } },
    'submit',
  );
  await page.goto(`/apply/residential/${id}/submit`);
  // The address leads past a step in which something is missing: it is not ticked as done.
  const steps = page.getByRole('navigation', { name: '申请步骤' }).getByRole('listitem');
  await expect(steps).toHaveText([/^已完成：阅读说明/, /^已完成：选择家庭分类/, /^未完成：填写信息/, /^提交申请/]);
  await page.getByRole('button', { name: '提交申请', exact: true }).click();
  const summary = page.getByRole('alert').filter({ hasText: '有 2 处需要修改' });
  await expect(summary).toBeFocused();
  await summary.getByRole('link', { name: /^申请人的手机号码/ }).click();
  const wizard = new Wizard(page);
  await wizard.arrived('申请人的信息');
  await expect(wizard.text('手机号码')).toBeFocused();
  await wizard.text('手机号码').fill('13800000000');
  await wizard.goOn('保存并返回核对');
  // The next chapter that lacks something comes first.
  await wizard.arrived('拟购住房');
  await wizard.choice('住房类型', '二手住房').check();
  await wizard.goOn('保存并返回核对');
  await wizard.arrived('核对并提交');
  await expect(steps.nth(2)).toHaveText(/^已完成：填写信息/);
  await wizard.submit();
});

test('binding: help for the honest, nothing for the curious, and a lock after five tries', async ({ page, city, watched }) => {
  watched.allow(422, 429);
  const person = await city.person('lu-siyuan');
  const stranger = await city.person('jin-xu');
  await signIn(page, city, person);
  const number = page.getByRole('textbox', { name: /^证件号码/ });
  const confirm = page.getByRole('button', { name: '确定', exact: true });
  await number.fill(`${person.document.number.slice(0, 17)}9`);
  await confirm.click();
  await expect(page.getByRole('alert').filter({ hasText: '号码有误：与校验位不符' })).toBeFocused();
  await expect(page).toHaveTitle('错误：用户绑定 – 购房资格核验');

  await bind(page, stranger);
  const refusal = page.getByRole('alert').filter({ hasText: '未能完成绑定' });
  await expect(refusal).toContainText('请核对证件名称和号码');
  await expect(refusal).toContainText(/请求编号\s*\w+/);
  await expect(refusal).not.toContainText(stranger.name);
  for (let n = 2; n <= 5; n += 1) {
    const answered = page.waitForResponse('**/api/v1/account/document');
    await confirm.click();
    await answered;
  }
  await bind(page, person);
  await expect(page.getByRole('alert').filter({ hasText: '绑定已暂停' })).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: '30 分钟后再试' })).toBeVisible();
});

test('one document belongs to one account', async ({ page, city, browser, baseURL, watched }) => {
  watched.allow(409, 422);
  const person = await enter(page, city, 'kwok-waiyee');
  await page.goto('/bind');
  await atHome(page);

  const context = await browser.newContext({ baseURL: baseURL ?? '', locale: 'zh-CN' });
  const other = await context.newPage();
  await signIn(other, city, await city.person('tsai-mengju'));
  await bind(other, person);
  await expect(other.getByRole('alert').filter({ hasText: '未能完成绑定' })).toBeVisible();
  await context.close();
});
