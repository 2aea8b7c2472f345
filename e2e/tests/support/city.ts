// The synthetic city's people, and its control endpoint: faults, corrections of records, questions asked.
import type { Answers, CommercialAnswers } from './answers.ts';

/** The six registries by the names that the city gives them. */
export type Registry =
  | 'population'
  | 'civil_affairs'
  | 'social_insurance'
  | 'tax'
  | 'property'
  | 'permits';

/** What can go wrong with a registry. */
export interface Fault {
  fault: 'none' | 'slow' | 'error_500' | 'reset' | 'garbage' | 'other_person' | 'silent' | 'huge';
  /** How long, for `slow` and `silent`. */
  seconds?: number;
  /** For how many questions; for all unless said. */
  times?: number;
  /** For questions about this person only. */
  document?: IdentityDocument;
}

export interface IdentityDocument {
  kind: string;
  number: string;
  nationality?: string;
}

export interface Person {
  key: string;
  name: string;
  /** The user name; nobody has registered under this name yet when it is null. */
  sign_in: string | null;
  /** The first day of life, YYYY-MM-DD. */
  born: string;
  document: IdentityDocument;
}

export interface Household {
  key: string;
  members: Person[];
  applications: {
    module: 'residential' | 'commercial';
    applicant: string;
    signed_in: string;
    outcome: string;
    reason: string;
    /** What the person may fill in; null where its story does not tell enough. */
    answers: Answers | CommercialAnswers | null;
  }[];
}

/** Speaks to one city. */
export class City {
  readonly address: string;
  #listing: Promise<{ password: string; households: Household[] }> | undefined;

  constructor(address: string) {
    this.address = address;
  }

  /** The password of everybody who has a user name. */
  async password(): Promise<string> {
    return (await this.#people()).password;
  }

  /** Everybody, family by family. */
  async households(): Promise<Household[]> {
    return (await this.#people()).households;
  }

  async household(key: string): Promise<Household> {
    const { households } = await this.#people();
    const found = households.find((household) => household.key === key);
    if (!found) throw new Error(`The city has no household ${key}.`);
    return found;
  }

  /** The household that somebody belongs to. */
  async householdOf(person: string): Promise<Household> {
    const { households } = await this.#people();
    const found = households.find(({ members }) => members.some((one) => one.key === person));
    if (!found) throw new Error(`The city has no person ${person}.`);
    return found;
  }

  /** A person by key, such as `zhou-xiaolan`. */
  async person(key: string): Promise<Person> {
    const { households } = await this.#people();
    const found = households.flatMap(({ members }) => members).find((one) => one.key === key);
    if (!found) throw new Error(`The city has no person ${key}.`);
    return found;
  }

  /** Puts a fault in the place of the registry's last one. */
  async setFault(registry: Registry, fault: Fault): Promise<void> {
    await this.#send('PUT', `/control/faults/${registry}`, fault);
  }

  async clearFaults(): Promise<void> {
    await this.#send('DELETE', '/control/faults');
  }

  /** Changes what one registry holds of a person, by a merge patch (RFC 7396). */
  async correct(document: IdentityDocument, registry: Registry, record: unknown): Promise<void> {
    await this.#send('POST', '/control/people', { document, registry, record });
  }

  /** How often a registry was asked about a person. */
  async timesAsked(registry: Registry, document: IdentityDocument): Promise<number> {
    const answer = await this.#send('GET', '/control/questions');
    const asked = (await answer.json()) as { registry: string; number: string; count: number }[];
    return asked
      .filter((one) => one.registry === registry && one.number === document.number)
      .reduce((sum, one) => sum + one.count, 0);
  }

  #people() {
    this.#listing ??= this.#send('GET', '/control/people').then(
      (answer) => answer.json() as Promise<{ password: string; households: Household[] }>,
    );
    return this.#listing;
  }

  async #send(method: string, path: string, body?: unknown): Promise<Response> {
    const answer = await fetch(`${this.address}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    }
    return answer;
  }
}
