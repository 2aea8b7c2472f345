// People of the synthetic city who use the application through its API, as their browsers would.
import { request } from 'node:http';

/** A browser, whose cookies can be read; it follows nothing by itself. */
export function browser() {
  const cookies = new Map();
  const ask = (method, url, { json, form, file, headers = {} } = {}) =>
    new Promise((resolve, reject) => {
      const body = json ? JSON.stringify(json) : form ? new URLSearchParams(form).toString() : file;
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
  return Object.assign(ask, { cookies });
}

export async function must(wanted, answer, what) {
  const got = await answer;
  if (!wanted.includes(got.status)) throw new Error(`${what}: ${got.status} ${got.text.slice(0, 200)}`);
  return got;
}

/** A person at a browser, with a document that is bound. */
export async function signIn({ api, city }, person, password) {
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
  return ask;
}

/** Applies; gives the browser and the application, or nothing where the person has applied before. */
export async function apply({ api, city }, { person, module, answers }, password) {
  const ask = await signIn({ api, city }, person, password);
  const known = await must([200], ask('GET', `${api}/api/v1/applications`), 'the list');
  if (JSON.parse(known.text).items.length > 0) return;
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const draft = await must(
    [200, 201],
    ask('POST', `${api}/api/v1/applications`, { json: { module }, headers }),
    'a draft',
  );
  const at = `${api}/api/v1/applications/${JSON.parse(draft.text).id}`;
  // So that both kinds of messages can be looked at in the city's inbox.
  const applicant = { ...answers.applicant, email: `${person.sign_in}@city.example` };
  const content = { resume_at: 'submit', answers: { ...answers, applicant } };
  const saved = await must(
    [200],
    ask('PUT', `${at}/answers`, { json: content, headers: { 'if-match': draft.etag } }),
    'saving',
  );
  const version = { 'if-match': saved.etag };
  await must([200, 202], ask('POST', `${at}/submission`, { headers: version }), 'submitting');
  return { ask, at };
}
