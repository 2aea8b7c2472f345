// Makes the keys with which the examples of the clients prove themselves: NAME.pem, private, for the program,
// and NAME.json, public, for the platform. Usage: node client-keys.mjs FOLDER
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
const pairs = {
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  PS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
};
for (const [name, { privateKey, publicKey }] of Object.entries(pairs)) {
  writeFileSync(join(folder, `${name}.pem`), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(publicKey.export({ format: 'jwk' })));
}
