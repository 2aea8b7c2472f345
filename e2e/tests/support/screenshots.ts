// Pictures of every page for people to look at: e2e/screenshots/{phone,desktop}/{name}.png, where they are
// asked for (ANJU_E2E_PICTURES). A name is given to one picture in any run.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Page, test } from '@playwright/test';

/** Where the pictures of one run are; the run begins without any. */
export const pictures = join(import.meta.dirname, '../../screenshots');

/** Takes the whole page once its fonts and pictures are there. A name is given to one picture. */
export async function photograph(page: Page, name: string): Promise<void> {
  const { project, repeatEachIndex } = test.info();
  const again = repeatEachIndex === 0 ? '' : `again-${repeatEachIndex}`;
  const path = join(pictures, project.name, again, `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, '', { flag: 'wx' }).catch(() => {
    throw new Error(`Another picture is called ${name}: look at a state once.`);
  });
  await page.evaluate(() => document.fonts.ready);
  if (!process.env.ANJU_E2E_PICTURES) return;
  await page.screenshot({
    path,
    fullPage: true,
    animations: 'disabled',
    caret: 'hide',
  });
}
