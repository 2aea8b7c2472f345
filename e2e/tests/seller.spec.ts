// The page of sellers: an agency without a system of its own reads a certificate with the camera, holds it,
// and signs or releases; the buyer sees who holds it.
import { expect, test } from './support/fixtures.ts';
import { filmOf, withCamera } from './support/camera.ts';
import type { City } from './support/city.ts';
import { expectEnglish } from './support/english.ts';
import { look } from './support/look.ts';
import { answersOf, ask, decidedWith, enter } from './support/residents.ts';
import type { Page } from '@playwright/test';
import { beginning, en, filled, zh } from './support/words.ts';

const { seller, signing } = zh;
const AGENCY = '安家房产经纪';
const CODE = '91110105MA01ANJ06N';
const ADDRESS = '北京市丰台区示例路 1 号院 2 号楼 301';

/** Signs in at the city as a person of an agency, from the page of sellers. */
async function signIn(page: Page, city: City, key: string): Promise<void> {
  const person = await city.person(key);
  await page.goto('/seller');
  await page.getByRole('link', { name: seller.door.sign_in }).click();
  await page.getByLabel(/^用户名/).fill(person.sign_in ?? '');
  await page.getByLabel(/^密码/).fill(await city.password());
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL((url) => url.pathname === '/seller');
}

test('an agency scans, holds, renews, signs and releases', { tag: '@phone' }, async ({ page, city, stack }) => {
  const person = await enter(page, city, 'yang-fan');
  const id = await decidedWith(page, await answersOf(city, 'yang-fan'));
  const before = await (await ask(page, 'GET', `/${id}`)).json();
  const number: string = before.certificate.number;
  await page.goto(`/applications/${id}/certificate`);
  const qr = page.locator('.certificate__code svg');
  await expect(qr).toBeVisible();
  const film = await filmOf(qr, test.info().outputPath('camera.y4m'));
  const { browser, page: phone } = await withCamera(film, stack.url);

  // Nobody signs in for an organisation that is not registered, and reads why.
  await signIn(phone, city, 'an-ran');
  await expect(phone.getByRole('alert')).toContainText('贵单位未在本平台登记');
  await look(phone, 'seller-door');
  await stack.command(
    ['clients', 'add', AGENCY, '--contact', '安经理=010-12345', '--organization', CODE].concat(
      ['certificates:check', 'holds:read', 'holds:write', 'contracts:read'].flatMap((scope) => ['--scope', scope]),
    ),
  );
  await signIn(phone, city, 'an-ran');
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText(seller.title);
  await expect(phone.getByRole('region', { name: seller.bar })).toContainText(AGENCY);

  // Nothing is sent without both numbers; the camera finds the first.
  const check = phone.getByRole('region', { name: seller.check.title });
  await check.getByRole('button', { name: seller.check.button, exact: true }).click();
  await expect(check.getByRole('textbox', { name: beginning(seller.check.number) })).toHaveAttribute('aria-invalid', 'true');
  await check.getByRole('button', { name: seller.camera.start }).click();
  await expect(check).toContainText(seller.check.genuine, { timeout: 30_000 });
  await expect(check).toContainText('杨*');
  await expect(check.getByRole('textbox', { name: beginning(seller.check.number) })).toHaveValue(number);
  await expect(check.locator('video')).toHaveCount(0);
  const document = check.getByRole('textbox', { name: beginning(seller.check.document) });
  await expect(document).toBeFocused();
  await document.fill(person.document.number);
  await document.press('Enter');
  await expect(check.locator('#answer')).toHaveText(seller.answer.yes);
  await look(phone, 'seller-yes', { main: true });

  // While a registry is silent nothing is held; the same press holds it afterwards, once.
  const hold = check.getByRole('button', { name: seller.hold.button, exact: true });
  await hold.click();
  await expect(check.getByRole('textbox', { name: beginning(seller.hold.address) })).toHaveAttribute('aria-invalid', 'true');
  const zone = check.getByRole('radiogroup', { name: beginning(seller.hold.zone) });
  await zone.getByRole('radio').first().check();
  await check.getByRole('radio', { name: zh.terms.home_kind.resale }).check();
  await check.getByRole('textbox', { name: beginning(seller.hold.address) }).fill(ADDRESS);
  await city.setFault('property', { fault: 'error_500' });
  await hold.click();
  await expect(check.locator('.notice--danger')).toBeVisible({ timeout: 30_000 });
  await expect(check).toContainText(/秒后可以再试/);
  await look(phone, 'seller-silent');
  await city.clearFaults();
  const holds = phone.getByRole('region', { name: seller.holds.title });
  await expect(async () => {
    if (await hold.isVisible()) await hold.click();
    await expect(holds).toContainText(number, { timeout: 6_000 });
  }).toPass({ timeout: 90_000 });
  await expect(holds.getByRole('listitem')).toHaveCount(1);
  await expect(holds).toContainText('安然');

  // The buyer sees the agency, and nobody's name.
  await page.goto(`/applications/${id}`);
  const seen = page.getByRole('region', { name: signing.title, exact: true });
  await expect(seen).toContainText(AGENCY);
  await expect(page.getByRole('main')).not.toContainText('安然');

  // Renewed, released after a question, and held again by number. Another tab signs too late: it reads why,
  // and shows what is so by now.
  const renew = (n: number) => filled(seller.holds.renew_days, { days: 3, n });
  await holds.getByRole('button', { name: `${renew(2)} ${number}` }).click();
  await expect(holds.getByRole('button', { name: `${renew(1)} ${number}` })).toBeVisible();
  await expect(holds.locator('.notice--success')).toContainText(number);
  await look(phone, 'seller-held', { main: true });
  const late = await phone.context().newPage();
  await late.goto('/seller');
  const lateHolds = late.getByRole('region', { name: seller.holds.title });
  await lateHolds.getByRole('button', { name: `${seller.holds.sign} ${number}` }).click();
  await lateHolds.getByRole('textbox', { name: beginning(signing.contract) }).fill('FT-2026-118841');
  await holds.getByRole('button', { name: `${seller.release.button} ${number}` }).click();
  const dialog = phone.getByRole('dialog', { name: seller.release.title });
  await dialog.getByRole('button', { name: seller.release.keep }).click();
  await expect(holds.getByRole('listitem')).toHaveCount(1);
  await holds.getByRole('button', { name: `${seller.release.button} ${number}` }).click();
  await dialog.getByRole('button', { name: seller.release.button }).click();
  await expect(holds).toContainText(seller.holds.none);
  await lateHolds.getByRole('button', { name: seller.sign.button, exact: true }).click();
  await late.getByRole('dialog', { name: seller.sign.sure }).getByRole('button', { name: seller.sign.confirm }).click();
  await expect(lateHolds.locator('.notice--danger')).toBeVisible();
  await expect(lateHolds).toContainText(seller.holds.none);
  await late.close();

  // However a number is typed it is taken; what cannot be one is told at its field, and no try is counted.
  await check
    .getByRole('textbox', { name: beginning(seller.check.number) })
    .fill(` ${number.toLowerCase().replaceAll('-', '')}`);
  await document.fill('110105199001011234');
  await check.getByRole('button', { name: seller.check.button, exact: true }).click();
  await expect(document).toHaveAttribute('aria-invalid', 'true');
  await expect(check.locator('.notice--danger')).toHaveCount(0);
  await document.fill('110105199001011232');
  await check.getByRole('button', { name: seller.check.button, exact: true }).click();
  await expect(check.locator('.notice--danger')).toBeVisible();
  await document.fill(person.document.number);
  await check.getByRole('button', { name: seller.check.button, exact: true }).click();
  await zone.getByRole('radio').first().check();
  await check.getByRole('radio', { name: zh.terms.home_kind.resale }).check();
  await check.getByRole('textbox', { name: beginning(seller.hold.address) }).fill(ADDRESS);
  await hold.click();
  await expect(holds).toContainText(number, { timeout: 30_000 });

  // Everything is shown once more, and that the address is another one than is held. Signed: the pass is used
  // up, for the buyer and for whoever checks.
  await holds.getByRole('button', { name: `${seller.holds.sign} ${number}` }).click();
  await holds.getByRole('textbox', { name: beginning(signing.contract) }).fill('FT-2026-118842');
  const address = holds.getByRole('textbox', { name: beginning(seller.hold.address) });
  await address.fill(`${ADDRESS}1`);
  await look(phone, 'seller-sign');
  await holds.getByRole('button', { name: seller.sign.button, exact: true }).click();
  const sure = phone.getByRole('dialog', { name: seller.sign.sure });
  await expect(sure).toContainText('FT-2026-118842');
  await expect(sure).toContainText(number);
  await expect(sure).toContainText(seller.sign.other);
  await look(phone, 'seller-sign-sure');
  await sure.getByRole('button', { name: seller.sign.keep }).click();
  await address.fill(ADDRESS);
  await holds.getByRole('button', { name: seller.sign.button, exact: true }).click();
  await expect(sure).not.toContainText(seller.sign.other);
  await sure.getByRole('button', { name: seller.sign.confirm }).click();
  const contracts = phone.getByRole('region', { name: seller.contracts.title });
  await expect(contracts).toContainText('FT-2026-118842');
  await expect(holds).toContainText(seller.holds.none);
  await page.reload();
  await expect(seen).toContainText('FT-2026-118842');
  await check.getByRole('textbox', { name: beginning(seller.check.number) }).fill(number);
  await document.fill(person.document.number);
  await document.press('Enter');
  await expect(check.locator('#answer')).toHaveText(seller.answer.used);

  // Of a commercial unit the certificate of real estate is asked for.
  const commercial = await city.hasApplied('passes-commercial');
  await check.getByRole('button', { name: seller.answer.another }).click();
  await check.getByRole('textbox', { name: beginning(seller.check.number) }).fill(commercial.certificate_number);
  await document.fill(commercial.document_number);
  await document.press('Enter');
  await expect(check.locator('#answer')).toHaveText(seller.answer.yes);
  await hold.click();
  const title = check.getByRole('textbox', { name: beginning(seller.hold.unit) });
  await expect(title).toHaveAttribute('aria-invalid', 'true');
  await look(phone, 'seller-commercial');

  // In English, and out.
  await phone.evaluate(() => localStorage.setItem('language', 'en'));
  await phone.reload();
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText(en.seller.title);
  await expect(phone.getByRole('region', { name: en.seller.contracts.title })).toContainText('FT-2026-118842');
  await look(phone, 'seller-english');
  await expectEnglish(phone, [AGENCY, '安然', ADDRESS]);
  await phone.getByRole('button', { name: en.shell.sign_out }).click();
  await phone.waitForURL((url) => url.href.startsWith(city.address));
  await phone.goto('/seller');
  await expect(phone.getByRole('link', { name: en.seller.door.sign_in })).toBeVisible();
  await browser.close();
});
