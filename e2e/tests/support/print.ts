// Printed pages, as Chromium lays them out on A4.
import type { Page } from '@playwright/test';

/** The page as a printed file: its text, byte by byte. */
export async function printed(page: Page): Promise<string> {
  return (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
}

/** The objects of a printed file, by number. */
export function objectsOf(file: string): Map<string, string> {
  const objects = file.matchAll(/^(\d+) 0 obj\s([\s\S]*?)\sendobj/gm);
  return new Map([...objects].map(([, id, text]) => [id ?? '', text ?? '']));
}

/** The pages of a printed file. */
export function leavesOf(file: string): string[] {
  return [...objectsOf(file).values()].filter((text) => /\/Type \/Page\b(?!s)/.test(text));
}
