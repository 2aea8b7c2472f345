// Programs of third parties, which call the API by the client that is generated for them.
import { randomUUID } from 'node:crypto';
import { type AnjuClient, createClient } from '../../../openapi/clients/typescript/src/index.ts';
import type { Stack } from './stack.ts';

/** Registers a program under a name for some scopes, as an operator does. */
export async function client(stack: Stack, name: string, scopes: string[]): Promise<AnjuClient> {
  const told = await stack.command([
    'clients', 'add', name, '--contact', '值班=010-12345', ...scopes.flatMap((scope) => ['--scope', scope]),
  ]);
  const said = (what: string) => new RegExp(`^${what} (\\S+)$`, 'm').exec(told)?.[1] ?? '';
  return createClient({ address: stack.url, clientId: said('client_id'), clientSecret: said('client_secret') });
}

/** The header of a request that is sent once. */
export function once(): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': randomUUID() };
}
