//! Papers of one kind as they stand: what the server has of them, and what is still in the browser.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::form::paper_pointer;
use shared::problem::ProblemKind;
use shared::upload::{MOST_PICTURE_BYTES, MOST_UPLOADS, Upload, UploadKind, UploadState};
use web_sys::{AbortController, Blob, File};

use crate::api::{Api, Failure, use_api};
use crate::random::new_id;
use crate::ui::field::field_id;
use crate::ui::file::Address;
use crate::ui::load::Loader;
use crate::ui::page::go_to;

/// The papers of one kind of an application that is open for them. Copy it into every handler.
#[derive(Clone, Copy)]
pub(crate) struct Evidence {
    /// The application.
    pub(super) id: StoredValue<String>,
    /// What they are for.
    pub(super) kind: UploadKind,
    /// What the server has.
    pub(super) kept: Loader<Vec<Upload>>,
    /// What is still in the browser.
    pub(super) chosen: RwSignal<Vec<Chosen>>,
    /// The same of every kind on the page: they share one line, and the room that there is.
    beside: StoredValue<Vec<RwSignal<Vec<Chosen>>>>,
    /// Whether it was to be handed in before everything was there.
    pub(super) is_tried: RwSignal<bool>,
    /// What a chosen file needs lives as long as this, and not only as long as the page on which it was
    /// chosen.
    owner: StoredValue<Option<Owner>>,
    /// How many have been chosen so far.
    last: StoredValue<u32>,
}

impl Evidence {
    /// The evidence of an application.
    pub(crate) fn new(id: String) -> Self {
        let api = use_api();
        let id = StoredValue::new(id);
        let kept = Loader::new(move || {
            let id = id.get_value();
            async move { api.list_uploads(&id).await }
        });
        Self::of_kind(id, UploadKind::Evidence, kept, StoredValue::default())
    }

    /// Papers of one kind, beside those of others of which the server tells at once.
    pub(super) fn of_kind(
        id: StoredValue<String>,
        kind: UploadKind,
        kept: Loader<Vec<Upload>>,
        beside: StoredValue<Vec<RwSignal<Vec<Chosen>>>>,
    ) -> Self {
        let chosen = RwSignal::new(Vec::<Chosen>::new());
        beside.update_value(|all| all.push(chosen));
        // Nothing is to arrive that nobody sees any more.
        on_cleanup(move || {
            for one in chosen.try_get_untracked().into_iter().flatten() {
                one.stop_sending();
            }
        });
        // A reload would lose what was chosen: the browser asks.
        let guard = window_event_listener(leptos::ev::beforeunload, move |event| {
            if chosen.with_untracked(|chosen| !chosen.is_empty()) {
                event.prevent_default();
            }
        });
        on_cleanup(move || guard.remove());
        Self {
            id,
            kind,
            kept,
            chosen,
            beside,
            is_tried: RwSignal::new(false),
            owner: StoredValue::new(Owner::current()),
            last: StoredValue::new(0),
        }
    }

    /// Takes a file that was chosen just now.
    pub(super) fn choose(self, file: &File) {
        self.last
            .update_value(|last| *last = last.saturating_add(1));
        let (nth, kind) = (self.last.get_value(), self.kind);
        let made = self.owner.with_value(|owner| {
            let owner = owner.as_ref()?;
            Some(owner.with(|| Chosen::new(nth, kind, file)))
        });
        if let Some(made) = made {
            self.chosen.update(|all| all.push(made));
        }
    }

    /// Whether at least one has to be there.
    pub(super) fn is_required(self) -> bool {
        self.kind != UploadKind::Evidence
    }

    /// The id of the button that chooses files, which takes the focus where something is wrong or what
    /// had it is gone.
    pub(super) fn control(self) -> String {
        if self.is_required() {
            field_id(&paper_pointer(self.kind))
        } else {
            self.kind.slug().to_owned()
        }
    }

    /// Gives that button the focus.
    pub(super) fn go_to_control(self) {
        go_to(&format!("#{}", self.control()));
    }

    /// The papers that are shown as ready to be handed in, by their ids.
    pub(crate) fn ids(self) -> Vec<String> {
        let open = untrack(|| self.open()).into_iter();
        let clean = open.filter(|one| one.state == UploadState::Clean);
        clean.map(|one| one.id).collect()
    }

    /// Whether something is still in the browser alone, tracked.
    pub(crate) fn has_unsent(self) -> bool {
        self.chosen.with(|chosen| !chosen.is_empty())
    }

    /// Whether all of it can be handed in; where not, the question says why and takes the focus.
    pub(crate) fn is_ready(self) -> bool {
        let fault = untrack(|| self.fault());
        self.is_tried.set(fault.is_some());
        if fault.is_some() {
            self.go_to_control();
        }
        fault.is_none()
    }

    /// Whether the page is still there.
    pub(super) fn is_there(self) -> bool {
        self.id.try_get_value().is_some()
    }

    /// The papers that are not handed in, tracked.
    pub(super) fn open(self) -> Vec<Upload> {
        let kept = self.kept.get().unwrap_or_default().into_iter();
        let is_open = |upload: &Upload| upload.kind == self.kind && upload.handed_in_at.is_none();
        kept.filter(is_open).collect()
    }

    /// How many are handed in, tracked.
    pub(super) fn handed_in(self) -> usize {
        let kept = self.kept.get().unwrap_or_default();
        kept.iter().filter(|one| one.handed_in_at.is_some()).count()
    }

    /// Whether there is room for another paper, tracked.
    pub(super) fn has_room(self) -> bool {
        let kept = self.kept.get().unwrap_or_default();
        let takes_room = |one: &&Upload| {
            let is_open = one.state != UploadState::Refused && one.handed_in_at.is_none();
            is_open && one.kind.is_of_agent() == self.kind.is_of_agent()
        };
        let kept = kept.iter().filter(takes_room).count();
        let chosen = self.beside.get_value().into_iter();
        let chosen: usize = chosen.map(|chosen| chosen.with(Vec::len)).sum();
        kept.saturating_add(chosen) < MOST_UPLOADS
    }

    /// Why it cannot be handed in now, tracked.
    pub(super) fn fault(self) -> Option<Fault> {
        let is_checking = |one: &Upload| one.state == UploadState::Checking;
        if self.kept.get().is_none() {
            Some(Fault::Unknown)
        } else if self.has_unsent() {
            Some(Fault::Unsent)
        } else if self.open().iter().any(is_checking) {
            Some(Fault::Checking)
        } else if self.is_required() && !self.open().iter().any(is_clean) {
            Some(Fault::Lacking)
        } else {
            None
        }
    }

    /// Adds a paper that the server has taken, and drops the file that it was.
    pub(super) fn put(self, nth: u32, upload: Upload) {
        match untrack(|| self.kept.get()) {
            Some(mut kept) => {
                kept.retain(|one| one.id != upload.id);
                kept.push(upload);
                self.kept.put(kept);
            }
            // The others are not known.
            None => self.kept.again(),
        }
        self.drop_chosen(nth);
    }

    /// Asks what the server has, where that may be more than the page shows.
    pub(super) fn refresh(self, api: Api) {
        spawn_local(async move {
            let Some(id) = self.id.try_get_value() else {
                return;
            };
            if let Ok(newer) = api.list_uploads(&id).await {
                self.kept.put(newer);
            }
        });
    }

    /// Whether a file is on its way, of whichever kind, tracked.
    pub(super) fn is_sending(self) -> bool {
        let is_sending = |one: &Chosen| one.at.with(|at| *at == At::Sending);
        let mut all = self.beside.get_value().into_iter();
        all.any(|chosen| chosen.with(|all| all.iter().any(is_sending)))
    }

    /// The files that wait for the person, tracked.
    pub(super) fn to_be_sent(self) -> Vec<Chosen> {
        let mut all = self.chosen.get();
        all.retain(|one| one.at.with(|at| *at == At::Chosen));
        all
    }

    /// Takes a chosen file from the page.
    pub(super) fn drop_chosen(self, nth: u32) {
        self.chosen
            .try_update(|all| all.retain(|one| one.nth != nth));
    }
}

/// Why evidence cannot be handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// What the server has of it is not known.
    Unknown,
    /// Some of it has not been sent.
    Unsent,
    /// The virus scanner has not answered for all of it.
    Checking,
    /// None is there that can be used, and one is needed.
    Lacking,
}

fn is_clean(one: &Upload) -> bool {
    one.state == UploadState::Clean
}

/// A file that was chosen. Copy it into every handler.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    /// Tells it from the others on the page.
    pub(super) nth: u32,
    /// The name of the file.
    pub(super) name: StoredValue<String>,
    /// By this the server knows the request when it is repeated.
    pub(super) key: StoredValue<String>,
    /// The file.
    pub(super) file: StoredValue<Blob, LocalStorage>,
    /// Stops it while it is on its way.
    pub(super) stop: StoredValue<Option<AbortController>, LocalStorage>,
    /// How far it is.
    pub(super) at: RwSignal<At>,
    /// How much of it is sent, from 0 to 1.
    pub(super) progress: RwSignal<f64>,
    /// How turning it goes.
    pub(super) turn: RwSignal<Turn>,
    /// Of what the browser can show as a picture.
    pub(super) preview: RwSignal<Option<Address>>,
}

/// How far a chosen file is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum At {
    /// It waits for the person.
    Chosen,
    /// It waits for another one that is on its way: a slow line carries one at a time.
    Waiting,
    /// It is larger than what is taken, in bytes.
    TooLarge(usize),
    /// It is on its way.
    Sending,
    /// It did not arrive, or was refused.
    Failed(Failure),
}

impl At {
    /// What the main button does.
    pub(super) fn act(&self) -> Act {
        match self {
            Self::Chosen => Act::Send,
            Self::TooLarge(_) => Act::Remove,
            Self::Waiting | Self::Sending => Act::Stop,
            Self::Failed(why) if is_about_file(why) => Act::Remove,
            Self::Failed(_) => Act::Retry,
        }
    }
}

/// How turning a picture goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// Nothing is under way.
    Idle,
    /// The browser draws it.
    Busy,
    /// The browser could not draw it.
    Failed,
}

/// What the main button does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Sends it.
    Send,
    /// Stops it.
    Stop,
    /// Sends it again.
    Retry,
    /// Takes it from the page.
    Remove,
}

impl Chosen {
    /// Stops it, where it is on its way.
    pub(super) fn stop_sending(self) {
        if let Some(stop) = self.stop.try_get_value().flatten() {
            stop.abort();
        }
    }

    /// A file that was chosen just now for a kind of papers.
    fn new(nth: u32, kind: UploadKind, file: &File) -> Self {
        let is_picture = file.type_().starts_with("image/");
        let most = if is_picture {
            MOST_PICTURE_BYTES
        } else {
            kind.most_bytes()
        };
        let fits = u32::try_from(most).is_ok_and(|most| file.size() <= f64::from(most));
        let at = if fits { At::Chosen } else { At::TooLarge(most) };
        Self {
            nth,
            name: StoredValue::new(file.name()),
            key: StoredValue::new(new_id()),
            file: StoredValue::new_local(Blob::from(file.clone())),
            stop: StoredValue::new_local(None),
            at: RwSignal::new(at),
            progress: RwSignal::new(0.0),
            turn: RwSignal::new(Turn::Idle),
            preview: RwSignal::new(Address::of(file).filter(|_| is_picture)),
        }
    }
}

/// Whether another try with the same file would be refused as well.
fn is_about_file(why: &Failure) -> bool {
    why.kind().is_some_and(|kind| {
        [
            ProblemKind::FileTooLarge,
            ProblemKind::FileTypeRefused,
            ProblemKind::HeicRefused,
            ProblemKind::FileUnreadable,
            ProblemKind::PictureTooLarge,
            ProblemKind::TooManyPages,
            ProblemKind::FileEncrypted,
            ProblemKind::FileActive,
        ]
        .contains(&kind)
    })
}
