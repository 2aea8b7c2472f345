// What is typed survives: a reload, a lost session, a lost network, a server that is away.
import { expect, test } from './support/fixtures.ts';
import { answersOf, draftWith, enter, savedAnswers } from './support/residents.ts';
import { look } from './support/look.ts';
import { signIn } from './support/sign-in.ts';
import { Wizard } from './support/wizard.ts';
import { openPhoneMenu } from './support/menu.ts';

const SAVED = /^已保存 \d\d:\d\d$/;

test('a session that is lost while typing loses nothing', async ({ page, context, city, stack, watched }) => {
  watched.allow(401);
  const person = await enter(page, city, 'luo-jia');
  const id = await draftWith(page, await answersOf(city, 'luo-jia'), 'applicant');
  await page.goto(`/apply/residential/${id}/applicant`);
  const wizard = new Wizard(page);
  await wizard.text('手机号码').fill('13900001111');
  await expect(page.getByText(SAVED)).toBeVisible();

  // The server does not know the session any more.
  await context.clearCookies({ domain: new URL(stack.url).hostname });
  await wizard.text('通讯地址').fill('失去登录时正在输入的地址');
  const ended = page.getByRole('dialog', { name: '登录已到期' });
  await expect(ended).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(ended).toBeVisible();
  await ended.getByRole('link', { name: '重新登录并继续' }).click();
  // The city knows the person still, or asks once more.
  if (page.url().startsWith(city.address)) await signIn(page, city, person);

  await expect(page).toHaveURL(`/apply/residential/${id}/applicant`);
  await expect(wizard.text('通讯地址')).toHaveValue('失去登录时正在输入的地址');
  await expect(page.getByRole('main')).toContainText('已恢复上次没来得及保存的内容。');
  await expect(page.getByText(SAVED)).toBeVisible();
  expect((await savedAnswers(page, id)).applicant.postal_address).toBe('失去登录时正在输入的地址');
});

test('a network that is lost while typing: kept, told, and saved later', { tag: '@phone' }, async ({ page, context, city, watched }) => {
  watched.allowOffline();
  await enter(page, city, 'jiang-nan');
  const id = await draftWith(page, await answersOf(city, 'jiang-nan'), 'applicant');
  await page.goto(`/apply/residential/${id}/applicant`);
  const wizard = new Wizard(page);
  await wizard.arrived('申请人的信息');

  await context.setOffline(true);
  await wizard.text('通讯地址').fill('断网时填写的地址 8 号');
  await wizard.text('手机号码').fill('13900002222');
  await expect(page.getByRole('alert').filter({ hasText: '网络已断开。已填内容加密保留在本机，联网后自动保存。' })).toBeVisible();
  await look(page, 'save-offline');
  // The pages that are here already can still be turned; nothing that was not saved is submitted.
  await page.getByRole('link', { name: '填写人' }).click();
  await wizard.arrived('由谁填写这份申请？');
  await page.goBack();
  await expect(wizard.text('通讯地址')).toHaveValue('断网时填写的地址 8 号');

  await context.setOffline(false);
  await expect(page.getByText(SAVED)).toBeVisible();
  const { applicant } = await savedAnswers(page, id);
  expect(applicant.postal_address).toBe('断网时填写的地址 8 号');
  expect(applicant.mobile).toBe('13900002222');
});

test('nothing is submitted that was not saved', async ({ page, context, city, watched }) => {
  watched.allowOffline();
  await enter(page, city, 'meng-yao');
  const { promise: _, ...answers } = await answersOf(city, 'meng-yao');
  const id = await draftWith(page, answers, 'submit');
  await page.goto(`/apply/residential/${id}/submit`);
  const tick = page.getByRole('checkbox', { name: '本人承诺填报信息真实有效' });
  await expect(tick).not.toBeChecked();

  await context.setOffline(true);
  await tick.check();
  await page.getByRole('button', { name: '提交申请', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: '尚未提交' })).toBeVisible();
  await expect(page.getByRole('dialog', { name: '申请提交成功' })).toBeHidden();

  await context.setOffline(false);
  await expect(page.getByText(SAVED)).toBeVisible();
  await page.getByRole('button', { name: '提交申请', exact: true }).click();
  await expect(page.getByRole('dialog', { name: '申请提交成功' })).toBeVisible();
});

test('a reload and a server that is away lose nothing, and nothing readable stays in the browser', async ({
  page,
  city,
  stack,
  watched,
}) => {
  watched.allowOffline();
  await enter(page, city, 'tang-yi');
  const id = await draftWith(page, await answersOf(city, 'tang-yi'), 'applicant');
  await page.goto(`/apply/residential/${id}/applicant`);
  const wizard = new Wizard(page);
  await wizard.arrived('申请人的信息');

  await stack.stopApi();
  await wizard.text('通讯地址').fill('服务器不在时填写的地址');
  // Half a date is no answer yet, and is kept as it was typed.
  const since = page.getByRole('group', { name: /^连续缴纳起始月份/ });
  await since.getByRole('textbox', { name: '月' }).fill('1x');
  await expect(page.getByRole('alert').filter({ hasText: '已填内容加密保留在本机' })).toBeVisible();
  const kept = await page.evaluate(readVault);
  expect(kept.texts).toBe(1);
  expect(kept.readable).not.toContain('服务器不在时');
  expect(kept.extractable).toBe(false);

  const place = page.url();
  await page.goto('about:blank');
  await stack.startApi();
  await page.goto(place);
  await expect(page.getByRole('main')).toContainText('已恢复上次没来得及保存的内容。');
  await expect(wizard.text('通讯地址')).toHaveValue('服务器不在时填写的地址');
  await expect(since.getByRole('textbox', { name: '月' })).toHaveValue('1x');
  await expect(page.getByText(SAVED)).toBeVisible();
  expect((await savedAnswers(page, id)).applicant.postal_address).toBe('服务器不在时填写的地址');
});

test('a page that cannot be loaded says so, and comes when it is asked for again', { tag: '@phone' }, async ({ page, city, stack, watched }) => {
  watched.allowOffline();
  await enter(page, city, 'pan-yue');
  await stack.stopApi();
  // On a phone the links are behind the menu.
  await openPhoneMenu(page);
  await page.getByRole('link', { name: '我的申请' }).first().click();
  await expect(page.getByRole('main')).toContainText('暂时连不上网络');
  await look(page, 'unreachable');
  await stack.startApi();
  await page.getByRole('button', { name: '再试一次' }).click();
  await expect(page.getByRole('main')).toContainText('还没有申请');
});

/** How much the browser keeps, whether any of it can be read, and whether its key can. */
async function readVault(): Promise<{ texts: number; readable: string; extractable: boolean }> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('anju-vault');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const all = (store: string) =>
    new Promise<unknown[]>((resolve, reject) => {
      const request = db.transaction(store).objectStore(store).getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const [texts, keys] = [await all('texts'), await all('keys')];
  db.close();
  const bytes = texts.map((text) => new TextDecoder().decode((text as { data: ArrayBuffer }).data));
  const storages = JSON.stringify({ ...localStorage, ...sessionStorage });
  const key = keys.find((one): one is CryptoKey => one instanceof CryptoKey);
  return { texts: texts.length, readable: bytes.join() + storages, extractable: key?.extractable ?? true };
}
