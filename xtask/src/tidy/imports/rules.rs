//! The dependency rules: each outside thing has one home, and imports point down only.

/// Words that may appear in code only at home, within the places the rule is about. A word that
/// begins with `crate::` is looked for among the paths that a file names, however they are written;
/// its tests may look further up.
pub(super) struct Home {
    pub(super) words: &'static [&'static str],
    /// Path beginnings the rule is about; empty is the whole workspace.
    pub(super) within: &'static [&'static str],
    /// Path beginnings where the words are at home.
    pub(super) home: &'static [&'static str],
    pub(super) why: &'static str,
}

/// Who may be named where.
pub(super) const RULES: &[Home] = &[
    Home {
        words: &["actix_web", "actix_files", "actix_multipart", "actix_http"],
        within: &[],
        home: &["api/src/http", "api/src/main.rs", "api/tests/", "sandbox/"],
        why: "actix lives in api/src/http only",
    },
    Home {
        words: &["sea_orm", "sqlx"],
        within: &[],
        home: &["api/src/store", "api/tests/", "faults/", "migrations/"],
        why: "the database lives in api/src/store and migrations only",
    },
    Home {
        words: &["migrations"],
        within: &["api/src/", "shared/", "web/src/", "sandbox/src/"],
        home: &["api/src/store"],
        why: "the database lives in api/src/store and migrations only",
    },
    Home {
        words: &["reqwest"],
        within: &[],
        home: &[
            "api/src/app",
            "api/src/delivery",
            "api/src/identity",
            "api/src/notice",
            "api/src/registry",
            "api/tests/",
            "faults/",
            "sandbox/src/tools",
            "sandbox/src/town",
            "sandbox/tests/",
        ],
        why: "HTTP clients live in the adapters only",
    },
    Home {
        words: &[
            "env::var",
            "env::vars",
            "env::args",
            "env::set_var",
            "dotenvy",
        ],
        within: &["api/src/", "shared/", "web/src/", "migrations/"],
        home: &["api/src/config"],
        why: "the environment is read in api/src/config only",
    },
    Home {
        words: &[
            "gloo_net",
            "XmlHttpRequest",
            "fetch_with_str",
            "fetch_with_request",
            "EventSource",
        ],
        within: &["web/src/"],
        home: &["web/src/api"],
        why: "the server is spoken to in web/src/api.rs only",
    },
    Home {
        words: &[
            "sea_orm",
            "actix",
            "leptos",
            "tokio",
            "web_sys",
            "std::fs",
            "std::net",
            "std::env",
            "std::thread",
            "SystemTime",
            "Utc::now",
            "Local::now",
        ],
        within: &["shared/src/"],
        home: &[],
        why: "shared is pure: no server, no browser, no clock, no input or output",
    },
    Home {
        words: &["leptos", "web_sys", "gloo_timers"],
        within: &["api/", "sandbox/", "migrations/"],
        home: &[],
        why: "the browser's libraries live in web only",
    },
    Home {
        words: &["object_store"],
        within: &["api/src/"],
        home: &["api/src/files"],
        why: "the store of files lives in api/src/files only",
    },
    Home {
        words: &["image", "lopdf"],
        within: &["api/src/"],
        home: &["api/src/intake"],
        why: "what others made is read in api/src/intake only",
    },
    Home {
        words: &["lettre"],
        within: &["api/src/"],
        home: &["api/src/notice"],
        why: "e-mail is sent in api/src/notice only",
    },
    Home {
        words: &["jsonwebtoken", "aws_lc_rs"],
        within: &["api/src/"],
        home: &["api/src/signing", "api/src/delivery"],
        why: "signatures are made and checked in api/src/signing, and those of webhooks in api/src/delivery",
    },
    Home {
        words: &["krilla", "skrifa"],
        within: &[],
        home: &["print/"],
        why: "PDFs are written in print only",
    },
    Home {
        words: &["zen_engine", "criterion"],
        within: &[],
        home: &["bench/"],
        why: "what the rules are measured with lives in bench only",
    },
    Home {
        words: &["crate::http", "crate::worker"],
        within: &["api/src/"],
        home: &[
            "api/src/http",
            "api/src/worker",
            "api/src/main.rs",
            "api/src/lib.rs",
        ],
        why: "entry points are called by nobody below them",
    },
    Home {
        words: &["crate::service"],
        within: &["api/src/"],
        home: &[
            "api/src/http",
            "api/src/worker",
            "api/src/service",
            "api/src/main.rs",
            "api/src/lib.rs",
        ],
        why: "adapters call no use case",
    },
    Home {
        words: &["application.state ="],
        within: &["api/src/"],
        home: &["api/src/service/moves.rs", "api/src/store"],
        why: "one place moves an application from state to state",
    },
    Home {
        words: &["crate::form", "crate::application"],
        within: &["shared/src/policy"],
        home: &[],
        why: "the policy judges facts, whoever wrote them down",
    },
    Home {
        words: &["crate::api", "crate::rulebook", "crate::session"],
        within: &["web/src/ui"],
        home: &[],
        why: "the pieces of the interface show what they are given",
    },
    Home {
        words: &["crate::pages"],
        within: &["web/src/"],
        home: &["web/src/app", "web/src/pages"],
        why: "pages stand above everything else",
    },
    Home {
        words: &["crate::city"],
        within: &["sandbox/src/"],
        home: &["sandbox/src/lib.rs", "sandbox/src/main.rs"],
        why: "the city mounts its parts, which do not know it",
    },
];

/// What may be named although a rule is about the rest of its module: a piece of the interface can
/// show why a question failed.
pub(super) const EXCEPTED: [&str; 2] = ["crate::api::Failure", "crate::api::failure"];
