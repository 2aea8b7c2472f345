// Every page that people see before they are signed in and bound, the city's pages included.
import { expect, test } from './support/fixtures.ts';
import { openPhoneMenu } from './support/menu.ts';
import { look } from './support/look.ts';
import { bind } from './support/residents.ts';

test('the entry page and what can be read without an account', { tag: '@phone' }, async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('link', { name: '用户注册' })).toBeVisible();
  await look(page, 'entry', { main: true });
  await page.goto('/entry?error=sign-in');
  await expect(page.getByRole('alert')).toContainText('没有登录成功');
  await look(page, 'entry-refused');
  await page.goto('/help');
  for (const question of await page.locator('main summary').all()) await question.click();
  await look(page, 'help');
  await page.goto('/privacy');
  await look(page, 'privacy');
  await page.getByRole('contentinfo').getByRole('link', { name: '服务窗口' }).click();
  await expect(page.getByRole('main')).toContainText('海淀区示例街 8 号');
  await expect(page.getByRole('contentinfo')).toContainText('咨询电话 12345');
  await look(page, 'windows');
  await page.goto('/applications');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('请先登录');
  await look(page, 'sign-in-first');
  await page.goto('/nowhere');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('没有这个页面');
  await look(page, 'not-found');
});

test('the menu of a phone', { tag: '@phone' }, async ({ page }, info) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await openPhoneMenu(page);
  await expect(page.getByRole('link', { name: '帮助' }).first()).toBeVisible();
  if (info.project.name === 'phone') await look(page, 'menu');
});

test("the city's sign-in and registration, with their mistakes", { tag: '@phone' }, async ({ page, watched }) => {
  watched.allow(422);
  await page.goto('/auth/sign-in?return_to=/');
  await look(page, 'city-sign-in', { main: true });
  await page.getByLabel(/^用户名/).fill('nobody');
  await page.getByLabel(/^密码/).fill('wrong-password');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('用户名或密码不正确');
  await look(page, 'city-sign-in-error');
  await page.getByRole('link', { name: '注册新用户' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('用户注册');
  await look(page, 'city-register');
  await page.getByRole('button', { name: '注册并登录' }).click();
  await expect(page).toHaveTitle(/^错误：/);
  await look(page, 'city-register-error');
  await page.getByLabel(/^用户名/).fill('looked-at');
  await page.getByLabel(/^姓名/).fill('周晓岚');
  await page.getByLabel(/^密码/).fill('a-long-invented-password');
  await page.getByLabel(/^再次填写密码/).fill('a-long-invented-password');
  await page.getByRole('button', { name: '注册并登录' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('实名认证');
  await look(page, 'city-verify');
  await page.getByRole('button', { name: '认证并继续' }).click();
  await expect(page).toHaveTitle(/^错误：/);
  await look(page, 'city-verify-error');
  const city = new URL(page.url()).origin;
  await page.getByRole('button', { name: '以后再说' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('请先完成实名认证');
  await look(page, 'bind-unverified', { main: true });
  await page.goto(`${city}/`);
  await look(page, 'city-residents');
});

test('binding, with its mistakes', { tag: '@phone' }, async ({ page, city, watched }) => {
  watched.allow(422, 429);
  const person = await city.person('joao-silva');
  const stranger = await city.person('yuki-tanaka');
  await page.goto('/auth/sign-in?return_to=/');
  await page.getByLabel(/^用户名/).fill(person.sign_in ?? '');
  await page.getByLabel(/^密码/).fill(await city.password());
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page).toHaveURL(/\/bind/);
  await look(page, 'bind', { main: true });
  await page.getByRole('button', { name: '确定', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: '证件号码' })).toBeFocused();
  await look(page, 'bind-error');
  await bind(page, stranger);
  await expect(page.getByRole('alert').filter({ hasText: '未能完成绑定' })).toBeVisible();
  await look(page, 'bind-refused');
  for (let n = 2; n <= 5; n += 1) {
    const answered = page.waitForResponse('**/api/v1/account/document');
    await page.getByRole('button', { name: '确定', exact: true }).click();
    await answered;
  }
  await page.getByRole('button', { name: '确定', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: '绑定已暂停' })).toBeVisible();
  await look(page, 'bind-locked');
});
