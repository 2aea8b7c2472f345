// Officers at their desks: each in a browser of their own, signed in with both factors.
import { expect, type Browser, type Page } from '@playwright/test';
import type { City } from './city.ts';
import { MACHINE, answersOf, detailOf, enter, submittedWith, unitAnswersOf } from './residents.ts';
import { type Words, zh } from './words.ts';

/** Signs in as an officer at the page that is open, or at the queue; with both factors. */
export async function signInOfficer(page: Page, city: City, key: string, words: Words = zh): Promise<void> {
  const person = await city.person(key);
  if (!new URL(page.url(), city.address).pathname.startsWith('/officer')) await page.goto('/officer');
  await page.getByRole('link', { name: words.officer.door.sign_in }).click();
  await page.getByLabel(/^用户名|^User name/).fill(person.sign_in ?? '');
  await page.getByLabel(/^密码|^Password/).fill(await city.password());
  await page.getByRole('button', { name: /^登录$|^Sign in$/ }).click();
  const code = page.locator('[data-code]');
  await page.getByLabel(/^验证码|^Code/).fill((await code.getAttribute('data-code')) ?? '');
  await page.getByRole('button', { name: /^确认并继续$|^Confirm and continue$/ }).click();
  await page.waitForURL((url) => !url.href.startsWith(city.address));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** An officer who has bound the own document, in a browser of their own, with the queue open. */
export async function atDesk(browser: Browser, city: City, key: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await enter(page, city, key);
  await signInOfficer(page, city, key);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(zh.officer.queue.title);
  return page;
}

/** An application that waits for an officer, of a person in a browser of their own. */
export async function waiting(
  browser: Browser,
  city: City,
  key: string,
): Promise<{ page: Page; id: string; number: string }> {
  const page = await (await browser.newContext()).newPage();
  await enter(page, city, key);
  const home = ['wu-haitao', 'meng-ke'].includes(key);
  const answers = await (home ? answersOf(city, key) : unitAnswersOf(city, key));
  return { page, ...(await waitingWith(page, answers)) };
}

/** An application that waits for an officer, of the person who is signed in. */
export async function waitingWith(
  page: Page,
  answers: Parameters<typeof submittedWith>[1],
): Promise<{ id: string; number: string }> {
  const id = await submittedWith(page, answers);
  const read = async () => (await detailOf(page, id)).summary;
  await expect.poll(async () => (await read()).sub_state, MACHINE).toBe('manual_review');
  return { id, number: (await read()).number ?? '' };
}

/** Claims a case in the queue that is open, and stands in it. */
export async function claim(page: Page, number: string, words: Words = zh): Promise<void> {
  await page.getByRole('button', { name: `${words.officer.claim} ${number}` }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(number);
}

/** Chooses what to do in the case that is open, says why, and sends it. */
export async function decide(page: Page, act: string, why: string): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(`^${act}`) }).check();
  await page.getByRole('textbox', { name: /^理由|^Reason/ }).fill(why);
  await page.getByRole('button', { name: act, exact: true }).click();
  const sure = page.getByRole('dialog', { name: new RegExp(`^${act}[？?]`) });
  if (await sure.isVisible()) await sure.getByRole('button', { name: act, exact: true }).click();
}
