//! Papers as PDF, by krilla: what they say is put on pages of A4 here, and nowhere is asked for what
//! that is.

mod by_hand;
mod draw;
mod fonts;
mod layout;
mod lines;
mod packed;
mod pages;
pub mod paper;
mod shapes;
mod squares;
mod strips;
mod table;
mod tags;

use std::path::PathBuf;
use std::sync::OnceLock;

use draw::Margins;
use fonts::Fonts;
use layout::Layout;
use pages::paginate;
use paper::{Length, POINT, Paper};

/// How large a paper should be at the most, in bytes. One that says more is written closer together.
pub const LARGEST: usize = 80_000;

/// How small a paper may be drawn that is to stay on one page, in hundredths of its size.
const SCALES: [i32; 7] = [100, 95, 90, 86, 82, 78, 74];

/// Makes papers.
#[derive(Debug)]
pub struct Printer {
    folder: PathBuf,
    /// Read once: they take 20 MB.
    fonts: OnceLock<Fonts>,
}

/// Why there is no paper.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The fonts cannot be read.
    #[error("there are no fonts to print with (ANJU_FONT_DIR): {0}")]
    NoFonts(String),
    /// The file cannot be made.
    #[error("a paper cannot be printed: {0}")]
    Unprintable(String),
}

impl Printer {
    /// A printer whose fonts are in a folder.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            fonts: OnceLock::new(),
        }
    }

    /// Reads the fonts, unless that was done. What fails is tried again the next time.
    ///
    /// # Errors
    /// They cannot be read.
    pub fn load(&self) -> Result<(), PrintError> {
        self.fonts().map(|_| ())
    }

    fn fonts(&self) -> Result<&Fonts, PrintError> {
        if let Some(fonts) = self.fonts.get() {
            return Ok(fonts);
        }
        let read = Fonts::read(&self.folder).map_err(PrintError::NoFonts)?;
        Ok(self.fonts.get_or_init(|| read))
    }

    /// Makes a paper. It takes some milliseconds of the processor: not for a thread on which others
    /// wait.
    ///
    /// # Errors
    /// The fonts cannot be read; nothing that a paper says keeps it from being printed.
    pub fn print(&self, paper: &Paper) -> Result<Vec<u8>, PrintError> {
        let fonts = self.fonts()?;
        let margins = margins(paper);
        let room = (margins.width, margins.height);
        let scales = if paper.on_one_page {
            &SCALES[..]
        } else {
            &[100]
        };
        let mut tried = None;
        for scale in scales {
            let mut layout = Layout::of(paper, fonts, room, *scale);
            let pages = paginate(std::mem::take(&mut layout.strips), margins.height);
            let fits = pages.len() == 1;
            // What fits on no single page is drawn in its own size.
            if fits || tried.is_none() {
                tried = Some((pages, layout.parts));
            }
            if fits {
                break;
            }
        }
        let (pages, parts) = tried.unwrap_or_default();
        let drawn = draw::draw(paper, fonts, margins, pages, parts);
        let file = drawn.map_err(PrintError::Unprintable)?;
        Ok(if file.len() > LARGEST {
            packed::packed(file)
        } else {
            file
        })
    }
}

/// A4 is 595 by 842 points.
fn margins(paper: &Paper) -> Margins {
    let (side, top): (Length, Length) = if paper.is_framed {
        (58 * POINT, 58 * POINT)
    } else {
        (44 * POINT, 40 * POINT)
    };
    let bottom = 46 * POINT;
    Margins {
        side,
        top,
        width: (595 * POINT).saturating_sub(2 * side),
        height: (841 * POINT)
            .saturating_sub(top)
            .saturating_sub(bottom.max(top)),
    }
}
