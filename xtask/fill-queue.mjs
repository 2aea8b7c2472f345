// Gives the officers of `cargo xtask run` something to decide: a few people of the city apply through
// the API, as their browsers would. Whoever has applied before is left alone.
// Usage: node fill-queue.mjs API CITY
import { request } from 'node:http';

/** So many people apply; the others are left to whoever tries it out. */
const PEOPLE = 3;

const [api, city] = process.argv.slice(2);

/** A browser with its cookies; it follows nothing by itself. */
function browser() {
  const cookies = new Map();
  return (method, url, { json, form, headers = {} } = {}) =>
    new Promise((resolve, reject) => {
      const body = json ? JSON.stringify(json) : form ? new URLSearchParams(form).toString() : undefined;
      const type = json ? 'application/json' : 'application/x-www-form-urlencoded';
      const sent = request(url, {
        method,
        headers: {
          'sec-fetch-site': 'same-origin',
          cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
          ...(body === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) }),
          ...headers,
        },
      });
      sent.on('error', reject).on('response', async (answer) => {
        for (const set of answer.headers['set-cookie'] ?? []) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
          cookies.set(name, value);
        }
        const { location, etag } = answer.headers;
        const text = (await answer.toArray()).join('');
        resolve({ status: answer.statusCode, location: location && new URL(location, url).href, etag, text });
      });
      sent.end(body);
    });
}

async function must(wanted, answer, what) {
  const got = await answer;
  if (!wanted.includes(got.status)) throw new Error(`${what}: ${got.status} ${got.text.slice(0, 200)}`);
  return got;
}

async function apply({ person, module, answers }, password) {
  const ask = browser();
  const start = await ask('GET', `${api}/auth/sign-in?return_to=/&lang=en`);
  const provider = await ask('GET', start.location);
  const page = await ask('GET', provider.location);
  const [, form] = /name="request" value="([^"]+)"/.exec(page.text);
  const fields = { request: form, user_name: person.sign_in, password };
  const signed = await ask('POST', `${city}/sign-in`, { form: fields });
  await ask('GET', signed.location);
  const { document } = person;
  await must([200, 409], ask('PUT', `${api}/api/v1/account/document`, { json: { document } }), 'binding');
  const known = await must([200], ask('GET', `${api}/api/v1/applications`), 'the list');
  if (JSON.parse(known.text).items.length > 0) return;
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const draft = await must(
    [200, 201],
    ask('POST', `${api}/api/v1/applications`, { json: { module }, headers }),
    'a draft',
  );
  const at = `${api}/api/v1/applications/${JSON.parse(draft.text).id}`;
  const content = { resume_at: 'submit', answers };
  const saved = await must(
    [200],
    ask('PUT', `${at}/answers`, { json: content, headers: { 'if-match': draft.etag } }),
    'saving',
  );
  const version = { 'if-match': saved.etag };
  await must([200, 202], ask('POST', `${at}/submission`, { headers: version }), 'submitting');
}

const listing = JSON.parse((await browser()('GET', `${city}/control/people`)).text);
const waiting = listing.households.flatMap(({ members, applications }) =>
  applications
    .filter(({ outcome, answers, applicant, signed_in }) => outcome === 'manual_review' && answers && applicant === signed_in)
    .map(({ applicant, module, answers }) => ({ person: members.find((one) => one.key === applicant), module, answers })),
);
const chosen = waiting.filter(({ person }) => person?.sign_in);
const firsts = chosen.filter(({ person }, at) => chosen.findIndex((one) => one.person === person) === at);
for (const one of firsts.slice(0, PEOPLE)) await apply(one, listing.password);
