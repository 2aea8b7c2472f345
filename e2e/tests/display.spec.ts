// The switches of the header: large type and high contrast change the page at once, and are kept.
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { answersOf, decidedWith, enter } from './support/residents.ts';
import { Wizard } from './support/wizard.ts';
import { openPhoneMenu, phoneMenu } from './support/menu.ts';

test('large type makes every letter larger, and stays', { tag: '@phone' }, async ({ page, city }) => {
  await page.goto('/');
  await expect(page.getByRole('link', { name: '用户注册' })).toBeVisible();
  const before = await letter(page);
  // In sight on a phone too: whoever needs it cannot read what is in the menu.
  await page.getByRole('button', { name: '关怀版' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-size', 'large');
  expect(await letter(page)).toBeGreaterThanOrEqual(before * 1.2);
  await page.reload();
  await expect(page.getByRole('link', { name: '用户注册' })).toBeVisible();
  expect(await letter(page)).toBeGreaterThanOrEqual(before * 1.2);

  // The whole journey in large type.
  await enter(page, city, 'luo-jia');
  const answers = await answersOf(city, 'luo-jia');
  const wizard = new Wizard(page);
  await wizard.begin();
  await wizard.fillIn(answers);
  await wizard.submit();
  await page.getByRole('link', { name: '查看核验结果' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('可以购买五环内住宅');
  await page.getByRole('button', { name: '关怀版' }).click();
  await expect(page.locator('html')).not.toHaveAttribute('data-size', 'large');
});

test('high contrast is kept across pages and reloads', async ({ page }) => {
  await page.goto('/help');
  await press(page, '高对比');
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'high');
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'high');
});

test('what is told is told in the language that was chosen last', async ({ page }) => {
  await page.goto('/help');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('帮助');
  const told = page.locator('#announcer');
  await press(page, 'English');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(told).toHaveText('The pages are in English now');
  await expect(page.getByRole('button', { name: '中文' })).toBeFocused();

  // The name of a page that is told a moment after the arrival, when the language is another.
  if (await phoneMenu(page)) await page.setViewportSize({ width: 1280, height: 900 });
  await page.evaluate(async () => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const region = document.querySelector('#announcer')!;
    new MutationObserver(() => heard.push(region.textContent ?? '')).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    const path = location.pathname;
    document.querySelector<HTMLElement>('header a[href="/policies"]')!.click();
    while (location.pathname === path || !document.querySelector('main h1')) await frame();
    await frame();
    await frame();
    document.querySelector<HTMLElement>('header button[lang="zh-CN"]')!.click();
    function frame() {
      return new Promise((go) => requestAnimationFrame(go));
    }
  });
  await expect(told).toHaveText('页面已改为中文');
  const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  // On a slow machine the page's name was told before, in the language of then; never after.
  expect(heard.slice(heard.indexOf('页面已改为中文')).filter(Boolean)).toEqual(['页面已改为中文']);
});

test('with twice the letters of the browser nothing is cut off', { tag: '@phone' }, async ({ page, city }) => {
  await enter(page, city, 'fan-yu');
  const id = await decidedWith(page, await answersOf(city, 'fan-yu'));
  for (const path of [
    '/',
    '/applications',
    `/applications/${id}`,
    `/applications/${id}/receipt`,
    '/apply/residential',
    '/policies',
    '/precheck',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    // A phone's browser widens its window for what is too wide: the width that was asked for counts.
    const width = page.viewportSize()?.width ?? 0;
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, path).toBeLessThanOrEqual(width);
    expect(await page.evaluate(clipped), path).toEqual([]);
  }
});

test('forced colours and reduced motion leave nothing invisible or moving', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await page.goto('/');
  const begin = page.getByRole('link', { name: '用户注册' });
  await expect(begin).toBeVisible();
  expect(await begin.evaluate((link) => parseFloat(getComputedStyle(link).borderTopWidth))).toBeGreaterThan(0);
  const moving = await page.evaluate(
    () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
  );
  expect(moving).toBe(0);
});

/** What is wider than the box around it and cut off there; what only screen readers get is not. */
function clipped(): string[] {
  return [...document.querySelectorAll('main *')]
    .filter((box) => {
      const { overflowX, position } = getComputedStyle(box);
      return /hidden|clip/.test(overflowX) && position !== 'absolute' && box.scrollWidth > box.clientWidth + 1;
    })
    .map((box) => `${box.tagName}.${box.getAttribute('class')} ${box.scrollWidth} > ${box.clientWidth}`);
}

/** The size of the letters of the page's text, in pixels. */
function letter(page: Page): Promise<number> {
  return page
    .locator('main p')
    .first()
    .evaluate((text) => parseFloat(getComputedStyle(text).fontSize));
}

async function press(page: Page, name: string): Promise<void> {
  await openPhoneMenu(page);
  await page.getByRole('button', { name }).click();
}
