// What a person's own pages call, typed, for the helpers of the journeys in a browser (e2e). It is no part of
// the package: only a browser has a session.
import createFetchClient, { type Client } from 'openapi-fetch';
import type { paths } from './schema.js';

export type { components } from './schema.js';

/** The calls of a person's pages, sent by what has the session. */
export function createResident(baseUrl: string, fetch: (request: Request) => Promise<Response>): Client<paths> {
  return createFetchClient<paths>({ baseUrl, fetch });
}
