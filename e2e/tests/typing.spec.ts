// What people type and paste, and what programs fill in for them.
import { expect, test } from './support/fixtures.ts';
import { answersOf, draftWith, enter, savedAnswers } from './support/residents.ts';
import { look } from './support/look.ts';
import { Wizard } from './support/wizard.ts';

const SAVED = /^已保存 \d\d:\d\d$/;

test('a date is typed with separators, and no box wipes another', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'he-jun');
  const id = await draftWith(page, await answersOf(city, 'he-jun'), 'applicant');
  await page.goto(`/apply/residential/${id}/applicant`);
  const married = page.getByRole('group', { name: /^结婚登记日期/ });
  const boxes = ['年', '月', '日'].map((name) => married.getByRole('textbox', { name }));
  const read = () => Promise.all(boxes.map((box) => box.inputValue()));
  const [year] = boxes;
  await boxes[0]!.fill('2015');
  await boxes[1]!.fill('5');
  await boxes[2]!.fill('20');
  await year!.press('End');
  await year!.press('5');
  expect(await read()).toEqual(['20155', '5', '20']);
  for (const box of boxes) await box.fill('');
  await year!.pressSequentially('2015/5/20');
  // Each separator led on from the box in which it was typed.
  expect(await read()).toEqual(['2015', '5', '20']);
  await expect(boxes[2]!).toBeFocused();
  await expect(page.getByText(SAVED)).toBeVisible();
  expect((await savedAnswers(page, id)).applicant.marital_since).toBe('2015-05-20');
});

test('a value that is told by one event alone, and what pasting adds', async ({ page, city }) => {
  await enter(page, city, 'jiang-nan');
  const id = await draftWith(page, await answersOf(city, 'jiang-nan'), 'applicant');
  await page.goto(`/apply/residential/${id}/applicant`);
  const wizard = new Wizard(page);
  await wizard.text('通讯地址').evaluate((input: HTMLInputElement) => {
    input.value = '由浏览器填写的地址';
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await wizard.text('手机号码').fill('\u{202d}139\u{200b}00001234\u{202c}');
  await expect(page.getByText(SAVED)).toBeVisible();
  const { applicant } = await savedAnswers(page, id);
  expect(applicant.postal_address).toBe('由浏览器填写的地址');
  expect(applicant.mobile).toBe('13900001234');
});

test('the summary speaks of the right child after another was taken out', async ({ page, city }) => {
  await enter(page, city, 'he-jun');
  const answers = await answersOf(city, 'he-jun');
  const child = (id: string, name: string) => ({ id, name }) as unknown as (typeof answers.children)[number];
  const children = [child('a', '何一'), child('b', '何二'), child('c', '')];
  const id = await draftWith(page, { ...answers, has_children: true, children }, 'children');
  await page.goto(`/apply/residential/${id}/children`);
  const wizard = new Wizard(page);
  await wizard.goOn();
  const summary = page.getByRole('alert').filter({ hasText: '需要修改' });
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveCount(3);
  await look(page, 'children-errors');
  await page.getByRole('main').getByRole('button', { name: /^删除/ }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: '删除', exact: true }).click();
  const lines = summary.getByRole('link', { name: /名子女/ });
  await expect(lines).toHaveText([/^第 1 名子女/, /^第 2 名子女/]);
  const links = await lines.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(links).toEqual([`/apply/residential/${id}/children/b`, `/apply/residential/${id}/children/c`]);
});
