// The wizard of a person who buys a commercial unit.
import { expect } from '@playwright/test';
import type { CommercialAnswers, UnitAnswers } from './answers.ts';
import { named } from './terms.ts';
import { Wizard } from './wizard.ts';
import { filled } from './words.ts';

export class CommercialWizard extends Wizard {
  /** Begins at the home page; ends at the notes of a new draft. */
  override async begin(): Promise<void> {
    const { pages, terms, commercial } = this.words;
    const card = this.page.getByRole('region', {
      name: filled(pages.home.apply, { module: terms.module.commercial }),
    });
    await card.getByRole('link', { name: pages.home.begin }).click();
    await this.arrived(commercial.notes.title);
  }

  /** Fills in every chapter from the notes to the check of the answers. */
  async fillInUnit(answers: CommercialAnswers): Promise<void> {
    await this.notes();
    await this.myself();
    await this.unit(answers.unit);
    await this.buyer(answers);
  }

  override async notes(word = this.words.wizard.go.begin): Promise<void> {
    const { notes } = this.words.commercial;
    await this.arrived(notes.title);
    await this.page.getByRole('checkbox', { name: notes.tick }).check();
    await this.page.getByRole('checkbox', { name: notes.agree }).check();
    await this.goOn(word);
  }

  /** The buyer fills the form in. */
  async myself(): Promise<void> {
    const { title } = this.words.wizard.filler;
    await this.arrived(title);
    await this.choice(title, this.words.commercial.filler.applicant).check();
    await this.goOn();
  }

  async unit(unit: UnitAnswers): Promise<void> {
    const { field } = this.words.wizard;
    await this.arrived(this.words.commercial.unit.title);
    await this.choice(field.seller, named(this.words, 'seller', unit.seller)).check();
    await this.choice(field.unit_kind, named(this.words, 'unit', unit.kind)).check();
    await this.text(field.unit_location).fill(unit.location);
    await this.choice(field.in_tongzhou, unit.in_tongzhou ? field.yes : field.no).check();
    await this.choice(field.has_certificate, unit.has_certificate ? field.yes : field.no).check();
    if (unit.certificate) await this.text(field.certificate).fill(unit.certificate);
    await this.goOn();
  }

  async buyer({ applicant }: CommercialAnswers): Promise<void> {
    const { field, me } = this.words.wizard;
    await this.arrived(this.words.commercial.applicant.title);
    await expect(this.page.getByRole('region', { name: me.title })).toContainText(applicant.name);
    await this.beyondIdentity(applicant);
    const { kind, employer, since } = applicant.payer;
    await this.choice(field.ground, named(this.words, 'contribution', kind)).check();
    await this.text(field.employer).fill(employer);
    await this.date(field.since, since);
    await this.text(field.mobile).fill(applicant.mobile);
    await this.text(field.postal_address).fill(applicant.postal_address);
    await this.goOn();
  }
}
