// People are told what becomes of their applications: in the header and the list, on every tab, by e-mail
// and SMS as they choose, and that something did not reach them.
import type { Page } from '@playwright/test';
import { expectEnglish } from './support/english.ts';
import { expect, test } from './support/fixtures.ts';
import { look } from './support/look.ts';
import { accepted } from '../../openapi/clients/typescript/src/index.ts';
import { answersOf, api, ask, atHome, bind, decidedWith, enter, MACHINE, versionIn } from './support/residents.ts';
import { register, signIn } from './support/sign-in.ts';
import { beginning, en, filled, type Words, zh } from './support/words.ts';

const { messages, shell } = zh;

test('a submission and its result are told, and what is read in one tab is read in the other @phone', async ({ page, city }) => {
  const person = await city.person('yang-fan');
  await signIn(page, city, person);
  await page.goto('/messages');
  await expect(page.getByRole('heading', { name: messages.none })).toBeVisible();
  await expect(bell(page)).toHaveAccessibleName(shell.messages.title);
  await look(page, 'messages-none');

  await page.goto('/bind');
  await bind(page, person);
  await atHome(page);
  await alwaysSent(page);
  const id = await decidedWith(page, await answersOf(city, 'yang-fan'));
  // The header hears of it by itself; another page is reason enough to ask.
  await page.getByRole('contentinfo').getByRole('link', { name: shell.footer.windows }).click();
  await expect(bell(page)).toHaveAccessibleName(unread(3), MACHINE);

  const other = await page.context().newPage();
  await other.goto('/messages');
  await bell(page).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(messages.title);
  const passed = message(page, '核验通过');
  await expect(passed).toContainText(messages.unread);
  await expect(passed).toContainText(messages.topic.results);
  const { number } = (await (await ask(page, 'GET', `/${id}`)).json()).summary;
  await expect(passed).toContainText(number);
  for (const tab of [page, other]) await expect(message(tab, '申请已提交')).toContainText(messages.unread);
  await expect(page.getByRole('main')).toContainText(filled(messages.unread_n, { n: 3 }));
  await look(page, 'messages');

  // Whoever goes where a message leads has read it, on every tab.
  await passed.getByRole('link').click();
  await expect(page).toHaveURL(`/applications/${id}`);
  await expect(message(other, '核验通过')).not.toContainText(messages.unread);
  await expect(bell(page)).toHaveAccessibleName(unread(2));
  // The time line tells by which ways.
  const line = page.getByRole('region', { name: zh.result.timeline });
  const told = line.getByRole('listitem').filter({ has: page.getByRole('heading', { name: '核验通过', exact: true }) });
  await expect(told).toContainText(messages.line.told);
  await expect.poll(async () => {
    await page.reload();
    return told.innerText();
  }, MACHINE).toMatch(/短信已发送/);
  await look(page, 'timeline-told');

  await other.getByRole('button', { name: messages.all_read }).click();
  await expect(other.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(other.getByRole('main')).toContainText(messages.none_unread);
  await expect(bell(other)).toHaveAccessibleName(shell.messages.title);
  await expect(bell(page)).toHaveAccessibleName(shell.messages.title);
  await page.goto('/messages');
  await expect(page.getByRole('main').getByText(messages.unread, { exact: true })).toHaveCount(0);
});

test('people choose what comes, by which way and when; one way stays for what they must be told @phone', async ({ page, city, watched }) => {
  watched.allow(412);
  await enter(page, city, 'yang-fan');
  await decidedWith(page, await answersOf(city, 'yang-fan'));
  const settings = messages.settings;
  await page.goto('/messages');
  await page.getByRole('link', { name: messages.settings_link }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(settings.title);
  await expect(page.getByRole('region', { name: settings.where_to })).toContainText(/1\d\d\*+\d{4}/);
  const switchOf = (topic: string, channel: string) =>
    page.getByRole('switch', { name: filled(settings.switch, { topic, channel }) });
  const { topic, channel } = messages;

  // What is free goes by no way but the application's; what is required keeps one.
  for (const way of [channel.email, channel.sms]) await switchOf(topic.policy, way).click();
  await switchOf(topic.results, channel.email).click();
  const last = switchOf(topic.results, channel.sms);
  await expect(last).toHaveAttribute('aria-disabled', 'true');
  // Playwright waits for what can be pressed; people do not.
  await last.click({ force: true });
  await expect(last).toBeChecked();
  await expect(last).toHaveAccessibleDescription(settings.required);
  await page.getByRole('combobox', { name: settings.quiet_from }).selectOption('21');
  await page.getByRole('combobox', { name: settings.language }).selectOption('en');

  // Another tab saves first: what it saved is shown, and nothing of it is lost unseen.
  const other = await page.context().newPage();
  await other.goto('/messages/settings');
  await other.getByRole('checkbox', { name: settings.quiet_on }).uncheck();
  await other.getByRole('button', { name: settings.save }).click();
  await expect(other.getByRole('main')).toContainText(settings.saved);
  await page.getByRole('button', { name: settings.save }).click();
  await expect(page.getByRole('main')).toContainText(settings.changed_elsewhere);
  await expect(page.getByRole('checkbox', { name: settings.quiet_on })).not.toBeChecked();
  await expect(switchOf(topic.policy, channel.sms)).toBeChecked();

  await switchOf(topic.policy, channel.sms).click();
  await switchOf(topic.results, channel.email).click();
  await page.getByRole('checkbox', { name: settings.quiet_on }).check();
  await page.getByRole('button', { name: settings.save }).click();
  await expect(page.getByRole('main')).toContainText(settings.saved);
  await look(page, 'notice-settings');
  await page.reload();
  await expect(switchOf(topic.policy, channel.sms)).not.toBeChecked();
  await expect(switchOf(topic.results, channel.email)).not.toBeChecked();
  await expect(page.getByRole('checkbox', { name: settings.quiet_on })).toBeChecked();
});

test('an e-mail leads back through the sign-in, and what bounced is told until the contact is corrected @phone', async ({ page, browser, city }) => {
  await enter(page, city, 'yang-fan');
  await alwaysSent(page);
  const answers = await answersOf(city, 'yang-fan');
  answers.applicant.email = 'yangfan@mail.example';
  await city.setMessageFault('sms', { fault: 'reject_permanently' });
  const id = await decidedWith(page, answers);
  const inbox = () => city.messages('yangfan@mail.example');
  await expect.poll(async () => (await inbox()).map((one) => one.subject).join(), MACHINE).toContain('核验通过');
  const [mail] = (await inbox()).filter((one) => one.subject?.includes('核验通过'));
  expect(mail!.text).not.toContain('杨帆');
  expect(mail!.text).toContain('杨**');

  // In a browser that nobody is signed in to.
  const reader = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  await reader.goto(`${city.address}/inbox?to=yangfan@mail.example`);
  const link = reader.getByRole('article').filter({ hasText: '核验通过' }).getByRole('link', { name: `/applications/${id}` });
  await expect(link).not.toHaveAttribute('href', /[?#]/);
  await reader.goto((await link.first().getAttribute('href'))!);
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText(zh.pages.sign_in_first.title);
  await reader.getByRole('main').getByRole('link', { name: shell.sign_in, exact: true }).click();
  await reader.getByLabel(/^用户名/).fill((await city.person('yang-fan')).sign_in!);
  await reader.getByLabel(/^密码/).fill(await city.password());
  await reader.getByRole('button', { name: /^登录$/ }).click();
  await expect(reader).toHaveURL(`/applications/${id}`);
  await expect(reader.getByRole('heading', { level: 1 })).toBeVisible();

  // The number takes no SMS: told at home and with the messages, and in the message itself.
  await page.goto('/');
  const warning = page.getByRole('region', { name: messages.bounced.title });
  await expect(warning.getByRole('link', { name: messages.bounced.correct })).toHaveAttribute('href', `/applications/${id}/contact`);
  await look(page, 'home-bounced');
  await page.goto('/messages');
  await expect(warning).toContainText(/1\d\d\*+\d{4}/);
  await expect(message(page, '核验通过')).toContainText(messages.delivery.bounced_sms);
  await look(page, 'messages-bounced');
  await warning.getByRole('link', { name: messages.bounced.correct }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(zh.member.contact.title);
  await city.clearMessageFaults();
  await page.getByRole('textbox', { name: beginning(zh.member.contact.mobile) }).fill('13900000002');
  await page.getByRole('button', { name: zh.member.contact.save }).click();
  await expect(page.getByRole('main')).toContainText(zh.member.contact.saved);
  await page.goto('/messages');
  await expect(message(page, '联系方式已更正')).toBeVisible();
  await expect(warning).toHaveCount(0);
});

test('messages and their settings in English @phone', async ({ page, city }) => {
  const person = await city.person('zhou-xiaolan');
  await page.addInitScript(() => localStorage.setItem('language', 'en'));
  await page.goto('/');
  await register(page, city, person, 'zhouxiaolan-told');
  await bind(page, person, en);
  await atHome(page, en);
  const answers = await answersOf(city, 'zhou-xiaolan');
  const id = await decidedWith(page, answers);
  const data = ['周**', `${person.name.slice(0, 1)}*${person.name.slice(-1)}`];
  await page.goto('/messages');
  await expect(bell(page, en)).toHaveAccessibleName(/^Messages \d unread$/);
  await expect(page.getByRole('article').or(page.locator('.message')).first()).toBeVisible();
  await expectEnglish(page, data);
  await look(page, 'en-messages');
  await page.goto('/messages/settings');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(en.messages.settings.title);
  await expectEnglish(page, data);
  await look(page, 'en-notice-settings');
  await page.goto(`/applications/${id}`);
  await expect(page.getByRole('region', { name: en.result.timeline })).toContainText(en.messages.line.told);
});

/** The way to the messages in the header, as it is shown at this width. */
function bell(page: Page, words: Words = zh) {
  return page.getByRole('banner').getByRole('link', { name: beginning(words.shell.messages.title) });
}

/** Its name with so many unread. */
function unread(n: number): string {
  return `${shell.messages.title} ${filled(shell.messages.unread, { n })}`;
}

function message(page: Page, title: string) {
  return page.locator('.message').filter({ has: page.getByRole('heading', { name: title }) });
}

/** E-mail and SMS at any hour: a test may run at night. */
async function alwaysSent(page: Page): Promise<void> {
  const known = await api(page).GET('/api/v1/notice-settings');
  const { language, off } = accepted(known);
  const params = { header: { 'If-Match': versionIn(known) } };
  accepted(await api(page).PUT('/api/v1/notice-settings', { params, body: { language, off, quiet: null } }));
}
