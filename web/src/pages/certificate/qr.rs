//! The QR code on a certificate, by which everybody can check it.

use leptos::prelude::*;

use crate::api::use_api;
use crate::i18n::use_i18n;
use crate::language::{t, text};
use crate::live::live;
use crate::ui::load::Loader;
use crate::ui::qr::Qr;

/// The code of the certificate of that number. The server signs it when it is asked for.
#[component]
pub(super) fn CertificateQr(id: String, number: String) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let code = Loader::new(move || {
        let (id, number) = (id.clone(), number.clone());
        async move { api.get_certificate_code(&id, &number).await }
    });
    let shown = move || {
        let code = code.get();
        view! {
            <div class="certificate__code">
                {code.map(|code| view! { <Qr text=code.url label=text!(i18n, verify.qr) /> })}
                <p class="meta">{t!(i18n, verify.qr_text)}</p>
            </div>
        }
    };
    live(shown)
}
