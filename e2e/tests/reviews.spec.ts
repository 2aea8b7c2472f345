// 申请复核: an applicant disputes house records, an officer looks into it, both in browsers of their own.
import type { Browser, Page } from '@playwright/test';
import type { City } from './support/city.ts';
import { expectEnglish } from './support/english.ts';
import { expect, test } from './support/fixtures.ts';
import { look } from './support/look.ts';
import { atDesk, claim, decide } from './support/officers.ts';
import { choose, pdf, picture } from './support/papers.ts';
import { MACHINE, answersOf, ask, enter, submittedWith } from './support/residents.ts';
import { beginning, en, filled, zh } from './support/words.ts';

const { officer, papers, review } = zh;
const title = (page: Page) => page.getByRole('heading', { level: 1 });

/** A person whose application for a home was refused, with the result open. */
async function refused(page: Page, city: City, key: string): Promise<{ id: string; number: string }> {
  await enter(page, city, key);
  const id = await submittedWith(page, await answersOf(city, key));
  const read = async () => (await (await ask(page, 'GET', `/${id}`)).json()).summary;
  await expect.poll(async () => (await read()).state, MACHINE).toBe('failed');
  await page.goto(`/applications/${id}`);
  return { id, number: (await read()).number };
}

/** Disputes the records of such addresses on the page that is open. */
async function dispute(page: Page, records: (string | RegExp)[], ground: string, statement: string) {
  await page.getByRole('link', { name: zh.pages.review_button }).click();
  for (const record of records) await page.getByRole('checkbox', { name: record }).check();
  await page.getByRole('radio', { name: ground }).check();
  await page.getByRole('textbox', { name: new RegExp(review.statement) }).fill(statement);
  await page.getByRole('button', { name: review.add, exact: true }).click();
  await expect(page.getByRole('region', { name: review.title })).toContainText(statement);
}

const refusal = async (browser: Browser, city: City, key: string) => {
  const page = await (await browser.newContext()).newPage();
  return { page, ...(await refused(page, city, key)) };
};

test('a record is disputed, corrected by two officers, and the rules run again @phone', async ({ page, browser, city }) => {
  const { id, number } = await refused(page, city, 'zhao-min');
  // Of what only the spouse holds no address is shown.
  const houses = page.getByRole('region', { name: review.houses });
  await expect(houses).toContainText('海淀区示例园 15 号楼 604');
  await expect(houses).not.toContainText('丰台区示例西里');
  await look(page, 'house-records');
  await page.getByRole('link', { name: zh.pages.review_button }).click();
  await expect(title(page)).toHaveText(zh.pages.review_button);

  // Nothing is sent without a record, a ground and a statement.
  await page.getByRole('button', { name: review.add, exact: true }).click();
  const summary = page.getByRole('alert').filter({ has: page.getByRole('heading') });
  await expect(summary.getByRole('link')).toHaveCount(3);
  await look(page, 'review-errors');
  await page.getByRole('checkbox', { name: /^丰台区/ }).check();
  await page.getByRole('radio', { name: review.ground_word.transferred }).check();
  await expect(page.getByText(review.ground_papers.transferred)).toBeVisible();
  const statement = '配偶名下丰台区的房屋已于上月卖出并过户。';
  await page.getByRole('textbox', { name: new RegExp(review.statement) }).fill(statement);
  await expect(summary.getByRole('link')).toHaveCount(0);
  await look(page, 'review-filled');
  await page.getByRole('button', { name: review.add, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/applications/${id}$`));
  const disputes = page.getByRole('region', { name: review.title });
  await expect(disputes).toContainText(review.step.under_review);
  await expect(disputes).toContainText(statement);
  await expect(disputes).toContainText(/预计在 .+以前答复/);
  await expect(page.getByRole('link', { name: zh.pages.review_button })).toHaveCount(0);
  await look(page, 'review-open');

  const reviewer = await atDesk(browser, city, 'ding-ning');
  await reviewer.getByLabel(officer.queue.kind).selectOption('dispute');
  await claim(reviewer, number);
  const disputed = reviewer.getByRole('region', { name: officer.disputed.title });
  await expect(disputed).toContainText('丰台区示例西里 7 号楼 105');
  await reviewer.getByRole('radio', { name: new RegExp(`^${officer.act.propose_review}`) }).check();
  await reviewer.getByRole('textbox', { name: /^理由/ }).fill('过户登记属实');
  const propose = reviewer.getByRole('button', { name: officer.act.propose_review, exact: true });
  await propose.click();
  await expect(reviewer.getByText(officer.correct.none)).toBeVisible();
  await reviewer.getByLabel(/丰台区示例西里/).selectOption('transferred');
  await propose.click();
  await expect(reviewer.getByText(officer.correct.bad_day)).toBeVisible();
  await look(reviewer, 'officer-review-error');
  await reviewer.getByLabel(/丰台区示例西里/).selectOption('not_held');
  await propose.click();
  await expect(title(reviewer)).toHaveText(officer.done.proposed_title);

  const supervisor = await atDesk(browser, city, 'su-wen');
  await claim(supervisor, number);
  await expect(supervisor.getByRole('main')).toContainText(`更正为：${officer.correct.not_held}`);
  await look(supervisor, 'officer-review-confirm');
  await decide(supervisor, officer.act.confirm_review, '同意，按登记更正');
  await expect(title(supervisor)).toHaveText(officer.done.recheck_title);

  // The page that waits hears of it by itself.
  await expect(page.locator('.verdict')).toContainText('核验通过');
  await expect(disputes).toContainText(review.step.granted);
  await expect(disputes).toContainText('同意，按登记更正');
  await expect(disputes).toContainText(`更正为：${officer.correct.not_held}`);
  await expect(page.getByRole('link', { name: zh.result.certificate })).toBeVisible();
  await look(page, 'review-granted');
});

test('an officer asks for something, the applicant answers, and the review is refused', async ({ page, browser, city }) => {
  const { id, number } = await refused(page, city, 'wang-qiang');
  await dispute(page, ['西城区示例胡同 9 号院'], review.ground_word.other, '登记有误。');
  const reviewer = await atDesk(browser, city, 'ding-ning');
  await claim(reviewer, number);
  await reviewer.getByRole('button', { name: officer.ask.button }).click();
  await reviewer.getByRole('textbox', { name: new RegExp(officer.ask.what) }).fill('请补充过户后的登记证明');
  await look(reviewer, 'officer-ask');
  await reviewer.getByRole('button', { name: officer.ask.send }).click();
  await expect(reviewer.getByRole('main')).toContainText(/等申请人补充，至 .+/);

  await page.reload();
  const disputes = page.getByRole('region', { name: review.title });
  await expect(disputes).toContainText(review.step.answer_awaited);
  await look(page, 'review-asked');
  await page.getByRole('button', { name: review.answer_button }).click();
  await expect(page.getByText('请填写')).toBeVisible();
  await page.getByRole('textbox', { name: new RegExp(review.answer) }).fill('登记证明见附件。');
  await choose(page, papers.choose, [pdf('certificate.pdf')]);
  await page.getByRole('button', { name: `${papers.send} certificate.pdf` }).click();
  await expect(disputes).toContainText(papers.state.clean);
  await page.getByRole('button', { name: review.answer_button }).click();
  await expect(disputes).toContainText(review.step.under_review);
  await expect(disputes).toContainText('登记证明见附件。');
  await expect(disputes).toContainText('certificate.pdf');

  await reviewer.reload();
  await expect(reviewer.getByRole('main')).toContainText('登记证明见附件。');
  const answered = reviewer.getByRole('region', { name: papers.case.title });
  await expect(answered).toContainText(papers.case.answer);
  const saved = reviewer.waitForEvent('download');
  await answered.getByRole('button', { name: `${papers.save} certificate.pdf` }).click();
  expect((await saved).suggestedFilename()).toBe('certificate.pdf');
  await decide(reviewer, officer.act.refuse_review, '登记信息属实');
  await page.goto(`/applications/${id}`);
  await expect(disputes).toContainText(review.step.refused);
  await expect(disputes).toContainText('登记信息属实');
  await expect(page.locator('.verdict')).toContainText('核验不通过');
  await look(page, 'review-refused');
});

test('evidence arrives after a lost connection, is handed in, and each look at it is told @phone', async ({ page, browser, city, watched }) => {
  watched.allowOffline();
  const { id, number } = await refused(page, city, 'wang-qiang');
  await page.getByRole('link', { name: zh.pages.review_button }).click();
  const evidence = page.getByRole('group', { name: beginning(papers.title) });
  await expect(evidence).toContainText('10 MB');
  const isPhone = test.info().project.name === 'phone';
  await expect(evidence.getByRole('button', { name: papers.camera })).toHaveCount(isPhone ? 1 : 0);
  const deed = await picture(page, 'deed.png');
  const [width, height] = [deed.buffer.readUInt32BE(16), deed.buffer.readUInt32BE(20)];
  await choose(page, papers.choose, [deed, pdf('contract.pdf')]);
  await expect(evidence.getByRole('listitem')).toHaveCount(2);
  const first = evidence.getByRole('listitem').filter({ hasText: 'deed.png' });
  const preview = first.getByRole('img');
  await expect(preview).toHaveJSProperty('naturalWidth', width);
  await first.getByRole('button', { name: papers.turn }).click();
  await expect(preview).toHaveJSProperty('naturalWidth', height);
  await look(page, 'evidence-chosen');

  // Nothing is handed in while a file is only chosen.
  await page.getByRole('checkbox', { name: /西城区示例胡同 9 号院/ }).check();
  await page.getByRole('radio', { name: review.ground_word.transferred }).check();
  await page.getByRole('textbox', { name: new RegExp(review.statement) }).fill('已卖出，合同见附件。');
  await page.getByRole('button', { name: review.add, exact: true }).click();
  await expect(evidence).toContainText(papers.unsent);
  await look(page, 'evidence-unsent');

  await page.route(/\/uploads\?/, (route) => route.abort('connectionreset'));
  await first.getByRole('button', { name: papers.send }).click();
  await expect(first).toContainText(papers.lost);
  await look(page, 'evidence-lost');
  await page.unroute(/\/uploads\?/);
  await first.getByRole('button', { name: papers.retry }).click();
  const kept = evidence.getByRole('listitem').filter({ hasText: 'deed.jpg' });
  await expect(kept).toContainText(papers.state.clean);
  await expect(page.locator('#announcer')).toContainText(filled(papers.sent, { name: 'deed.png' }));
  // It was sent with the keyboard's focus on it, which is not lost.
  await expect(page.getByRole('button', { name: papers.choose, exact: true })).toBeFocused();
  const { items } = await (await ask(page, 'GET', `/${id}/uploads`)).json();
  expect(items).toHaveLength(1);
  expect([items[0].width, items[0].height]).toEqual([height, width]);

  // Deleting asks first.
  await evidence.getByRole('button', { name: `${papers.send} contract.pdf` }).click();
  await evidence.getByRole('button', { name: `${papers.delete} contract.pdf` }).click();
  const sure = page.getByRole('dialog', { name: papers.delete_title });
  await sure.getByRole('button', { name: papers.delete, exact: true }).click();
  await expect(evidence.getByRole('listitem')).toHaveCount(1);
  await kept.getByRole('button', { name: papers.show }).click();
  await expect(kept.getByRole('img', { name: 'deed.jpg' })).toHaveJSProperty('naturalWidth', height);
  await page.getByRole('button', { name: review.add, exact: true }).click();
  const disputes = page.getByRole('region', { name: review.title });
  await expect(disputes).toContainText('deed.jpg');
  await expect(disputes.getByRole('button', { name: papers.delete })).toHaveCount(0);

  const reviewer = await atDesk(browser, city, 'ding-ning');
  await claim(reviewer, number);
  const handedIn = reviewer.getByRole('region', { name: papers.case.title });
  await expect(handedIn).toContainText(papers.case.dispute);
  await handedIn.getByRole('button', { name: `${papers.show} deed.jpg` }).click();
  await expect(handedIn.getByRole('img', { name: 'deed.jpg' })).toHaveJSProperty('naturalWidth', height);
  await look(reviewer, 'officer-evidence');
  await page.reload();
  const looks = page.getByRole('region', { name: zh.result.looks.title });
  await expect(looks).toContainText(zh.result.looks.evidence);
});

test('a review is taken back, and one that cannot be asked for says why', async ({ page, city }) => {
  const { id } = await refused(page, city, 'liu-fulin');
  await dispute(page, [/^西城区示例大街 88 号院/], review.ground_word.not_mine, '这套房屋属于旧证号相同的人。');
  await page.goto(`/applications/${id}/review`);
  await expect(page.getByText(review.closed_open)).toBeVisible();
  await page.getByRole('link', { name: zh.pages.back_to_result }).click();
  await page.getByRole('button', { name: review.withdraw.button }).click();
  const sure = page.getByRole('dialog', { name: review.withdraw.title });
  await sure.getByRole('button', { name: review.withdraw.confirm, exact: true }).click();
  await expect(page.getByRole('region', { name: review.title })).toContainText(review.step.withdrawn);
  await expect(page.getByRole('link', { name: zh.pages.review_button })).toBeVisible();
});

test('a review in English', async ({ browser, city }) => {
  const { page, id } = await refusal(browser, city, 'zhao-min');
  await page.getByRole('button', { name: 'English' }).click();
  await page.goto(`/applications/${id}/review`);
  await expect(title(page)).toHaveText(en.pages.review_button);
  const { house_records } = await (await ask(page, 'GET', `/${id}`)).json();
  const data: string[] = house_records.flatMap((one: Record<string, string>) => [one.address, one.certificate]);
  const theirs = [...data.filter(Boolean), '赵*', '赵敏'];
  await expectEnglish(page, theirs);
  await page.getByRole('checkbox').last().check();
  await page.getByRole('radio', { name: en.review.ground_word.transferred }).check();
  await page.getByRole('textbox', { name: new RegExp(en.review.statement) }).fill('Sold last month.');
  await page.getByRole('button', { name: en.review.add, exact: true }).click();
  await expect(page.getByRole('region', { name: en.review.title, exact: true })).toContainText('Sold last month.');
  await expectEnglish(page, theirs);
});
