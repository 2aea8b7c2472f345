// What every journey starts from: servers of its own, the city's control, a page that may not break rules.
import { test as base } from '@playwright/test';
import { City } from './city.ts';
import { runningStack, type Stack, startStack } from './stack.ts';

interface Fixtures {
  /** The servers of this test alone. */
  stack: Stack;
  /** The city's people and its control endpoint. */
  city: City;
  /** Fails a test whose page breaks the content security policy, throws, or logs an error. */
  watched: Watched;
}

/** Errors that belong to a journey: the answers and failures that the test itself provokes. */
export interface Watched {
  /** HTTP statuses of answers that the browser logs as errors. */
  allow(...statuses: number[]): void;
  /** The network or the server is taken away: calls without an answer are logged as errors, those
   * under way as well. */
  allowOffline(): void;
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
    async ({ browser, context }, use) => {
      const broken: string[] = [];
      const allowed: RegExp[] = [];
      context.on('weberror', (problem) => broken.push(problem.error().message));
      context.on('console', (message) => {
        const about = message.text();
        const isError = message.type() === 'error' || /content security policy|panicked at/i.test(about);
        if (isError) broken.push(`${about} (${message.location().url})`);
      });
      await use({
        allow: (...statuses) => {
          allowed.push(...statuses.map((status) => new RegExp(`responded with a status of ${status} `)));
          // What WebAssembly says of a file that the server does not have.
          allowed.push(/HTTP status code is not ok/);
        },
        allowOffline: () =>
          allowed.push(/net::ERR_(INTERNET_DISCONNECTED|CONNECTION_(REFUSED|RESET|CLOSED)|EMPTY_RESPONSE)/),
      });
      // The browsers of others that a journey has opened would go on beside the next journeys.
      const others = browser.contexts().filter((one) => one !== context);
      await Promise.all(others.map((one) => one.close()));
      const unexpected = broken.filter((one) => !allowed.some((fine) => fine.test(one)));
      if (unexpected.length > 0) throw new Error(`The page broke:\n${unexpected.join('\n')}`);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
