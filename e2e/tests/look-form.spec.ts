// Every page of the residential wizard, each with its mistakes.
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { look } from './support/look.ts';
import { answersOf, draftWith, enter } from './support/residents.ts';
import { Wizard } from './support/wizard.ts';

/** Goes on with nothing filled in, so that the page shows its mistakes. */
async function mistakes(page: Page, word = '下一步'): Promise<void> {
  await page.getByRole('button', { name: word, exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: /有 \d+ 处需要修改/ })).toBeFocused();
}

test('from the notes to the spouse', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'shen-bo');
  const answers = await answersOf(city, 'shen-bo');
  const wizard = new Wizard(page);
  await wizard.begin();
  await look(page, 'step-notes');
  await mistakes(page, '开始申请');
  await look(page, 'step-notes-error');
  await wizard.notes();
  await wizard.arrived('您的家庭属于哪一类？');
  await look(page, 'step-category', { main: true });
  await mistakes(page);
  await look(page, 'step-category-error');
  await wizard.category(answers);
  await wizard.arrived('由谁填写这份申请？');
  await look(page, 'step-filler');
  await mistakes(page);
  await look(page, 'step-filler-error');
  await wizard.filler(answers);
  await wizard.arrived('申请人的信息');
  await wizard.choice('婚姻状况', '已婚').check();
  await look(page, 'step-applicant', { main: true });
  await mistakes(page);
  await look(page, 'step-applicant-error');
  await wizard.applicant(answers);
  await wizard.arrived('配偶的信息');
  await look(page, 'step-spouse');
  await mistakes(page);
  await look(page, 'step-spouse-error');
});

test('from the children to the target', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'yang-fan');
  const answers = await answersOf(city, 'yang-fan');
  const id = await draftWith(page, { ...answers, has_homes: true, homes: [], children: [] }, 'children');
  const wizard = new Wizard(page);
  await page.goto(`/apply/residential/${id}/children`);
  await wizard.arrived('未成年子女');
  await wizard.choice('家庭中有未满 18 周岁的子女吗？', '有').check();
  await look(page, 'step-children-none');
  await mistakes(page);
  await look(page, 'step-children-error');
  await page.getByRole('button', { name: '添加一名子女' }).click();
  await wizard.arrived('第 1 名子女');
  await look(page, 'step-child');
  await mistakes(page, '完成这名子女');
  await look(page, 'step-child-error');
  await wizard.identity(answers.children[0]!);
  await wizard.beyondIdentity(answers.children[0]!);
  await wizard.goOn('完成这名子女');
  await wizard.arrived('未成年子女');
  await look(page, 'step-children', { main: true });
  await page.getByRole('button', { name: '删除 第 1 名子女' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'dialog-delete-child');
  await page.getByRole('button', { name: '不删除' }).click();
  await wizard.choice('另有已满 18 周岁的子女吗？', '没有').check();
  await wizard.goOn();

  await wizard.arrived('家庭在本市的住房');
  await look(page, 'step-homes');
  await page.getByRole('button', { name: '添加一套住房' }).click();
  await wizard.arrived('第 1 套住房');
  await mistakes(page, '完成这套住房');
  await look(page, 'step-home-error');
  await wizard.home({ id: '', address: '海淀区示例路 1 号', zone: 'inside_fifth_ring' });
  await wizard.goOn('完成这套住房');
  await wizard.goOn();
  await wizard.arrived('拟购住房');
  await look(page, 'step-target');
  await wizard.choice('取得方式', '父母赠与成年子女').check();
  await wizard.goOn();
  await wizard.arrived('这种情况不需要核验');
  await look(page, 'step-no-check');
});

test('the check of the answers and the submission', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'song-yang');
  const answers = await answersOf(city, 'song-yang');
  const { mobile: _, ...applicant } = answers.applicant;
  const lacking = { ...answers, promise: '', applicant: applicant as typeof answers.applicant };
  const id = await draftWith(page, lacking, 'submit');
  await page.goto(`/apply/residential/${id}/submit`);
  const wizard = new Wizard(page);
  await wizard.arrived('核对并提交');
  await mistakes(page, '提交申请');
  await look(page, 'step-submit-error');
  await page.goto(`/apply/residential/${id}/applicant`);
  await wizard.text('手机号码').fill('13800000000');
  await expect(page.getByText(/^已保存/)).toBeVisible();
  await page.goto(`/applications/${id}/form`);
  await wizard.arrived('家庭购房申请表');
  await look(page, 'form-draft');
  await page.goto(`/apply/residential/${id}/submit`);
  await look(page, 'step-submit', { main: true });
  await page.getByRole('checkbox', { name: '本人承诺填报信息真实有效' }).check();
  await wizard.goOn('提交申请');
  await expect(page.getByRole('dialog', { name: '申请提交成功' })).toBeVisible();
  await look(page, 'dialog-submitted');
  await page.goto(`/apply/residential/${id}/submit`);
  await wizard.arrived('这份申请已经提交');
  await look(page, 'already-submitted');
});

test('what each category asks beyond the common fields', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'guo-zhenhua');
  const answers = await answersOf(city, 'guo-zhenhua');
  const { forces: _f, ...applicant } = answers.applicant;
  const bare = { ...answers, applicant: applicant as typeof answers.applicant };
  const wizard = new Wizard(page);
  for (const category of [
    'military',
    'work_residence_permit',
    'hong_kong_macao_taiwan_overseas_chinese',
    'foreign',
  ]) {
    const id = await draftWith(page, { ...bare, category }, 'applicant');
    await page.goto(`/apply/residential/${id}/applicant`);
    await wizard.arrived('申请人的信息');
    await mistakes(page);
    await look(page, `step-category-${category.split('_')[0]}`);
  }
});
