//! 用户绑定: at the first sign-in a person names their identity document, which is then tied to the
//! account for good.

mod before;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::components::Redirect;
use leptos_router::hooks::{use_navigate, use_query_map};
use shared::account::{BeforeBinding, BindDocument};
use shared::document::{Document, DocumentFault, DocumentKind};
use shared::issue::IssueCode;
use shared::problem::ProblemKind;

use crate::api::{Failure, use_api};
use crate::i18n::{t_string, use_i18n};
use crate::language::{lang, t, text};
use crate::live::{Show, effect, live, memo};
use crate::session::{SessionContext, use_session};
use crate::shell::sign_in::{SignInLink, local_path};
use crate::terms;
use crate::ui::choice::{Choice, SelectField};
use crate::ui::error_summary::{ErrorSummary, Lead, Line};
use crate::ui::failure::FailureNotice;
use crate::ui::field::{Field, Kind, TextField};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::nationality::NationalityField;
use crate::ui::page::Page;
use crate::ui::skeleton::SkeletonPage;
use crate::ui::windows_link::WindowsLink;
use crate::unsaved::{Whereabouts, use_unsaved};
use before::{SignsInAs, TakenOver, VerifyFirst};

/// What is typed on this page.
#[derive(Clone, Copy)]
struct Typed {
    kind: RwSignal<String>,
    number: RwSignal<String>,
    citizen: RwSignal<String>,
    nationality: RwSignal<String>,
    /// The fields that are wrong, by their ids.
    faults: RwSignal<Vec<(&'static str, IssueCode)>>,
}

const KIND: &str = "kind";
const NUMBER: &str = "number";
const CITIZEN: &str = "citizen";
const NATIONALITY: &str = "nationality";

impl Typed {
    fn kind(self) -> Option<DocumentKind> {
        DocumentKind::from_slug(&self.kind.get())
    }

    fn document(self) -> Result<BindDocument, Vec<(&'static str, IssueCode)>> {
        let kind = DocumentKind::from_slug(&self.kind.get_untracked())
            .ok_or(vec![(KIND, IssueCode::ChooseOne)])?;
        let document = Document {
            kind,
            number: self.number.get_untracked(),
            nationality: (kind == DocumentKind::ForeignPassport)
                .then(|| self.nationality.get_untracked()),
        };
        let citizen_number = kind
            .asks_citizen_number()
            .then(|| self.citizen.get_untracked());
        let shown = document.check().map_err(|fault| match fault {
            DocumentFault::Nationality => (NATIONALITY, fault.into()),
            DocumentFault::Empty
            | DocumentFault::Form
            | DocumentFault::BirthDate
            | DocumentFault::CheckCharacter => (NUMBER, fault.into()),
        });
        let own = document
            .check_citizen_number(citizen_number.as_deref())
            .map_err(|fault| (CITIZEN, fault.into()));
        let faults: Vec<_> = [shown, own].into_iter().filter_map(Result::err).collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(BindDocument {
            document: document.normalized(),
            citizen_number,
        })
    }

    fn field(self, id: &'static str, value: RwSignal<String>) -> Field {
        let i18n = use_i18n();
        Field {
            id: StoredValue::new(id.to_owned()),
            value: value.into(),
            error: Signal::derive(move || {
                self.faults.with(|faults| {
                    let (_, code) = faults.iter().find(|(at, _)| *at == id)?;
                    Some(code.detail(lang(i18n)).to_owned())
                })
            }),
            set: Callback::new(move |text| value.set(text)),
        }
    }
}

/// 用户绑定.
#[component]
pub(crate) fn Bind() -> impl IntoView {
    let session = use_session();
    let query = use_query_map();
    let next = move || local_path(query.with(|q| q.get("return_to")));
    let known = memo(move || session.is_known());
    let bound = memo(move || session.is_bound());
    let signed_in = memo(move || session.account().is_some());
    // Compared by value, so that what is typed stays when the session is merely refreshed.
    let before = memo(move || session.account().and_then(|a| a.before_binding));
    move || match (known.get(), signed_in.get(), bound.get()) {
        (false, _, _) => view! { <SkeletonPage/> }.into_any(),
        (true, _, true) => view! { <Redirect path=next()/> }.into_any(),
        (true, true, false) => match before.get() {
            Some(BeforeBinding {
                taken_over_at: Some(_),
                ..
            }) => view! { <TakenOver/> }.into_any(),
            Some(before) if !before.level_suffices => {
                view! { <VerifyFirst name=before.name/> }.into_any()
            }
            before => {
                let name = before.map(|before| before.name).unwrap_or_default();
                view! { <BindForm session=session name=name/> }.into_any()
            }
        },
        (true, false, false) => view! { <SignInFirst/> }.into_any(),
    }
}

#[component]
fn SignInFirst() -> impl IntoView {
    let i18n = use_i18n();
    let title = text!(i18n, pages.bind.title);
    let lede = text!(i18n, pages.bind.sign_in_first);
    view! {
        <Page title=title lede=lede narrow=true>
            <SignInLink/>
        </Page>
    }
}

#[component]
fn BindForm(
    session: SessionContext,
    /// The name that a document is compared with.
    name: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let navigate = use_navigate();
    let query = use_query_map();
    let typed = Typed {
        kind: RwSignal::new(DocumentKind::ResidentId.slug().to_owned()),
        number: RwSignal::new(String::new()),
        citizen: RwSignal::new(String::new()),
        nationality: RwSignal::new(String::new()),
        faults: RwSignal::new(Vec::new()),
    };
    let tries = RwSignal::new(0_u32);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<Failure>);
    let unsaved = use_unsaved();
    effect(move || {
        let any = [typed.number, typed.citizen]
            .into_iter()
            .any(|text| text.with(|text| !text.is_empty()));
        unsaved.note(Whereabouts::of(any, false));
    });
    on_cleanup(move || unsaved.note(Whereabouts::Saved));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        failure.set(None);
        let document = match typed.document() {
            Ok(document) => document,
            Err(faults) => {
                typed.faults.set(faults);
                tries.update(|n| *n += 1);
                return;
            }
        };
        typed.faults.set(Vec::new());
        busy.set(true);
        let next = local_path(query.with_untracked(|q| q.get("return_to")));
        let navigate = navigate.clone();
        spawn_local(async move {
            match api.bind_document(&document).await {
                Ok(account) => {
                    session.set_account(account);
                    navigate(&next, NavigateOptions::default());
                }
                Err(why) => {
                    busy.set(false);
                    let faults = of_server(&why);
                    if faults.is_empty() {
                        failure.set(Some(why));
                    } else {
                        typed.faults.set(faults);
                        tries.update(|n| *n += 1);
                    }
                }
            }
        });
    };
    let title = Signal::derive(move || {
        let title = t_string!(i18n, pages.bind.title);
        if typed.faults.with(Vec::is_empty) {
            title.to_owned()
        } else {
            t_string!(i18n, pages.error_title, title = title)
        }
    });
    let heading = crate::ui::page::use_page(move || title.get());
    view! {
        <main class="page page--narrow" id="main">
            <form class="sheet__main stack" novalidate on:submit=submit>
                <Lines typed=typed tries=tries/>
                <Trouble failure=failure/>
                <div class="page__head">
                    <h1 node_ref=heading tabindex="-1">{t!(i18n, pages.bind.title)}</h1>
                    <p class="lede">{t!(i18n, pages.bind.lede)}</p>
                </div>
                <SignsInAs name=name/>
                <Questions typed=typed/>
                <div class="notice">
                    <Glyph icon=Icon::Info/>
                    <div class="notice__body">
                        <p>{t!(i18n, pages.bind.note)}</p>
                    </div>
                </div>
                <div class="actions">
                    <button
                        class="button button--primary"
                        type="submit"
                        aria-busy=Signal::derive(move || busy.get().to_string())
                    >
                        {t!(i18n, pages.bind.confirm)}
                    </button>
                </div>
            </form>
        </main>
    }
}

#[component]
fn Questions(typed: Typed) -> impl IntoView {
    let i18n = use_i18n();
    let kinds = Signal::derive(move || {
        DocumentKind::ALL
            .map(|kind| Choice::plain(kind.slug(), terms::document_kind(i18n, kind)))
            .to_vec()
    });
    let kind_label = text!(i18n, pages.bind.kind);
    let number_label = text!(i18n, pages.bind.number);
    let number_hint = Signal::derive(move || {
        match typed.kind() {
            Some(DocumentKind::ResidentId) | None => t_string!(i18n, pages.bind.hint_resident),
            Some(DocumentKind::MilitaryId) => t_string!(i18n, pages.bind.hint_military),
            Some(
                DocumentKind::HmtResidencePermit
                | DocumentKind::HkMacaoTravelPermit
                | DocumentKind::TaiwanTravelPermit
                | DocumentKind::ChinesePassport
                | DocumentKind::ForeignPassport
                | DocumentKind::PermanentResidenceCard,
            ) => t_string!(i18n, pages.bind.hint_other),
        }
        .to_owned()
    });
    let citizen_label = text!(i18n, pages.bind.citizen_number);
    let citizen_hint = text!(i18n, pages.bind.hint_citizen);
    let military = memo(move || typed.kind().is_some_and(DocumentKind::asks_citizen_number));
    let nation_label = text!(i18n, pages.bind.nationality);
    let nation_hint = text!(i18n, pages.bind.hint_nationality);
    let foreign = memo(move || typed.kind() == Some(DocumentKind::ForeignPassport));
    view! {
        <SelectField field=typed.field(KIND, typed.kind) label=kind_label choices=kinds/>
        <Show when=move || foreign.get()>
            <NationalityField
                field=typed.field(NATIONALITY, typed.nationality)
                label=nation_label
                hint=nation_hint
            />
        </Show>
        <TextField
            field=typed.field(NUMBER, typed.number)
            label=number_label
            hint=number_hint
            kind=Kind::Code
        />
        <Show when=move || military.get()>
            <TextField
                field=typed.field(CITIZEN, typed.citizen)
                label=citizen_label
                hint=citizen_hint
                kind=Kind::Code
            />
        </Show>
    }
}

/// The error summary.
#[component]
fn Lines(typed: Typed, tries: RwSignal<u32>) -> impl IntoView {
    let i18n = use_i18n();
    let lines = Signal::derive(move || {
        typed.faults.with(|faults| {
            faults
                .iter()
                .map(|(at, code)| {
                    let label = match *at {
                        KIND => t_string!(i18n, pages.bind.kind),
                        CITIZEN => t_string!(i18n, pages.bind.citizen_number),
                        NATIONALITY => t_string!(i18n, pages.bind.nationality),
                        _ => t_string!(i18n, pages.bind.number),
                    };
                    let sentence = code.detail(lang(i18n));
                    Line {
                        text: t_string!(i18n, pages.labelled, label = label, text = sentence),
                        lead: Lead::Field((*at).to_owned()),
                    }
                })
                .collect()
        })
    });
    view! { <ErrorSummary lines=lines tries=tries leave=Callback::new(|_| ())/> }
}

/// Why the server refused; while binding is locked, for how long.
#[component]
fn Trouble(failure: RwSignal<Option<Failure>>) -> impl IntoView {
    let i18n = use_i18n();
    let minutes = move || {
        failure.with(|failure| {
            let failure = failure.as_ref()?;
            let seconds = failure.retry_after()?;
            (failure.kind() == Some(ProblemKind::BindingLocked)).then(|| seconds.div_ceil(60))
        })
    };
    view! {
        <FailureNotice failure=failure/>
        {live(move || {
            minutes()
                .map(|minutes| {
                    view! {
                        <p role="alert">
                            {live(move || {
                                t_string!(i18n, pages.bind.locked, minutes = minutes.to_string())
                            })}
                        </p>
                        <p>
                            <WindowsLink />
                        </p>
                    }
                })
        })}
    }
}

/// The fields that the server calls wrong.
fn of_server(failure: &Failure) -> Vec<(&'static str, IssueCode)> {
    failure
        .errors()
        .iter()
        .filter_map(|error| {
            let at = match error.pointer.as_str() {
                "/document/kind" => KIND,
                "/document/number" => NUMBER,
                "/citizen_number" => CITIZEN,
                "/document/nationality" => NATIONALITY,
                _ => return None,
            };
            Some((at, error.code))
        })
        .collect()
}
