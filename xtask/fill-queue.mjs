// Gives the officers of `cargo xtask run` something to decide: a few people of the city apply through
// the API, as their browsers would; some are refused and dispute it, with a paper, and a spouse objects.
// Whoever has applied before is left alone.
// Usage: node fill-queue.mjs API CITY
import { request } from 'node:http';

/** So many people apply whom no rule decides; the others are left to whoever tries it out. */
const PEOPLE = 3;
/** Refused for homes, and dispute it; the second one's spouse objects. */
const DISPUTES = [{ key: 'wang-qiang' }, { key: 'zhao-min', objects: 'qian-feng' }];
const PATIENCE_MS = 20_000;

const [api, city] = process.argv.slice(2);

/** A browser with its cookies; it follows nothing by itself. */
function browser() {
  const cookies = new Map();
  return (method, url, { json, form, file, headers = {} } = {}) =>
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
}

async function must(wanted, answer, what) {
  const got = await answer;
  if (!wanted.includes(got.status)) throw new Error(`${what}: ${got.status} ${got.text.slice(0, 200)}`);
  return got;
}

/** A person at a browser, with a document that is bound. */
async function signIn(person, password) {
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
async function apply({ person, module, answers }, password) {
  const ask = await signIn(person, password);
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

/** A sheet of paper, which tells what it stands for. */
function sheet(line) {
  const text = `BT /F 18 Tf 72 720 Td (${line}) Tj ET`;
  const objects = [
    '<</Type /Catalog /Pages 2 0 R>>',
    '<</Type /Pages /Kids [3 0 R] /Count 1>>',
    '<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>>',
    `<</Length ${text.length}>>\nstream\n${text}\nendstream`,
    '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>',
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const count = objects.length + 1;
  const index = `xref\n0 ${count}\n0000000000 65535 f \n${places.join('')}`;
  return Buffer.from(
    `${file}${index}trailer\n<</Size ${count} /Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`,
  );
}

/** Waits for the refusal and disputes it, with a paper. */
async function dispute({ ask, at }) {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const detail = JSON.parse((await must([200], ask('GET', at), 'the result')).text);
    if (detail.summary.may_ask_review) break;
    if (Date.now() > until) throw new Error(`it is not refused for homes: ${detail.summary.state}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const name = { 'file-name': encodeURIComponent('不动产转移登记证明.pdf') };
  const file = sheet('SAMPLE: certificate of transfer of title');
  const sent = ask('POST', `${at}/uploads?kind=evidence`, { file, headers: name });
  const paper = JSON.parse((await must([201], sent, 'a paper')).text);
  const statement = '该房屋已于 2024 年 3 月 15 日转出，见附件。';
  const json = { records: [1], ground: 'transferred', statement, evidence: [paper.id] };
  await must([200], ask('POST', `${at}/dispute`, { json }), 'the dispute');
}

async function object(person, at, password) {
  const ask = await signIn(person, password);
  const json = { ground: 'not_agreed', statement: '本人不知道此项申请。' };
  const id = at.split('/').at(-1);
  await must([200], ask('POST', `${api}/api/v1/memberships/${id}/objection`, { json }), 'the objection');
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

const everybody = listing.households.flatMap(({ members }) => members);
const disputed = listing.households.flatMap(({ applications }) => applications);
for (const { key, objects } of DISPUTES) {
  const person = everybody.find((one) => one.key === key);
  const { module, answers } = disputed.find((one) => one.applicant === key && one.answers);
  const applied = await apply({ person, module, answers }, listing.password);
  if (!applied) continue;
  await dispute(applied);
  if (objects) await object(everybody.find((one) => one.key === objects), applied.at, listing.password);
}
