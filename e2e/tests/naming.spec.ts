// A typing mistake is no refusal: what was typed comes first, then the way to correct it, and only then
// the agency.
import { expect, test } from './support/fixtures.ts';
import { look } from './support/look.ts';
import { answersOf, decidedWith, enter } from './support/residents.ts';
import { Wizard } from './support/wizard.ts';

test('a mistyped spouse is checked and corrected, not sent to the police', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'yang-fan');
  const answers = await answersOf(city, 'yang-fan');
  const spouse = { ...answers.spouse!, name: '谢晶' };
  const id = await decidedWith(page, { ...answers, spouse });
  await page.goto(`/applications/${id}`);
  const wizard = new Wizard(page);
  await wizard.arrived('填写的信息与登记不一致，请先核对');
  const main = page.getByRole('main');
  const check = page.getByRole('region', { name: '先核对您填写的内容' });
  await expect(check).toContainText('谢晶');
  await expect(check).toContainText('不指明是哪一项');
  // Nothing was counted, and no register is named.
  await expect(main).not.toContainText('套');
  await expect(check).not.toContainText(/公安|民政/);
  await expect(check).not.toContainText(spouse.document_number!);
  await check.getByRole('button', { name: '显示完整证件号码' }).click();
  await expect(check).toContainText(spouse.document_number!);
  await look(page, 'mismatch', { main: true });

  await main.getByRole('link', { name: '复核帮助' }).first().click();
  await wizard.arrived('复核帮助');
  const parts = await main.locator('h2').allTextContents();
  expect(parts[0]).toBe('先核对您填写的内容');
  await page.goBack();

  await check.getByRole('button', { name: '改正并重新申请' }).click();
  await wizard.arrived('配偶的信息');
  await expect(page.getByRole('textbox', { name: /^姓名/ })).toHaveValue('谢晶');
});

test('of oneself the very answer is told', async ({ page, city }) => {
  await enter(page, city, 'peng-tao');
  const id = await decidedWith(page, await answersOf(city, 'peng-tao'));
  await page.goto(`/applications/${id}`);
  const check = page.getByRole('region', { name: '先核对您填写的内容' });
  await expect(check).toContainText('离异');
  await expect(check).not.toContainText('彭涛');
  await check.getByRole('button', { name: '改正并重新申请' }).click();
  await new Wizard(page).arrived('申请人的信息');
});
