// Whether a page that is shown in English holds Chinese words that are not data or official terms.
import { expect, type Page } from '@playwright/test';

/**
 * Fails with every text and label that holds Chinese characters, apart from what people typed, the
 * names of official documents, and elements that say themselves to be Chinese: the language switch.
 */
export async function expectEnglish(page: Page, data: string[]): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  const found = await page.evaluate((data) => {
    const han = /\p{Script=Han}/u;
    // Official documents keep the name, or the words in place of one, and the number that they can
    // be found by.
    const official = /《[^》]*》|notice known as “[^”]*”|[\p{Script=Han}；]+〔\d{4}〕\s?\d+\s?号|第[\p{Script=Han}]+条(第 \d+ 项)?|、(?=《)/gu;
    const rest = (text: string) =>
      data.reduce((left, typed) => left.replaceAll(typed, ''), text.replaceAll(official, '')).trim();
    const words: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const around = node.parentElement;
      if (!around || around.closest('script, style, noscript, [lang^="zh"]')) continue;
      words.push(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
      if (element.closest('[lang^="zh"]')) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
        words.push(element.getAttribute(name) ?? '');
      }
    }
    return [...new Set(words.map(rest).filter((word) => han.test(word)))];
  }, data);
  expect(found, `Chinese words on ${new URL(page.url()).pathname}`).toEqual([]);
}
