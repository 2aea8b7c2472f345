// Whole journeys without a mouse: from the entry page to the result and out again, and for a unit.
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { Keyboard } from './support/keyboard.ts';
import { answersOf, atHome, enter, unitAnswersOf } from './support/residents.ts';
import { beginning } from './support/words.ts';
import { phoneMenu } from './support/menu.ts';

/** What the journeys do by keyboard, in the words of the form. */
function byKeyboard(page: Page) {
  const keys = new Keyboard(page);
  const text = (label: string) => page.getByRole('textbox', { name: beginning(label) });
  const question = (name: string) => page.getByRole('radiogroup', { name: beginning(name) });
  const card = (name: string, answer: string) =>
    question(name).getByRole('radio', { name: new RegExp(`^\\s*${answer}(\\s|$)`) });
  const choose = (name: string, answer: string) => keys.choose(question(name), card(name, answer));
  const date = async (name: string, day: string) => {
    const boxes = page.getByRole('group', { name: beginning(name) }).getByRole('textbox');
    for (const [at, part] of day.split('-').entries()) {
      await keys.type(boxes.nth(at), `${Number(part)}`);
    }
  };
  const next = (word = '下一步') => keys.press(page.getByRole('button', { name: word, exact: true }));
  const arrived = async (heading: string) => {
    await expect(page.getByRole('heading', { level: 1, name: heading, exact: true })).toBeFocused();
  };
  return { keys, text, choose, date, next, arrived };
}

test('a couple applies by keyboard alone', async ({ page, city }) => {
  const { keys, text, choose, date, next, arrived } = byKeyboard(page);
  const person = await city.person('he-jun');
  const answers = await answersOf(city, 'he-jun');
  await page.goto('/');
  await expect(page.getByRole('link', { name: '用户注册' })).toBeVisible();
  // The first stop leads past the head of the page.
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: '跳到主要内容' })).toBeFocused();
  await page.keyboard.press('Enter');
  await keys.press(page.getByRole('link', { name: /北京市统一身份认证平台/ }));

  await page.waitForURL((url) => url.href.startsWith(city.address));
  await keys.type(page.getByLabel(/^用户名/), person.sign_in ?? '');
  await keys.type(page.getByLabel(/^密码/), await city.password());
  await page.keyboard.press('Enter');

  await expect(page).toHaveURL(/\/bind/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('用户绑定');
  await keys.select(page.getByRole('combobox', { name: /^证件名称/ }), 'resident_id');
  await keys.type(text('证件号码'), person.document.number);
  await page.keyboard.press('Enter');
  await atHome(page);

  const residential = page.getByRole('region', { name: '申请购房资格核验（住宅）' });
  await keys.press(residential.getByRole('link', { name: '开始申请' }));
  await arrived('申请说明');
  await keys.tick(page.getByRole('checkbox', { name: '已认真阅读申请说明' }));
  await keys.tick(page.getByRole('checkbox', { name: /^我同意按《个人信息使用说明》/ }));
  await next('开始申请');
  await arrived('您的家庭属于哪一类？');
  await choose('您的家庭属于哪一类？', '非本市户籍家庭（缴纳社会保险）');
  await next();
  await arrived('由谁填写这份申请？');
  await choose('由谁填写这份申请？', '我就是申请人');
  await next();

  await arrived('申请人的信息');
  const { applicant, spouse } = answers;
  await choose('户籍', '其他省区市');
  await choose('婚姻状况', '已婚');
  await date('结婚登记日期', applicant.marital_since ?? '');
  await choose('由谁缴纳？', '申请人');
  await keys.type(text('缴纳单位'), applicant.payer?.employer ?? '');
  await date('连续缴纳起始月份', applicant.payer?.since ?? '');
  await keys.type(text('北京市居住证号码'), applicant.payer?.residence_permit ?? '');
  // A mistake: the summary has the focus, its link leads to the field.
  await keys.type(text('手机号码'), '138');
  await keys.type(text('通讯地址'), applicant.postal_address);
  await next();
  await expect(page.getByRole('alert').filter({ hasText: '有 1 处需要修改' })).toBeFocused();
  await keys.press(page.getByRole('link', { name: /^手机号码：/ }));
  await expect(text('手机号码')).toBeFocused();
  await keys.type(text('手机号码'), applicant.mobile);
  // Enter in a field goes on, as in any form.
  await page.keyboard.press('Enter');

  await arrived('配偶的信息');
  await keys.type(text('姓名'), spouse?.name ?? '');
  await keys.select(page.getByRole('combobox', { name: /^证件名称/ }), 'resident_id');
  await keys.type(text('证件号码'), spouse?.document_number ?? '');
  await choose('户籍', '其他省区市');
  await next();
  await arrived('未成年子女');
  await choose('家庭中有未满 18 周岁的子女吗？', '没有');
  await next();

  await arrived('家庭在本市的住房');
  await choose('家庭在北京市有住房吗？', '有');
  await keys.press(page.getByRole('button', { name: '添加一套住房' }));
  await arrived('第 1 套住房');
  await keys.press(page.getByRole('link', { name: '返回列表' }));
  await arrived('家庭在本市的住房');
  await keys.press(page.getByRole('button', { name: '删除 第 1 套住房' }));
  await expect(page.getByRole('dialog').getByRole('heading')).toBeFocused();
  await keys.press(page.getByRole('dialog').getByRole('button', { name: '删除', exact: true }));
  await expect(page.getByRole('button', { name: '添加一套住房' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await choose('家庭在北京市有住房吗？', '没有');
  await next();

  await arrived('拟购住房');
  await choose('取得方式', '购买');
  await choose('住房在哪里？', '五环内');
  await choose('住房类型', '二手住房');
  await next();
  await arrived('核对并提交');
  await keys.tick(page.getByRole('checkbox', { name: '本人承诺填报信息真实有效' }));
  await next('提交申请');
  const done = page.getByRole('dialog', { name: '申请提交成功' });
  await expect(done.getByRole('heading')).toBeFocused();
  await keys.press(done.getByRole('button', { name: '确定', exact: true }));
  await arrived('申请提交成功');
  await keys.press(page.getByRole('link', { name: '查看核验结果' }));
  await arrived('可以购买五环内住宅');

  // And out again: the menu opens, closes on Esc, and leads out.
  const menu = page.getByRole('banner').locator('summary');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const whole = await phoneMenu(page);
  if (whole) await keys.press(whole);
  await keys.press(menu);
  await expect(page.getByRole('button', { name: '退出登录' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: '退出登录' })).toBeHidden();
  await expect(menu).toBeFocused();
  await page.keyboard.press('Enter');
  await keys.press(page.getByRole('button', { name: '退出登录' }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('同时退出统一身份认证？');
  await keys.press(page.getByRole('button', { name: '退出', exact: true }));
  await expect(page.getByRole('link', { name: '用户注册' })).toBeVisible();
});

test('a person applies for a commercial unit by keyboard alone', async ({ page, city }) => {
  await enter(page, city, 'tan-yun');
  const { applicant, unit } = await unitAnswersOf(city, 'tan-yun');
  const { keys, text, choose, date, next, arrived } = byKeyboard(page);
  const commercial = page.getByRole('region', { name: '申请购房资格核验（商办）' });
  await keys.press(commercial.getByRole('link', { name: '开始申请' }));
  await arrived('填表说明');
  await keys.tick(page.getByRole('checkbox', { name: '已认真阅读填表说明' }));
  await keys.tick(page.getByRole('checkbox', { name: /^我同意按《个人信息使用说明》/ }));
  await next('开始申请');
  await arrived('由谁填写这份申请？');
  await choose('由谁填写这份申请？', '我就是申请人');
  await next();
  // One that its developer sells: told, and back again.
  await arrived('拟购商办房屋');
  await choose('从谁手中购买？', '开发企业（在售新房）');
  await next();
  await arrived('在售的商办类房屋，个人不能购买');
  await keys.press(page.getByRole('link', { name: '修改出售方' }));
  await arrived('拟购商办房屋');
  await choose('从谁手中购买？', '现有产权人（二手房）');
  await choose('房屋用途', '办公');
  await keys.type(text('房屋坐落'), unit.location);
  await choose('是否位于通州区？', '否');
  await choose('是否有不动产权证号？', '是');
  await keys.type(text('不动产权证号'), unit.certificate ?? '');
  await page.keyboard.press('Enter');
  await arrived('申请人的信息');
  await choose('户籍', '其他省区市');
  await choose('以哪一项连续缴纳记录申请？', '个人所得税');
  await keys.type(text('缴纳单位'), applicant.payer.employer);
  await date('连续缴纳起始月份', applicant.payer.since);
  await keys.type(text('手机号码'), applicant.mobile);
  await keys.type(text('通讯地址'), applicant.postal_address);
  await next();
  await arrived('核对并提交');
  await keys.tick(page.getByRole('checkbox', { name: '本人承诺填报信息真实有效' }));
  await next('提交申请');
  await keys.press(page.getByRole('dialog', { name: '申请提交成功' }).getByRole('button', { name: '确定', exact: true }));
  await arrived('申请提交成功');
  await keys.press(page.getByRole('link', { name: '查看核验结果' }));
  await arrived('可以购买这处商办类房产');
});
