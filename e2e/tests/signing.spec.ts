// 签约中: a third party holds a pass; the applicant sees who, has an officer release it, and sees the
// contract that is signed in the end.
import { accepted } from '../../openapi/clients/typescript/src/index.ts';
import { client, once } from './support/clients.ts';
import { expect, test } from './support/fixtures.ts';
import { look } from './support/look.ts';
import { atDesk, claim, decide } from './support/officers.ts';
import { answersOf, decidedWith, detailOf, enter } from './support/residents.ts';
import { zh } from './support/words.ts';

const { signing, terms } = zh;

test('a held pass is seen, released by an officer, held again and signed @phone', async ({ page, browser, city, stack }) => {
  const person = await enter(page, city, 'yang-fan');
  const id = await decidedWith(page, await answersOf(city, 'yang-fan'));
  const before = await detailOf(page, id);
  const agency = await client(stack, '丰科房地产经纪网签系统', ['holds:read', 'holds:write', 'contracts:read']);
  const { place, single_storey } = before.decision?.purchase ?? {};
  const unit = { address: '北京市丰台区示例路 1 号院 2 号楼 301' };
  const zone = place === 'inside_fifth_ring' ? place : 'outside_fifth_ring';
  const wanted = {
    certificate_number: before.certificate?.number ?? '',
    document_number: person.document.number,
    zone,
    kind: single_storey ? 'single_storey' : 'resale',
    unit,
  } as const;
  const hold = async () => accepted(await agency.POST('/api/v1/holds', { params: { header: once() }, body: wanted }));
  await hold();

  // Who holds it, since when and until when; nothing is withdrawn.
  await page.goto(`/applications/${id}`);
  const main = page.getByRole('main');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const holds = page.getByRole('region', { name: signing.title, exact: true });
  await expect(holds).toContainText('丰科房地产经纪网签系统');
  await expect(holds).toContainText(signing.until);
  await expect(main).toContainText(terms.state.signing);
  await expect(main).toContainText(signing.event.taken);
  await look(page, 'signing-held', { main: true });

  // Nothing is sent without a reason.
  await holds.getByText(signing.object.summary).click();
  await holds.getByRole('button', { name: signing.object.button }).click();
  await expect(holds.getByRole('textbox', { name: signing.object.label })).toHaveAttribute('aria-invalid', 'true');
  const statement = '我没有同意与这家机构签约，请解除占用。';
  await holds.getByRole('textbox', { name: signing.object.label }).fill(statement);
  await holds.getByRole('button', { name: signing.object.button }).click();
  await expect(holds).toContainText(signing.objection.title);
  await expect(holds.getByText(signing.object.summary)).toHaveCount(0);

  // An officer reads it and releases the pass; nobody else has to confirm.
  const officer = await atDesk(browser, city, 'ding-ning');
  await claim(officer, before.summary.number ?? '');
  await expect(officer.getByRole('main')).toContainText(statement);
  await look(officer, 'signing-case');
  await decide(officer, signing.officer.grant, '已与签约机构核实');
  await expect(officer.getByRole('heading', { level: 1 })).toHaveText(signing.officer.granted_title);
  await page.reload();
  await expect(holds).toContainText('已与签约机构核实');
  await expect(holds).toContainText(signing.state.released);
  await expect(main).toContainText(signing.event.granted);

  // Held again, it is signed.
  const again = await hold();
  const signed = await agency.POST('/api/v1/holds/{id}/contract', {
    params: { path: { id: again.id }, header: once() },
    body: { number: 'FT-2026-118842', zone, unit },
  });
  expect(signed.response.status).toBe(201);
  await page.reload();
  await expect(holds).toContainText('FT-2026-118842');
  await expect(main).toContainText(terms.state.signed);
  await look(page, 'signing-signed', { main: true });
});
