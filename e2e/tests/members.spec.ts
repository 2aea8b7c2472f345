// Who is named in a household sees it and objects; two officers uphold that; and everybody corrects and
// takes along what is theirs.
import { expect, test } from './support/fixtures.ts';
import { look } from './support/look.ts';
import { atDesk, claim, decide } from './support/officers.ts';
import { answersOf, ask, decidedWith, enter } from './support/residents.ts';
import { beginning, filled, zh } from './support/words.ts';

const { member, officer } = zh;

test('a spouse objects, two officers uphold it, and the application is void @phone', async ({ page, browser, city }) => {
  await enter(page, city, 'yang-fan');
  const answers = await answersOf(city, 'yang-fan');
  const id = await decidedWith(page, answers);
  const { summary } = await (await ask(page, 'GET', `/${id}`)).json();
  const number: string = summary.number;
  await page.goto(`/applications/${id}`);
  await expect(page.locator('.verdict')).toContainText('核验通过');

  // In a browser of her own: the group on the home page, and what is said about her.
  const spouse = await (await browser.newContext()).newPage();
  await enter(spouse, city, 'xie-jing');
  const group = spouse.getByRole('region', { name: member.list_title });
  await expect(group).toContainText('由 杨* 申请');
  await look(spouse, 'named-home');
  await group.getByRole('link', { name: number, exact: true }).click();
  await expect(spouse.getByRole('heading', { level: 1 })).toHaveText(number);
  const main = spouse.getByRole('main');
  await expect(spouse.getByRole('region', { name: member.about_me })).toContainText('谢静');
  await expect(main).not.toContainText('杨帆');
  await expect(main).not.toContainText(answers.applicant.document_number!);

  // Nothing is sent without what is not so, and words.
  await spouse.getByRole('button', { name: member.object.send }).click();
  const summaryOfErrors = spouse.getByRole('alert').filter({ has: spouse.getByRole('heading') });
  await expect(summaryOfErrors.getByRole('link')).toHaveCount(2);
  await look(spouse, 'named-errors');
  await spouse.getByRole('radio', { name: member.ground.not_agreed }).check();
  const statement = '我不知道这份申请，也没有同意。';
  await spouse.getByRole('textbox', { name: new RegExp(member.object.statement) }).fill(statement);
  await spouse.getByRole('button', { name: member.object.send }).click();
  const objections = spouse.getByRole('region', { name: member.objections });
  await expect(objections).toContainText(statement);
  await expect(objections).toContainText(member.step.open);
  await look(spouse, 'named-objected');

  // The applicant is told that, and not what.
  await page.reload();
  const told = page.getByRole('region', { name: member.told.title });
  await expect(told).toContainText(member.step.open);
  await expect(page.getByRole('main')).not.toContainText(statement);
  await look(page, 'objection-told');

  const reviewer = await atDesk(browser, city, 'ding-ning');
  await reviewer.getByLabel(officer.queue.kind).selectOption('objection');
  await claim(reviewer, number);
  await expect(reviewer.getByRole('region', { name: member.officer.title })).toContainText(statement);
  await look(reviewer, 'officer-objection');
  await decide(reviewer, member.officer.propose, '双方陈述不一致，已电话核实');
  await expect(reviewer.getByRole('heading', { level: 1 })).toHaveText(member.officer.proposed_title);
  const supervisor = await atDesk(browser, city, 'su-wen');
  await claim(supervisor, number);
  await decide(supervisor, member.officer.confirm, '核实属实，异议成立');
  await expect(supervisor.getByRole('heading', { level: 1 })).toHaveText(member.officer.upheld_title);

  // Both pages hear of it by themselves.
  await expect(page.getByRole('main')).toContainText(member.void.head);
  await expect(told).toContainText('核实属实，异议成立');
  await expect(page.getByRole('main')).toContainText('已失效');
  await look(page, 'objection-upheld');
  await expect(objections).toContainText('核实属实，异议成立');
  await expect(main).toContainText(member.event.upheld);
  await expect(spouse.getByRole('button', { name: member.object.send })).toHaveCount(0);
  await look(spouse, 'named-void');
});

test('a telephone number is corrected with its history, and everything is taken along @phone', async ({ page, city }) => {
  await enter(page, city, 'yang-fan');
  const answers = await answersOf(city, 'yang-fan');
  const id = await decidedWith(page, answers);
  await page.goto(`/applications/${id}`);
  await page.getByRole('link', { name: member.contact.link }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(member.contact.title);
  const mobile = page.getByRole('textbox', { name: beginning(member.contact.mobile) });
  await expect(mobile).toHaveValue(answers.applicant.mobile!);
  await mobile.fill('139');
  await page.getByRole('button', { name: member.contact.save }).click();
  await expect(page.getByRole('alert').getByRole('link')).toHaveCount(1);
  await look(page, 'contact-error');
  await mobile.fill('139 0000 0002');
  await page.getByRole('button', { name: member.contact.save }).click();
  await expect(mobile).toHaveValue('13900000002');
  const history = page.getByRole('region', { name: member.contact.history });
  await expect(history).toContainText(filled(member.contact.from, { what: answers.applicant.mobile! }));
  await expect(history).toContainText(filled(member.contact.to, { what: '13900000002' }));
  await look(page, 'contact');

  await page.goto('/me');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(member.data.title);
  await expect(page.getByRole('main')).toContainText('杨帆');
  await look(page, 'my-data');
  const arriving = page.waitForEvent('download');
  await page.getByRole('link', { name: member.data.download }).click();
  const file = await arriving;
  expect(file.suggestedFilename()).toBe('anju-export.json');
  const stream = await file.createReadStream();
  let text = '';
  for await (const chunk of stream) text += chunk;
  const all = JSON.parse(text);
  expect(all.applications[0].contact.contact.mobile).toBe('13900000002');
  expect(text).not.toContain('谢静');
});
