// What every journey starts from: servers of its own, the city's control, a page that may not break rules.
import { test as base } from '@playwright/test';
import { City } from './city.ts';
import { runningStack, type Stack, startStack } from './stack.ts';

interface Fixtures {
  /** The servers of this test alone. */
  stack: Stack;
  /** The city's people and its control endpoint. */
  city: City;
  /** Fails a test whose page breaks the content security policy or throws. */
  watched: undefined;
}

export const test = base.extend<Fixtures>({
  stack: async ({}, use, info) => {
    const { ANJU_E2E_URL: url, ANJU_E2E_CITY: city } = process.env;
    const stack =
      url && city ? runningStack(url, city) : await startStack(info.outputPath('servers'));
    await use(stack);
    await stack.stop();
  },

  city: async ({ stack }, use) => {
    const city = new City(stack.city);
    await use(city);
    if (process.env.ANJU_E2E_URL) await city.clearFaults();
  },

  baseURL: async ({ stack }, use) => {
    await use(stack.url);
  },

  watched: [
    async ({ context }, use) => {
      const broken: string[] = [];
      context.on('weberror', (problem) => broken.push(problem.error().message));
      context.on('console', (message) => {
        if (/content security policy|panicked at/i.test(message.text())) {
          broken.push(message.text());
        }
      });
      await use(undefined);
      if (broken.length > 0) throw new Error(`The page broke:\n${broken.join('\n')}`);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
