// Every page of somebody who has applied: home, list, results, papers, dialogs, failures.
import { changeAnswers } from './support/changed.ts';
import { expect, test } from './support/fixtures.ts';
import { look } from './support/look.ts';
import { answersOf, atHome, decidedWith, draftWith, enter, submittedWith } from './support/residents.ts';
import { openPhoneMenu } from './support/menu.ts';

test('home and list, empty and full', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'deng-wei');
  await look(page, 'home-empty', { main: true });
  await page.goto('/applications');
  await expect(page.getByRole('main')).toContainText('还没有申请');
  await look(page, 'applications-empty');
  await decidedWith(page, await answersOf(city, 'deng-wei'));
  await draftWith(page, await answersOf(city, 'deng-wei'), 'homes');
  await page.goto('/');
  await atHome(page);
  await look(page, 'home', { main: true });
  await page.goto('/applications');
  await expect(page.getByRole('listitem').filter({ hasText: '核验不通过' }).first()).toBeVisible();
  await look(page, 'applications', { main: true });
  await page.getByRole('button', { name: '删除' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'dialog-delete-draft');
  await page.goto('/apply/residential');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('您有还没提交的草稿');
  await look(page, 'begin-with-draft');
});

test('a pass and its papers', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'li-jianguo');
  const id = await decidedWith(page, await answersOf(city, 'li-jianguo'));
  await page.goto(`/applications/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('可以购买五环内住宅');
  await page.getByText('各部门答复情况').click();
  await look(page, 'result-passed', { main: true });
  await page.goto(`/applications/${id}/receipt`);
  await look(page, 'receipt', { main: true });
  await page.goto(`/applications/${id}/certificate`);
  await look(page, 'certificate', { main: true });
  await page.goto(`/applications/${id}/form`);
  await look(page, 'form', { main: true });
  await page.goto(`/applications/${id}`);
  await page.getByRole('button', { name: '撤销申请' }).click();
  await look(page, 'dialog-withdraw');
  await page.getByRole('dialog').getByRole('button', { name: '撤销', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('申请已撤销');
  await look(page, 'result-withdrawn');
  await page.goto(`/applications/${id}/certificate`);
  await look(page, 'certificate-void');
});

test('failures and the ways out', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'sun-ming');
  const id = await decidedWith(page, await answersOf(city, 'sun-ming'));
  await page.goto(`/applications/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('暂不能购买五环内住宅');
  await look(page, 'result-failed', { main: true });
  await page.goto(`/applications/${id}/help`);
  await look(page, 'review-help', { main: true });
  await page.goto(`/applications/${id}/review`);
  await look(page, 'review');
  await page.goto(`/applications/${id}/certificate`);
  await look(page, 'certificate-none');
});

test('a result that waits', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'he-jun');
  await city.setFault('social_insurance', { fault: 'error_500' });
  const id = await submittedWith(page, await answersOf(city, 'he-jun'));
  await page.goto(`/applications/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('正在等待部门答复', { timeout: 20_000 });
  await look(page, 'result-waiting', { main: true });
  await page.goto('/');
  await atHome(page);
  await look(page, 'home-waiting');
});

test('failures of the platform, and dialogs over every page', { tag: '@phone' }, async ({ page, city, stack, watched }) => {
  watched.allow(404, 503);
  watched.allowOffline();
  const person = await enter(page, city, 'meng-yao');
  await page.goto('/applications/app_019d0000000070008000000000000001');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('没有找到');
  await look(page, 'not-yours');

  await page.goto('/help');
  await openPhoneMenu(page);
  await page.getByRole('banner').locator('summary').click();
  await look(page, 'account-menu');
  await page.getByRole('button', { name: '查看我的完整身份信息' }).click();
  await expect(page.getByRole('dialog')).toContainText(person.document.number);
  await look(page, 'dialog-identity');

  await page.route('**/api/v1/home', (route) => route.fulfill({ status: 503, body: 'away' }));
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('平台正在维护');
  await look(page, 'maintenance');
  await page.unroute('**/api/v1/home');

  const idle_until = new Date(Date.now() + 110_000).toISOString();
  await changeAnswers(page, '**/api/v1/session', (session) => Object.assign(session, { idle_until }));
  await page.goto('/help');
  await expect(page.getByRole('dialog', { name: '您还在吗？' })).toBeVisible();
  await look(page, 'dialog-session-warning');
  await page.unroute('**/api/v1/session');

  await page.goto('/help');
  await stack.stopApi();
  await page.getByRole('banner').getByRole('link', { name: '购房资格核验' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('暂时连不上网络');
  await look(page, 'offline');
});
