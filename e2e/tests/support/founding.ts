// Before the first test: last run's pictures go, and the servers that every test copies are founded.
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pictures } from './screenshots.ts';
import { founded, startStack } from './stack.ts';

export default async function found(): Promise<void> {
  rmSync(pictures, { recursive: true, force: true });
  rmSync(founded, { recursive: true, force: true });
  if (process.env.ANJU_E2E_URL) return;
  const folder = `${founded}-now`;
  const stack = await startStack(folder);
  await stack.stop({ keep: true });
  renameSync(join(folder, 'data'), founded);
  rmSync(folder, { recursive: true });
}
