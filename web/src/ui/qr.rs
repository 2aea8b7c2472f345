//! A QR code, drawn as one path: what it says is read by a telephone's camera.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// The quiet zone around it, in modules (ISO/IEC 18004).
const MARGIN: i32 = 4;

/// A QR code; nothing where the text does not fit into one.
#[component]
pub(crate) fn Qr(
    /// What it says.
    text: String,
    /// What it is, for people who cannot see it.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    QrCode::encode_text(&text, QrCodeEcc::Medium)
        .ok()
        .map(|code| {
            let side = code.size().saturating_add(MARGIN.saturating_mul(2));
            let view_box = format!("0 0 {side} {side}");
            view! {
                <svg class="qr" viewBox=view_box role="img" aria-label=label>
                    <path d=path(&code) />
                </svg>
            }
        })
}

/// A square for each dark module.
fn path(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            let (left, top) = (x.saturating_add(MARGIN), y.saturating_add(MARGIN));
            path.push_str(&format!("M{left} {top}h1v1h-1z"));
        }
    }
    path
}
