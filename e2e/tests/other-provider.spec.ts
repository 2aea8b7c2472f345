// Any OpenID provider works by configuration alone: here the certified one of npm.
import { expect, test as base } from './support/fixtures.ts';
import { type OtherProvider, startOtherProvider } from './support/other-provider.ts';
import { type Stack, startStack } from './support/stack.ts';

const test = base.extend<{ elsewhere: { stack: Stack; provider: OtherProvider } }>({
  elsewhere: async ({}, use, info) => {
    let provider: OtherProvider | undefined;
    const stack = await startStack(info.outputPath('elsewhere'), async (url) => {
      provider = await startOtherProvider(url);
      return provider;
    });
    if (!provider) throw new Error('The provider was not started.');
    await use({ stack, provider });
    await stack.stop();
    await provider.stop();
  },
});

test('a certified provider signs a person in and out', async ({ page, elsewhere }) => {
  const { stack, provider } = elsewhere;
  const session = async () => (await page.request.get(`${stack.url}/api/v1/session`)).json();

  await page.goto(`${stack.url}/auth/sign-in?return_to=/`);
  await expect(page).toHaveURL(`${stack.url}/bind`);
  expect((await session()).account).toMatchObject({ name: '钱*文', bound: null });
  expect(provider.told.userinfo).toBe(1);

  // Signing in again needs no question: the provider knows the person.
  await page.goto(`${stack.url}/auth/sign-in?return_to=/`);
  await expect(page).toHaveURL(`${stack.url}/bind`);

  expect(provider.told.logins).toBe(1);

  // The provider's question, whether to sign out there too, is left standing: whoever comes next
  // has to say who they are.
  const signOut = async () => {
    const signedOut = await page.evaluate(async () => {
      const answer = await fetch('/api/v1/session', { method: 'DELETE' });
      return (await answer.json()) as { continue_at: string };
    });
    expect((await session()).account).toBeNull();
    return signedOut.continue_at;
  };
  await signOut();
  await page.goto(`${stack.url}/auth/sign-in?return_to=/`);
  await expect(page).toHaveURL(`${stack.url}/bind`);
  expect(provider.told.logins).toBe(2);

  await page.goto(await signOut());
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(new RegExp(`^${stack.url}/`));
});
