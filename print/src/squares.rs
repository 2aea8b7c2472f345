//! A pattern of squares as a picture of one point a square: as shapes, thousands of them would make a file
//! twice as long.

use krilla::image::{BitsPerComponent, CustomImage, Image, ImageColorspace};

use super::paper::Length;

const DARK: u8 = 0;
const LIGHT: u8 = 255;

/// The squares, row by row.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Squares {
    side: u32,
    shades: Vec<u8>,
}

impl CustomImage for Squares {
    fn color_channel(&self) -> &[u8] {
        &self.shades
    }

    fn alpha_channel(&self) -> Option<&[u8]> {
        None
    }

    fn bits_per_component(&self) -> BitsPerComponent {
        BitsPerComponent::Eight
    }

    fn size(&self) -> (u32, u32) {
        (self.side, self.side)
    }

    fn icc_profile(&self) -> Option<&[u8]> {
        None
    }

    fn color_space(&self) -> ImageColorspace {
        ImageColorspace::Luma
    }
}

/// The picture of runs of dark squares, each by its first square, its row and how many there are; none
/// where there are no squares. What lies outside is left out.
pub(super) fn picture(side: Length, runs: &[[Length; 3]]) -> Option<Image> {
    let side = u32::try_from(side).ok().filter(|side| *side > 0)?;
    let row_length = usize::try_from(side).ok()?;
    let mut shades = vec![LIGHT; row_length.checked_mul(row_length)?];
    let mut rows: Vec<&mut [u8]> = shades.chunks_mut(row_length).collect();
    for [first, row, count] in runs {
        let place = |length: Length| usize::try_from(length).ok();
        let (Some(first), Some(row), Some(count)) = (place(*first), place(*row), place(*count))
        else {
            continue;
        };
        let squares = rows.get_mut(row).map(|row| row.iter_mut());
        for square in squares.into_iter().flatten().skip(first).take(count) {
            *square = DARK;
        }
    }
    Image::from_custom(Squares { side, shades }, false).ok()
}
