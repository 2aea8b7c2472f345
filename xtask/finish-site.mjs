// Finishes target/site: names the program's folder by its content, so that browsers may keep it
// for ever, and puts a brotli copy (name.br) beside every file that a browser loads as text or
// WASM, so that the api never compresses while someone waits.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const folder = process.argv[2];
const kinds = /\.(html|js|css|wasm|svg|json|txt)$/;

const filesIn = (at) =>
  readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();

const app = join(folder, 'app');
const hash = createHash('sha256');
for (const file of filesIn(app)) hash.update(readFileSync(file));
const name = `app-${hash.digest('hex').slice(0, 16)}`;
renameSync(app, join(folder, name));
const page = join(folder, 'index.html');
writeFileSync(page, readFileSync(page, 'utf8').replaceAll('/app/', `/${name}/`));

for (const file of filesIn(folder).filter((file) => kinds.test(file))) {
  const content = readFileSync(file);
  const small = brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
  writeFileSync(`${file}.br`, small);
  console.log(`${file}: ${content.length} -> ${small.length}`);
}
