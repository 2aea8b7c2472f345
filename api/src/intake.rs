//! From a file as somebody sends it to what is kept. What a file is says its content alone, never its
//! name nor what its sender calls it. Pictures are made anew, so that nothing of the file itself is
//! kept; a PDF is kept as it came, because it may be signed, and is read by a process of its own.

mod blend;
mod jpeg;
pub mod pdf;
mod picture;
mod watermark;

use std::path::PathBuf;
use std::sync::Arc;

use image::ImageFormat;
use shared::problem::ProblemKind;
use shared::upload::{MOST_PICTURE_BYTES, MediaType, UploadKind};
use tokio::sync::Semaphore;

use crate::error::{Error, Result};

/// How many files are looked at at once. A picture of the largest size needs half a gigabyte while it
/// is turned upright.
const HANDS: usize = 2;

/// What is kept of a file.
#[derive(Debug)]
pub struct Taken {
    /// The content.
    pub content: Vec<u8>,
    /// What it is.
    pub media_type: MediaType,
    /// Width and height of a picture, in pixels.
    pub size: Option<(u32, u32)>,
    /// The pages of a PDF.
    pub pages: Option<u32>,
}

/// Looks at files, a few at once.
#[derive(Debug)]
pub struct Intake {
    hands: Arc<Semaphore>,
    program: PathBuf,
}

impl Intake {
    /// Takes the program whose `inspect-pdf` reads PDFs.
    #[must_use]
    pub fn new(program: PathBuf) -> Self {
        Self {
            hands: Arc::new(Semaphore::new(HANDS)),
            program,
        }
    }

    /// What is kept of a file.
    ///
    /// # Errors
    /// It is not a file that is taken for the purpose, or it cannot be looked at now.
    pub async fn take(&self, kind: UploadKind, file: Vec<u8>) -> Result<Taken> {
        let found = Format::of(&file)?;
        let hand = Arc::clone(&self.hands).acquire_owned().await;
        // Nobody closes the semaphore.
        let hand = hand.map_err(|error| Error::unexpected(error.to_string()))?;
        match found {
            Format::Pdf if !kind.takes_pdf() => Err(ProblemKind::FileTypeRefused.into()),
            Format::Pdf => {
                let pages = pdf::inspect(&self.program, &file).await?;
                drop(hand);
                Ok(Taken {
                    content: file,
                    media_type: MediaType::Pdf,
                    size: None,
                    pages: Some(pages),
                })
            }
            Format::Picture(_) if file.len() > MOST_PICTURE_BYTES => {
                Err(ProblemKind::FileTooLarge.into())
            }
            Format::Picture(format) => {
                let remade = tokio::task::spawn_blocking(move || {
                    // With the work, which goes on where nobody waits for it any more.
                    let _hand = hand;
                    picture::remake(&file, format, kind.shows_document())
                });
                let Ok(remade) = remade.await else {
                    // What a panic says can quote what it was about.
                    return Err(Error::unexpected("a picture had a decoder panic"));
                };
                let (content, size) = remade?;
                Ok(Taken {
                    content,
                    media_type: MediaType::Jpeg,
                    size: Some(size),
                    pages: None,
                })
            }
        }
    }
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Picture(ImageFormat),
    Pdf,
}

impl Format {
    /// What a file is by its first bytes.
    fn of(file: &[u8]) -> std::result::Result<Self, ProblemKind> {
        if file.starts_with(b"\xff\xd8\xff") {
            return Ok(Self::Picture(ImageFormat::Jpeg));
        }
        if file.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Ok(Self::Picture(ImageFormat::Png));
        }
        if file.starts_with(b"RIFF") && file.get(8..12) == Some(b"WEBP") {
            return Ok(Self::Picture(ImageFormat::WebP));
        }
        // Readers look for the head of a PDF further on; what stands before it is another file.
        if file.starts_with(b"%PDF-") {
            return Ok(Self::Pdf);
        }
        Err(if is_heic(file) {
            ProblemKind::HeicRefused
        } else {
            ProblemKind::FileTypeRefused
        })
    }
}

/// Whether it is what telephones of one maker store pictures as (ISO/IEC 23008-12): its first box
/// names the brand.
fn is_heic(file: &[u8]) -> bool {
    const BRANDS: [&[u8]; 8] = [
        b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1",
    ];
    file.get(4..8) == Some(b"ftyp") && file.get(8..12).is_some_and(|brand| BRANDS.contains(&brand))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_content_says() {
        for (file, is) in [
            (
                &b"\xff\xd8\xff\xe0"[..],
                Ok(Format::Picture(ImageFormat::Jpeg)),
            ),
            (b"\x89PNG\r\n\x1a\n", Ok(Format::Picture(ImageFormat::Png))),
            (
                b"RIFF\0\0\0\0WEBPVP8 ",
                Ok(Format::Picture(ImageFormat::WebP)),
            ),
            (b"%PDF-1.7\n", Ok(Format::Pdf)),
            (b"\0\0\0\x18ftypheic", Err(ProblemKind::HeicRefused)),
            (b"\0\0\0\x18ftypmif1", Err(ProblemKind::HeicRefused)),
            (b"\0\0\0\x18ftypisom", Err(ProblemKind::FileTypeRefused)),
            (b"RIFF\0\0\0\0WAVE", Err(ProblemKind::FileTypeRefused)),
            (b" %PDF-1.7", Err(ProblemKind::FileTypeRefused)),
            (b"GIF89a", Err(ProblemKind::FileTypeRefused)),
            (b"<svg xmlns=", Err(ProblemKind::FileTypeRefused)),
            (b"", Err(ProblemKind::FileTypeRefused)),
        ] {
            assert_eq!(Format::of(file), is, "{file:?}");
        }
    }
}
