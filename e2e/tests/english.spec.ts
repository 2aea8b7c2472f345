// The whole journey in English: `lang` is set, the choice is kept, and no word of the interface
// stays Chinese.
import { expectEnglish } from './support/english.ts';
import { expect, test } from './support/fixtures.ts';
import { answersOf, atHome, bind, decidedWith, enter } from './support/residents.ts';
import { look } from './support/look.ts';
import { register } from './support/sign-in.ts';
import { Wizard } from './support/wizard.ts';
import { en } from './support/words.ts';
import { openPhoneMenu } from './support/menu.ts';

test('a family applies and reads the result in English', { tag: '@phone' }, async ({ page, city }) => {
  // Every page of the way is looked at.
  const person = await city.person('zhou-xiaolan');
  const answers = await answersOf(city, 'zhou-xiaolan');
  const { applicant, spouse } = answers;
  const masked = `${person.name.slice(0, 1)}*${person.name.slice(-1)}`;
  const data = [
    applicant.payer?.employer ?? '',
    applicant.payer?.residence_permit ?? '',
    applicant.postal_address,
    ...answers.homes.flatMap((home) => [home.address, home.certificate ?? '']),
    ...answers.children.map(({ name }) => name),
    spouse?.name ?? '',
    person.name,
    masked,
  ].filter((text) => text !== '');
  const check = async (name: string) => {
    await expectEnglish(page, data);
    await look(page, `en-${name}`);
  };

  await page.goto('/');
  await openPhoneMenu(page);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page).toHaveTitle('Before you buy a home, check that you may – Home-purchase eligibility');
  await check('entry');
  await page.getByRole('link', { name: 'Beijing unified identity platform' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await expectEnglish(page, data);
  await register(page, city, person, 'zhouxiaolan-en');
  await check('bind');
  await bind(page, person, en);
  await atHome(page, en);
  await check('home');

  const wizard = new Wizard(page, en);
  await wizard.begin();
  await expect(page).toHaveTitle('Step 1 of 4: Read the notes – Home-purchase eligibility');
  await check('notes');
  await wizard.goOn(en.wizard.go.begin);
  await expect(page).toHaveTitle(/^Error: Step 1 of 4/);
  await check('notes-error');
  await wizard.notes();
  await wizard.arrived(en.wizard.category.title);
  await check('category');
  await wizard.category(answers);
  await wizard.arrived(en.wizard.filler.title);
  await check('filler');
  await wizard.filler(answers);
  await wizard.arrived(en.wizard.applicant.title);
  await wizard.goOn();
  await check('applicant-error');
  await wizard.applicant(answers);
  await wizard.arrived(en.wizard.spouse.title);
  await check('spouse');
  await wizard.spouse(answers);
  await wizard.children(answers);
  await wizard.homes(answers);
  await wizard.arrived(en.wizard.target.title);
  await check('target');
  await wizard.target(answers);
  await wizard.arrived(en.wizard.submit.title);
  await check('submit');
  await wizard.submit();
  await check('receipt');
  await page.getByRole('link', { name: en.result.receipt_page.see }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You may buy a home inside the fifth ring');
  await check('result-passed');
  const { pathname } = new URL(page.url());
  await page.goto(`${pathname}/certificate`);
  await wizard.arrived(en.result.certificate);
  await check('certificate');
  await page.goto(`${pathname}/form`);
  await wizard.arrived(en.result.form);
  await check('form');
  // The longer words stay on the paper.
  const [paper, table] = await Promise.all(
    ['.paper', '.formtable'].map((part) => page.locator(part).evaluate((part) => part.getBoundingClientRect().right)),
  );
  expect(table).toBeLessThan(paper ?? 0);
  await page.goto('/applications');
  await expect(page.getByRole('listitem').filter({ hasText: en.terms.state.passed }).first()).toBeVisible();
  await check('applications');
});

test('a failure, its help and the pages of words are English, too', { tag: '@phone' }, async ({ page, city }) => {
  const person = await enter(page, city, 'sun-ming');
  const id = await decidedWith(page, await answersOf(city, 'sun-ming'));
  const data = [`${person.name.slice(0, 1)}*`, person.name];
  await openPhoneMenu(page);
  await page.getByRole('button', { name: 'English' }).click();
  await atHome(page, en);
  for (const path of [
    `/applications/${id}`,
    `/applications/${id}/help`,
    `/applications/${id}/review`,
    '/help',
    '/privacy',
    '/nowhere',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectEnglish(page, data);
    const name = path.slice(1).replace(`applications/${id}`, 'result-failed').replaceAll('/', '-');
    await look(page, `en-${name}`);
  }
});
