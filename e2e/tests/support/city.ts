// The synthetic city's people, and its control endpoint: faults, corrections of records, questions asked,
// messages that came in.
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

/** How a message comes. */
export type Channel = 'email' | 'sms';

/** What can go wrong with a message. */
export interface MessageFault {
  fault:
    | 'none'
    | 'slow'
    | 'silent'
    | 'reset'
    | 'reject_permanently'
    | 'reject_for_now'
    | 'lost_acknowledgement';
  /** For messages to this address or number only. */
  to?: string;
  /** How long, for `slow` and `silent`. */
  seconds?: number;
  /** For how many messages; for all unless said. */
  times?: number;
}

/** A message as it lies in the inbox. */
export interface ReceivedMessage {
  number: number;
  channel: Channel;
  /** The e-mail's `Message-ID`, the text message's idempotency key. */
  id: string;
  to: string;
  language: string | null;
  subject: string | null;
  text: string;
  html: string | null;
  headers: [string, string][];
  at: string;
  /** How often it came. */
  times: number;
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

  /** Somebody new, who has applied by themselves, with an outcome of the city's. */
  async hasApplied(outcome: string): Promise<{ certificate_number: string; document_number: string }> {
    const answer = await this.#send('POST', `/control/outcomes/${outcome}/application`);
    return (await answer.json()) as { certificate_number: string; document_number: string };
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

  /** The messages that came to an address or number, or to anybody, the newest first. */
  async messages(to?: string): Promise<ReceivedMessage[]> {
    const query = to === undefined ? '' : `?to=${encodeURIComponent(to)}`;
    const answer = await this.#send('GET', `/control/messages${query}`);
    return (await answer.json()) as ReceivedMessage[];
  }

  async clearMessages(): Promise<void> {
    await this.#send('DELETE', '/control/messages');
  }

  /** Puts a fault in the place of the channel's last one, or of the last one for that address. */
  async setMessageFault(channel: Channel, fault: MessageFault): Promise<void> {
    await this.#send('PUT', `/control/messages/faults/${channel}`, fault);
  }

  async clearMessageFaults(): Promise<void> {
    await this.#send('DELETE', '/control/messages/faults');
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
