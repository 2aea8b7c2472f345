// The answers of both modules' forms as the API and the city's people files write them.

export interface MemberAnswers {
  name: string;
  document_kind: string;
  document_number: string;
  nationality?: string;
  born?: string;
  hukou?: string;
}

export interface ApplicantAnswers extends MemberAnswers {
  marital_status: 'single' | 'married' | 'divorced' | 'widowed';
  marital_since?: string;
  forces?: { military_number: string; station: string; family_certificate: string };
  permit?: { number: string; valid_to: string };
  payer?: { who: 'applicant' | 'spouse'; employer: string; since: string; residence_permit: string };
  overseas?: { origin?: string; certification?: string; stay_permit?: string; lodging: string };
  mobile: string;
  email?: string;
  postal_address: string;
}

export interface HomeAnswers {
  id: string;
  address: string;
  zone: 'inside_fifth_ring' | 'outside_fifth_ring';
  certificate?: string;
}

export interface Answers {
  notes_read: string;
  data_use_agreed: string;
  category: string;
  filler: { who: 'applicant' | 'family_member' | 'agent' };
  applicant: ApplicantAnswers;
  spouse?: MemberAnswers;
  has_children: boolean;
  children: (MemberAnswers & { id: string })[];
  has_adult_children?: boolean;
  has_homes: boolean;
  homes: HomeAnswers[];
  target: { transfer: string; place: string; kind: string; address?: string };
  promise: string;
}

/** The commercial unit that is to be bought. */
export interface UnitAnswers {
  seller: 'owner' | 'developer';
  kind: 'office' | 'shop' | 'mixed';
  location: string;
  in_tongzhou: boolean;
  has_certificate: boolean;
  certificate?: string;
}

/** What a person who buys a commercial unit is asked. */
export interface CommercialAnswers {
  notes_read: string;
  data_use_agreed: string;
  filler: { who: 'applicant' };
  applicant: MemberAnswers & {
    payer: { kind: 'social_insurance' | 'income_tax'; employer: string; since: string };
    mobile: string;
    email?: string;
    postal_address: string;
  };
  unit: UnitAnswers;
  promise: string;
}

/** The module whose form this is: both are one document, and only one of them tells of a unit. */
export function moduleOf(answers: Partial<Answers> | Partial<CommercialAnswers>): 'residential' | 'commercial' {
  return Object.keys(('unit' in answers && answers.unit) || {}).length > 0 ? 'commercial' : 'residential';
}
