//! Pictures are decoded within limits and made anew: what a camera writes beside them, where and when
//! above all, and what somebody may have hidden in the file, is not carried over.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage,
};
use shared::problem::ProblemKind;
use shared::upload::{LONGEST_SIDE, MOST_PICTURE_BYTES, MOST_PIXELS};

use super::blend::blend;
use super::{jpeg, watermark};

/// The most memory that a decoder may take, in bytes: 40 million pixels of up to six bytes.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;

/// How good a picture is kept, of 100: print stays sharp. What becomes too large is kept less well.
const QUALITIES: [u8; 3] = [88, 75, 60];

/// A picture as it is kept, with width and height: upright, as JPEG, with nothing beside it.
///
/// # Errors
/// It is damaged or too large.
pub(super) fn remake(
    file: &[u8],
    format: ImageFormat,
    with_watermark: bool,
) -> Result<(Vec<u8>, (u32, u32)), ProblemKind> {
    let mut picture = upright(file, format)?;
    if with_watermark {
        watermark::draw(&mut picture)?;
    }
    for quality in QUALITIES {
        let mut kept = Vec::new();
        let encoder = JpegEncoder::new_with_quality(&mut kept, quality);
        picture
            .write_with_encoder(encoder)
            .map_err(|error| refusal(&error))?;
        if kept.len() <= MOST_PICTURE_BYTES {
            return Ok((kept, picture.dimensions()));
        }
    }
    Err(ProblemKind::PictureTooLarge)
}

/// The picture as people see it.
fn upright(file: &[u8], format: ImageFormat) -> Result<RgbImage, ProblemKind> {
    if format == ImageFormat::Jpeg && !jpeg::is_whole(file) {
        return Err(ProblemKind::FileUnreadable);
    }
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().map_err(|error| refusal(&error))?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width).saturating_mul(u64::from(height));
    if pixels > u64::from(MOST_PIXELS) {
        return Err(ProblemKind::PictureTooLarge);
    }
    limits
        .reserve(decoder.total_bytes())
        .and_then(|()| decoder.set_limits(limits))
        .map_err(|error| refusal(&error))?;
    // Notes about how it was held that cannot be read say nothing.
    let orientation = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| refusal(&error))?;
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    Ok(on_white(picture))
}

/// What is transparent shows white, as paper does.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    let (width, height) = picture.dimensions();
    let mut flat = RgbImage::new(width, height);
    for (over, under) in picture.pixels().zip(flat.pixels_mut()) {
        let [red, green, blue, alpha] = over.0;
        *under = Rgb([red, green, blue].map(|part| blend(part, 255, alpha)));
    }
    flat
}

fn refusal(error: &ImageError) -> ProblemKind {
    match error {
        ImageError::Limits(_) => ProblemKind::PictureTooLarge,
        ImageError::Decoding(_)
        | ImageError::Encoding(_)
        | ImageError::Parameter(_)
        | ImageError::Unsupported(_)
        | ImageError::IoError(_) => ProblemKind::FileUnreadable,
    }
}
