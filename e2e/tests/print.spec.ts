// Printed pages, as Chromium lays them out on A4.
import type { Page } from '@playwright/test';
import { type Answers, type CommercialAnswers, moduleOf } from './support/answers.ts';
import { expect, test } from './support/fixtures.ts';
import { look } from './support/look.ts';
import { leavesOf, objectsOf, printed } from './support/print.ts';
import { answersOf, ask, decidedWith, draftWith, enter, submittedWith } from './support/residents.ts';

test('the signatures stay on one page with the promise, wherever the page ends', async ({ page, city }) => {
  await enter(page, city, 'yang-fan');
  const id = await submittedWith(page, await answersOf(city, 'yang-fan'));
  await page.goto(`/applications/${id}/form`);
  await expect(page.locator('.paper__signs')).toBeVisible();
  await mark(page, '.paper__promise', 'promise');
  await mark(page, '.paper__signs', 'signs');
  const pages: (readonly [number, number])[] = [];
  for (let above = 0; above <= 1000; above += 50) {
    await page.locator('.paper__head').evaluate((head, above) => {
      head.style.paddingBottom = `${above}px`;
    }, above);
    const [promise, signs] = await pagesOf(page, ['promise', 'signs']);
    pages.push([promise ?? 0, signs ?? 0]);
  }
  // The form grows from one page onto the next, or nothing was tried.
  expect(new Set(pages.map(([promise]) => promise)).size).toBeGreaterThan(1);
  expect(pages.filter(([promise, signs]) => promise !== signs)).toEqual([]);
});

test('the form tells of each member what was asked, and of each text which version was agreed to', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'yang-fan');
  const answers = await answersOf(city, 'yang-fan');
  const spouse = {
    name: 'MARIE DUPONT',
    document_kind: 'foreign_passport',
    document_number: '12AB34567',
    nationality: 'FRA',
    born: '1990-03-07',
  };
  const children = answers.children.map((child, at) =>
    at === 0 ? { ...child, document_kind: 'chinese_passport', document_number: 'E12345678', born: '2019-05-06' } : child,
  );
  const id = await draftWith(page, { ...answers, spouse, children }, 'submit');
  await page.goto(`/applications/${id}/form`);
  const members = page.locator('.formtable__member');
  await expect(members).toHaveCount(1 + children.length);
  await expect(members.first()).toContainText('1990 年 3 月 7 日');
  await expect(members.first()).toContainText('FRA');
  await expect(members.nth(1)).toContainText('2019 年 5 月 6 日');
  const agreed = page.locator('.paper__promise');
  await expect(agreed).toContainText(`购房承诺（${answers.promise} 版，已在网上承诺）`);
  await expect(agreed).toContainText('所填内容真实、完整');
  await expect(agreed).toContainText(`已认真阅读申请说明（${answers.notes_read} 版）`);
  await expect(agreed).toContainText(`同意《个人信息使用说明》（${answers.data_use_agreed} 版）`);
  await look(page, 'form-members');

  // What was promised in other words is not printed in those of today.
  const { data_use_agreed: _, ...older } = { ...answers, notes_read: '2026-11-27', promise: '2026-11-01' };
  const old = await draftWith(page, older, 'submit');
  await page.goto(`/applications/${old}/form`);
  await expect(agreed).toContainText('网上承诺的是 2026-11-01 版');
  await expect(agreed).not.toContainText('所填内容真实、完整');
  await expect(agreed).toContainText(`已认真阅读申请说明（2026-11-27 版，现行的是 ${answers.notes_read} 版）`);
  await expect(agreed).toContainText('同意《个人信息使用说明》：尚未勾选');
  // Nor does the check of the answers take the older words for those of today.
  await page.goto(`/apply/residential/${old}/submit`);
  const missing = page.locator('.answers__row', { has: page.locator('.answers__missing') });
  await expect(missing).toHaveText([/^已认真阅读申请说明\s*未填写$/, /^同意《个人信息使用说明》\s*未填写$/]);
});

test('every household of the city has its form and its certificate on one page of A4 each', async ({ page, city }) => {
  await enter(page, city, 'huang-meihua');
  // Of all decisions theirs has the most grounds.
  const id = await decidedWith(page, await answersOf(city, 'huang-meihua'));
  const read = await ask(page, 'GET', `/${id}/answers`);
  const draft = (await read.json()) as { answers: Answers };
  await page.route(`**/api/v1/applications/${id}/answers`, (route) => route.fulfill({ json: draft }));
  const tried = new Set<string>();
  const counts = new Set<number>();
  const wrong: string[] = [];
  for (const { applicant, answers } of (await city.households()).flatMap((one) => one.applications)) {
    if (!answers || !isOfHousehold(answers) || tried.has(shapeOf(answers))) continue;
    tried.add(shapeOf(answers));
    draft.answers = answers;
    // Certificates differ in how many people they name.
    const people = answers.children.length + (answers.spouse?.name ? 1 : 0);
    for (const paper of counts.has(people) ? ['form'] : ['form', 'certificate']) {
      await page.goto(`/applications/${id}/${paper}`);
      await expect(page.locator('.paper')).toContainText(answers.applicant.name ?? '');
      const pages = leavesOf(await printed(page)).length;
      // As wide as a page between its margins.
      await page.setViewportSize({ width: 688, height: 900 });
      await page.emulateMedia({ media: 'print' });
      const cut = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      await page.emulateMedia({ media: null });
      counts.add(people);
      if (pages !== 1 || cut) wrong.push(`${applicant}, ${paper}: ${pages} pages${cut ? ', cut' : ''}`);
    }
  }
  expect(tried.size).toBeGreaterThan(10);
  expect(wrong).toEqual([]);
});

test('a certificate says whose it is, and one that is void says so across the paper', async ({ page, city }) => {
  const person = await enter(page, city, 'yang-fan');
  const answers = await answersOf(city, 'yang-fan');
  const id = await decidedWith(page, answers);
  await page.goto(`/applications/${id}/certificate`);
  const paper = page.locator('.paper');
  const named = [person.name, answers.spouse?.name, ...answers.children.map((child) => child.name)];
  for (const name of named) await expect(paper).toContainText(name ?? 'a name');
  await expect(paper).not.toContainText(person.document.number);
  await expect(paper).toContainText(person.document.number.slice(-4));
  await expect(paper).not.toContainText('已失效');
  await ask(page, 'POST', `/${id}/withdrawal`);
  await page.reload();
  await page.emulateMedia({ media: 'print' });
  const mark = paper.getByText('已失效', { exact: true }).first();
  await expect(mark).toBeVisible();
  const [marked, whole] = await Promise.all([mark.boundingBox(), paper.boundingBox()]);
  expect((marked?.width ?? 0) / (whole?.width ?? 1)).toBeGreaterThan(0.5);
});

function isOfHousehold(answers: Answers | CommercialAnswers): answers is Answers {
  return moduleOf(answers) === 'residential';
}

/** Which answers there are, whatever they say: forms of one shape look alike. */
function shapeOf(answers: Answers): string {
  const shape = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(shape)
      : value !== null && typeof value === 'object'
        ? Object.entries(value).map(([key, inner]) => [key, shape(inner)])
        : typeof value;
  return JSON.stringify(shape(answers));
}

/** Puts a link into a block: the printed file tells on which page a link stands. */
async function mark(page: Page, block: string, name: string): Promise<void> {
  await page.locator(block).evaluate((block, name) => {
    const link = document.createElement('a');
    link.href = `https://${name}.example/`;
    link.textContent = name;
    block.firstElementChild?.append(link);
  }, name);
}

/** The numbers of the printed pages on which the marks stand, the first page being 1. */
async function pagesOf(page: Page, names: string[]): Promise<number[]> {
  const file = await printed(page);
  const objects = objectsOf(file);
  const whole = (text: string) =>
    text.replace(/(\d+) 0 R/g, (reference, id: string) => objects.get(id) ?? reference);
  const leaves = leavesOf(file);
  return names.map((name) => {
    // A block that is moved to the next page leaves its link on the one before as well.
    const at = leaves.findLastIndex((leaf) => {
      const links = /\/Annots\s*(\[[^\]]*\])/.exec(leaf)?.[1] ?? '';
      return whole(links).includes(`//${name}.example/`);
    });
    expect(at, `${name} stands on a page`).toBeGreaterThanOrEqual(0);
    return at + 1;
  });
}
