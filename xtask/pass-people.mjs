// Has people of the city pass, for the examples of the clients: the first in the list who may, each of a
// household of their own, apply for a home. Prints a line for each: certificate and document number.
// Usage: node pass-people.mjs API CITY COUNT
import { apply, browser, must } from './residents.mjs';

const PATIENCE_MS = 60_000;

const [api, city, count] = process.argv.slice(2);

/** Waits for the result and gives the number of the certificate. */
async function certificate({ ask, at }) {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const { summary, certificate } = JSON.parse((await must([200], ask('GET', at), 'the result')).text);
    if (certificate) return certificate.number;
    if (summary.state !== 'pending') throw new Error(`${summary.number} has not passed: ${summary.state}`);
    if (Date.now() > until) throw new Error(`${summary.number} has no result yet`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const listing = JSON.parse((await browser()('GET', `${city}/control/people`)).text);
const able = listing.households.flatMap(({ members, applications }) => {
  const one = applications.find(
    ({ module, outcome, answers, applicant, signed_in }) =>
      module === 'residential' && outcome === 'eligible' && answers && applicant === signed_in,
  );
  const person = members.find(({ key, sign_in }) => key === one?.applicant && sign_in);
  return person ? [{ ...one, person }] : [];
});
const passed = [];
for (const one of able.slice(0, Number(count))) {
  const applied = await apply({ api, city }, one, listing.password);
  if (!applied) throw new Error(`${one.applicant} has applied before`);
  passed.push({ applied, document: one.person.document.number });
}
for (const { applied, document } of passed) console.log(await certificate(applied), document);
