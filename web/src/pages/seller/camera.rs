//! The camera, which reads the QR code of a certificate. It is asked for only when its button is pressed,
//! what it sees stays in the browser, and it is let go of as soon as a code is read.

use gloo_timers::future::TimeoutFuture;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use rqrr::PreparedImage;
use wasm_bindgen::prelude::*;
use web_sys::HtmlVideoElement;
use web_sys::js_sys::Uint8Array;

use crate::i18n::{t_string, use_i18n};
use crate::language::t;
use crate::live::{Show, live};
use crate::ui::announcer::use_announcer;
use crate::ui::icon::{Glyph, Icon};

#[wasm_bindgen(module = "/js/camera.js")]
extern "C" {
    #[wasm_bindgen(js_name = open, catch)]
    async fn js_open(video: &HtmlVideoElement) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = close)]
    fn js_close(video: &HtmlVideoElement);
    #[wasm_bindgen(js_name = look)]
    fn js_look(video: &HtmlVideoElement, most: u32) -> Uint8Array;
}

/// How many pixels the picture that is searched has on a side at the most.
const MOST: u32 = 960;
/// How long to wait between two looks, in milliseconds.
const PAUSE: u32 = 150;

/// Where the camera stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Closed,
    Opening,
    Looking,
    Refused,
}

/// The camera, and where it stands. Copy it into every handler.
#[derive(Clone, Copy)]
struct Lens {
    phase: RwSignal<Phase>,
    video: NodeRef<html::Video>,
    found: Callback<String>,
}

impl Lens {
    /// Lets go of the camera.
    fn close(self) {
        if let Some(video) = self.video.try_get_untracked().flatten() {
            js_close(&video);
        }
        self.phase.try_set(Phase::Closed);
    }

    /// Asks for the camera, and looks until a code is read or it is closed.
    async fn look(self, announce: impl FnOnce()) {
        let Some(video) = self.video.try_get_untracked().flatten() else {
            self.phase.try_set(Phase::Closed);
            return;
        };
        let is_open = js_open(&video).await.is_ok();
        // Closed while the person was asked.
        if self.phase.try_get_untracked() != Some(Phase::Opening) {
            js_close(&video);
            return;
        }
        if !is_open {
            js_close(&video);
            self.phase.try_set(Phase::Refused);
            return;
        }
        self.phase.try_set(Phase::Looking);
        announce();
        while self.phase.try_get_untracked() == Some(Phase::Looking) {
            if let Some(text) = read_code(&js_look(&video, MOST).to_vec()) {
                self.close();
                self.found.run(text);
                return;
            }
            TimeoutFuture::new(PAUSE).await;
        }
        js_close(&video);
    }
}

/// The button for the camera, and what it sees.
#[component]
pub(super) fn Camera(
    /// Takes what a QR code says.
    found: Callback<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let (phase, video) = (RwSignal::new(Phase::Closed), NodeRef::new());
    let lens = Lens {
        phase,
        video,
        found,
    };
    let open = move |_| {
        if matches!(phase.get_untracked(), Phase::Opening | Phase::Looking) {
            return;
        }
        phase.set(Phase::Opening);
        let announce = move || announcer.say(t_string!(i18n, seller.camera.hint));
        // The picture is there a moment later.
        request_animation_frame(move || spawn_local(lens.look(announce)));
    };
    // A telephone that is put away looks at nothing.
    let hidden = window_event_listener(ev::pagehide, move |_| lens.close());
    on_cleanup(move || {
        hidden.remove();
        lens.close();
    });
    let is_open = move || matches!(phase.get(), Phase::Opening | Phase::Looking);
    view! {
        <div class="stack stack--tight">
            <Show when=is_open>
                <div class="seller__camera">
                    <video node_ref=video playsinline=true prop:muted=true aria-hidden="true"></video>
                </div>
                <p role="status">
                    {live(move || match phase.get() {
                        Phase::Looking => t_string!(i18n, seller.camera.hint),
                        Phase::Closed | Phase::Opening | Phase::Refused => {
                            t_string!(i18n, seller.camera.opening)
                        }
                    })}
                </p>
                <button class="button button--block" type="button" on:click=move |_| lens.close()>
                    {t!(i18n, seller.camera.stop)}
                </button>
            </Show>
            <Show when=move || !is_open()>
                <button
                    class="button button--primary button--large button--block"
                    type="button"
                    on:click=open
                >
                    <Glyph icon=Icon::Camera />
                    {t!(i18n, seller.camera.start)}
                </button>
            </Show>
            <div role="alert">
                <Show when=move || phase.get() == Phase::Refused>
                    <div class="notice notice--warning">
                        <Glyph icon=Icon::Warning />
                        <div class="notice__body">
                            <p class="notice__title">{t!(i18n, seller.camera.refused)}</p>
                            <p>{t!(i18n, seller.camera.refused_text)}</p>
                        </div>
                    </div>
                </Show>
            </div>
        </div>
    }
}

/// What a QR code in a square picture of shades of grey says.
fn read_code(grey: &[u8]) -> Option<String> {
    let side = grey.len().isqrt();
    if side == 0 {
        return None;
    }
    let shade = |x: usize, y: usize| grey.get(y * side + x).copied().unwrap_or(u8::MAX);
    let mut picture = PreparedImage::prepare_from_greyscale(side, side, shade);
    let grids = picture.detect_grids();
    grids.iter().find_map(|grid| Some(grid.decode().ok()?.1))
}
