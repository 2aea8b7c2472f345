// The client: openapi-fetch with the types of the API's description, and the access token, which is
// asked for when it is needed and kept until shortly before it runs out.
import createFetchClient, { type Client, type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema.js';

export type { components, operations, paths } from './schema.js';

/** An error of the API (RFC 9457). */
export type Problem = components['schemas']['Problem'];

/** What the platform's administrator registered. */
export interface Credentials {
  /** The platform's address, such as `https://anju.example`. */
  address: string;
  clientId: string;
  clientSecret: string;
}

/** The calls of the API, typed; see openapi-fetch. */
export type AnjuClient = Client<paths>;

/** What the token endpoint refuses (RFC 6749, section 5.2), and what it has no word for: a problem. */
export class TokenRefused extends Error {
  constructor(readonly answer: components['schemas']['TokenError'] | Problem) {
    super('error' in answer ? (answer.error_description ?? answer.error) : answer.detail);
    this.name = 'TokenRefused';
  }
}

/** Asked for again so long before a token runs out, so that none runs out on its way. */
const MARGIN_MS = 30_000;

/** A client that proves itself with its id and secret (`client_secret_basic`). */
export function createClient({ address, clientId, clientSecret }: Credentials): AnjuClient {
  const baseUrl = address.replace(/\/+$/, '');
  const tokens = createFetchClient<paths>({ baseUrl });
  // Form-encoded first, as RFC 6749 wants it (section 2.3.1).
  const proof = btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`);
  let kept: Promise<{ value: string; until: number }> | undefined;

  const ask = async () => {
    const { data, error } = await tokens.POST('/oauth/token', {
      body: { grant_type: 'client_credentials' },
      headers: { authorization: `Basic ${proof}`, 'content-type': 'application/x-www-form-urlencoded' },
    });
    if (!data) throw new TokenRefused(error);
    return { value: data.access_token, until: Date.now() + data.expires_in * 1000 - MARGIN_MS };
  };
  const token = async (): Promise<string> => {
    const before = kept;
    const known = await before?.catch(() => undefined);
    if (known && Date.now() < known.until) return known.value;
    // Of several calls at once the first asks.
    if (!kept || kept === before) kept = ask();
    return (await kept).value;
  };

  const authorise: Middleware = {
    async onRequest({ request }) {
      request.headers.set('authorization', `Bearer ${await token()}`);
      return request;
    },
    onResponse({ response }) {
      // A token whose secret or scope was taken away is of no use before its time: the next call asks again.
      if (response.status === 401) kept = undefined;
      return undefined;
    },
  };
  const client = createFetchClient<paths>({ baseUrl });
  client.use(authorise);
  return client;
}
