// States that pages have seldom: why nobody was signed in, an agency that is away, what ran out,
// what a person decides, what cannot be saved, and the city's refusals.
import { changeAnswers } from './support/changed.ts';
import { expect, test } from './support/fixtures.ts';
import { look } from './support/look.ts';
import { answersOf, atHome, bind, decidedWith, draftWith, enter, submittedWith } from './support/residents.ts';
import { signIn } from './support/sign-in.ts';

test('the entry page tells why nobody was signed in, and the number to quote', { tag: '@phone' }, async ({ page }) => {
  const request = '01994f3ac5b07c0e8f2b7a4c55c1d9aa';
  for (const [error, words] of [
    ['too-many-requests', '操作过于频繁'],
    ['upstream-unavailable', '部门系统暂时无法连接'],
    ['sign-in', '没有登录成功'],
    ['made-up', '没有登录成功'],
  ]) {
    await page.goto(`/entry?error=${error}&request=${request}`);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(words ?? '');
    await expect(alert).toContainText(request);
    await look(page, `entry-${error}`);
  }
  // A link that somebody made up puts no sentence on the page.
  await page.goto('/entry?error=sign-in&request=call-10086-now');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.locator('body')).not.toContainText('10086');
});

test('binding while the registry is away says so, and keeps what was typed', { tag: '@phone' }, async ({ page, city, watched }) => {
  watched.allow(503);
  const person = await city.person('joao-silva');
  await signIn(page, city, person);
  await city.setFault('population', { fault: 'error_500' });
  await bind(page, person);
  const alert = page.getByRole('alert').filter({ hasText: '部门系统暂时无法连接' });
  await expect(alert).toContainText('请求编号');
  await expect(page.getByRole('textbox', { name: /^证件号码/ })).toHaveValue(person.document.number);
  await look(page, 'bind-away');
  await city.clearFaults();
  await page.getByRole('button', { name: '确定', exact: true }).click();
  await atHome(page);
});

test('a pass that runs out, and one that has', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'li-jianguo');
  const id = await decidedWith(page, await answersOf(city, 'li-jianguo'));
  await changeAnswers(page, '**/api/v1/home', (home) => {
    const [residential] = home.modules;
    residential.expiring = { ...residential.newest, days_left: 1 };
  });
  await page.goto('/');
  await expect(page.getByRole('main')).toContainText('1 天');
  await look(page, 'home-expiring');
  await changeAnswers(page, `**/api/v1/applications/${id}`, (detail) => {
    Object.assign(detail.summary, { state: 'void', sub_state: 'expired', days_left: null });
    detail.events.push({ kind: 'expired', at: new Date().toISOString(), registry: null });
  });
  await page.goto(`/applications/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('核验结果已过有效期');
  await look(page, 'result-expired');
  await changeAnswers(page, `**/api/v1/applications/${id}`, (detail) => {
    Object.assign(detail.summary, { state: 'void', sub_state: 'not_checked', days_left: null });
    detail.certificate = null;
  });
  await page.goto(`/applications/${id}`);
  await expect(page.getByRole('main')).toContainText('无需核验');
  await look(page, 'result-not-checked');
});

test('a result for a person to decide, and one that waits: page and receipt', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'he-jun');
  await city.setFault('tax', { fault: 'error_500' });
  const id = await submittedWith(page, await answersOf(city, 'he-jun'));
  await page.goto(`/applications/${id}/receipt`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('申请提交成功');
  await look(page, 'receipt-waiting');
  await changeAnswers(page, `**/api/v1/applications/${id}`, (detail) => {
    detail.summary.sub_state = 'manual_review';
  });
  await page.goto(`/applications/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('正在人工核验');
  await look(page, 'result-manual');
});

test('what was not submitted, and a list that a filter empties', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'xia-qing');
  const id = await draftWith(page, await answersOf(city, 'xia-qing'), 'children');
  await page.goto(`/applications/${id}`);
  await expect(page.getByRole('main')).toContainText('还没有提交');
  await look(page, 'not-submitted');
  await page.goto('/applications?state=signed');
  await expect(page.getByRole('main')).toContainText('没有');
  await look(page, 'applications-filtered-empty');
});

test('answers that cannot be saved', { tag: '@phone' }, async ({ page, city, watched }) => {
  watched.allow(500, 401);
  await enter(page, city, 'gao-peng');
  const id = await draftWith(page, await answersOf(city, 'gao-peng'), 'applicant');
  await page.goto(`/apply/residential/${id}/applicant`);
  const mail = page.getByRole('textbox', { name: /^电子邮箱/ });
  await expect(mail).toBeVisible();
  // Told to wait a minute, the page does not try again by itself while the picture is taken.
  const later = { type: '/problems/internal', title: '?', status: 500, detail: '?', request_id: '0199', retry_after: 60 };
  await page.route('**/answers', (route) =>
    route.fulfill({ status: 500, contentType: 'application/problem+json', json: later }),
  );
  await mail.fill('gao@example.cn');
  const line = page.getByRole('alert').filter({ hasText: '暂未保存成功' });
  await expect(line).toBeVisible();
  await look(page, 'save-failed');
  await page.unroute('**/answers');
  await line.getByRole('button', { name: '立即重试' }).click();
  await expect(page.getByText(/^已保存 \d\d:\d\d$/)).toBeVisible();
});

test("the city's refusals", { tag: '@phone' }, async ({ page, city, watched }) => {
  watched.allow(400, 403, 410);
  const authorize = `${city.address}/authorize?response_type=code&scope=openid`;
  for (const [path, name] of [
    [`${authorize}&client_id=somebody`, 'city-unknown-client'],
    [`${authorize}&client_id=anju&redirect_uri=https://elsewhere.example/`, 'city-unknown-redirect'],
    [`${city.address}/sign-in?request=gone`, 'city-lapsed'],
  ]) {
    await page.goto(path ?? '');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await look(page, name ?? '');
  }
});
