// Before the first test: last run's pictures go, and servers are founded whose data every test copies.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pictures } from './screenshots.ts';
import { startStack } from './stack.ts';

/** Founds them; gives what clears them away after the last test. */
export default async function found(): Promise<() => void> {
  rmSync(pictures, { recursive: true, force: true });
  if (process.env.ANJU_E2E_URL) return () => undefined;
  const folder = mkdtempSync(join(tmpdir(), 'anju-founded-'));
  const stack = await startStack(folder);
  await stack.stop({ keep: true });
  process.env.ANJU_E2E_FOUNDED = join(folder, 'data');
  return () => rmSync(folder, { recursive: true, force: true });
}
