// Writes the changelog of the API, from the differences that Redocly finds between two descriptions.
// Usage: node changelog.mjs CHANGELOG DIFFERENCES [release]
// Prints the changelog with its part `Not released` made anew; with `release`, that part has become the version
// that the newer description names.
import { readFileSync } from 'node:fs';

const HEADINGS = { major: 'Breaking', minor: 'Additions', patch: 'Corrections' };
const OPEN = '## Not released';
const VERBS = { added: 'is new', removed: 'is gone', modified: 'is another' };

const [changelog, differences, release] = process.argv.slice(2);
const { changes, infoVersions } = JSON.parse(readFileSync(differences, 'utf8'));

/** Where it changed, for people: `GET /path`, and what of it. */
function place({ path, property, base, revision }) {
  const [, kind, name, method, ...rest] = path
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const { name: parameter } = revision?.value ?? base?.value ?? {};
  const within = rest.filter((part) => !['content', 'schema', '$ref'].includes(part) && !part.includes('/'));
  if (within[0] === 'parameters' && parameter) within[1] = parameter;
  const what = [...within, property].filter(Boolean).join('.');
  const whole = kind === 'paths' && method ? `${method.toUpperCase()} ${name}` : [kind, name].filter(Boolean).join(' ');
  return what ? `\`${whole}\`: \`${what}\`` : `\`${whole}\``;
}

/** What is other than it was, where that is short. */
function values({ kind, property, base, revision }) {
  const [before, after] = [base?.value, revision?.value];
  if (kind !== 'modified') return '';
  if (property === 'enum') {
    const gained = after.filter((value) => !before.includes(value));
    const lost = before.filter((value) => !after.includes(value));
    return [gained.length > 0 && ` New: ${gained.join(', ')}.`, lost.length > 0 && ` Gone: ${lost.join(', ')}.`]
      .filter(Boolean)
      .join('');
  }
  const isShort = [before, after].every((value) => ['number', 'boolean'].includes(typeof value));
  return isShort ? ` It was ${before} and is ${after}.` : '';
}

function line(change) {
  const why = change.verdicts.map(({ message }) => ` ${message}`).join('');
  return `- ${place(change)} ${VERBS[change.kind] ?? change.kind}.${why || values(change)}`;
}

/** What a change asks of the version; a value that a list gained is an addition. */
function impactOf({ property, impact }) {
  return property === 'enum' && impact === 'patch' ? 'minor' : impact;
}

/** The changes under their headings. */
function described() {
  const parts = Object.entries(HEADINGS).map(([impact, heading]) => {
    // A type that is used in many places is told once for each, which is of use to nobody.
    const lines = [...new Set(changes.filter((change) => impactOf(change) === impact).map(line))].sort();
    return lines.length > 0 && `### ${heading}\n\n${lines.join('\n')}\n`;
  });
  return parts.filter(Boolean).join('\n') || 'Nothing.\n';
}

const text = readFileSync(changelog, 'utf8');
const begins = text.indexOf(OPEN);
if (begins < 0) throw new Error(`${changelog} has no part \`${OPEN}\``);
const ends = text.indexOf('\n## ', begins + OPEN.length);
const [head, released] = [text.slice(0, begins), ends < 0 ? '' : text.slice(ends)];
const today = new Date().toISOString().slice(0, 10);
const open = release
  ? `${OPEN}\n\nNothing.\n\n## ${infoVersions.revision} (${today})\n\n${described()}`
  : `${OPEN}\n\n${described()}`;
process.stdout.write(head + open + released);
