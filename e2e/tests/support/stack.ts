// One synthetic city and one api, on free ports and empty folders: nothing that
// one test does can be seen by another.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../../..');
const programs = process.env.ANJU_E2E_BIN ?? join(root, 'target/debug');
const site = process.env.ANJU_E2E_SITE ?? join(root, 'target/site');

/** Where the servers are, and how to stop and start them in the middle of a journey. */
export interface Stack {
  /** The application's address, without a slash at the end. */
  readonly url: string;
  /** The synthetic city's address, without a slash at the end. */
  readonly city: string;
  /** Kills the api as a power failure would, or asks it to end. */
  stopApi(signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Runs a command of the api on its data, as its operator does, and gives what it prints. */
  command(words: string[]): Promise<string>;
  /** Starts the api again on the same data. */
  startApi(): Promise<void>;
  /** Stops both servers; what they have written goes with them unless it is kept. */
  stop(how?: { keep: boolean }): Promise<void>;
}

/** Servers that somebody else has started and will stop. */
export function runningStack(url: string, city: string): Stack {
  const refuse = () => Promise.reject(new Error('These servers were not started by the test.'));
  return { url, city, command: refuse, stopApi: refuse, startApi: refuse, stop: () => Promise.resolve() };
}

/** An OpenID provider and the client that it knows there. */
export interface Identity {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/**
 * Starts both servers; their data and logs go below the folder. People sign in at the city,
 * unless another provider is made for the application's address. What the api is configured with can
 * be said otherwise.
 */
export async function startStack(
  folder: string,
  otherProvider?: (url: string) => Promise<Identity>,
  variables: Record<string, string> = {},
): Promise<Stack> {
  const [port, cityPort, smtpPort] = await Promise.all([freePort(), freePort(), freePort()]);
  const url = `http://127.0.0.1:${port}`;
  const city = `http://127.0.0.1:${cityPort}`;
  const data = join(folder, 'data');
  mkdirSync(join(data, 'city'), { recursive: true });
  // What was founded before the first test: the schema, and the keys of the city and of the application.
  const founded = process.env.ANJU_E2E_FOUNDED;
  if (founded) cpSync(founded, data, { recursive: true });

  const identity = (await otherProvider?.(url)) ?? {
    issuer: city,
    clientId: 'anju',
    clientSecret: 'anju-development-secret',
  };
  const sandbox = launch(folder, 'sandbox', [
    'serve',
    '--port', `${cityPort}`,
    '--smtp-port', `${smtpPort}`,
    '--data', join(data, 'city'),
    '--issuer', city,
    '--client-redirect', `${url}/auth/callback`,
    '--client-post-logout', `${url}/`,
  ]);
  const configured: Record<string, string> = {
    ANJU_LISTEN: `127.0.0.1:${port}`,
    ANJU_PUBLIC_URL: url,
    ANJU_DATABASE_URL: `sqlite://${join(data, 'anju.db')}?mode=rwc`,
    ANJU_DATA_DIR: data,
    ANJU_SITE_DIR: site,
    ANJU_FONT_DIR: join(root, 'target/fonts'),
    ANJU_OPERATOR_FILE: join(root, 'sandbox/operator.json'),
    ANJU_OIDC_ISSUER: identity.issuer,
    ANJU_OIDC_CLIENT_ID: identity.clientId,
    ANJU_OIDC_CLIENT_SECRET: identity.clientSecret,
    ANJU_OFFICER_ROLES_CLAIM: 'roles',
    ANJU_OFFICER_SCOPES: 'roles',
    ANJU_SELLER_ORGANIZATION_CLAIM: 'organization_code',
    ANJU_SELLER_SCOPES: 'organization',
    ANJU_REGISTRY_URL: `${city}/registries`,
    ANJU_SMTP_URL: `smtp://anju:anju-development-secret@127.0.0.1:${smtpPort}`,
    ANJU_MAIL_FROM: 'anju@city.example',
    ANJU_SMS_URL: `${city}/sms`,
    ANJU_SMS_KEY: 'anju-development-secret',
    ...variables,
  };
  const launchApi = () => launch(folder, 'api', ['serve'], configured);
  const command = async (words: string[]) => {
    const { stdout } = await promisify(execFile)(join(programs, 'api'), words, {
      cwd: root,
      env: { ...process.env, ...configured },
    });
    return stdout;
  };

  let api: ChildProcess | undefined;
  const startApi = async () => {
    api = launchApi();
    await ready(api, `${url}/health/ready`, join(folder, 'api.log'));
  };
  const stop = async ({ keep = false } = {}) => {
    await Promise.all([end(api, 'SIGTERM'), end(sandbox, 'SIGTERM')]);
    if (!keep) rmSync(data, { recursive: true, force: true });
  };
  try {
    await ready(sandbox, `${city}/.well-known/openid-configuration`, join(folder, 'sandbox.log'));
    await startApi();
  } catch (problem) {
    await stop();
    throw problem;
  }
  return { url, city, command, startApi, stop, stopApi: (signal = 'SIGTERM') => end(api, signal) };
}

function launch(
  folder: string,
  name: string,
  words: string[],
  variables: Record<string, string> = {},
): ChildProcess {
  const program = join(programs, name);
  if (!existsSync(program)) {
    throw new Error(`${name} is not built: run the journeys with \`cargo xtask journeys\`.`);
  }
  const log = openSync(join(folder, `${name}.log`), 'a');
  try {
    return spawn(program, words, {
      cwd: root,
      env: { ...process.env, ...variables },
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
}

async function ready(server: ChildProcess, address: string, log: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (server.exitCode !== null || server.signalCode !== null) {
      throw new Error(`A server ended by itself:\n${readFileSync(log, 'utf8').slice(-2000)}`);
    }
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return;
    await pause(50);
  }
  throw new Error(`${address} did not answer:\n${readFileSync(log, 'utf8').slice(-2000)}`);
}

async function end(server: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.kill(signal);
  const patience = setTimeout(() => server.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(patience);
}

/** A port that nobody uses at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}
