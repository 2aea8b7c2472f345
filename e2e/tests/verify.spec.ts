// A certificate is checked by its code on a page of its own: online, without a network, and where somebody
// has changed a letter of it.
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { look } from './support/look.ts';
import { answersOf, ask, decidedWith, enter } from './support/residents.ts';
import { zh } from './support/words.ts';

const { result, verify } = zh;
const notice = (page: Page) => page.locator('.notice__title');

/** The address that stands in the QR code of a pass. */
async function codeOf(page: Page, id: string): Promise<string> {
  const answer = await ask(page, 'GET', `/${id}/certificate-code`);
  return ((await answer.json()) as { url: string }).url;
}

test('a code is checked online, then without a network, and a changed one is refused', { tag: '@phone' }, async ({ page, city, context, watched }) => {
  await enter(page, city, 'yang-fan');
  const id = await decidedWith(page, await answersOf(city, 'yang-fan'));
  await page.goto(`/applications/${id}/certificate`);
  await expect(page.locator('.certificate__code svg')).toBeVisible();
  await look(page, 'certificate-code');
  const url = await codeOf(page, id);
  const code = url.slice(url.indexOf('#') + 1);

  // Somebody who is not signed in, and what of the code reaches the server.
  const other = await context.browser()!.newContext({ baseURL: new URL(url).origin });
  const seller = await other.newPage();
  const asked: string[] = [];
  seller.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
  await seller.goto(url);
  await expect(notice(seller)).toHaveText(verify.valid);
  await expect(seller).toHaveURL(/\/verify$/);
  await expect(seller.locator('main')).toContainText('杨*');
  await expect(seller.locator('main')).not.toContainText('杨帆');
  await expect(seller.locator('main')).toContainText(result.certificate);
  expect(asked.filter((one) => one.includes(code.slice(-40)))).toEqual([]);
  await look(seller, 'verify-valid');

  // The page is kept, with its program and the keys.
  await seller.waitForFunction(async () => {
    const kept = await caches.open('verify');
    const paths = (await kept.keys()).map(({ url }) => new URL(url).pathname);
    return paths.includes('/verify') && paths.includes('/.well-known/jwks.json') && paths.some((path) => path.endsWith('.wasm'));
  });
  await seller.reload();
  await expect(notice(seller)).toHaveText(verify.valid);
  await other.setOffline(true);
  await seller.reload();
  await expect(seller.locator('main')).toContainText('杨*');
  await expect(notice(seller)).toHaveText([verify.valid]);
  await seller.getByRole('button', { name: verify.another }).click();
  await expect(seller.getByLabel(verify.code)).toHaveValue('');
  await look(seller, 'verify-ask');

  // A letter of what is signed, and one of the signature.
  const [head, payload, signature] = code.split('.') as [string, string, string];
  const changed = payload.slice(0, 60) + (payload[60] === 'A' ? 'B' : 'A') + payload.slice(61);
  for (const forged of [`${head}.${changed}.${signature}`, `${head}.${payload}.${signature.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'))}`]) {
    await seller.getByLabel(verify.code).fill(forged);
    await seller.getByRole('button', { name: verify.check, exact: true }).click();
    await expect(notice(seller)).toHaveText(verify.forged);
  }
  await look(seller, 'verify-forged');
  await seller.getByLabel(verify.code).fill(code.slice(0, -10));
  await seller.getByRole('button', { name: verify.check, exact: true }).click();
  await expect(notice(seller)).toHaveText(verify.forged);
  await other.setOffline(false);

  // Withdrawn, it is void for everybody, once the list that was given out is a minute old, wherever it is kept.
  await ask(page, 'POST', `/${id}/withdrawal`);
  await expect(async () => {
    await seller.goto(url);
    await seller.reload();
    await expect(notice(seller)).toHaveText(verify.void, { timeout: 3_000 });
  }).toPass({ timeout: 100_000, intervals: [10_000] });
  await look(seller, 'verify-void');
  await other.close();
  watched.allowOffline();
});
