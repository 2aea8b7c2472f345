// Gives the officers of `cargo xtask run` something to decide: a few people of the city apply through
// the API, as their browsers would; some are refused and dispute it, with a paper, and a spouse objects.
// Whoever has applied before is left alone.
// Usage: node fill-queue.mjs API CITY
import { apply, browser, must, signIn } from './residents.mjs';

/** So many people apply whom no rule decides; the others are left to whoever tries it out. */
const PEOPLE = 3;
/** Refused for homes, and dispute it; the second one's spouse objects. */
const DISPUTES = [{ key: 'wang-qiang' }, { key: 'zhao-min', objects: 'qian-feng' }];
const PATIENCE_MS = 20_000;

const [api, city] = process.argv.slice(2);
const servers = { api, city };

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
  const ask = await signIn(servers, person, password);
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
for (const one of firsts.slice(0, PEOPLE)) await apply(servers, one, listing.password);

const everybody = listing.households.flatMap(({ members }) => members);
const disputed = listing.households.flatMap(({ applications }) => applications);
for (const { key, objects } of DISPUTES) {
  const person = everybody.find((one) => one.key === key);
  const { module, answers } = disputed.find((one) => one.applicant === key && one.answers);
  const applied = await apply(servers, { person, module, answers }, listing.password);
  if (!applied) continue;
  await dispute(applied);
  if (objects) await object(everybody.find((one) => one.key === objects), applied.at, listing.password);
}
