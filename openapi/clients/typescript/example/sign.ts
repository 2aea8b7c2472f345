// From an access token to a signed contract: check the certificate, hold it, sign.
// With `ANJU_RELEASE=1` the hold is given back instead, and the certificate can be used again.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { accepted, createClient, type Proof } from '../src/index.js';

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

/** A key where there is one, or the secret. */
function proof(): Proof {
  const { ANJU_CLIENT_KEY: key, ANJU_ISSUER: issuer } = process.env;
  if (!key) return { clientSecret: setting('ANJU_CLIENT_SECRET') };
  return { privateKey: readFileSync(key, 'utf8'), ...(issuer ? { issuer } : {}) };
}

const anju = createClient({ address: setting('ANJU_ADDRESS'), clientId: setting('ANJU_CLIENT_ID'), ...proof() });
const pair = {
  certificate_number: setting('ANJU_CERTIFICATE_NUMBER'),
  document_number: setting('ANJU_DOCUMENT_NUMBER'),
};

const check = accepted(await anju.POST('/api/v1/certificate-checks', { body: pair }));
console.log(`checked: ${check.status}, valid until ${check.valid_until}`);
if (check.status !== 'valid') throw new Error('This certificate cannot be held now.');

// Kept with the sale before anything is sent, so that also a program that was started again repeats under
// the same key what it had begun.
const sale = `FT-${randomUUID()}`;
const unit = { address: '北京市丰台区示例路 1 号院 2 号楼 301' };
const zone = check.zones[0]?.zone;
const home = zone ? { zone, kind: 'resale' as const } : {};
const hold = accepted(
  await anju.POST('/api/v1/holds', {
    params: { header: { 'Idempotency-Key': `${sale}-hold` } },
    body: { ...pair, ...home, unit },
  }),
);
console.log(`held: ${hold.id}, until ${hold.expires_at}`);

const path = { id: hold.id };
if (process.env['ANJU_RELEASE']) {
  const params = { path, header: { 'Idempotency-Key': `${sale}-release` } };
  const over = accepted(await anju.POST('/api/v1/holds/{id}/release', { params }));
  console.log(`released: ${over.state}`);
} else {
  const contract = accepted(
    await anju.POST('/api/v1/holds/{id}/contract', {
      params: { path, header: { 'Idempotency-Key': `${sale}-contract` } },
      body: { number: sale, unit, ...(zone ? { zone } : {}) },
    }),
  );
  console.log(`signed: ${contract.number}, ${contract.signed_at}`);
}
