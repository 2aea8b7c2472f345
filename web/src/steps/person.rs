//! What is asked of every member of a household: name, document, date of birth, hukou.

use leptos::prelude::*;
use shared::document::DocumentKind;
use shared::form::{Answers, Chapter, Field as FormField, HukouClaim, Person};
use shared::household::Category;
use shared::issue::IssueCode;

use crate::i18n::{t_string, use_i18n};
use crate::language::{t, text};
use crate::live::{Show, live, memo};
use crate::names::{mask_number, nationality as nationality_name};
use crate::terms;
use crate::ui::choice::{Arrangement, RadioField, SelectField, choice, choices};
use crate::ui::date::{DateField, Precision};
use crate::ui::field::{Field, FieldError, Kind, TextField};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::nationality::NationalityField;
use crate::wizard::myself::Member;
use crate::wizard::work::use_work;

/// Whose questions these are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    /// The applicant's or the spouse's.
    Member(Member),
    /// A child's, by its place in the list.
    Child(usize),
}

impl Whose {
    fn pointer(self) -> String {
        match self {
            Self::Member(member) => member.pointer().to_owned(),
            Self::Child(at) => format!("/children/{at}"),
        }
    }

    fn person(self, answers: &Answers) -> Person {
        match self {
            Self::Member(Member::Applicant) => answers.applicant.person.clone(),
            Self::Member(Member::Spouse) => answers.spouse.clone(),
            Self::Child(at) => answers
                .children
                .get(at)
                .map(|child| child.person.clone())
                .unwrap_or_default(),
        }
    }

    /// Whether the nationality is asked.
    fn asks_nationality(self, answers: &Answers) -> bool {
        if self == Self::Member(Member::Applicant) {
            answers.applicant.asks_nationality()
        } else {
            self.person(answers).document_kind == Some(DocumentKind::ForeignPassport)
        }
    }

    /// The kinds of document to choose from.
    fn documents(self, category: Option<Category>) -> Vec<DocumentKind> {
        match (self, category) {
            (Self::Member(Member::Applicant), Some(category)) => {
                category.applicant_documents().to_vec()
            }
            // Military cards do not name a citizen; everybody else's own number is asked.
            _ => DocumentKind::ALL
                .into_iter()
                .filter(|kind| *kind != DocumentKind::MilitaryId)
                .collect(),
        }
    }
}

/// The questions. Who is signed in finds name and document filled in and fixed.
#[component]
pub(crate) fn PersonFields(
    /// Whose questions these are.
    whose: Whose,
) -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let form = work.form;
    let at = whose.pointer();
    let field = |field: FormField| form.field(field.within(&at));
    let me = memo(move || match whose {
        Whose::Member(member) => work.me.is(member),
        Whose::Child(_) => false,
    });
    let asks_birth = form.memo(move |answers| whose.person(answers).asks_birth_date());
    let asks_hukou = form.memo(move |answers| whose.person(answers).asks_hukou());
    let hukous = choices(move || {
        [
            HukouClaim::Beijing,
            HukouClaim::Elsewhere,
            HukouClaim::BeijingStudentCollective,
            HukouClaim::NoHukou,
        ]
        .map(|hukou| choice(hukou, terms::hukou(i18n, hukou), ""))
        .into()
    });
    let hukou = field(FormField::Hukou);
    let born = form.date(FormField::Born.within(&at));
    let identity = StoredValue::new([
        field(FormField::Name),
        field(FormField::DocumentKind),
        field(FormField::DocumentNumber),
        field(FormField::CitizenNumber),
        field(FormField::Nationality),
    ]);
    view! {
        {move || {
            let fields = identity.get_value();
            if me.get() {
                view! { <Bound whose=whose fields=fields /> }.into_any()
            } else {
                view! { <Typed whose=whose fields=fields /> }.into_any()
            }
        }}
        <Show when=move || asks_birth.get()>
            <DateField field=born label=text!(i18n, wizard.field.born) precision=Precision::Day />
        </Show>
        <Show when=move || asks_hukou.get()>
            <RadioField
                field=hukou
                legend=text!(i18n, wizard.field.hukou)
                choices=hukous
                arrangement=Arrangement::Two
            />
        </Show>
        <LocalHint whose=whose />
        <CategoryHint at=at />
    }
}

/// Name and document, typed.
#[component]
fn Typed(whose: Whose, fields: [Field; 5]) -> impl IntoView {
    let i18n = use_i18n();
    let form = use_work().form;
    let [name, kind, number, citizen, nationality] = fields;
    let kinds = form.memo(move |answers| whose.documents(answers.category));
    let kinds = choices(move || {
        kinds
            .get()
            .into_iter()
            .map(|kind| choice(kind, terms::document_kind(i18n, kind), ""))
            .collect()
    });
    let asks_citizen = form.memo(move |answers| whose.person(answers).asks_citizen_number());
    let asks_nationality = form.memo(move |answers| whose.asks_nationality(answers));
    view! {
        <TextField
            field=name
            label=text!(i18n, wizard.field.name)
            hint=text!(i18n, wizard.field.name_hint)
            kind=Kind::Name
        />
        <SelectField field=kind label=text!(i18n, wizard.field.document_kind) choices=kinds />
        <TextField
            field=number
            label=text!(i18n, wizard.field.document_number)
            kind=Kind::Code
        />
        <Show when=move || asks_citizen.get()>
            <TextField
                field=citizen
                label=text!(i18n, wizard.field.citizen_number)
                kind=Kind::Code
            />
        </Show>
        <Show when=move || asks_nationality.get()>
            <NationalityField
                field=nationality
                label=text!(i18n, wizard.field.nationality)
                hint=text!(i18n, wizard.field.nationality_hint)
            />
        </Show>
    }
}

/// Name and document of the person who is signed in: from the bound document, number masked.
#[component]
fn Bound(whose: Whose, fields: [Field; 5]) -> impl IntoView {
    let i18n = use_i18n();
    let form = use_work().form;
    let [name, kind, number, citizen, nationality] = fields;
    let in_full = RwSignal::new(false);
    let person = form.memo(move |answers| whose.person(answers));
    let kind_name = move || {
        person
            .with(|person| person.document_kind)
            .map(|kind| terms::document_kind(i18n, kind))
    };
    let shown = move |number: Option<String>| {
        let number = number.unwrap_or_default();
        if in_full.get() {
            number
        } else {
            mask_number(&number)
        }
    };
    let shown_number = move || shown(person.with(|person| person.document_number.clone()));
    let shown_citizen = move || shown(person.with(|person| person.citizen_number.clone()));
    let asks_citizen = memo(move || person.with(Person::asks_citizen_number));
    // A passport is bound with the nationality; beside a card it is asked.
    let bound_nationality = memo(move || {
        person.with(|person| {
            let is_passport = person.document_kind == Some(DocumentKind::ForeignPassport);
            person.nationality.clone().filter(|_| is_passport)
        })
    });
    let asks_nationality = form.memo(move |answers| {
        whose.asks_nationality(answers)
            && whose.person(answers).document_kind != Some(DocumentKind::ForeignPassport)
    });
    let toggle = move || {
        if in_full.get() {
            t_string!(i18n, wizard.me.hide)
        } else {
            t_string!(i18n, wizard.me.show)
        }
    };
    let class = move || {
        let bad = [name, kind, number, citizen]
            .iter()
            .any(|field| field.is_bad());
        if bad { "field field--bad" } else { "field" }
    };
    view! {
        <section class=class aria-label=text!(i18n, wizard.me.title)>
            <p class="field__hint">{t!(i18n, wizard.me.note)}</p>
            <FieldError field=name />
            <FieldError field=kind />
            <FieldError field=number />
            <FieldError field=citizen />
            <dl class="facts facts--roomy">
                <dt>{t!(i18n, wizard.field.name)}</dt>
                <dd id=name.id() tabindex="-1">
                    {name.value}
                </dd>
                <dt>{t!(i18n, wizard.field.document_kind)}</dt>
                <dd id=kind.id() tabindex="-1">
                    {kind_name}
                </dd>
                <dt>{t!(i18n, wizard.field.document_number)}</dt>
                <dd id=number.id() tabindex="-1">
                    <span class="masked">
                        {shown_number}
                        <button
                            class="button button--link button--small"
                            type="button"
                            aria-pressed=Signal::derive(move || in_full.get().to_string())
                            on:click=move |_| in_full.update(|full| *full = !*full)
                        >
                            {toggle}
                        </button>
                    </span>
                </dd>
                {live(move || {
                    asks_citizen
                        .get()
                        .then(|| {
                            view! {
                                <dt>{t!(i18n, wizard.field.citizen_number)}</dt>
                                <dd id=citizen.id() tabindex="-1">
                                    {live(shown_citizen)}
                                </dd>
                            }
                        })
                })}
                {live(move || {
                    bound_nationality
                        .get()
                        .map(|code| {
                            view! {
                                <dt>{t!(i18n, wizard.field.nationality)}</dt>
                                <dd id=nationality.id() tabindex="-1">
                                    {live(move || nationality_name(i18n, &code))}
                                </dd>
                            }
                        })
                })}
            </dl>
        </section>
        <Show when=move || asks_nationality.get()>
            <NationalityField
                field=nationality
                label=text!(i18n, wizard.field.nationality)
                hint=text!(i18n, wizard.field.nationality_hint)
            />
        </Show>
    }
}

/// A way to the categories where an answer does not go with the chosen one.
#[component]
fn CategoryHint(at: String) -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let concerned = memo(move || {
        work.form
            .shown()
            .iter()
            .any(|issue| issue.pointer.starts_with(&at) && issue.code == IssueCode::DocumentKind)
    });
    view! {
        <Show when=move || concerned.get()>
            <div class="notice">
                <Glyph icon=Icon::Info />
                <div class="notice__body">
                    <p>
                        <a href=work.href(Chapter::Category)>{t!(i18n, wizard.category.change)}</a>
                    </p>
                </div>
            </div>
        </Show>
    }
}

/// Tells a household that has Beijing hukou, and claims a category for those who have none, which
/// one fits. It is advice: whoever knows better goes on.
#[component]
fn LocalHint(whose: Whose) -> impl IntoView {
    let i18n = use_i18n();
    let work = use_work();
    let claimed = work.form.memo(move |answers| {
        let is_local = whose.person(answers).hukou == Some(HukouClaim::Beijing);
        let of_others = |category: &Category| {
            category.rests_on_contributions() || *category == Category::WorkResidencePermit
        };
        answers
            .category
            .filter(of_others)
            .filter(|_| is_local && matches!(whose, Whose::Member(_)))
    });
    let text = move |claimed: Category| {
        t_string!(
            i18n,
            wizard.category.local_hint,
            local = terms::category(i18n, Category::Local),
            claimed = terms::category(i18n, claimed)
        )
    };
    view! {
        <div role="status">
            {live(move || {
                claimed
                    .get()
                    .map(|claimed| {
                        view! {
                            <div class="notice">
                                <Glyph icon=Icon::Info />
                                <div class="notice__body">
                                    <p>{live(move || text(claimed))}</p>
                                    <p>
                                        <a href=work
                                            .href(
                                                Chapter::Category,
                                            )>{t!(i18n, wizard.category.change)}</a>
                                    </p>
                                </div>
                            </div>
                        }
                    })
            })}
        </div>
    }
}
