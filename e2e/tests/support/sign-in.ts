// Signing in and registering through the city's real pages, as a person does it.
import { expect, type Page } from '@playwright/test';
import type { City, Person } from './city.ts';

/** The words of the pages that are passed on the way, in the languages of the interface. */
const words = {
  user: /^用户名|^User name/,
  password: /^密码|^Password(?! once)/,
  again: /^再次填写密码|^Password once more/,
  name: /^姓名|^Name/,
  signIn: /^登录$|^Sign in$/,
  register: /^注册并登录$|^Register and sign in$/,
  newcomer: /^注册新用户$|^Register$/,
  number: /^证件号码|^Document number/,
  verify: /^认证并继续$|^Verify and continue$/,
  later: /^以后再说$|^Later$/,
};

/** Goes from the entry page to the city and back, signed in. The person needs a user name. */
export async function signIn(page: Page, city: City, person: Person): Promise<void> {
  if (person.sign_in === null) throw new Error(`${person.key} has to register first.`);
  await goToCity(page, city);
  await page.getByLabel(words.user).fill(person.sign_in);
  await page.getByLabel(words.password).fill(await city.password());
  await page.getByRole('button', { name: words.signIn }).click();
  await backFrom(page, city);
}

/**
 * Registers at the city under the person's name, has the identity verified unless that is put off,
 * and comes back, signed in.
 */
export async function register(
  page: Page,
  city: City,
  person: Person,
  userName: string,
  { verified = true, password = 'a-long-invented-password' } = {},
): Promise<void> {
  await goToCity(page, city);
  const link = page.getByRole('link', { name: words.newcomer });
  if (await link.isVisible()) await link.click();
  await page.getByLabel(words.user).fill(userName);
  await page.getByLabel(words.name).fill(person.name);
  await page.getByLabel(words.password).fill(password);
  await page.getByLabel(words.again).fill(password);
  await page.getByRole('button', { name: words.register }).click();
  if (verified) {
    await verify(page, city, person);
  } else {
    await page.getByRole('button', { name: words.later }).click();
    await backFrom(page, city);
  }
}

/** 实名认证 on the city's page that is open; leads back, signed in. */
export async function verify(page: Page, city: City, person: Person): Promise<void> {
  await page.getByLabel(words.number).fill(person.document.number);
  await page.getByRole('button', { name: words.verify }).click();
  await backFrom(page, city);
}

/** From wherever the page is to the city's sign-in page. */
async function goToCity(page: Page, city: City): Promise<void> {
  if (page.url().startsWith(city.address)) return;
  if (page.url() === 'about:blank') await page.goto('/');
  // The picture that leads to the city's identity platform.
  await page.locator('a.entry__card').click();
  await page.waitForURL((url) => url.href.startsWith(city.address));
}

async function backFrom(page: Page, city: City): Promise<void> {
  await page.waitForURL((url) => !url.href.startsWith(city.address));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}
