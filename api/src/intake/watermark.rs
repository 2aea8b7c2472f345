//! What is written over pictures of identity documents: that they serve for this and nothing else.
//!
//! `watermark.png` shows 仅供购房资格核验使用, white on black: drawn once in Noto Sans CJK SC Bold. The
//! font's licence, SIL OFL 1.1, does not extend to what is drawn with it.

use image::{GrayImage, ImageFormat, Rgb, RgbImage};
use shared::problem::ProblemKind;

use super::blend::blend;

const TEXT: &[u8] = include_bytes!("watermark.png");

/// Cosine and sine of 30 degrees, in thousandths: how steeply the text climbs.
const COS: i64 = 866;
const SIN: i64 = 500;

/// How much of the text is seen, of 255.
const STRENGTH: u8 = 90;

/// Writes the text all over a picture: as wide as two thirds of the shorter side, dark on light and
/// light on dark.
///
/// # Errors
/// The picture of the text cannot be read, which a test shows it can.
pub(super) fn draw(picture: &mut RgbImage) -> Result<(), ProblemKind> {
    let Ok(text) = image::load_from_memory_with_format(TEXT, ImageFormat::Png) else {
        return Err(ProblemKind::Unexpected);
    };
    let text = text.into_luma8();
    let (width, height) = picture.dimensions();
    let shorter = i64::from(width.min(height)).max(3);
    let (text_width, text_height) = (i64::from(text.width()), i64::from(text.height()));
    // Pixels of the text for a thousand of the picture.
    let scale = (text_width * 1_500 / shorter).max(1);
    let (tile_width, tile_height) = (text_width * 5 / 4, text_height * 5);
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let (x, y) = (i64::from(x), i64::from(y));
        let along = (x * COS - y * SIN) * scale / 1_000_000;
        let across = (x * SIN + y * COS) * scale / 1_000_000;
        // Every other line is moved by half, as bricks are.
        let line = across.div_euclid(tile_height);
        let shift = line.rem_euclid(2) * tile_width / 2;
        let u = (along + shift).rem_euclid(tile_width);
        let v = across.rem_euclid(tile_height);
        let ink = at(&text, u, v);
        if ink > 0 {
            let colour = if luminance(*pixel) > 127 { 0 } else { 255 };
            let alpha = blend(STRENGTH, 0, ink);
            *pixel = Rgb(pixel.0.map(|part| blend(colour, part, alpha)));
        }
    }
    Ok(())
}

/// How much ink the text has at a place; none beside it.
fn at(text: &GrayImage, x: i64, y: i64) -> u8 {
    let place = u32::try_from(x).ok().zip(u32::try_from(y).ok());
    let pixel = place.and_then(|(x, y)| text.get_pixel_checked(x, y));
    pixel.map_or(0, |pixel| {
        let [ink] = pixel.0;
        ink
    })
}

/// How light a colour is (ITU-R BT.601), of 255.
fn luminance(Rgb([red, green, blue]): Rgb<u8>) -> u32 {
    (u32::from(red) * 299 + u32::from(green) * 587 + u32::from(blue) * 114) / 1_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_seen_on_white_on_black_and_on_grey_and_hides_nothing() {
        for shade in [0, 127, 128, 255] {
            for (width, height) in [(900, 600), (40, 60), (1, 1)] {
                let mut picture = RgbImage::from_pixel(width, height, Rgb([shade; 3]));
                draw(&mut picture).unwrap();
                let changes = picture.pixels().map(|pixel| pixel.0[0].abs_diff(shade));
                let seen = changes.clone().filter(|change| *change > 25).count();
                let all = usize::try_from(width * height).unwrap();
                if all > 1_000 {
                    assert!(
                        seen * 30 > all && seen * 4 < all,
                        "{shade}: {seen} of {all}"
                    );
                }
                assert!(changes.max().unwrap() <= STRENGTH, "{shade}");
            }
        }
    }
}
