// The answers of the residential form as the API and the city's people files write them.

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
