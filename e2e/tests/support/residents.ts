// Residents on their way into the application, and states that a journey begins with: made with
// the API by the person's own session, where filling in the form is not what the test is about.
import { type APIResponse, expect, type Page } from '@playwright/test';
import { accepted } from '../../../openapi/clients/typescript/src/index.ts';
import { type components, createResident } from '../../../openapi/clients/typescript/journeys/index.ts';
import { type Answers, type CommercialAnswers, moduleOf } from './answers.ts';
import type { City, Person } from './city.ts';
import { register, signIn } from './sign-in.ts';
import { named } from './terms.ts';
import { beginning, filled, type Words, zh } from './words.ts';

/** What machines do behind a page has its own limit in the api's tests: here it takes as long as it takes on
 * a machine that is busy. */
export const MACHINE = { intervals: [100], timeout: 60_000 };

/** 用户绑定 on the page that is open. */
export async function bind(page: Page, person: Person, words: Words = zh): Promise<void> {
  const { bind } = words.pages;
  await page
    .getByRole('combobox', { name: beginning(bind.kind) })
    .selectOption(named(words, 'document', person.document.kind));
  if (person.document.nationality) {
    await page.getByRole('combobox', { name: beginning(bind.nationality) }).fill(person.document.nationality);
  }
  await page.getByRole('textbox', { name: beginning(bind.number) }).fill(person.document.number);
  await page.getByRole('button', { name: bind.confirm, exact: true }).click();
}

/** Signs in for the first time (registering where need be), binds, and stands on the home page. */
export async function enter(page: Page, city: City, key: string, words: Words = zh): Promise<Person> {
  const person = await city.person(key);
  if (person.sign_in === null) {
    await register(page, city, person, person.key);
  } else {
    await signIn(page, city, person);
  }
  await bind(page, person, words);
  await atHome(page, words);
  return person;
}

/** Waits for the home page. */
export async function atHome(page: Page, words: Words = zh): Promise<void> {
  const hello = beginning(filled(words.pages.home.title, { name: '' }).trim());
  await expect(page.getByRole('heading', { level: 1, name: hello })).toBeVisible();
}

/** The answers that the city suggests for a household; the n-th of the applicant's. */
export function answersOf(city: City, applicant: string, n = 0): Promise<Answers> {
  return suggested(city, 'residential', applicant, n) as Promise<Answers>;
}

/** The answers that the city suggests for a person who buys a commercial unit. */
export function unitAnswersOf(city: City, applicant: string, n = 0): Promise<CommercialAnswers> {
  return suggested(city, 'commercial', applicant, n) as Promise<CommercialAnswers>;
}

async function suggested(city: City, module: string, applicant: string, n: number) {
  const { applications } = await city.householdOf(applicant);
  const own = applications.filter((one) => one.applicant === applicant && one.module === module);
  const answers = own[n]?.answers;
  if (!answers) throw new Error(`The city suggests no ${module} answers for ${applicant}.`);
  return answers;
}

/** A draft with these answers, resumed at a chapter; gives its id. */
export async function draftWith(
  page: Page,
  answers: Partial<Answers> | Partial<CommercialAnswers>,
  resume_at: Schemas['SaveDraft']['resume_at'] = 'notes',
): Promise<string> {
  const created = await api(page).POST('/api/v1/applications', { body: { module: moduleOf(answers) } });
  const { id } = accepted(created);
  const header = { 'If-Match': versionIn(created) };
  const body = { resume_at, answers: answers as Schemas['SaveDraft']['answers'] };
  accepted(await api(page).PUT('/api/v1/applications/{id}/answers', { params: { path: { id }, header }, body }));
  return id;
}

/** A submitted application with these answers; gives its id. */
export async function submittedWith(page: Page, answers: Answers | CommercialAnswers): Promise<string> {
  const id = await draftWith(page, answers, 'submit');
  await submit(page, id);
  return id;
}

/** Submits a draft as it is. */
export async function submit(page: Page, id: string): Promise<Schemas['Detail']> {
  const read = await api(page).GET('/api/v1/applications/{id}/answers', { params: { path: { id } } });
  const params = { path: { id }, header: { 'If-Match': versionIn(read) } };
  return accepted(await api(page).POST('/api/v1/applications/{id}/submission', { params }));
}

/** An application whose result stands; gives its id. */
export async function decidedWith(page: Page, answers: Answers | CommercialAnswers): Promise<string> {
  const id = await submittedWith(page, answers);
  await expect.poll(() => stateOf(page, id), MACHINE).not.toBe('pending');
  return id;
}

/** An application as the API tells it to its owner. */
export async function detailOf(page: Page, id: string): Promise<Schemas['Detail']> {
  return accepted(await api(page).GET('/api/v1/applications/{id}', { params: { path: { id } } }));
}

/** The state that the API tells. */
export async function stateOf(page: Page, id: string): Promise<string> {
  return (await detailOf(page, id)).summary.state;
}

/** What the server has of a draft. */
export async function savedAnswers(page: Page, id: string): Promise<Answers> {
  const read = accepted(await api(page).GET('/api/v1/applications/{id}/answers', { params: { path: { id } } }));
  return read.answers as Answers;
}

/** How many of the person's applications there are in a state. */
export async function countOf(page: Page, state: Schemas['State']): Promise<number> {
  const params = { query: { state } };
  return accepted(await api(page).GET('/api/v1/applications', { params })).items.length;
}

type Schemas = components['schemas'];

/** The typed calls of the API, with the session of the page. */
export function api(page: Page) {
  const { origin } = new URL(page.url());
  return createResident(origin, async (request) => {
    const answer = await page.request.fetch(request.url, {
      method: request.method,
      headers: { ...Object.fromEntries(request.headers), origin },
      ...(request.body ? { data: Buffer.from(await request.arrayBuffer()) } : {}),
    });
    const body = await answer.body();
    return new Response(body.length > 0 ? new Uint8Array(body) : null, {
      status: answer.status(),
      headers: answer.headers(),
    });
  });
}

/** The version of what was read, to be named in `If-Match`. */
export function versionIn({ response }: { response: Response }): string {
  return response.headers.get('etag') ?? '';
}

/** Calls the API with the session of the page. */
export async function ask(
  page: Page,
  method: string,
  path: string,
  data?: unknown,
  headers: Record<string, string> = {},
): Promise<APIResponse> {
  const { origin } = new URL(page.url());
  const answer = await page.request.fetch(`${origin}/api/v1/applications${path}`, {
    method,
    ...(data === undefined ? {} : { data }),
    headers: { origin, ...headers },
  });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return answer;
}
