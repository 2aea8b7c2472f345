// What a person decides: officers and applicants, each in a browser of their own.
import type { Page } from '@playwright/test';
import { changeAnswers } from './support/changed.ts';
import { expectEnglish } from './support/english.ts';
import { expect, test } from './support/fixtures.ts';
import { look } from './support/look.ts';
import { atDesk, claim, decide, signInOfficer, waiting } from './support/officers.ts';
import { enter } from './support/residents.ts';
import { photograph } from './support/screenshots.ts';
import { en, zh } from './support/words.ts';

const { officer, result } = zh;
const title = (page: Page) => page.getByRole('heading', { level: 1 });

test('a reviewer proposes, a supervisor confirms, and the applicant reads why', async ({ browser, city }) => {
  const applicant = await waiting(browser, city, 'geng-tao');
  const reviewer = await atDesk(browser, city, 'ding-ning');
  await claim(reviewer, applicant.number);
  const declared = reviewer.getByRole('region', { name: officer.case.declared });
  await expect(declared).toContainText('耿涛');
  await expect(declared).not.toContainText((await city.person('geng-tao')).document.number);
  await expect(reviewer.getByRole('region', { name: officer.case.found })).toContainText('社会保险');
  await expect(reviewer.getByRole('main')).toContainText(/自 \d\d:\d\d 起由您办理，保留到 \d\d:\d\d/);

  // Nothing is sent without a decision and a reason.
  const send = reviewer.getByRole('button', { name: officer.act.send });
  await send.click();
  await expect(reviewer.getByText(officer.act.choose)).toBeVisible();
  await expect(reviewer.getByText(officer.reason.empty)).toBeVisible();
  await look(reviewer, 'officer-case-error');
  await decide(reviewer, officer.act.propose, '单位已出具补缴说明，不影响连续');
  await expect(title(reviewer)).toHaveText(officer.done.proposed_title);
  await expect(title(reviewer)).toBeFocused();
  await look(reviewer, 'officer-proposed');

  // The applicant hears of no proposal.
  await applicant.page.goto(`/applications/${applicant.id}`);
  await expect(title(applicant.page)).toHaveText('正在人工核验');
  await expect(applicant.page.getByRole('main')).not.toContainText('单位已出具补缴说明');

  const supervisor = await atDesk(browser, city, 'su-wen');
  await supervisor.getByRole('link', { name: zh.terms.review_step.proposed }).click();
  await claim(supervisor, applicant.number);
  await expect(supervisor.getByRole('heading', { name: /^丁宁 于 .+ 拟定通过/ })).toBeVisible();
  await look(supervisor, 'officer-case-confirm');
  await decide(supervisor, officer.act.confirm, '同意，材料齐全');
  await expect(title(supervisor)).toHaveText(officer.done.passed_title);

  // The page that waits hears of it by itself.
  await expect(title(applicant.page)).toHaveText(result.ruling.passed);
  const verdict = applicant.page.locator('.verdict');
  await expect(verdict).toContainText('核验通过');
  await expect(verdict).toContainText('同意，材料齐全');
  await look(applicant.page, 'ruled-passed');
  await applicant.page.getByRole('link', { name: result.certificate }).click();
  await expect(applicant.page.locator('.paper')).toContainText(/AJ-\w{4}-\w{4}-\w{4}/);
  await expect(applicant.page.locator('.paper')).toContainText(result.ruling.certificate);
  await look(applicant.page, 'ruled-certificate');
});

test('a refusal is told with its reason, and who looked at what and why', async ({ browser, city }) => {
  const applicant = await waiting(browser, city, 'wu-haitao');
  const reviewer = await atDesk(browser, city, 'ding-ning');
  await claim(reviewer, applicant.number);
  const { number } = (await city.person('wu-haitao')).document;
  await reviewer.getByRole('button', { name: officer.identities.button }).click();
  const why = reviewer.getByRole('textbox', { name: new RegExp(officer.identities.why) });
  await expect(why).toBeFocused();
  await reviewer.getByRole('button', { name: officer.identities.reveal, exact: true }).click();
  await expect(reviewer.getByText(officer.reason.empty)).toBeVisible();
  await why.fill('与户口簿核对');
  await reviewer.getByRole('button', { name: officer.identities.reveal, exact: true }).click();
  await expect(reviewer.getByText(number)).toBeVisible();
  await look(reviewer, 'officer-numbers');
  await reviewer.getByRole('button', { name: officer.identities.hide }).click();
  await expect(reviewer.getByText(number)).toHaveCount(0);

  await decide(reviewer, officer.act.refuse, '成年子女不计入家庭成员');
  await expect(title(reviewer)).toHaveText(officer.done.refused_title);
  const { page } = applicant;
  await page.goto(`/applications/${applicant.id}`);
  await expect(title(page)).toHaveText(result.ruling.failed);
  await expect(page.locator('.verdict')).toContainText('成年子女不计入家庭成员');
  const looks = page.getByRole('region', { name: result.looks.title });
  await expect(looks).toContainText(`审核员 ${result.looks.case}`);
  await expect(looks).toContainText(`审核员 ${result.looks.identities}`);
  await expect(looks).toContainText('理由：与户口簿核对');
  await expect(looks).toContainText(result.looks.queried);
  await expect(looks).not.toContainText('丁宁');
  await look(page, 'ruled-failed');
});

test('a second officer sees who has a case, a supervisor takes it over, and what was typed stays', async ({ browser, city }) => {
  const { id, number } = await waiting(browser, city, 'geng-tao');
  const first = await atDesk(browser, city, 'ding-ning');
  const second = await atDesk(browser, city, 'jiang-tao');
  await claim(first, number);
  // The queue of the second one is older than the claim.
  await second.getByRole('button', { name: `${officer.claim} ${number}` }).click();
  await expect(second.getByRole('row', { name: new RegExp(number) })).toContainText(/丁宁\s*自 \d\d:\d\d 起/);
  await look(second, 'officer-queue-taken');
  await second.goto(`/officer/${id}`);
  await expect(title(second)).toHaveText(officer.closed.taken_title);
  await expect(second.getByRole('main')).toContainText('丁宁 自');
  await expect(second.getByRole('button', { name: officer.take_over })).toHaveCount(0);

  const reason = first.getByRole('textbox', { name: /^理由/ });
  await reason.fill('还在等单位的说明');
  const supervisor = await atDesk(browser, city, 'su-wen');
  await supervisor.goto(`/officer/${id}`);
  await look(supervisor, 'officer-take-over');
  await supervisor.getByRole('button', { name: officer.take_over }).click();
  await expect(title(supervisor)).toHaveText(number);

  await first.getByRole('radio', { name: new RegExp(`^${officer.act.propose}`) }).check();
  await first.getByRole('button', { name: officer.act.propose, exact: true }).click();
  const lost = first.getByRole('alert').filter({ hasText: officer.lease.taken_title });
  await expect(lost).toContainText('苏文 自');
  await expect(reason).toHaveValue('还在等单位的说明');
  await look(first, 'officer-lost');

  await supervisor.getByRole('button', { name: officer.lease.release }).click();
  await expect(title(supervisor)).toHaveText(officer.queue.title);
  await first.reload();
  await expect(title(first)).toHaveText(officer.closed.free_title);
  await first.getByRole('button', { name: officer.claim, exact: true }).click();
  await expect(title(first)).toHaveText(number);
  await expect(reason).toHaveValue('还在等单位的说明');
});

test('a proposal is returned, and whoever goes on with it reads why', async ({ browser, city }) => {
  const { number } = await waiting(browser, city, 'geng-tao');
  const reviewer = await atDesk(browser, city, 'ding-ning');
  await claim(reviewer, number);
  await decide(reviewer, officer.act.propose, '材料齐全');
  await expect(title(reviewer)).toHaveText(officer.done.proposed_title);
  await reviewer.getByRole('link', { name: officer.to_queue }).click();
  await claim(reviewer, number);
  // Whoever may not confirm is told that it waits.
  await expect(reviewer.getByRole('region', { name: officer.act.title })).toContainText(officer.act.waits);
  await reviewer.getByRole('button', { name: officer.lease.release }).click();
  await expect(title(reviewer)).toHaveText(officer.queue.title);

  const supervisor = await atDesk(browser, city, 'su-wen');
  await claim(supervisor, number);
  await decide(supervisor, officer.act.give_back, '请补充单位说明');
  await expect(title(supervisor)).toHaveText(officer.done.returned_title);
  await reviewer.getByRole('button', { name: officer.queue.refresh }).click();
  await claim(reviewer, number);
  const history = reviewer.getByRole('region', { name: officer.history.title });
  await expect(history).toContainText('苏文 退回');
  await expect(history).toContainText('请补充单位说明');
});

test('no case of the own, none for an auditor, and none before a document is bound', async ({ browser, city, page }) => {
  const { page: desk } = await waiting(browser, city, 'tong-lei');
  const other = await waiting(browser, city, 'geng-tao');
  await desk.goto('/officer');
  await signInOfficer(desk, city, 'tong-lei');
  await expect(desk.getByRole('row')).toHaveCount(2);
  await expect(desk.getByRole('row', { name: new RegExp(other.number) })).toBeVisible();

  await signInOfficer(page, city, 'lan-tian');
  await expect(title(page)).toHaveText(officer.unbound.title);
  await expect(page.getByRole('link', { name: officer.unbound.bind })).toHaveAttribute(
    'href',
    '/bind?return_to=/officer',
  );
  await look(page, 'officer-unbound');
  await page.getByRole('button', { name: zh.shell.sign_out }).click();
  await page.waitForURL((url) => url.href.startsWith(city.address));
  await page.goto('/officer');
  await signInOfficer(page, city, 'zhuang-yi');
  await expect(title(page)).toHaveText(officer.no_cases.title);
  await look(page, 'officer-auditor');
});

test('the queue by keyboard, with its filters', async ({ browser, city }) => {
  const numbers: string[] = [];
  for (const key of ['geng-tao', 'wu-haitao']) numbers.push((await waiting(browser, city, key)).number);
  const [first = '', second = ''] = numbers;
  const page = await atDesk(browser, city, 'ding-ning');
  await page.getByRole('link', { name: first }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('link', { name: second })).toBeFocused();
  await page.keyboard.press('Home');
  await expect(page.getByRole('link', { name: first })).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText(officer.closed.free_title);
  await expect(title(page)).toBeFocused();
  await look(page, 'officer-free');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText(second);
  await page.getByRole('link', { name: officer.queue.title }).first().click();
  await page.getByRole('link', { name: officer.queue.mine }).click();
  await expect(page.getByRole('row', { name: new RegExp(second) })).toContainText(officer.queue.you);
  await expect(page.getByRole('link', { name: first })).toHaveCount(0);
  await page.getByLabel(zh.pages.list.module).selectOption('commercial');
  await expect(page.getByRole('heading', { name: officer.queue.none_here })).toBeVisible();
  await look(page, 'officer-queue-empty');
});

test('the console on every width, in large type and in English', { tag: '@phone' }, async ({ browser, city }, info) => {
  const numbers: string[] = [];
  for (const key of ['geng-tao', 'meng-ke']) numbers.push((await waiting(browser, city, key)).number);
  const [first = '', second = ''] = numbers;
  const page = await (await browser.newContext()).newPage();
  await enter(page, city, 'ding-ning');
  await page.goto('/officer');
  await expect(title(page)).toHaveText(officer.door.title);
  await look(page, 'officer-door');
  await signInOfficer(page, city, 'ding-ning');
  await changeAnswers(page, '**/api/v1/officer/cases?*', (queue) => {
    // One that is late, one that is nearly so.
    const day = (ahead: number) => new Date(Date.now() + (8 + 24 * ahead) * 3600_000).toISOString().slice(0, 10);
    Object.assign(queue.items[0], { due_on: day(-2), is_overdue: true });
    Object.assign(queue.items[1], { due_on: day(1) });
  });
  await page.getByRole('button', { name: officer.queue.refresh }).click();
  await expect(page.getByText('已超期 2 天')).toBeVisible();
  await expect(page.getByText('明天到期')).toBeVisible();
  await look(page, 'officer-queue', { main: true });
  const narrower = async (name: string) => {
    if (info.project.name !== 'desktop') return;
    await page.setViewportSize({ width: 820, height: 1180 });
    await photograph(page, `${name}-tablet`);
    await page.setViewportSize({ width: 1280, height: 900 });
  };
  await narrower('officer-queue');
  await claim(page, first);
  await look(page, 'officer-case');
  await narrower('officer-case');

  await page.evaluate(() => localStorage.setItem('language', 'en'));
  await page.goto('/officer');
  await expect(title(page)).toHaveText(en.officer.queue.title);
  await look(page, 'officer-queue-en');
  await expectEnglish(page, ['丁宁', '耿*', '孟*']);
  await claim(page, second, en);
  await look(page, 'officer-case-en');
  const data = ['丁宁', '孟可', '晨光软件（示例）', '京居住0000001', '北京市东城区示例胡同 1 号'];
  await expectEnglish(page, data);
});

test('whoever is away is warned and signed out, and the reason is there afterwards', async ({ browser, city }) => {
  const { number } = await waiting(browser, city, 'geng-tao');
  const page = await atDesk(browser, city, 'ding-ning');
  await claim(page, number);
  await page.getByRole('textbox', { name: /^理由/ }).fill('已核对');
  // The browser keeps it after a pause, as it does for applicants.
  await page.waitForTimeout(800);
  await expect(page.getByRole('region', { name: officer.bar.label })).toContainText(/1[345]:\d\d/);
  const soon = (session: { idle_until: string }) => {
    session.idle_until = new Date(Date.now() + 100_000).toISOString();
  };
  await changeAnswers(page, '**/api/v1/officer/session', soon);
  await page.reload();
  const warning = page.getByRole('dialog', { name: zh.shell.session.warning_title });
  await expect(warning).toBeVisible();
  await look(page, 'officer-warning');
  await warning.getByRole('button', { name: zh.shell.session.stay }).click();
  await expect(warning).toBeHidden();

  await changeAnswers(page, '**/api/v1/officer/session', (session) => {
    session.idle_until = new Date(Date.now() + 3_000).toISOString();
  });
  await page.reload();
  await expect(title(page)).toHaveText(number);
  await page.unroute('**/api/v1/officer/session');
  await page.route('**/api/v1/officer/session', async (route) => {
    const response = await route.fetch();
    const session = { ...(await response.json()), officer: null, idle_until: null, ends_at: null };
    await route.fulfill({ response, json: session });
  });
  const ended = page.getByRole('dialog', { name: zh.shell.session.ended_title });
  await expect(ended).toBeVisible();
  await page.unroute('**/api/v1/officer/session');
  await ended.getByRole('link', { name: zh.shell.session.again }).click();
  await page.getByLabel(/^用户名/).fill('dingning');
  await page.getByLabel(/^密码/).fill(await city.password());
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByLabel(/^验证码/).fill((await page.locator('[data-code]').getAttribute('data-code')) ?? '');
  await page.getByRole('button', { name: '确认并继续' }).click();
  await expect(title(page)).toHaveText(number);
  await expect(page.getByRole('textbox', { name: /^理由/ })).toHaveValue('已核对');
});

test('who is no officer reads why, and finds the way', async ({ page, city }) => {
  await page.goto('/officer');
  await page.getByRole('link', { name: officer.door.sign_in }).click();
  await page.getByLabel(/^用户名/).fill('hejun');
  await page.getByLabel(/^密码/).fill(await city.password());
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByLabel(/^验证码/).fill((await page.locator('[data-code]').getAttribute('data-code')) ?? '');
  await page.getByRole('button', { name: '确认并继续' }).click();
  const alert = page.getByRole('alert').filter({ hasText: '没有工作人员权限' });
  await expect(alert).toBeVisible();
  await alert.getByRole('link', { name: zh.pages.entry.officers }).click();
  await expect(title(page)).toHaveText(officer.door.title);
});
