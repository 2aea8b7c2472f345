// Papers as people choose them from their disks.
import type { Page } from '@playwright/test';

/** A file to be chosen. */
export interface Paper {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A picture of what the page shows, as PNG. */
export async function picture(page: Page, name: string): Promise<Paper> {
  return { name, mimeType: 'image/png', buffer: await page.screenshot() };
}

/** A PDF with one empty page (ISO 32000-1, 7.5). */
export function pdf(name: string): Paper {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
  ];
  let text = '%PDF-1.4\n';
  const entries = objects.map((object, nth) => {
    const at = String(text.length).padStart(10, '0');
    text += `${nth + 1} 0 obj\n${object}\nendobj\n`;
    return `${at} 00000 n \n`;
  });
  const table = text.length;
  const size = objects.length + 1;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${entries.join('')}`;
  text += `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(text) };
}

/** Chooses files with the button of that name. */
export async function choose(page: Page, button: string, files: Paper[]): Promise<void> {
  const opened = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button, exact: true }).click();
  await (await opened).setFiles(files);
}
