// The interface's own words, from its locale files, and how a sentence with gaps is filled.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type enAgent from '../../../web/locales/en/agent.json';
import type enClients from '../../../web/locales/en/clients.json';
import type enCommercial from '../../../web/locales/en/commercial.json';
import type enDesk from '../../../web/locales/en/desk.json';
import type enMember from '../../../web/locales/en/member.json';
import type enMessages from '../../../web/locales/en/messages.json';
import type enOfficer from '../../../web/locales/en/officer.json';
import type enRenewal from '../../../web/locales/en/renewal.json';
import type enReferral from '../../../web/locales/en/referral.json';
import type enSigning from '../../../web/locales/en/signing.json';
import type enReview from '../../../web/locales/en/review.json';
import type enPapers from '../../../web/locales/en/papers.json';
import type enPages from '../../../web/locales/en/pages.json';
import type enResult from '../../../web/locales/en/result.json';
import type enSeller from '../../../web/locales/en/seller.json';
import type enShell from '../../../web/locales/en/shell.json';
import type enTakeOver from '../../../web/locales/en/take_over.json';
import type enTerms from '../../../web/locales/en/terms.json';
import type enVerify from '../../../web/locales/en/verify.json';
import type enWizard from '../../../web/locales/en/wizard.json';

/** All words of one language, by the files and keys that hold them. */
export interface Words {
  tag: 'zh-CN' | 'en';
  agent: typeof enAgent;
  clients: typeof enClients;
  commercial: typeof enCommercial;
  desk: typeof enDesk;
  member: typeof enMember;
  messages: typeof enMessages;
  officer: typeof enOfficer;
  renewal: typeof enRenewal;
  referral: typeof enReferral;
  signing: typeof enSigning;
  review: typeof enReview;
  papers: typeof enPapers;
  pages: typeof enPages;
  result: typeof enResult;
  seller: typeof enSeller;
  shell: typeof enShell;
  take_over: typeof enTakeOver;
  terms: typeof enTerms;
  verify: typeof enVerify;
  wizard: typeof enWizard;
}

const folder = join(import.meta.dirname, '../../../web/locales');

function read(tag: Words['tag']): Words {
  const file = (name: string) => JSON.parse(readFileSync(join(folder, tag, `${name}.json`), 'utf8'));
  return {
    tag,
    agent: file('agent'),
    clients: file('clients'),
    commercial: file('commercial'),
    desk: file('desk'),
    member: file('member'),
    messages: file('messages'),
    officer: file('officer'),
    renewal: file('renewal'),
    referral: file('referral'),
    signing: file('signing'),
    review: file('review'),
    papers: file('papers'),
    pages: file('pages'),
    result: file('result'),
    seller: file('seller'),
    shell: file('shell'),
    take_over: file('take_over'),
    terms: file('terms'),
    verify: file('verify'),
    wizard: file('wizard'),
  };
}

export const zh = read('zh-CN');
export const en = read('en');

/** A sentence with its gaps filled. */
export function filled(sentence: string, gaps: Record<string, string | number>): string {
  return sentence.replace(/\{\{ (\w+) \}\}/g, (gap, name: string) => `${gaps[name] ?? gap}`);
}

/** What begins with these words: a label with 必填 behind it, a card with a note under its title. */
export function beginning(text: string): RegExp {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}
