// What is looked at on every page and in every error state: axe, reflow at 320 CSS pixels and in
// large type, targets that a finger hits, and a picture for people to look at.
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { photograph } from './screenshots.ts';

/** Looks at the page as it is, and in the displays that people can switch on. */
export async function look(page: Page, name: string, { main = false } = {}): Promise<void> {
  await settled(page);
  await photograph(page, name);
  const { project, tags } = test.info();
  const isPhone = project.name === 'phone';
  // What is looked at on both widths has the same elements: axe reads them on the narrow one.
  if (isPhone || !tags.includes('@phone')) await expectAccessible(page);
  if (isPhone || main) {
    await display(page, { large: true, contrast: main });
    if (main) await expectAccessible(page);
    if (isPhone) {
      await photograph(page, `${name}-large`);
      await expectReflow(page, name);
    }
    await display(page, { large: false, contrast: false });
  }
  if (isPhone) {
    await expectReflow(page, name);
    expect(await smallTargets(page), `targets of less than 44 px on ${name}`).toEqual([]);
  }
}

/** What a finger may miss: controls lower than 44 CSS pixels, but for links within a sentence. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const text = (node: Node | null) => node?.textContent?.trim() ?? '';
    const withinSentence = (element: Element) =>
      element.tagName === 'A' &&
      getComputedStyle(element).display === 'inline' &&
      text(element.parentElement) !== text(element);
    const open = document.querySelector('dialog[open]') ?? document;
    const controls = [
      ...open.querySelectorAll('a[href], button, summary, select, textarea, input:not([type=hidden])'),
    ];
    return controls
      .filter((control) => control.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((control) => !withinSentence(control) && !control.matches('.skip'))
      .map((control) => {
        const target = control.matches('[type=radio], [type=checkbox]') ? control.closest('label') : control;
        return { control, height: (target ?? control).getBoundingClientRect().height };
      })
      .filter(({ height }) => height > 0 && height < 43.5)
      .map(({ control, height }) => {
        const name = `${control.tagName.toLowerCase()}.${control.getAttribute('class') ?? ''}`;
        return `${name} “${text(control).slice(0, 20)}” ${Math.round(height)} px`;
      });
  });
}

/** Nothing loads any more, and nothing moves. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('#boot, .skeleton')).toHaveCount(0);
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
        .map((animation) => animation.finished.catch(() => undefined)),
    ),
  );
}

/** At 390 and at 320 pixels nothing reaches beyond the page, and no field is cut off. */
async function expectReflow(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    expect(await beyond(page), `${name} at ${width} px`).toEqual([]);
  }
  if (before) await page.setViewportSize(before);
}

/** What reaches beyond the page's right edge, unless it scrolls within a region of its own. */
function beyond(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const scrolls = (element: Element): boolean => {
      const around = element.parentElement;
      if (!around || around === document.body) return false;
      return /auto|scroll|hidden|clip/.test(getComputedStyle(around).overflowX) || scrolls(around);
    };
    const found = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element),
    );
    return found.slice(0, 5).map((element) => {
      const { left, right } = element.getBoundingClientRect();
      return `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} ${Math.round(left)}–${Math.round(right)}`;
    });
  });
}

/** The displays of the header's switches, without pressing them on every page. */
async function display(page: Page, { large, contrast }: { large: boolean; contrast: boolean }): Promise<void> {
  await page.evaluate(
    ([large, contrast]) => {
      const root = document.documentElement;
      root.toggleAttribute('data-size', false);
      root.toggleAttribute('data-contrast', false);
      if (large) root.setAttribute('data-size', 'large');
      if (contrast) root.setAttribute('data-contrast', 'high');
    },
    [large, contrast] as const,
  );
}
