// The pages of the API's description: whoever writes a program gets a token there and tries what it opens,
// within the policy that keeps scripts and addresses of others away.
import { register } from './support/clients.ts';
import { expect, test } from './support/fixtures.ts';

test('a program is tried in the description, with its own token', async ({ page, stack }) => {
  const { id, secret } = await register(stack, '丰科房地产经纪网签系统', ['certificates:check', 'holds:read']);
  const refused: string[] = [];
  page.on('console', (said) => said.text().includes('Content Security Policy') && refused.push(said.text()));
  await page.goto('/docs/');

  // Swagger UI reads the whole description first.
  await page.getByRole('button', { name: 'Authorize' }).first().click({ timeout: 90_000 });
  const dialog = page.locator('.dialog-ux');
  await dialog.getByLabel('client_id:').fill(id);
  await dialog.getByLabel('client_secret:').fill(secret);
  for (const scope of ['certificates:check', 'holds:read']) {
    await dialog.locator('label').filter({ hasText: scope }).first().click();
  }
  await dialog.getByRole('button', { name: 'Apply given OAuth2 credentials' }).click();
  await expect(dialog.getByRole('button', { name: 'Remove authorization' }).first()).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).first().click();

  // What there is stands under its nouns.
  await page.locator('#operations-tag-access').click();
  const operation = page.locator('#operations-access-read_own_client');
  await operation.getByRole('button').first().click();
  await operation.getByRole('button', { name: 'Execute' }).click();
  const answer = operation.locator('.live-responses-table');
  await expect(answer.locator('.response-col_status').last()).toContainText('200');
  await expect(answer).toContainText(id);
  await expect(answer).toContainText('ratelimit');
  expect(refused).toEqual([]);
});
