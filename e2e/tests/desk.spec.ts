// The desk beside the cases: statistics, saved views, what was decided before, and what auditors and
// administrators see.
import type { Browser, Page } from '@playwright/test';
import type { City } from './support/city.ts';
import { expectEnglish } from './support/english.ts';
import { expect, test } from './support/fixtures.ts';
import { look } from './support/look.ts';
import { atDesk, claim, decide, signInOfficer, waiting, waitingWith } from './support/officers.ts';
import { enter, unitAnswersOf } from './support/residents.ts';
import { photograph } from './support/screenshots.ts';
import { en, filled, zh } from './support/words.ts';

const { desk, officer } = zh;
const title = (page: Page) => page.getByRole('heading', { level: 1 });

/** An officer who works on no cases, in a browser of their own, at a page of theirs. */
async function beside(browser: Browser, city: City, key: string, to: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await enter(page, city, key);
  await signInOfficer(page, city, key);
  await expect(title(page)).toHaveText(officer.no_cases.title);
  await page.getByRole('main').getByRole('link', { name: to }).click();
  await expect(title(page)).toHaveText(to);
  return page;
}

test('a supervisor reads the statistics, as plots and as numbers', { tag: '@phone' }, async ({ browser, city }, info) => {
  const { number } = await waiting(browser, city, 'geng-tao');
  await waiting(browser, city, 'wu-haitao');
  const page = await atDesk(browser, city, 'su-wen');
  await claim(page, number);
  await decide(page, officer.act.refuse, '单位说明与记录不符');
  await expect(title(page)).toHaveText(officer.done.refused_title);
  await page.getByRole('link', { name: desk.nav.dashboard }).click();
  await expect(title(page)).toHaveText(desk.nav.dashboard);
  const open = page.getByRole('region', { name: desk.statistics.open });
  await expect(open.getByRole('img', { name: new RegExp(`${officer.kind.manual_review}：共 1 件`) })).toBeVisible();
  const weeks = page.getByRole('region', { name: desk.statistics.weeks });
  await expect(weeks.getByRole('img', { name: /收到 2 件，办结 1 件/ })).toBeVisible();
  const rulings = page.getByRole('region', { name: desk.statistics.rulings });
  await expect(rulings.getByRole('row', { name: new RegExp(desk.ruling.refused) })).toContainText('1');
  await expect(page.getByRole('region', { name: desk.statistics.policies })).toContainText('R-2026-08-08');
  await look(page, 'desk-statistics', { main: true });
  if (info.project.name === 'desktop') {
    await page.setViewportSize({ width: 820, height: 1180 });
    await photograph(page, 'desk-statistics-tablet');
    await page.setViewportSize({ width: 1280, height: 900 });
  }
  await page.getByLabel(desk.statistics.from, { exact: true }).fill('2020-01-01');
  await page.getByRole('button', { name: desk.statistics.show }).click();
  await expect(page.getByText(desk.statistics.bad_period)).toBeVisible();
  await page.getByLabel(desk.statistics.to, { exact: true }).fill('2020-12-31');
  await page.getByRole('button', { name: desk.statistics.show }).click();
  await expect(page.getByText(desk.statistics.nothing).first()).toBeVisible();
  // Reviewers are shown no way there, and none opens by its address.
  const reviewer = await atDesk(browser, city, 'ding-ning');
  await expect(reviewer.getByRole('link', { name: desk.nav.dashboard })).toHaveCount(0);
  await reviewer.goto('/officer/dashboard');
  await expect(title(reviewer)).toHaveText(desk.closed.title);

  await page.evaluate(() => localStorage.setItem('language', 'en'));
  await page.goto('/officer/dashboard');
  await expect(title(page)).toHaveText(en.desk.nav.dashboard);
  await look(page, 'desk-statistics-en');
  await expectEnglish(page, ['苏文']);
});

test('views are saved and chosen, and what was decided before is shown', async ({ browser, city }) => {
  const first = await waiting(browser, city, 'geng-tao');
  const page = await atDesk(browser, city, 'ding-ning');
  await claim(page, first.number);
  await decide(page, officer.act.refuse, '单位说明与记录不符');
  await expect(title(page)).toHaveText(officer.done.refused_title);
  const { number } = await waitingWith(first.page, await unitAnswersOf(city, 'geng-tao'));

  await page.goto('/officer');
  await page.getByLabel(zh.pages.list.module).selectOption('commercial');
  await page.getByRole('button', { name: desk.views.save }).click();
  const name = page.getByRole('textbox', { name: desk.views.name });
  await expect(name).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText(desk.views.empty)).toBeVisible();
  await look(page, 'desk-view-name');
  await page.keyboard.type('商办');
  await page.keyboard.press('Enter');
  const views = page.getByLabel(desk.views.label);
  await expect(views.locator('option:checked')).toHaveText('商办');
  await page.goto('/officer');
  await views.selectOption({ label: '商办' });
  await expect(page).toHaveURL(/module=commercial/);
  await page.getByRole('button', { name: desk.views.delete }).click();
  await expect(views).toHaveCount(0);

  await claim(page, number);
  const earlier = page.getByRole('region', { name: desk.earlier.title });
  await expect(earlier).not.toContainText(first.number);
  await earlier.getByRole('button', { name: desk.earlier.button }).click();
  await expect(earlier).toContainText(first.number);
  await expect(earlier).toContainText('单位说明与记录不符');
  await look(page, 'desk-earlier');
  await first.page.goto(`/applications/${first.id}`);
  const looks = first.page.getByRole('region', { name: zh.result.looks.title });
  await expect(looks).toContainText(desk.look_earlier);
});

test('an auditor reads who looked at what, and a case that is closed', async ({ browser, city, watched }) => {
  watched.allow(404);
  const { number } = await waiting(browser, city, 'geng-tao');
  const reviewer = await atDesk(browser, city, 'ding-ning');
  await claim(reviewer, number);
  await decide(reviewer, officer.act.refuse, '单位说明与记录不符');
  const page = await beside(browser, city, 'zhuang-yi', desk.nav.audit);
  const row = page.getByRole('row', { name: new RegExp(number) });
  await expect(row).toContainText('丁宁');
  await expect(page.getByRole('region', { name: desk.audit.whole })).toContainText(desk.audit.whole_yes);
  await look(page, 'desk-audit', { main: true });
  await row.getByRole('button', { name: filled(desk.audit.of_officer, { name: '丁宁' }) }).click();
  await expect(page.getByRole('button', { name: desk.audit.all_officers })).toBeVisible();

  await page.getByRole('textbox', { name: desk.audit.number }).fill(number.toLowerCase());
  await page.getByRole('button', { name: desk.audit.open }).click();
  await expect(title(page)).toHaveText(filled(desk.audit.case_title, { number }));
  const main = page.getByRole('main');
  await expect(main).toContainText(desk.audit.is_closed);
  await expect(main).toContainText(desk.audit.chain_whole);
  await expect(main).toContainText('单位说明与记录不符');
  await expect(main).not.toContainText((await city.person('geng-tao')).document.number);
  await expect(main.getByRole('button')).toHaveCount(0);
  await look(page, 'desk-audited-case');
  await page.goto('/officer/audit/ZZ-2026-1120-7KQM2X');
  await expect(title(page)).toHaveText(desk.audit.missing_title);
});

test('an administrator ends the sessions of an officer, and sees no case', async ({ browser, city, watched }) => {
  watched.allow(401);
  await waiting(browser, city, 'geng-tao');
  const reviewer = await atDesk(browser, city, 'ding-ning');
  const page = await beside(browser, city, 'luo-min', desk.nav.administration);
  const row = page.getByRole('row', { name: /丁宁/ });
  await look(page, 'desk-administration', { main: true });
  await expect(page.getByRole('main')).not.toContainText('耿');
  const end = row.getByRole('button', { name: filled(desk.administration.end_of, { name: '丁宁' }) });
  await end.click();
  const sure = page.getByRole('dialog', { name: filled(desk.administration.sure, { name: '丁宁' }) });
  await look(page, 'desk-end-sessions');
  await sure.getByRole('button', { name: desk.administration.end }).click();
  await expect(end).toHaveCount(0);
  await reviewer.getByRole('button', { name: officer.queue.refresh }).click();
  await expect(reviewer.getByRole('dialog')).toBeVisible();
  await page.goto('/officer/dashboard');
  await expect(title(page)).toHaveText(desk.closed.title);
});
