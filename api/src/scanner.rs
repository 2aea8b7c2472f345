//! The virus scanner: clamd, by its command INSTREAM over TCP (clamd(8)).

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::error::{Error, Result};

/// How long a scan may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// How many bytes are sent at a time.
const CHUNK: usize = 64 * 1024;
/// The longest answer that is read, in bytes.
const LONGEST_ANSWER: u64 = 1024;

/// A scanner at an address.
#[derive(Debug)]
pub struct Scanner {
    address: Option<String>,
}

/// What a scan has shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was found.
    Clean,
    /// Something was found.
    Found,
}

impl Scanner {
    /// The scanner at `host:port`, or none.
    #[must_use]
    pub fn new(address: Option<String>) -> Self {
        Self { address }
    }

    /// Whether there is one.
    #[must_use]
    pub fn is_configured(&self) -> bool {
        self.address.is_some()
    }

    /// Looks at the content of a file.
    ///
    /// # Errors
    /// There is no scanner, or it is silent or says anything else: then nothing is known of the file.
    pub async fn scan(&self, content: &[u8]) -> Result<Verdict> {
        let address = self.address.as_deref();
        let address = address.ok_or_else(|| Error::unexpected("there is no scanner"))?;
        let scanned = tokio::time::timeout(PATIENCE, ask(address, content)).await;
        let answer = match scanned {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => return Err(Error::Unavailable(Box::new(error))),
            Err(late) => return Err(Error::Unavailable(Box::new(late))),
        };
        verdict(&answer).ok_or_else(|| {
            // Its own words: `INSTREAM size limit exceeded. ERROR`, for example.
            Error::Unavailable(format!("the virus scanner says {answer:?}").into())
        })
    }
}

/// Sends a file as chunks, each with its length, and an empty one at the end; gives the answer.
async fn ask(address: &str, content: &[u8]) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(b"zINSTREAM\0").await?;
    for chunk in content.chunks(CHUNK) {
        let length = u32::try_from(chunk.len()).unwrap_or(u32::MAX);
        stream.write_all(&length.to_be_bytes()).await?;
        stream.write_all(chunk).await?;
    }
    stream.write_all(&0_u32.to_be_bytes()).await?;
    stream.flush().await?;
    let mut answer = Vec::new();
    stream.take(LONGEST_ANSWER).read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

fn verdict(answer: &str) -> Option<Verdict> {
    match answer.trim_end_matches(['\0', '\n']) {
        "stream: OK" => Some(Verdict::Clean),
        found if found.starts_with("stream: ") && found.ends_with(" FOUND") => Some(Verdict::Found),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_clamd_says_so_is_clean_or_found() {
        for (answer, says) in [
            ("stream: OK\0", Some(Verdict::Clean)),
            ("stream: Eicar-Test-Signature FOUND\0", Some(Verdict::Found)),
            ("INSTREAM size limit exceeded. ERROR\0", None),
            ("stream: OK FOUND", Some(Verdict::Found)),
            ("OK", None),
            ("", None),
        ] {
            assert_eq!(verdict(answer), says, "{answer:?}");
        }
    }
}
