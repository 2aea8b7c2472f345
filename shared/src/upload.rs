//! Papers that people upload: what they are for, which files are taken, and what the API tells of
//! them.

use serde::{Deserialize, Serialize};

use crate::names::named;
use crate::text;
use crate::values::Moment;

/// The largest picture that is taken, in bytes: more than a telephone's camera makes.
pub const MOST_PICTURE_BYTES: usize = 10 * 1024 * 1024;

/// The largest PDF that is taken, in bytes.
pub const MOST_PDF_BYTES: usize = 20 * 1024 * 1024;

/// The most pixels of a picture, width times height.
pub const MOST_PIXELS: u32 = 40_000_000;

/// The longest side of a picture, in pixels.
pub const LONGEST_SIDE: u32 = 12_000;

/// The most pages of a PDF.
pub const MOST_PAGES: u32 = 50;

/// The most uploads of one application that are not handed in.
pub const MOST_UPLOADS: usize = 20;

/// The most uploads of one application in all, those that were refused among them.
pub const MOST_UPLOADS_EVER: usize = 200;

/// The most bytes of those that are not handed in together, as they are kept.
pub const MOST_BYTES: u64 = 100 * 1024 * 1024;

/// The longest name of a file that is kept, in characters: what is longer is cut in the middle.
pub const LONGEST_FILE_NAME: usize = 100;

named! {
    /// What a paper is for.
    pub enum UploadKind {
        /// Evidence against a record, for a review (复核材料).
        Evidence = "evidence",
        /// The signed authority of an agent (授权委托书).
        AuthorityPaper = "authority_paper",
        /// The document of whom the agent acts for.
        PrincipalDocument = "principal_document",
        /// The agent's own document.
        AgentDocument = "agent_document",
    }
}

impl UploadKind {
    /// Whether a PDF is taken; pictures always are.
    #[must_use]
    pub fn takes_pdf(self) -> bool {
        match self {
            Self::Evidence => true,
            Self::AuthorityPaper | Self::PrincipalDocument | Self::AgentDocument => false,
        }
    }

    /// Whether it shows an identity document, which nobody shall be able to use for anything else:
    /// the picture is kept with a watermark.
    #[must_use]
    pub fn shows_document(self) -> bool {
        match self {
            Self::PrincipalDocument | Self::AgentDocument => true,
            Self::Evidence | Self::AuthorityPaper => false,
        }
    }

    /// Whether an agent shows it, to file for somebody.
    #[must_use]
    pub fn is_of_agent(self) -> bool {
        match self {
            Self::AuthorityPaper | Self::PrincipalDocument | Self::AgentDocument => true,
            Self::Evidence => false,
        }
    }

    /// The largest file that is taken, in bytes.
    #[must_use]
    pub fn most_bytes(self) -> usize {
        if self.takes_pdf() {
            MOST_PDF_BYTES
        } else {
            MOST_PICTURE_BYTES
        }
    }
}

named! {
    /// Whether a paper can be used.
    pub enum UploadState {
        /// The virus scanner has not answered yet.
        Checking = "checking",
        /// It can be used: the scanner found nothing, or the platform has none (`is_scanned`).
        Clean = "clean",
        /// The scanner found something: the content is gone.
        Refused = "refused",
    }
}

named! {
    /// How the content of a paper is kept.
    pub enum MediaType {
        /// Every picture, whatever it was: made anew, without what a camera writes beside it.
        Jpeg = "image/jpeg",
        /// As it came.
        Pdf = "application/pdf",
    }
}

impl MediaType {
    /// The ending of a file of that type.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Pdf => "pdf",
        }
    }
}

/// A paper that was uploaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Upload {
    /// `upl_` and a UUID of version 7.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "upl_019d0000000070008000000000000009")
    )]
    pub id: String,
    /// What it is for.
    pub kind: UploadKind,
    /// The name of the file as it was given, without what could deceive, and with the ending of what
    /// is kept.
    #[cfg_attr(feature = "openapi", schema(example = "不动产权证书.jpg"))]
    pub file_name: String,
    /// What is kept.
    pub media_type: MediaType,
    /// How many bytes are kept.
    pub bytes: u32,
    /// Of a picture: its width in pixels, upright.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Of a picture: its height in pixels, upright.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// Of a PDF: how many pages it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<u32>,
    /// Whether it can be used.
    pub state: UploadState,
    /// Whether a virus scanner has looked at it.
    pub is_scanned: bool,
    /// When it was uploaded.
    pub uploaded_at: Moment,
    /// Of evidence: when it was handed in, with a dispute or with an answer. From then on it stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed_in_at: Option<Moment>,
}

/// The papers of an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UploadList {
    /// Oldest first.
    pub items: Vec<Upload>,
}

/// The name under which a file is kept: the last part of a path, without what nobody sees and what
/// means something to a system of files, at most [`LONGEST_FILE_NAME`] characters, with the ending of
/// what is kept. A name of nothing becomes `file`.
#[must_use]
pub fn clean_file_name(given: &str, media_type: MediaType) -> String {
    let given: String = given.chars().take(1_000).collect();
    let clean = text::clean(&given);
    let last = clean.rsplit(['/', '\\']).next().unwrap_or_default();
    let base = last
        .rsplit_once('.')
        .map_or(last, |(base, ending)| match ending.chars().count() {
            1..=5 => base,
            _ => last,
        });
    let kept: String = base
        .chars()
        .map(|character| match character {
            ':' | '*' | '?' | '"' | '<' | '>' | '|' | '%' => '_',
            other => other,
        })
        .collect();
    let kept = kept.trim_matches([' ', '.', '\u{3000}']);
    let ending = media_type.ending();
    let most = LONGEST_FILE_NAME.saturating_sub(ending.len() + 1);
    let name = if kept.is_empty() { "file" } else { kept };
    format!("{}.{ending}", shortened(name, most))
}

/// A name in at most so many characters: of a longer one beginning and end, which tell most.
fn shortened(name: &str, most: usize) -> String {
    let length = name.chars().count();
    if length <= most {
        return name.to_owned();
    }
    let half = most / 2;
    let head: String = name.chars().take(most - half - 1).collect();
    let tail: String = name.chars().skip(length - half).collect();
    format!("{head}…{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_keeps_its_name_and_nothing_that_deceives() {
        for (given, kept) in [
            ("不动产权证书.png", "不动产权证书.jpg"),
            ("IMG_0001.JPEG", "IMG_0001.jpg"),
            ("../../etc/passwd", "passwd.jpg"),
            ("C:\\photos\\a.b.webp", "a.b.jpg"),
            ("invoice\u{202e}gpj.exe", "invoicegpj.jpg"),
            ("a\r\nb: c\".jpg", "a  b_ c_.jpg"),
            ("", "file.jpg"),
            (".htaccess.", "htaccess.jpg"),
            ("  ..  ", "file.jpg"),
            ("%2e%2e%2fx.jpg", "_2e_2e_2fx.jpg"),
        ] {
            assert_eq!(clean_file_name(given, MediaType::Jpeg), kept, "{given:?}");
        }
        let long = format!("{}终.pdf", "长".repeat(5_000));
        let name = clean_file_name(&long, MediaType::Pdf);
        assert_eq!(name.chars().count(), LONGEST_FILE_NAME, "{name}");
        assert!(name.ends_with(".pdf") && name.contains('…'), "{name}");
    }

    #[test]
    fn a_name_that_was_cleaned_stays_as_it_is() {
        for given in ["a.png", "x/y z.tar.gz", "长".repeat(300).as_str()] {
            let once = clean_file_name(given, MediaType::Jpeg);
            assert_eq!(clean_file_name(&once, MediaType::Jpeg), once);
        }
    }
}
