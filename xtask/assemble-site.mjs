// assemble-site.mjs FOLDER: puts the site together from the page (web/page/index.html), what it
// links to, and the program (target/app). The page's sheets become one and so does the program's
// JavaScript, both written short by esbuild; every file is named by its content, so that browsers may
// keep it for ever, and beside each stands a brotli copy (name.br), so that the api never compresses
// while someone waits.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const site = process.argv[2];
const page = 'web/page/index.html';
const program = 'target/app';

const nameFor = (stem, extension, contents) => {
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content);
  return `${stem}-${hash.digest('hex').slice(0, 16)}${extension}`;
};
const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
const linked = (href) => readFileSync(join(dirname(page), href));
const publish = (stem, extension, content) => {
  const name = nameFor(stem, extension, [content]);
  writeFileSync(join(site, name), content);
  return `/${name}`;
};

rmSync(site, { recursive: true, force: true });
mkdirSync(site, { recursive: true });
let html = readFileSync(page, 'utf8');

const sheets = [...html.matchAll(/ *<link rel="stylesheet" href="([^"]+)">\n/g)];
if (sheets.length === 0) throw new Error(`${page} links to no sheet`);
const esbuild = (words, input) => execFileSync('esbuild', ['--minify', '--log-level=error', ...words], { input });
const styles = esbuild(['--loader=css'], sheets.map(([, href]) => linked(href).toString()).join('\n'));
const sheet = `  <link rel="stylesheet" href="${publish('styles', '.css', styles)}">\n`;
sheets.forEach(([link], index) => (html = html.replace(link, index === 0 ? sheet : '')));

html = html.replace(/(<link rel="icon" href=")([^"]+)/, (_, before, href) => {
  const extension = extname(href);
  return before + publish(basename(href, extension), extension, linked(href));
});

const app = nameFor('app', '', filesIn(program).map((file) => readFileSync(file)));
mkdirSync(join(site, app));
writeFileSync(join(site, app, 'web.js'), esbuild(['--bundle', '--format=esm', join(program, 'web.js')]));
for (const file of filesIn(program).filter((file) => file.endsWith('.wasm'))) {
  cpSync(file, join(site, app, basename(file)));
}
html = html.replaceAll('/app/', `/${app}/`);
// Which files the parts of the program are in; a script is allowed by its hash, so it holds the list itself.
const parts = JSON.parse(readFileSync(join(program, 'parts.json'), 'utf8'));
if (!html.includes('{/* parts.json */}')) throw new Error(`${page} asks for no parts`);
html = html.replace('{/* parts.json */}', JSON.stringify(parts));
const words = (locale, key) => {
  const [file, ...path] = key.split('.');
  const word = path.reduce((at, step) => at?.[step], JSON.parse(readFileSync(`web/locales/${locale}/${file}.json`, 'utf8')));
  if (typeof word !== 'string') throw new Error(`${page} asks for ${key}, which web/locales/${locale} has not`);
  return `<span class="boot__word" lang="${locale}">${word.replace(/[&<]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</span>`;
};
html = html.replace(/ data-word="([^"]+)">/g, (_, key) => `>${words('zh-CN', key)}${words('en', key)}`);
// A worker's address stays the same: by it a browser finds the newer one.
cpSync('web/page/verify-worker.js', join(site, 'verify-worker.js'));
// What a browser would be told of our notes; the page's only script is allowed by its hash.
html = html.replace(/ *<!--.*?-->\n/gs, '');
// A sandbox has the same page with a notice on it, which the api takes instead.
const notice = / *<aside class="sandbox".*?<\/aside>\n/;
if (!notice.test(html)) throw new Error(`${page} has no notice for sandboxes`);
writeFileSync(join(site, 'sandbox.html'), html);
writeFileSync(join(site, 'index.html'), html.replace(notice, ''));

for (const file of filesIn(site)) {
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
