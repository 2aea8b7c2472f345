// The menu behind which a phone keeps the links and switches of the header.
import { expect, type Locator, type Page } from '@playwright/test';

/** Its button, once the application has started; none where the header shows everything. */
export async function phoneMenu(page: Page): Promise<Locator | undefined> {
  await expect(page.locator('#boot')).toHaveCount(0);
  const button = page.getByRole('button', { name: /^(菜单|Menu)$/ });
  return (await button.isVisible()) ? button : undefined;
}

/** Opens it where there is one. */
export async function openPhoneMenu(page: Page): Promise<void> {
  await (await phoneMenu(page))?.click();
}
