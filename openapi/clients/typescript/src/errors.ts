// What the platform refuses, as errors that can be thrown.
import type { components } from './schema.js';

/** An error of the API (RFC 9457). */
export type Problem = components['schemas']['Problem'];

/** A request that was refused. */
export class Refused extends Error {
  /** What is the same in every language: `certificate-held`, the last part of the problem's `type`. */
  readonly kind: string;

  constructor(readonly problem: Problem) {
    super(`${problem.title}: ${problem.detail} (${problem.request_id})`);
    this.name = 'Refused';
    this.kind = problem.type.slice(problem.type.lastIndexOf('/') + 1);
  }
}

/** No token: the program, or what it proved itself with, is not known (RFC 6749, section 5.2). */
export class TokenRefused extends Error {
  constructor(
    readonly status: number,
    /** What OAuth says; nothing where something else than the platform answered. */
    readonly answer: components['schemas']['TokenError'] | undefined,
  ) {
    super(answer?.error ? `${answer.error}: ${answer.error_description}` : `The token endpoint answered ${status}.`);
    this.name = 'TokenRefused';
  }
}

/** Nothing came back: whether it was done is not known. The same again, under the same key, tells. */
export class NoAnswer extends Error {
  constructor(options: ErrorOptions) {
    super('The platform did not answer.', options);
    this.name = 'NoAnswer';
  }
}

/** The answer of a call; what was refused is thrown as `Refused`. */
export function accepted<T>({ data, error, response }: { data?: T; error?: Problem; response: Response }): T {
  if (isProblem(error)) throw new Refused(error);
  // Such as by something between the program and the platform.
  if (!response.ok) throw new Error(`Something answered ${response.status}, and not with a problem.`);
  // An answer without content, such as 204, has none.
  return data as T;
}

/** Whether this is a problem, which only the platform's own refusals are. */
export function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'type' in error && 'request_id' in error;
}
