// Documents as PDF: a person takes them away, and they are what the page said.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { look } from './support/look.ts';
import { answersOf, decidedWith, enter } from './support/residents.ts';
import { en } from './support/words.ts';

/** Presses a button that gives a file, and reads that. */
async function taken(page: Page, button: string): Promise<{ name: string; pages: number; file: string }> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).click();
  const download = await coming;
  const file = (await readFile(await download.path())).toString('latin1');
  expect(file.startsWith('%PDF-1.')).toBe(true);
  const pages = Number(/\/Type\s*\/Pages\s*\/Count (\d+)/.exec(file)?.[1] ?? /\/Count (\d+)/.exec(file)?.[1]);
  return { name: download.suggestedFilename(), pages, file };
}

test('form, certificate and result are taken away, and the time line tells it', async ({ page, city }) => {
  await enter(page, city, 'yang-fan');
  const id = await decidedWith(page, await answersOf(city, 'yang-fan'));
  for (const [path, name] of [
    ['form', '家庭购房申请表.pdf'],
    ['promise', '购房承诺书.pdf'],
    ['certificate', '购房资格核验凭证.pdf'],
  ]) {
    await page.goto(`/applications/${id}/${path}`);
    const paper = await taken(page, '下载 PDF');
    expect([paper.name, paper.pages]).toEqual([name, 1]);
  }
  await look(page, 'certificate-download');
  await page.goto(`/applications/${id}`);
  const timeline = page.locator('.timeline');
  await expect(timeline).toContainText('下载了家庭购房申请表');
  await expect(timeline).toContainText('下载了购房资格核验凭证');
  const result = await taken(page, '购房资格核验结果（PDF）');
  expect(result.name).toBe('购房资格核验结果.pdf');
  expect(result.pages).toBeGreaterThan(0);
});

test('a refusal is taken away in English, and a failure is told', async ({ page, city, watched }) => {
  await enter(page, city, 'zhao-min');
  const id = await decidedWith(page, await answersOf(city, 'zhao-min'));
  await page.goto(`/applications/${id}`);
  await page.getByRole('button', { name: 'English' }).click();
  const notice = await taken(page, `${en.result.paper.refusal} (PDF)`);
  expect(notice.name).toBe('Notice of refusal.pdf');
  expect(notice.file).toContain('/Lang');
  watched.allowOffline();
  await page.route('**/documents/**', (route) => route.abort('connectionreset'));
  await page.getByRole('button', { name: `${en.result.paper.result} (PDF)`, exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: en.shell.failure.offline_title })).toBeVisible();
});
