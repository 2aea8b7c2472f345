//! The QR code on a certificate.

use qrcodegen::{QrCode, QrCodeEcc};

use super::pen::Pen;
use crate::words::locale::verify;
use print::paper::{Block, Length};

/// The code as a pattern for a camera, with what it is for; nothing where the text does not fit into one.
pub(super) fn pattern(text: &str, pen: Pen) -> Option<Block> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    Some(Block::Pattern {
        side: code.size(),
        runs: runs(&code),
        beside: pen.own(verify::qr_text),
    })
}

/// The runs of dark modules: the first, the row, how many.
fn runs(code: &QrCode) -> Vec<[Length; 3]> {
    let mut runs = Vec::new();
    for y in 0..code.size() {
        let mut begun = None;
        // Behind the last one everything is light.
        for x in 0..=code.size() {
            match (begun, code.get_module(x, y)) {
                (None, true) => begun = Some(x),
                (Some(first), false) => {
                    runs.push([first, y, x.saturating_sub(first)]);
                    begun = None;
                }
                (None, false) | (Some(_), true) => {}
            }
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_the_dark_modules_and_nothing_else() {
        let code = QrCode::encode_text("https://a/verify#b.c.d", QrCodeEcc::Medium).unwrap();
        let runs = runs(&code);
        let is_dark = |x: i32, y: i32| {
            let mut runs = runs.iter();
            runs.any(|[first, row, count]| *row == y && (*first..first + count).contains(&x))
        };
        for y in 0..code.size() {
            for x in 0..code.size() {
                assert_eq!(is_dark(x, y), code.get_module(x, y), "{x} {y}");
            }
        }
    }
}
