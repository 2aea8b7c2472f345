// Pictures of every page for people to look at: e2e/screenshots/{phone,desktop}/{name}.png.
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { type Page, test } from '@playwright/test';

/** Where the pictures of one run are; the run begins without any. */
export const pictures = join(import.meta.dirname, '../../screenshots');

/** Takes the whole page once its fonts and pictures are there. A name is given to one picture. */
export async function photograph(page: Page, name: string): Promise<void> {
  const { project, repeatEachIndex } = test.info();
  const again = repeatEachIndex === 0 ? '' : `again-${repeatEachIndex}`;
  const path = join(pictures, project.name, again, `${name}.png`);
  const isTaken = await access(path).then(() => true, () => false);
  if (isTaken) throw new Error(`Another picture is called ${name}: look at a state once.`);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({
    path,
    fullPage: true,
    animations: 'disabled',
    caret: 'hide',
  });
}
