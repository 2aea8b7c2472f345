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

/// A bar for each run of dark modules.
fn path(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let top = y.saturating_add(MARGIN);
        let mut begun = None;
        // Behind the last one everything is light.
        for x in 0..=code.size() {
            match (begun, code.get_module(x, y)) {
                (None, true) => begun = Some(x),
                (Some(first), false) => {
                    let (left, run) = (x_of(first), x.saturating_sub(first));
                    path.push_str(&format!("M{left} {top}h{run}v1h-{run}z"));
                    begun = None;
                }
                (None, false) | (Some(_), true) => {}
            }
        }
    }
    path
}

fn x_of(module: i32) -> i32 {
    module.saturating_add(MARGIN)
}
