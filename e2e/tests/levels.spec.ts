// Who may bind: a person who has registered fills in without a document, has the identity verified
// by the city, binds, and goes on where they were.
import { expect, test } from './support/fixtures.ts';
import { openPhoneMenu } from './support/menu.ts';
import { answersOf, bind, draftWith, savedAnswers } from './support/residents.ts';
import { register, verify } from './support/sign-in.ts';
import { Wizard } from './support/wizard.ts';

test('a registered person fills in first, is verified, binds and goes on', { tag: '@phone' }, async ({ page, city }) => {
  const person = await city.person('zhou-xiaolan');
  await page.goto('/');
  // 用户注册 opens the form of the city at once.
  await page.getByRole('link', { name: '用户注册' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('用户注册');
  await register(page, city, person, 'zhou-later', { verified: false });
  await expect(page).toHaveURL('/bind');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('请先完成实名认证');
  await expect(page.getByRole('main')).toContainText('您的登录姓名： 周晓岚');
  await page.getByRole('link', { name: '先填写申请' }).click();
  const wizard = new Wizard(page);
  await wizard.arrived('申请说明');

  const id = await draftWith(page, await answersOf(city, 'zhou-xiaolan'), 'submit');
  await page.goto(`/apply/residential/${id}/submit`);
  await wizard.arrived('核对并提交');
  const main = page.getByRole('main');
  await main.getByRole('link', { name: '用户绑定' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('请先完成实名认证');
  await page.getByRole('link', { name: '去实名认证' }).click();
  await verify(page, city, person);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('用户绑定');
  await expect(main).toContainText('您的登录姓名： 周晓岚');
  await bind(page, person);
  await wizard.arrived('核对并提交');
  await expect(main.getByRole('link', { name: '用户绑定' })).toHaveCount(0);
  expect((await savedAnswers(page, id)).applicant).toMatchObject({ name: '周晓岚' });
});

test('every page without a sign-in has one', { tag: '@phone' }, async ({ page, city }) => {
  for (const path of ['/', '/precheck', '/policies', '/help', '/privacy']) {
    await page.goto(path);
    await openPhoneMenu(page);
    const link = page.getByRole('banner').getByRole('link', { name: '登录', exact: true });
    await expect(link).toHaveAttribute('href', new RegExp(`return_to=${encodeURIComponent(path)}&`));
  }
  await page.getByRole('banner').getByRole('link', { name: '登录', exact: true }).click();
  await page.waitForURL((url) => url.href.startsWith(city.address));
});
