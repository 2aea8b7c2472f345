// How the interface calls what the API calls by a slug.
import type { Words } from './words.ts';

type Kind =
  | 'category'
  | 'contribution'
  | 'document'
  | 'hukou'
  | 'kind'
  | 'marital'
  | 'origin'
  | 'place'
  | 'seller'
  | 'stay'
  | 'transfer'
  | 'unit';

/** The word on the choice that stands for the slug. */
export function named({ terms, wizard: { field } }: Words, kind: Kind, slug: string): string {
  const tables: Record<Kind, Record<string, string>> = {
    category: {
      local: terms.category.local,
      military: terms.category.military,
      work_residence_permit: terms.category.permit,
      non_local_social_insurance: terms.category.insurance,
      non_local_income_tax: terms.category.tax,
      hong_kong_macao_taiwan_overseas_chinese: terms.category.hmt,
      foreign: terms.category.foreign,
    },
    contribution: {
      social_insurance: field.ground_insurance,
      income_tax: field.ground_tax,
    },
    document: {
      resident_id: terms.document.resident_id,
      hmt_residence_permit: terms.document.hmt_permit,
      hk_macao_travel_permit: terms.document.hk_macao,
      taiwan_travel_permit: terms.document.taiwan,
      chinese_passport: terms.document.passport,
      foreign_passport: terms.document.foreign_passport,
      permanent_residence_card: terms.document.pr_card,
      military_id: terms.document.military,
    },
    hukou: {
      beijing: terms.hukou.beijing,
      beijing_student_collective: terms.hukou.collective,
      elsewhere: terms.hukou.elsewhere,
      no_hukou: terms.hukou.none,
    },
    kind: terms.home_kind,
    marital: terms.marital,
    origin: {
      hong_kong: field.origin_hong_kong,
      macao: field.origin_macao,
      taiwan: field.origin_taiwan,
      overseas_chinese: field.origin_overseas_chinese,
    },
    place: {
      inside_fifth_ring: terms.place.inside,
      outside_fifth_ring: terms.place.outside,
      tongzhou: terms.place.tongzhou,
    },
    seller: {
      owner: field.seller_owner,
      developer: field.seller_developer,
    },
    stay: {
      work: field.stay_work,
      study: field.stay_study,
      permanent_residence_card: field.stay_card,
      other: field.stay_other,
    },
    transfer: {
      purchase: terms.transfer.purchase,
      gift_parent_to_adult_child: terms.transfer.gift,
    },
    unit: {
      office: field.unit_office,
      shop: field.unit_shop,
      mixed: field.unit_mixed,
    },
  };
  const word = tables[kind][slug];
  if (!word) throw new Error(`The interface has no word for the ${kind} ${slug}.`);
  return word;
}
