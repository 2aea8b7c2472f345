// The client: openapi-fetch with the types of the API's description. What is written by hand is how a
// program proves itself (tokens.ts), what it sends again by itself (repeating.ts), and errors (errors.ts).
import createFetchClient, { type Client } from 'openapi-fetch';
import { answered, repeating, TRIES } from './repeating.js';
import type { paths } from './schema.js';
import { type Proof, Tokens } from './tokens.js';

export { accepted, NoAnswer, type Problem, Refused, TokenRefused } from './errors.js';
export type { components, operations, paths } from './schema.js';
export type { KeyProof, Proof, SecretProof } from './tokens.js';

/** What the platform's administrator registered, and where. */
export type Credentials = Proof & {
  /** The platform's address, such as `https://anju.example`. */
  address: string;
  clientId: string;
  /** How often a request is sent at the most where the platform is busy or silent: 5 times. */
  tries?: number;
};

/** The calls of the API, typed; see openapi-fetch. */
export type AnjuClient = Client<paths>;

/** A client that asks for its access tokens by itself, and repeats what can be repeated. */
export function createClient({ address, clientId, tries = TRIES, ...proof }: Credentials): AnjuClient {
  const baseUrl = address.replace(/\/+$/, '');
  const tokens = new Tokens(baseUrl, clientId, proof);

  const send = (request: Request, token: string): Promise<Response> => {
    request.headers.set('authorization', `Bearer ${token}`);
    return answered(request);
  };
  const authorised = async (request: Request): Promise<Response> => {
    const spare = request.clone();
    const token = await tokens.current();
    const answer = await send(request, token);
    if (answer.status !== 401) return answer;
    // Nothing was done: once more, with another token.
    await tokens.forget(token);
    return send(spare, await tokens.current());
  };
  return createFetchClient<paths>({ baseUrl, fetch: (request) => repeating(request, tries, authorised) });
}
