// Pictures of every page for people to look at: e2e/screenshots/{phone,desktop}/{name}.png.
import { join } from 'node:path';
import { type Page, test } from '@playwright/test';

const folder = join(import.meta.dirname, '../../screenshots');

/** Takes the whole page once its fonts and pictures are there. */
export async function photograph(page: Page, name: string): Promise<void> {
  const project = test.info().project.name;
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({
    path: join(folder, project, `${name}.png`),
    fullPage: true,
    animations: 'disabled',
    caret: 'hide',
  });
}
