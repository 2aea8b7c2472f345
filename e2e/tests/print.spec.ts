// Printed pages, as Chromium lays them out on A4.
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { answersOf, enter, submittedWith } from './support/residents.ts';

test('the signatures stay on one page with the promise, wherever the page ends', async ({ page, city }) => {
  await enter(page, city, 'yang-fan');
  const id = await submittedWith(page, await answersOf(city, 'yang-fan'));
  await page.goto(`/applications/${id}/form`);
  await expect(page.locator('.paper__signs')).toBeVisible();
  await mark(page, '.paper__promise', 'promise');
  await mark(page, '.paper__signs', 'signs');
  const pages: (readonly [number, number])[] = [];
  for (let above = 0; above <= 1000; above += 50) {
    await page.locator('.paper__head').evaluate((head, above) => {
      head.style.paddingBottom = `${above}px`;
    }, above);
    const [promise, signs] = await pagesOf(page, ['promise', 'signs']);
    pages.push([promise ?? 0, signs ?? 0]);
  }
  // The form grows from one page onto the next, or nothing was tried.
  expect(new Set(pages.map(([promise]) => promise)).size).toBeGreaterThan(1);
  expect(pages.filter(([promise, signs]) => promise !== signs)).toEqual([]);
});

/** Puts a link into a block: the printed file tells on which page a link stands. */
async function mark(page: Page, block: string, name: string): Promise<void> {
  await page.locator(block).evaluate((block, name) => {
    const link = document.createElement('a');
    link.href = `https://${name}.example/`;
    link.textContent = name;
    block.firstElementChild?.append(link);
  }, name);
}

/** The numbers of the printed pages on which the marks stand, the first page being 1. */
async function pagesOf(page: Page, names: string[]): Promise<number[]> {
  const file = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const objects = new Map(
    [...file.matchAll(/^(\d+) 0 obj\s([\s\S]*?)\sendobj/gm)].map(([, id, text]) => [id ?? '', text ?? '']),
  );
  const whole = (text: string) =>
    text.replace(/(\d+) 0 R/g, (reference, id: string) => objects.get(id) ?? reference);
  const leaves = [...objects.values()].filter((text) => /\/Type \/Page\b(?!s)/.test(text));
  return names.map((name) => {
    const at = leaves.findIndex((leaf) => {
      const links = /\/Annots\s*(\[[^\]]*\])/.exec(leaf)?.[1] ?? '';
      return whole(links).includes(`//${name}.example/`);
    });
    expect(at, `${name} stands on a page`).toBeGreaterThanOrEqual(0);
    return at + 1;
  });
}
