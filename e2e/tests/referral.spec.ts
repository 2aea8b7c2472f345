// A third party sends somebody a link: what it is about is read before the sign-in, the form begins with
// it, and its result is told only as long as the person agrees.
import { accepted } from '../../openapi/clients/typescript/src/index.ts';
import { client, once } from './support/clients.ts';
import { expectEnglish } from './support/english.ts';
import { expect, test } from './support/fixtures.ts';
import { look } from './support/look.ts';
import { openPhoneMenu } from './support/menu.ts';
import { type Answers } from './support/answers.ts';
import { answersOf, ask, bind, MACHINE, savedAnswers } from './support/residents.ts';
import { register, signIn } from './support/sign-in.ts';
import { filled, zh } from './support/words.ts';

const { referral, shell } = zh;
const NAME = '丰科房地产经纪';

test('a link is read, leads through the sign-in to a draft that is filled in, and its result is told and taken back', { tag: '@phone' }, async ({ page, city, stack, watched }) => {
  const agency = await client(stack, NAME, ['referrals:read', 'referrals:write']);
  const target = {
    transfer: 'purchase', place: 'outside_fifth_ring', kind: 'resale', address: '丰台区示例路1号院',
  } as const;
  const refers = async (reference: string, about?: typeof target) => {
    const body = { reference, module: 'residential', ...(about && { target: about }) } as const;
    return accepted(await agency.POST('/api/v1/referrals', { params: { header: once() }, body }));
  };
  const { url, referral: one } = await refers('LEAD-2026-7', target);
  const told = async () => (await agency.GET('/api/v1/referrals/{id}', { params: { path: { id: one.id } } })).data!;

  // Before the sign-in: who, what, and that nothing has happened.
  await page.goto(new URL(url).pathname);
  const main = page.getByRole('main');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(referral.title);
  await expect(main).toContainText(NAME);
  await expect(main).toContainText('丰台区示例路1号院');
  await expect(main).toContainText(referral.sign_in.title);
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await look(page, 'referral-before');

  // The code survives the way to the city and back, and the binding of whoever comes for the first time.
  const person = await city.person('yang-fan');
  await main.getByRole('link', { name: shell.sign_in, exact: true }).click();
  await page.waitForURL((there) => there.href.startsWith(city.address));
  await (person.sign_in === null ? register(page, city, person, person.key) : signIn(page, city, person));
  await bind(page, person);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(referral.title);
  const tick = page.getByRole('checkbox', { name: filled(referral.consent.tick, { client: NAME }) });
  await expect(tick).not.toBeChecked();
  await look(page, 'referral-consent', { main: true });
  await openPhoneMenu(page);
  await page.getByRole('button', { name: 'English' }).click();
  await expectEnglish(page, [NAME, '丰台区示例路1号院', person.name, `${person.name.slice(0, 1)}*`]);
  await look(page, 'referral-consent-en');
  // The menu is still open, where there is one.
  await page.getByRole('button', { name: '中文' }).click();
  await tick.check();
  await main.getByRole('button', { name: referral.start }).click();

  // The draft begins with what the link said.
  await expect(page).toHaveURL(/\/apply\/residential\/app_[0-9a-f]{32}\/notes$/);
  const id = /app_[0-9a-f]{32}/.exec(page.url())![0];
  // The page has read the draft before it is submitted beside it.
  await page.waitForLoadState('networkidle');
  expect((await savedAnswers(page, id)).target).toEqual(target);
  expect((await told()).state).toBe('used');

  // Filled in and submitted as any other.
  const answers: Answers = await answersOf(city, 'yang-fan');
  const read = await ask(page, 'GET', `/${id}/answers`);
  const saved = await ask(page, 'PUT', `/${id}/answers`, { resume_at: 'submit', answers }, { 'if-match': read.headers()['etag'] ?? '' });
  await ask(page, 'POST', `/${id}/submission`, undefined, { 'if-match': saved.headers()['etag'] ?? '' });
  await expect.poll(async () => (await told()).outcome?.outcome, MACHINE).toBe('passed');

  // The application says what was told, and takes the consent back.
  await page.goto(`/applications/${id}`);
  const card = page.getByRole('region', { name: referral.card.title, exact: true });
  await expect(card).toContainText(referral.card.consents);
  await expect(card).toContainText('LEAD-2026-7');
  await expect(main).toContainText(referral.event.reported);
  await card.scrollIntoViewIfNeeded();
  await look(page, 'referral-told');
  await card.getByRole('button', { name: referral.card.withdraw }).click();
  await look(page, 'referral-withdraw');
  await page.getByRole('dialog').getByRole('button', { name: referral.ask.confirm }).click();
  await expect(card.getByRole('button')).toHaveCount(0);
  await expect(main).toContainText(referral.event.withdrawn);
  expect(await told()).toMatchObject({ state: 'open' });
  expect((await told()).outcome).toBeUndefined();

  // Whoever has a live application is led to it; a link that is none says so.
  const second = await refers('LEAD-2026-8');
  await page.goto(new URL(second.url).pathname);
  await expect(main.getByRole('link', { name: referral.live.open })).toHaveAttribute('href', `/applications/${id}`);
  await expect(main.getByRole('button', { name: referral.start })).toHaveCount(0);
  await look(page, 'referral-live');
  watched.allow(404);
  await page.goto('/refer/AAAAAAAAAAAAAAAAAAAAAA');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(referral.unknown.title);
  await look(page, 'referral-unknown');
});
