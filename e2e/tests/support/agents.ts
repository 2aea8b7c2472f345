// What an agent has to show, and applications that agents have filed.
import { expect, type Page } from '@playwright/test';
import type { Answers } from './answers.ts';
import { accepted } from '../../../openapi/clients/typescript/src/index.ts';
import { api, draftWith, submit } from './residents.ts';
import { choose, picture } from './papers.ts';
import { type Words, zh } from './words.ts';

/** The papers of an agent, as the page calls them. */
export function papersOf({ agent }: Words = zh): string[] {
  return [agent.papers.authority, agent.papers.principal, agent.papers.agent];
}

/** Chooses and sends a picture for each paper on the page that is open. */
export async function showPapers(page: Page, words: Words = zh): Promise<void> {
  for (const [at, paper] of papersOf(words).entries()) {
    const name = `paper-${at}.png`;
    const group = page.getByRole('group', { name: new RegExp(`^${paper.replace(/[()]/g, '\\$&')}`) });
    await choose(page, `${words.papers.choose} ${paper}`, [await picture(page, name)]);
    await group.getByRole('button', { name: `${words.papers.send} ${name}` }).click();
    await expect(group).toContainText(words.papers.state.clean);
  }
}

/** An application that an agent has submitted for somebody, with all papers; gives its id and the code. */
export async function filedFor(page: Page, answers: Answers): Promise<{ id: string; number: string; code: string }> {
  const id = await draftWith(page, { ...answers, filler: { who: 'agent' } }, 'papers');
  const { buffer } = await picture(page, 'paper.png');
  for (const kind of ['authority_paper', 'principal_document', 'agent_document'] as const) {
    const header = { 'File-Name': `${kind}.png`, 'Idempotency-Key': `${id}-${kind}` };
    accepted(
      await api(page).POST('/api/v1/applications/{id}/uploads', {
        params: { path: { id }, query: { kind }, header },
        headers: { 'content-type': 'application/octet-stream' },
        body: '',
        bodySerializer: () => buffer,
      }),
    );
  }
  const uploads = async () =>
    accepted(await api(page).GET('/api/v1/applications/{id}/uploads', { params: { path: { id } } })).items;
  await expect.poll(async () => (await uploads()).every((one) => one.state === 'clean')).toBe(true);
  const { summary, authority } = await submit(page, id);
  return { id, number: summary.number ?? '', code: authority?.code ?? '' };
}
