// What is there stays where it is while the rest arrives (Cumulative Layout Shift).
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { answersOf, decidedWith, enter } from './support/residents.ts';
import { en } from './support/words.ts';

/** The sum that a page may reach; 0.1 is what the web at large calls good. */
const MOST = 0.02;

test('nothing jumps while a page arrives', { tag: '@phone' }, async ({ page, city }) => {
  await page.addInitScript(() => {
    const sums = { shift: 0 };
    Object.assign(window, { sums });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) sums.shift += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const shifts: Record<string, number> = {};
  const measure = async (path: string) => {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await settled(page);
    shifts[path] = await page.evaluate(() => (window as unknown as { sums: { shift: number } }).sums.shift);
  };
  for (const path of ['/', '/precheck', '/policies', '/help', '/windows']) await measure(path);
  await page.goto('/');
  await enter(page, city, 'yang-fan');
  const id = await decidedWith(page, await answersOf(city, 'yang-fan'));
  for (const path of ['/', '/applications', `/applications/${id}`, `/applications/${id}/certificate`]) {
    await measure(path);
  }
  const jumping = Object.entries(shifts).filter(([, shift]) => shift > MOST);
  expect(jumping).toEqual([]);
});

test('the head and the words of the entry page stand before the program has arrived', async ({ page, watched }) => {
  // The page asks for the data of whoever has signed in here.
  watched.allow(401);
  await page.route('**/*.wasm', () => {});
  await page.goto('/');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading.getByText('买房之前，先核验资格')).toBeVisible();
  await expect(page.getByRole('banner')).toHaveText(/购房资格核验/);
  await page.evaluate(() => localStorage.setItem('language', 'en'));
  await page.reload();
  await expect(heading.getByText(en.pages.entry.title)).toBeVisible();
  await expect(heading.getByText('买房之前')).toBeHidden();
  // Whoever is signed in is not shown what others see first.
  await page.evaluate(() => localStorage.setItem('signed-in', 'yes'));
  await page.reload();
  await expect(page.getByRole('status')).toHaveText(/Loading/);
  await expect(heading).toBeHidden();
});

/** Nothing is on its way, and what came has been painted. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
}
