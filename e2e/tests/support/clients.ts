// Programs of third parties, which call the API with an access token.
import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import type { Stack } from './stack.ts';

/** A program that is registered for some scopes. */
export interface Client {
  /** Sends JSON, or nothing, under a key of its own, and gives what is answered. */
  post(path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
  /** Reads a path, and gives what is answered. */
  get(path: string): Promise<Record<string, unknown>>;
}

/** Registers a program under a name, as an operator does. */
export async function register(stack: Stack, name: string, scopes: string[]): Promise<{ id: string; secret: string }> {
  const told = await stack.command([
    'clients', 'add', name, '--contact', '值班=010-12345', ...scopes.flatMap((scope) => ['--scope', scope]),
  ]);
  const said = (what: string) => new RegExp(`^${what} (\\S+)$`, 'm').exec(told)?.[1] ?? '';
  return { id: said('client_id'), secret: said('client_secret') };
}

/** Registers a program and gets it an access token. */
export async function client(stack: Stack, name: string, scopes: string[]): Promise<Client> {
  const { id, secret } = await register(stack, name, scopes);
  const proof = Buffer.from(`${id}:${secret}`).toString('base64');
  const answer = await fetch(`${stack.url}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${proof}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  expect(answer.status).toBe(200);
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return {
    async post(path, body) {
      const headers = { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() };
      const done = await fetch(`${stack.url}/api/v1${path}`, {
        method: 'POST',
        headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
      });
      return { status: done.status, body: (await done.json()) as Record<string, unknown> };
    },
    async get(path) {
      const told = await fetch(`${stack.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
      expect(told.status).toBe(200);
      return (await told.json()) as Record<string, unknown>;
    },
  };
}
