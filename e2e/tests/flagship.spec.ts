// A new user registers at the city's platform, binds a document and applies as a family of four
// from outside Beijing; minutes later the certificate is there. The words on buttons and ticks
// are written out here: they are the manual's and stay as they are.
import { expect, test } from './support/fixtures.ts';
import { answersOf, atHome, bind } from './support/residents.ts';
import { register } from './support/sign-in.ts';
import { Wizard } from './support/wizard.ts';

test('a two-child family from outside Beijing registers, applies and passes', { tag: '@phone' }, async ({ page, city }) => {
  const person = await city.person('zhou-xiaolan');
  const answers = await answersOf(city, 'zhou-xiaolan');

  await page.goto('/');
  await expect(page.getByRole('link', { name: '用户注册' })).toBeVisible();
  await page.getByRole('link', { name: /北京市统一身份认证平台/ }).click();
  await register(page, city, person, 'zhouxiaolan');

  await expect(page).toHaveURL('/bind');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('用户绑定');
  await expect(page.getByRole('combobox', { name: /^证件名称/ })).toHaveValue('resident_id');
  await bind(page, person);
  await atHome(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('您好，周*岚');

  const residential = page.getByRole('region', { name: '申请购房资格核验（住宅）' });
  for (const state of ['草稿箱', '待核验', '核验通过', '核验不通过', '签约中', '签约完成', '已失效']) {
    await expect(residential.getByRole('link', { name: new RegExp(`^0\\s*份?\\s*${state}$`) })).toBeVisible();
  }
  await residential.getByRole('link', { name: '开始申请' }).click();

  const wizard = new Wizard(page);
  await wizard.arrived('申请说明');
  await expect(page).toHaveTitle('第 1 步，共 4 步：阅读说明 – 购房资格核验');
  await page.getByRole('checkbox', { name: '已认真阅读申请说明' }).check();
  await page.getByRole('checkbox', { name: /^我同意按《个人信息使用说明》/ }).check();
  await page.getByRole('button', { name: '开始申请', exact: true }).click();
  await expect(page).toHaveTitle('第 2 步，共 4 步：选择家庭分类 – 购房资格核验');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await wizard.category(answers);
  await wizard.filler(answers);
  await wizard.applicant(answers);
  await wizard.spouse(answers);
  await wizard.children(answers);
  await wizard.homes(answers);
  await wizard.target(answers);

  await wizard.arrived('核对并提交');
  await expect(page).toHaveTitle('第 4 步，共 4 步：提交申请 – 购房资格核验');
  const recital = page.getByRole('main');
  await expect(recital).toContainText('320***********9021');
  await expect(recital).not.toContainText(person.document.number);
  for (const told of ['周晓岚', '陈立', '陈诺', '陈言', '丰台区示例里 3 号楼 402', '138****0000']) {
    await expect(recital).toContainText(told);
  }
  await page.getByRole('checkbox', { name: '本人承诺填报信息真实有效' }).check();
  await page.getByRole('button', { name: '提交申请', exact: true }).click();
  const done = page.getByRole('dialog', { name: '申请提交成功' });
  const number = /ZZ-\d{4}-\d{4}-\w{6}/;
  await expect(done).toContainText(number);
  await done.getByRole('button', { name: '确定', exact: true }).click();

  await wizard.arrived('申请提交成功');
  const given = (await page.getByText(number).first().textContent()) ?? '';
  await expect(page.getByRole('main')).toContainText('核验通过');
  await page.getByRole('link', { name: '查看核验结果' }).click();

  // Both zones, with what is left in each, and every check with its source.
  await expect(page.getByRole('heading', { level: 1 })).toContainText('可以购买');
  const inside = page.getByRole('region', { name: '五环内' });
  await expect(inside).toContainText(/上限\s*2 套/);
  await expect(inside).toContainText(/已有\s*1 套/);
  await expect(inside).toContainText(/还可购买\s*1 套/);
  await expect(page.getByRole('region', { name: '五环外' })).toContainText(/还可购买\s*不限/);
  await expect(page.getByRole('article').filter({ hasText: '社会保险' }).first()).toContainText('来源：');

  await page.getByRole('link', { name: '购房资格核验凭证' }).click();
  await wizard.arrived('购房资格核验凭证');
  await expect(page.getByText(/编号\s*AJ-\w{4}-\w{4}-\w{4}/)).toBeVisible();
  await expect(page.getByRole('row', { name: /^五环内/ })).toContainText('1 套');
  const grounds = page.getByRole('table', { name: '核验依据' });
  await expect(grounds.getByRole('row', { name: /^社会保险/ })).toContainText(/12 个月.*通知，2026 年 8 月 8 日起施行/);
  await page.goBack();

  await page.getByRole('link', { name: '家庭购房申请表' }).click();
  await wizard.arrived('家庭购房申请表');
  await expect(page.getByText(given)).toBeVisible();
  await expect(page.getByRole('table')).not.toContainText(person.document.number);
  await page.getByRole('button', { name: '显示完整证件号码' }).click();
  await expect(page.getByRole('table')).toContainText(person.document.number);

  // Home shows the newest result, and the receipt can be reached for ever.
  await page.goto('/');
  const newest = page.getByRole('region', { name: '最近一次核验 · 住宅' });
  await expect(newest).toContainText(given);
  await expect(residential.getByRole('link', { name: /^1\s*份?\s*核验通过$/ })).toBeVisible();
  await newest.getByRole('link', { name: /^详细/ }).click();
  await page.getByRole('link', { name: '提交回执' }).click();
  await wizard.arrived('申请提交成功');
});
