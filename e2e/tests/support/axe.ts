// The accessibility check of every page and every error state: all of axe's rules, contrast included.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Fails with the rule and the element for everything that axe finds on the page. */
export async function expectAccessible(page: Page): Promise<void> {
  // Without the page of its own that axe opens for frames of other origins: there are none. And without
  // all that is as it should be, which takes longer to describe than to find.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => ({
      rule: `${id}: ${help}`,
      element: target.join(' '),
      why: failureSummary,
    })),
  );
  expect(found, `axe on ${new URL(page.url()).pathname}`).toEqual([]);
}
