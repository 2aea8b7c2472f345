// The wizard as a person fills it in, by the labels that they read; the chapters of a household.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Answers, ApplicantAnswers, HomeAnswers, MemberAnswers } from './answers.ts';
import { named } from './terms.ts';
import { beginning, filled, type Words, zh } from './words.ts';

export type Chapter =
  | 'notes'
  | 'category'
  | 'filler'
  | 'applicant'
  | 'spouse'
  | 'children'
  | 'homes'
  | 'target'
  | 'papers'
  | 'submit';

export class Wizard {
  readonly page: Page;
  readonly words: Words;

  constructor(page: Page, words: Words = zh) {
    this.page = page;
    this.words = words;
  }

  /** A line of text by its label. */
  text(label: string): Locator {
    return this.page.getByRole('textbox', { name: beginning(label) });
  }

  /** The nationality: a line of text with a list. */
  nationality(): Locator {
    return this.page.getByRole('combobox', { name: beginning(this.words.wizard.field.nationality) });
  }

  /** One of the cards of a question. */
  choice(question: string, answer: string): Locator {
    return this.page
      .getByRole('radiogroup', { name: beginning(question) })
      .getByRole('radio', { name: new RegExp(`${beginning(answer).source}(\\s|$)`) });
  }

  async date(question: string, day: string): Promise<void> {
    const { year, month, day: dayWord } = this.words.wizard.field;
    const boxes = this.page.getByRole('group', { name: beginning(question) });
    for (const [at, part] of day.split('-').entries()) {
      const label = [year, month, dayWord][at] ?? '';
      await boxes.getByRole('textbox', { name: label, exact: true }).fill(`${Number(part)}`);
    }
  }

  /** 下一步, whatever its word is here. */
  async goOn(word = this.words.wizard.go.next): Promise<void> {
    await this.page.getByRole('button', { name: word, exact: true }).click();
  }

  /** The page's heading, once it is there. */
  async arrived(heading: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(heading);
  }

  /** Begins at the home page; ends at the first chapter of a new draft. */
  async begin(): Promise<void> {
    const card = this.page.getByRole('region', {
      name: filled(this.words.pages.home.apply, { module: this.words.terms.module.residential }),
    });
    await card.getByRole('link', { name: this.words.pages.home.begin }).click();
    await this.arrived(this.words.wizard.notes.title);
  }

  /** Fills in every chapter from the notes to the check of the answers. */
  async fillIn(answers: Answers): Promise<void> {
    await this.notes();
    await this.category(answers);
    await this.filler(answers);
    await this.applicant(answers);
    if (answers.applicant.marital_status === 'married') await this.spouse(answers);
    await this.children(answers);
    await this.homes(answers);
    await this.target(answers);
  }

  async notes(): Promise<void> {
    const { notes, go } = this.words.wizard;
    await this.arrived(notes.title);
    await this.page.getByRole('checkbox', { name: notes.tick }).check();
    await this.page.getByRole('checkbox', { name: notes.agree }).check();
    await this.goOn(go.begin);
  }

  async category(answers: Answers): Promise<void> {
    const { title } = this.words.wizard.category;
    await this.arrived(title);
    await this.choice(title, named(this.words, 'category', answers.category)).check();
    await this.goOn();
  }

  async filler(answers: Answers): Promise<void> {
    const { filler } = this.words.wizard;
    await this.arrived(filler.title);
    const word = {
      applicant: filler.applicant,
      family_member: filler.family,
      agent: filler.agent,
    }[answers.filler.who];
    await this.choice(filler.title, word).check();
    await this.goOn();
  }

  /** The applicant; who is signed in finds name and document filled in. */
  async applicant({ applicant, filler }: Answers): Promise<void> {
    const { field, applicant: page } = this.words.wizard;
    await this.arrived(page.title);
    if (filler.who === 'applicant') {
      await expect(this.page.getByRole('region', { name: this.words.wizard.me.title })).toContainText(
        applicant.name,
      );
      // A passport is bound with the nationality; beside a card it is asked.
      if (applicant.document_kind === 'permanent_residence_card' && applicant.nationality) {
        await this.nationality().fill(applicant.nationality);
      }
    } else {
      await this.identity(applicant);
    }
    await this.beyondIdentity(applicant);
    await this.choice(field.marital_status, named(this.words, 'marital', applicant.marital_status)).check();
    if (applicant.marital_since) {
      const since = {
        single: field.marital_since,
        married: field.married_since,
        divorced: field.divorced_since,
        widowed: field.widowed_since,
      }[applicant.marital_status];
      await this.date(since, applicant.marital_since);
    }
    await this.grounds(applicant);
    await this.text(field.mobile).fill(applicant.mobile);
    if (applicant.email) await this.text(field.email).fill(applicant.email);
    await this.text(field.postal_address).fill(applicant.postal_address);
    await this.goOn();
  }

  /** What the category rests on. */
  async grounds({ forces, permit, payer, overseas }: ApplicantAnswers): Promise<void> {
    const { field } = this.words.wizard;
    if (forces) {
      await this.text(field.military_number).fill(forces.military_number);
      await this.text(field.station).fill(forces.station);
      await this.text(field.family_certificate).fill(forces.family_certificate);
    }
    if (permit) {
      await this.text(field.permit_number).fill(permit.number);
      await this.date(field.valid_to, permit.valid_to);
    }
    if (payer) {
      const who = payer.who === 'spouse' ? field.payer_spouse : field.payer_applicant;
      await this.choice(field.payer, who).check();
      await this.text(field.employer).fill(payer.employer);
      await this.date(field.since, payer.since);
      await this.text(field.residence_permit).fill(payer.residence_permit);
    }
    if (overseas?.origin) {
      await this.choice(field.origin, named(this.words, 'origin', overseas.origin)).check();
    }
    if (overseas?.certification) await this.text(field.certification).fill(overseas.certification);
    if (overseas?.stay_permit) {
      await this.choice(field.stay_permit, named(this.words, 'stay', overseas.stay_permit)).check();
    }
    if (overseas) await this.text(field.lodging).fill(overseas.lodging);
  }

  async spouse({ spouse, filler }: Answers): Promise<void> {
    await this.arrived(this.words.wizard.spouse.title);
    if (!spouse) throw new Error('These answers have no spouse.');
    if (filler.who !== 'family_member') await this.identity(spouse);
    await this.beyondIdentity(spouse);
    await this.goOn();
  }

  async children(answers: Answers): Promise<void> {
    const { children } = this.words.wizard;
    await this.arrived(children.title);
    await this.choice(children.ask, answers.has_children ? children.yes : children.no).check();
    for (const [at, child] of answers.children.entries()) {
      await this.page.getByRole('button', { name: children.add }).click();
      await this.arrived(filled(children.nth, { n: at + 1 }));
      await this.identity(child);
      await this.beyondIdentity(child);
      await this.goOn(children.done);
      await this.arrived(children.title);
    }
    if (answers.has_adult_children !== undefined) {
      const adults = answers.has_adult_children ? children.yes : children.no;
      await this.choice(children.ask_adults, adults).check();
    }
    await this.goOn();
  }

  async homes(answers: Answers): Promise<void> {
    const { homes } = this.words.wizard;
    await this.arrived(homes.title);
    await this.choice(homes.ask, answers.has_homes ? homes.yes : homes.no).check();
    for (const [at, home] of answers.homes.entries()) {
      await this.page.getByRole('button', { name: homes.add }).click();
      await this.arrived(filled(homes.nth, { n: at + 1 }));
      await this.home(home);
      await this.goOn(homes.done);
      await this.arrived(homes.title);
    }
    await this.goOn();
  }

  async home(home: HomeAnswers): Promise<void> {
    const { field } = this.words.wizard;
    await this.text(field.home_address).fill(home.address);
    await this.choice(field.zone, named(this.words, 'place', home.zone)).check();
    if (home.certificate) await this.text(field.certificate).fill(home.certificate);
  }

  async target({ target }: Answers): Promise<void> {
    const { field, target: page } = this.words.wizard;
    await this.arrived(page.title);
    await this.choice(field.transfer, named(this.words, 'transfer', target.transfer)).check();
    await this.choice(field.place, named(this.words, 'place', target.place)).check();
    await this.choice(field.kind, named(this.words, 'kind', target.kind)).check();
    if (target.address) await this.text(field.target_address).fill(target.address);
    await this.goOn();
  }

  /** Promises, and presses the button of that word. */
  async promise(word: string): Promise<void> {
    const { submit } = this.words.wizard;
    await this.arrived(submit.title);
    await this.page.getByRole('checkbox', { name: submit.tick }).check();
    await this.goOn(word);
  }

  /** Promises, submits, and confirms the dialog; ends at the receipt. */
  async submit(): Promise<void> {
    const { submit, go } = this.words.wizard;
    await this.promise(go.submit);
    const done = this.page.getByRole('dialog', { name: submit.done_title });
    await done.getByRole('button', { name: submit.ok, exact: true }).click();
    await this.arrived(this.words.result.receipt_page.title);
  }

  async identity(person: MemberAnswers): Promise<void> {
    const { field } = this.words.wizard;
    await this.text(field.name).fill(person.name);
    await this.page
      .getByRole('combobox', { name: beginning(field.document_kind) })
      .selectOption(named(this.words, 'document', person.document_kind));
    await this.text(field.document_number).fill(person.document_number);
    if (person.nationality) await this.nationality().fill(person.nationality);
  }

  /** Date of birth and hukou, where the document does not tell them. */
  async beyondIdentity(person: MemberAnswers): Promise<void> {
    const { field } = this.words.wizard;
    if (person.born) await this.date(field.born, person.born);
    if (person.hukou && person.hukou !== 'no_hukou') {
      await this.choice(field.hukou, named(this.words, 'hukou', person.hukou)).check();
    }
  }
}
