// Who fills in, and refusals that are no mistakes: a purchase that needs no check.
import { expect, test } from './support/fixtures.ts';
import { look } from './support/look.ts';
import { answersOf, atHome, draftWith, enter, MACHINE, savedAnswers } from './support/residents.ts';
import { signIn } from './support/sign-in.ts';
import { Wizard } from './support/wizard.ts';
import { zh } from './support/words.ts';

test('a wife fills the form in for her husband', async ({ page, city }) => {
  await enter(page, city, 'shi-lan');
  const answers = await answersOf(city, 'qiao-liang');
  const wizard = new Wizard(page);
  await wizard.begin();
  await wizard.notes();
  await wizard.category(answers);
  await wizard.filler(answers);
  await wizard.applicant(answers);
  // She is the spouse, and finds herself there.
  const herself = page.getByRole('region', { name: '已绑定的身份' });
  await expect(herself).toContainText('石岚');
  await expect(herself).toContainText('140***********9187');
  await herself.getByRole('button', { name: '显示完整号码' }).click();
  await expect(herself).toContainText('140105198702279187');
  await wizard.spouse(answers);
  await wizard.children(answers);
  await wizard.homes(answers);
  await wizard.target(answers);
  await wizard.arrived('核对并提交');
  await expect(page.getByRole('main')).toContainText('家庭成员（配偶）');
  await wizard.submit();
  await page.getByRole('link', { name: '查看核验结果' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('可以购买五环内住宅');
  await expect(page.getByRole('main')).toContainText('家庭成员（配偶）');
});

test('a soldier binds by card and citizen number, and is known by the number', { tag: '@phone' }, async ({ page, city }) => {
  const soldier = await city.person('guo-zhenhua');
  await signIn(page, city, soldier);
  await page.getByRole('combobox', { name: /^证件名称/ }).selectOption({ label: '军官证/警官证/士兵证' });
  await page.getByRole('textbox', { name: /^证件号码/ }).fill('军字第0000001号');
  const confirm = page.getByRole('button', { name: '确定', exact: true });
  await confirm.click();
  const number = page.getByRole('textbox', { name: /^公民身份号码/ });
  await expect(page.getByRole('link', { name: /^公民身份号码/ })).toBeVisible();
  await look(page, 'bind-soldier');
  await number.fill(soldier.document.number);
  await confirm.click();
  await atHome(page);
  const answers = await answersOf(city, 'guo-zhenhua');
  const wizard = new Wizard(page);
  await wizard.begin();
  await wizard.notes();
  await wizard.category(answers);
  await wizard.filler(answers);
  const himself = page.getByRole('region', { name: '已绑定的身份' });
  await expect(himself).toContainText('公民身份号码');
  await expect(himself).toContainText('370***********9633');
  await look(page, 'step-applicant-soldier');
  await wizard.applicant(answers);
  await wizard.spouse(answers);
  await wizard.children(answers);
  await wizard.homes(answers);
  await wizard.target(answers);
  await wizard.submit();
  await page.getByRole('link', { name: '查看核验结果' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('可以购买五环内住宅');
});

test('a foreigner with a permanent-residence card tells the nationality; the old card tells it', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'paul-bernard');
  const answers = await answersOf(city, 'paul-bernard');
  const wizard = new Wizard(page);
  await wizard.begin();
  await wizard.notes();
  await wizard.category(answers);
  await wizard.filler(answers);
  await wizard.arrived('申请人的信息');
  const nationality = wizard.nationality();
  await expect(nationality).toHaveValue('法国');
  await nationality.fill('GER');
  await wizard.choice('签证或居留许可', '其他签证或居留许可').check();
  await wizard.goOn();
  await expect(page.getByRole('alert').filter({ hasText: '国籍：没有这个国籍，请从列表中选择' })).toBeFocused();
  await look(page, 'step-applicant-foreign');
  // As a passport shows it, and as people call it: what is meant is said in full on leaving the field.
  for (const told of ['D', '德国', 'deu', 'Germany']) {
    await nationality.fill(told);
    await nationality.blur();
    await expect(nationality).toHaveValue('德国');
  }
  await expect(page.locator('datalist option', { hasText: 'DEU' })).toHaveAttribute('value', '德国');
  await wizard.applicant(answers);
  await wizard.children(answers);
  await wizard.homes(answers);
  await wizard.target(answers);
  await wizard.arrived('核对并提交');
  await expect(page.getByRole('main')).toContainText('法国（FRA）');
  await wizard.submit();
  await page.getByRole('link', { name: '查看核验结果' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('可以购买五环内住宅');
});

test('another visa is an answer, and the record decides', async ({ page, city }) => {
  await enter(page, city, 'petra-novak');
  const answers = await answersOf(city, 'petra-novak');
  const id = await draftWith(page, answers, 'applicant');
  await page.goto(`/apply/residential/${id}/applicant`);
  const wizard = new Wizard(page);
  await expect(wizard.choice('签证或居留许可', '其他签证或居留许可')).toBeChecked();
  await expect(page.getByRole('region', { name: '已绑定的身份' })).toContainText('CZE');
  await page.goto(`/apply/residential/${id}/submit`);
  await wizard.submit();
  await page.getByRole('link', { name: '查看核验结果' }).click();
  await expect(page.getByRole('main')).toContainText('签证或居留许可为其他类别；购房要求工作类居留许可或永久居留身份证。');
});

test('whoever turns out to be an agent is taken out of the household, and nothing else is lost', { tag: '@phone' }, async ({ page, city }) => {
  const me = await enter(page, city, 'lin-guodong');
  const answers = await answersOf(city, 'lin-guodong');
  const wizard = new Wizard(page);
  await wizard.begin();
  await wizard.notes();
  await wizard.category(answers);
  await wizard.filler(answers);
  await wizard.arrived('申请人的信息');
  await expect(page.getByRole('main')).toContainText(me.name);
  await wizard.text('手机号码').fill('13900000009');
  await page.getByRole('link', { name: '填写人' }).click();
  await wizard.filler({ ...answers, filler: { who: 'agent' } });
  await wizard.arrived('申请人的信息');
  const banner = page.getByRole('region', { name: zh.agent.banner });
  await expect(banner).toContainText(zh.agent.acting);
  await expect(wizard.text('姓名')).toHaveValue('');
  await expect(wizard.text('证件号码')).toHaveValue('');
  await expect(wizard.text('手机号码')).toHaveValue('13900000009');
  await wizard.text('姓名').fill('林国强');
  await expect(banner).toContainText('您正在为 林国强 办理');
  await look(page, 'agent-applicant');
});

test('a gift to an adult child needs no check, and the wizard says so before submission', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'lin-zhiyuan');
  const answers = await answersOf(city, 'lin-zhiyuan');
  const id = await draftWith(page, answers, 'target');
  await page.goto(`/apply/residential/${id}/target`);
  const wizard = new Wizard(page);
  await wizard.choice('取得方式', '父母赠与成年子女').check();
  await wizard.goOn();
  await wizard.arrived('这种情况不需要核验');
  await expect(page.getByRole('main')).toContainText('依据：');
  await look(page, 'no-check');
  await page.getByRole('link', { name: '修改取得方式' }).click();
  await wizard.target(answers);
  await wizard.arrived('核对并提交');
});

test('nobody with Beijing hukou: told which category fits, may go on, and the record decides', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'he-jun');
  const answers = await answersOf(city, 'he-jun');
  const id = await draftWith(page, { ...answers, category: 'local' }, 'spouse');
  await page.goto(`/apply/residential/${id}/spouse`);
  const wizard = new Wizard(page);
  await wizard.arrived('配偶的信息');
  await wizard.goOn();
  await wizard.arrived('“本市户籍居民家庭”需要北京户籍');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText('非本市户籍家庭（缴纳社会保险）');
  await look(page, 'no-hukou');
  await page.getByRole('link', { name: '重新选择家庭类别' }).click();
  await wizard.arrived('您的家庭属于哪一类？');
  await page.goBack();
  await wizard.arrived('“本市户籍居民家庭”需要北京户籍');
  await page.getByRole('link', { name: '返回修改户籍' }).click();
  await wizard.arrived('配偶的信息');
  await wizard.goOn();
  await page.getByRole('button', { name: '仍按这一类继续' }).click();
  await wizard.arrived('未成年子女');

  await page.goto(`/apply/residential/${id}/submit`);
  const warning = page.getByText('填写的内容里没有人是北京户籍');
  await expect(warning).toBeVisible();
  await look(page, 'submit-doubt');
  await page.getByRole('link', { name: '看看可以怎么办' }).click();
  await wizard.arrived('“本市户籍居民家庭”需要北京户籍');
  await page.getByRole('button', { name: '仍按这一类继续' }).click();
  await wizard.submit();
  await page.getByRole('link', { name: '查看核验结果' }).click();
  await expect(page.getByText('核验不通过').first()).toBeVisible();
  await expect(page.getByRole('main')).toContainText('户籍');
});

test('a work-residence permit that is no longer valid is told on a page of its own', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'cheng-yuan');
  const answers = await answersOf(city, 'cheng-yuan');
  const id = await draftWith(page, answers, 'applicant');
  await page.goto(`/apply/residential/${id}/applicant`);
  const wizard = new Wizard(page);
  await wizard.date('有效期至', '2020-5-31');
  await wizard.goOn();
  await wizard.arrived('填写的工作居住证已过有效期');
  await expect(page.getByRole('main')).toContainText('2020 年 5 月 31 日');
  await look(page, 'permit-expired');
  await page.getByRole('link', { name: '返回修改日期' }).click();
  // What cannot be read as a day is a mistake of the field.
  await wizard.date('有效期至', '2020-13-31');
  await wizard.goOn();
  await expect(page.getByRole('alert').filter({ hasText: '有效期至：日期不完整或不存在' })).toBeFocused();
  await wizard.applicant(answers);
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('申请人的信息');
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('填写的工作居住证已过有效期');
  // Whoever steps back past the corrected date is not told that the permit has expired.
  await page.goBack();
  await expect(page).toHaveURL(/\/applicant$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/applicant$/);
  await wizard.arrived('申请人的信息');
});

test('an applicant under 18 is told who can apply instead', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'kwok-waiyee');
  const answers = await answersOf(city, 'kwok-waiyee');
  const id = await draftWith(page, answers, 'applicant');
  await page.goto(`/apply/residential/${id}/applicant`);
  const wizard = new Wizard(page);
  await wizard.date('出生日期', '2015-6-1');
  await wizard.goOn();
  await wizard.arrived('未满 18 周岁，还不能作为申请人');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await look(page, 'under-age');
  await page.goto(`/apply/residential/${id}/submit`);
  await wizard.goOn('提交申请');
  await page.getByRole('link', { name: /须年满 18 周岁/ }).click();
  await wizard.arrived('未满 18 周岁，还不能作为申请人');
  await page.getByRole('link', { name: '返回修改' }).click();
  await wizard.arrived('申请人的信息');
  await wizard.date('出生日期', answers.applicant.born!);
  await wizard.goOn('保存并返回核对');
  await wizard.arrived('核对并提交');
});

test('a household with Beijing hukou that claims contributions is told which category fits, and may go on', { tag: '@phone' }, async ({
  page,
  city,
}) => {
  await enter(page, city, 'he-jun');
  const answers = await answersOf(city, 'he-jun');
  const id = await draftWith(page, answers, 'spouse');
  await page.goto(`/apply/residential/${id}/spouse`);
  const wizard = new Wizard(page);
  const hint = page.getByRole('status').filter({ hasText: '夫妻有一方是北京户籍的家庭' });
  await wizard.choice('户籍', '其他省区市').check();
  await expect(hint).toHaveCount(0);
  await wizard.choice('户籍', '北京市学校集体户口').check();
  await expect(hint).toHaveCount(0);
  await wizard.choice('户籍', '北京市').check();
  await expect(hint).toContainText('“本市户籍居民家庭”');
  await expect(hint).toContainText('您选的是“非本市户籍家庭（缴纳社会保险）”');
  await look(page, 'hint-local');
  await wizard.goOn();
  await wizard.arrived('未成年子女');
  await page.goBack();
  await hint.getByRole('link', { name: '重新选择家庭类别' }).click();
  await wizard.arrived('您的家庭属于哪一类？');

  // A household that claims to be local is told nothing.
  await wizard.choice('您的家庭属于哪一类？', '本市户籍居民家庭').check();
  await expect.poll(async () => (await savedAnswers(page, id)).category, MACHINE).toBe('local');
  await page.goto(`/apply/residential/${id}/spouse`);
  await expect(wizard.choice('户籍', '北京市')).toBeChecked();
  await expect(hint).toHaveCount(0);
});

test('beside one minor child adult children are asked for, and a person decides whether they count', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'wu-haitao');
  const answers = await answersOf(city, 'wu-haitao');
  const unanswered = { ...answers };
  delete unanswered.has_adult_children;
  const id = await draftWith(page, unanswered, 'children');
  await page.goto(`/apply/residential/${id}/children`);
  const wizard = new Wizard(page);
  await wizard.goOn();
  await expect(page.getByRole('alert')).toContainText('另有已满 18 周岁的子女吗：请选择一项');
  await wizard.choice('另有已满 18 周岁的子女吗？', '有').check();
  await look(page, 'adult-children');
  await wizard.goOn();
  await wizard.arrived('家庭在本市的住房');
  await wizard.goOn();
  await wizard.target(answers);
  await wizard.arrived('核对并提交');
  await expect(page.getByRole('main')).toContainText('另有已满 18 周岁的子女');
  await wizard.submit();
  await page.getByRole('link', { name: '查看核验结果' }).click();
  await expect(page.getByRole('main')).toContainText('人工核验');
  await expect(page.getByRole('main')).toContainText('成年子女');
  await look(page, 'result-by-a-person');
});

test('children are a list: added, changed, deleted after a question', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'yang-fan');
  const answers = await answersOf(city, 'yang-fan');
  const id = await draftWith(page, answers, 'children');
  await page.goto(`/apply/residential/${id}/children`);
  const wizard = new Wizard(page);
  const second = page.getByRole('article', { name: '第 2 名子女' });
  await expect(second).toContainText(answers.children[1]!.name);
  await look(page, 'children');
  const remove = page.getByRole('button', { name: '删除 第 1 名子女' });
  await remove.click();
  const dialog = page.getByRole('dialog', { name: '删除第 1 名子女？' });
  await expect(dialog.getByRole('heading')).toBeFocused();
  // The focus stays within the dialog.
  for (let n = 0; n < 4; n += 1) {
    await page.keyboard.press('Tab');
    const outside = page.locator(':focus:not(dialog *)');
    await expect(outside).toHaveCount(0);
  }
  await page.keyboard.press('Escape');
  await expect(remove).toBeFocused();
  await remove.click();
  await dialog.getByRole('button', { name: '删除', exact: true }).click();
  await expect(second).toHaveCount(0);
  await expect(page.getByRole('article', { name: '第 1 名子女' })).toContainText(answers.children[1]!.name);
  await expect(page.locator('#announcer')).toHaveText('已删除第 1 名子女');
  await expect(page.getByRole('button', { name: '添加一名子女' })).toBeFocused();

  await page.getByRole('link', { name: '修改 第 1 名子女' }).click();
  await wizard.arrived('第 1 名子女');
  await page.getByRole('link', { name: '返回列表' }).click();
  await wizard.arrived('未成年子女');
});
