// Programs of third parties, which call the API by the client that is generated for them.
import { randomUUID } from 'node:crypto';
import { type AnjuClient, createClient } from '../../../openapi/clients/typescript/src/index.ts';
import type { Stack } from './stack.ts';

/** Registers a program under a name for some scopes, as an operator does. */
export async function register(stack: Stack, name: string, scopes: string[]): Promise<{ id: string; secret: string }> {
  const told = await stack.command([
    'clients', 'add', name, '--contact', '值班=010-12345', ...scopes.flatMap((scope) => ['--scope', scope]),
  ]);
  const said = (what: string) => new RegExp(`^${what} (\\S+)$`, 'm').exec(told)?.[1] ?? '';
  return { id: said('client_id'), secret: said('client_secret') };
}

/** Registers a program, and gives its client. */
export async function client(stack: Stack, name: string, scopes: string[]): Promise<AnjuClient> {
  const { id, secret } = await register(stack, name, scopes);
  return createClient({ address: stack.url, clientId: id, clientSecret: secret });
}

/** The header of a request that is sent once. */
export function once(): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': randomUUID() };
}
