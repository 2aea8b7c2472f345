// Answers of the real server, changed on their way to the page.
import type { Page } from '@playwright/test';

/**
 * Lets the server answer a call as it would in a state that takes long to come to. A call whose
 * page was left while it was under way is ended with the page: nobody waits for its answer.
 */
export async function changeAnswers(page: Page, url: string, edit: (json: any) => void): Promise<void> {
  await page.unroute(url);
  await page.route(url, async (route) => {
    try {
      const response = await route.fetch();
      const json = await response.json();
      edit(json);
      await route.fulfill({ response, json });
    } catch (error) {
      // Where the page is still there, the log says why it gets no answer.
      console.error(`The answer of ${route.request().url()} was not changed:`, error);
      await route.abort().catch(() => undefined);
    }
  });
}
