// Agents file for somebody else: the papers, the code, the principal who confirms, the officers who check,
// and what each of them sees.
import type { Page } from '@playwright/test';
import { filedFor, papersOf, showPapers } from './support/agents.ts';
import { expectEnglish } from './support/english.ts';
import { expect, test } from './support/fixtures.ts';
import { look } from './support/look.ts';
import { atDesk, claim, decide } from './support/officers.ts';
import { choose, picture } from './support/papers.ts';
import { leavesOf, printed } from './support/print.ts';
import { answersOf, bind, enter } from './support/residents.ts';
import { signIn } from './support/sign-in.ts';
import { Wizard } from './support/wizard.ts';
import { en, filled, zh } from './support/words.ts';

const { agent, officer, papers, result, wizard: words } = zh;
const title = (page: Page) => page.getByRole('heading', { level: 1 });

test('an agent files with uploads, and the applicant confirms, shows the facts, and revokes @phone', async ({ page, browser, city, watched }) => {
  // Whoever is no party any more is told that there is no such thing.
  watched.allow(404);
  await enter(page, city, 'wang-qiang');
  const principal = await city.person('yang-fan');
  const answers = { ...(await answersOf(city, 'yang-fan')), filler: { who: 'agent' as const } };
  const wizard = new Wizard(page);
  await wizard.begin();
  await wizard.fillIn(answers);
  const banner = page.getByRole('region', { name: agent.banner });
  await expect(banner).toContainText(filled(agent.acting_for, { name: principal.name }));

  // Nothing goes on without the three papers, and a file that is only chosen is not lost silently.
  await wizard.arrived(agent.papers.title);
  await wizard.goOn();
  const errors = page.getByRole('alert').filter({ hasText: /有 3 处需要修改/ });
  await expect(errors).toBeFocused();
  await expect(errors.getByRole('link')).toHaveCount(3);
  await look(page, 'agent-papers-error');
  const [authority = ''] = papersOf();
  await choose(page, `${papers.choose} ${authority}`, [await picture(page, 'signed.png')]);
  await page.getByRole('contentinfo').getByRole('link', { name: zh.shell.footer.privacy }).click();
  const leaving = page.getByRole('dialog', { name: agent.leave.title });
  await leaving.getByRole('button', { name: agent.leave.stay }).click();
  // Another chapter, and back: it is still there.
  await page.getByRole('link', { name: words.go.back, exact: true }).click();
  await wizard.arrived(words.target.title);
  await wizard.goOn();
  await wizard.arrived(agent.papers.title);
  await expect(page.getByRole('listitem').filter({ hasText: 'signed.png' })).toBeVisible();
  await page.getByRole('button', { name: `${papers.remove} signed.png` }).click();
  await showPapers(page);
  await look(page, 'agent-papers');

  // The authority to sign, on one page of paper, with the numbers of both in full.
  const opened = page.context().waitForEvent('page');
  await page.getByRole('link', { name: agent.papers.print }).click();
  const paper = await opened;
  await expect(title(paper)).toHaveText(agent.paper.title);
  await expect(paper.locator('.paper')).toContainText('王强');
  await expect(paper.getByText(principal.document.number)).toBeHidden();
  await look(paper, 'agent-authority');
  await paper.emulateMedia({ media: 'print' });
  await expect(paper.getByText(principal.document.number)).toBeVisible();
  if (test.info().project.name === 'desktop') expect(leavesOf(await printed(paper))).toHaveLength(1);
  await paper.close();

  await wizard.goOn();
  await wizard.arrived(words.submit.title);
  await look(page, 'agent-check');
  await wizard.promise(filled(agent.submit_for, { name: principal.name }));
  const done = page.getByRole('dialog', { name: words.submit.done_title });
  await expect(done).toContainText(/等待申请人确认/);
  await done.getByRole('button', { name: words.submit.ok, exact: true }).click();
  await wizard.arrived(result.receipt_page.title);
  const handover = page.getByRole('region', { name: agent.code.title });
  const code = (await handover.getByText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2,}$/).textContent()) ?? '';
  await expect(handover.getByRole('img', { name: agent.code.qr })).toBeVisible();
  await look(page, 'agent-code');
  const id = new URL(page.url()).pathname.split('/')[2] ?? '';
  expect(await city.timesAsked('population', principal.document)).toBe(0);

  // The principal comes with the code in the address, which is gone from there before any sign-in.
  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto(`/authority#${code}`);
  await expect(title(theirs)).toHaveText(agent.handed.title);
  expect(theirs.url()).not.toContain('#');
  await theirs.getByRole('main').getByRole('link', { name: zh.shell.sign_in }).click();
  await theirs.waitForURL((url) => url.href.startsWith(city.address));
  await signIn(theirs, city, principal);
  await bind(theirs, principal);
  await expect(title(theirs)).toHaveText(agent.request.title);
  await expect(theirs.getByRole('main')).toContainText('王* 说受您委托');
  await expect(theirs.getByRole('region', { name: agent.request.answers })).toContainText(principal.document.number);
  await look(theirs, 'authority-request');
  const confirm = theirs.getByRole('button', { name: agent.request.confirm, exact: true });
  await confirm.click();
  const unticked = theirs.getByRole('alert').filter({ has: theirs.getByRole('heading') });
  await expect(unticked).toBeFocused();
  await look(theirs, 'authority-unagreed');
  await expect(unticked.getByRole('link')).toHaveCount(2);
  await theirs.getByRole('checkbox', { name: /^我同意按《个人信息使用说明》/ }).check();
  // The consent is not the promise.
  await confirm.click();
  await expect(unticked.getByRole('link')).toHaveText([new RegExp(words.submit.promise_title)]);
  await theirs.getByRole('checkbox', { name: words.submit.tick }).check();
  await confirm.click();
  const sure = theirs.getByRole('dialog', { name: agent.request.confirm_title });
  expect(await city.timesAsked('civil_affairs', principal.document)).toBe(0);
  await sure.getByRole('button', { name: agent.request.confirm, exact: true }).click();

  // It is theirs now; the agent sees what became of it, and not why in particular.
  await expect(theirs.locator('.verdict')).toContainText('核验通过');
  expect(await city.timesAsked('civil_affairs', principal.document)).toBeGreaterThan(0);
  const mine = theirs.getByRole('region', { name: agent.mine.title });
  await expect(mine).toContainText('王强');
  await look(theirs, 'authority-principal');
  await page.goto(`/applications/${id}`);
  await expect(page.locator('.verdict')).toContainText('核验通过');
  await expect(page.getByRole('main')).toContainText(agent.view.no_facts);
  // Nothing is made up in place of what is withheld.
  const checks = page.getByRole('region', { name: result.checks });
  await expect(checks).toContainText('这一项符合要求。');
  await expect(checks).not.toContainText(/来源|未婚|有住房/);
  await look(page, 'agent-view');
  await page.goto('/applications');
  await expect(page.getByRole('main')).toContainText(`${agent.fact.filed_for}杨*`);
  await look(page, 'agent-list');

  await mine.getByRole('checkbox', { name: agent.facts.tick }).check();
  await expect(theirs.locator('#announcer')).toContainText(agent.facts.told_shown);
  await page.goto(`/applications/${id}`);
  await expect(page.getByRole('main')).toContainText(agent.view.facts);
  await mine.getByRole('button', { name: agent.revoke.button }).click();
  const revoking = theirs.getByRole('dialog', { name: agent.revoke.title });
  await look(theirs, 'authority-revoke');
  await revoking.getByRole('button', { name: agent.revoke.button }).click();
  await expect(mine).toContainText(agent.mine.revoked);
  await page.reload();
  await expect(page.getByRole('main')).not.toContainText('核验通过');
});

test('an agent is checked by officers, and the applicant finds the application later', async ({ page, browser, city }) => {
  await enter(page, city, 'wang-qiang');
  const principal = await city.person('yang-fan');
  const { id, number } = await filedFor(page, await answersOf(city, 'yang-fan'));
  await page.goto(`/applications/${id}`);
  await expect(title(page)).toHaveText(agent.head.awaiting);
  await look(page, 'agent-awaiting');
  await page.getByRole('button', { name: agent.check.button }).click();
  const asking = page.getByRole('dialog', { name: agent.check.title });
  await asking.getByRole('button', { name: agent.check.confirm }).click();
  await expect(page.getByRole('main')).toContainText(agent.code.under_check);

  const reviewer = await atDesk(browser, city, 'ding-ning');
  await reviewer.getByLabel(officer.queue.kind).selectOption('authority');
  await claim(reviewer, number);
  await expect(reviewer.getByRole('region', { name: agent.mine.title })).toContainText('王强');
  const shown = reviewer.getByRole('region', { name: papers.case.title });
  const [signed = '', principals = ''] = papersOf();
  for (const paper of [signed, principals, agent.officer.agent_document]) await expect(shown.getByRole('heading', { name: paper })).toBeVisible();
  await expect(reviewer.getByRole('main')).toContainText(agent.officer.nothing_asked);
  await look(reviewer, 'officer-authority');
  expect(await city.timesAsked('population', principal.document)).toBe(0);
  await decide(reviewer, agent.officer.propose, '委托书签字与证件一致');
  await expect(title(reviewer)).toHaveText(agent.officer.proposed_title);
  const supervisor = await atDesk(browser, city, 'su-wen');
  await claim(supervisor, number);
  await decide(supervisor, agent.officer.confirm, '材料齐全，同意');
  await expect(title(supervisor)).toHaveText(agent.officer.stands_title);

  // The agent's page hears of it by itself.
  await expect(page.locator('.verdict')).toContainText('核验通过');
  await expect(page.getByRole('main')).toContainText(agent.view.no_facts);
  const theirs = await (await browser.newContext()).newPage();
  await enter(theirs, city, 'yang-fan');
  await theirs.goto('/applications');
  await theirs.getByRole('link', { name: number, exact: true }).click();
  await expect(theirs.getByRole('region', { name: agent.mine.title })).toContainText(agent.mine.checked);
});

test('an applicant declines with a reason, in English', async ({ page, browser, city }) => {
  await enter(page, city, 'wang-qiang');
  const { id, code } = await filedFor(page, await answersOf(city, 'yang-fan'));
  const theirs = await (await browser.newContext()).newPage();
  await enter(theirs, city, 'yang-fan');
  await theirs.goto('/authority');
  await theirs.getByRole('button', { name: /^English$/ }).click();
  await theirs.getByRole('textbox', { name: new RegExp(en.agent.request.code) }).fill(code.toLowerCase());
  await theirs.getByRole('button', { name: en.agent.request.look }).click();
  await expect(theirs.getByRole('region', { name: en.agent.request.filed })).toBeVisible();
  const told = await answersOf(city, 'yang-fan');
  const data = [told.applicant.name, told.spouse?.name ?? '', told.applicant.postal_address, told.target.address ?? '', ...told.homes.flatMap((home) => [home.address, home.certificate ?? '']), ...told.children.map((child) => child.name), '王*', '杨帆', '杨*'];
  await expectEnglish(theirs, data.filter(Boolean));
  await look(theirs, 'authority-request-en');
  await theirs.getByRole('button', { name: en.agent.request.decline, exact: true }).click();
  const sure = theirs.getByRole('dialog', { name: en.agent.request.decline_title });
  await sure.getByRole('textbox').fill('I have not authorised anybody');
  await look(theirs, 'authority-decline-en');
  await sure.getByRole('button', { name: en.agent.request.decline, exact: true }).click();
  await expect(title(theirs)).toHaveText(en.agent.request.declined);
  await page.goto(`/applications/${id}`);
  await expect(page.getByRole('main')).toContainText('I have not authorised anybody');
  await expect(page.getByRole('main')).toContainText(zh.terms.sub_state.authority_declined);
  await look(page, 'agent-declined');
});
