// How a program proves itself, and the access token that it has for that: asked for when it is needed,
// and kept until shortly before it runs out.
import createFetchClient, { type Client } from 'openapi-fetch';
import { isProblem, Refused, TokenRefused } from './errors.js';
import { answered } from './repeating.js';
import type { paths } from './schema.js';

/** A secret (`client_secret_basic`). */
export interface SecretProof {
  clientSecret: string;
}

/** A key of the program's own (`private_key_jwt`). */
export interface KeyProof {
  /** The private key whose public half the platform has: P-256 (ES256) or RSA (PS256), PKCS #8 as PEM. */
  privateKey: string;
  /** Which of two keys it is; not needed for one. */
  kid?: string;
  /** What the platform calls itself (`issuer`), where it is reached under another address. */
  issuer?: string;
}

/** What a program proves itself with. */
export type Proof = SecretProof | KeyProof;

/** Asked for again so long before a token runs out, so that none runs out on its way. */
const MARGIN_MS = 30_000;
/** For how long an assertion can be shown: a minute, of the five that the platform allows. */
const ASSERTION_SECONDS = 60;
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const ES256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const PS256 = { name: 'RSA-PSS', saltLength: 32, hash: 'SHA-256' };

interface Token {
  value: string;
  until: number;
}

/** The access token of a program, shared by all its calls. */
export class Tokens {
  readonly #address: string;
  readonly #anybody: Client<paths>;
  readonly #clientId: string;
  readonly #proof: Proof;
  #kept: Promise<Token> | undefined;

  constructor(address: string, clientId: string, proof: Proof) {
    this.#address = address;
    this.#anybody = createFetchClient<paths>({ baseUrl: address, fetch: answered });
    this.#clientId = clientId;
    this.#proof = proof;
  }

  /** A token that can be used now. Of several calls at once the first asks for it. */
  async current(): Promise<string> {
    const before = this.#kept;
    const known = await before?.catch(() => undefined);
    if (known && Date.now() < known.until) return known.value;
    if (!this.#kept || this.#kept === before) this.#kept = this.#ask();
    return (await this.#kept).value;
  }

  /** A token was refused, such as one whose secret was taken away: it is of no use before its time. */
  async forget(refused: string): Promise<void> {
    const before = this.#kept;
    const known = await before?.catch(() => undefined);
    if (known?.value === refused && this.#kept === before) this.#kept = undefined;
  }

  async #ask(): Promise<Token> {
    const asked = Date.now();
    const { headers, form } = await this.#proven();
    const { data, error, response } = await this.#anybody.POST('/oauth/token', {
      body: { grant_type: 'client_credentials', ...form },
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    });
    if (data) return { value: data.access_token, until: asked + data.expires_in * 1000 - MARGIN_MS };
    throw isProblem(error) ? new Refused(error) : new TokenRefused(response.status, error);
  }

  async #proven(): Promise<{ headers: Record<string, string>; form: Record<string, string> }> {
    if ('clientSecret' in this.#proof) {
      // Form-encoded first, as RFC 6749 wants it (section 2.3.1).
      const pair = `${encodeURIComponent(this.#clientId)}:${encodeURIComponent(this.#proof.clientSecret)}`;
      return { headers: { authorization: `Basic ${btoa(pair)}` }, form: {} };
    }
    const assertion = await this.#assertion(this.#proof);
    return { headers: {}, form: { client_assertion_type: ASSERTION_TYPE, client_assertion: assertion } };
  }

  /** What the program says of itself (RFC 7523), anew for each question: the platform takes it once. */
  async #assertion({ privateKey, kid, issuer }: KeyProof): Promise<string> {
    const { key, alg, algorithm } = await imported(privateKey);
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: this.#clientId,
      sub: this.#clientId,
      aud: issuer ?? this.#address,
      iat: now,
      exp: now + ASSERTION_SECONDS,
      jti: crypto.randomUUID(),
    };
    const said = [{ alg, typ: 'JWT', ...(kid === undefined ? {} : { kid }) }, claims]
      .map((part) => base64url(new TextEncoder().encode(JSON.stringify(part))))
      .join('.');
    const signature = await crypto.subtle.sign(algorithm, key, new TextEncoder().encode(said));
    return `${said}.${base64url(new Uint8Array(signature))}`;
  }
}

/** Reads a key of either kind. */
async function imported(pem: string) {
  const body = /-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----/.exec(pem)?.[1];
  if (!body) throw new Error('The private key is not PKCS #8 in PEM (-----BEGIN PRIVATE KEY-----).');
  const der = Uint8Array.from(atob(body.replace(/\s/g, '')), (letter) => letter.charCodeAt(0));
  const read = (algorithm: typeof ES256 | typeof PS256) => crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
  try {
    return { key: await read(ES256), alg: 'ES256', algorithm: ES256 };
  } catch {
    return { key: await read(PS256), alg: 'PS256', algorithm: PS256 };
  }
}

function base64url(bytes: Uint8Array): string {
  const letters = btoa(String.fromCharCode(...bytes));
  return letters.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
