//! The trace that a request is part of, as the caller says it (W3C Trace Context): it goes on in the log,
//! so that a third party's log and ours can be laid side by side.

use actix_web::http::header::HeaderMap;

/// A trace that somebody else began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trace {
    /// The trace: 32 hexadecimal digits.
    pub(super) id: String,
    /// The step of it in which we were called: 16 hexadecimal digits.
    pub(super) parent: String,
}

impl Trace {
    /// The trace that a request brings; none where it brings none, two, or one that is not of the form.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        let mut told = headers.get_all("traceparent");
        let (told, more) = (told.next()?, told.next());
        Self::read(told.to_str().ok()?).filter(|_| more.is_none())
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut next = |digits| parts.next().filter(|part| is_hex(part, digits));
        let (version, id, parent, _flags) = (next(2)?, next(32)?, next(16)?, next(2)?);
        // Later versions may say more behind these; of this one there is no more.
        let is_whole = parts.next().is_none() || version != "00";
        let is_one = version != "ff" && is_whole && !is_zero(id) && !is_zero(parent);
        is_one.then(|| Self {
            id: id.to_owned(),
            parent: parent.to_owned(),
        })
    }
}

/// Whether a part has so many digits, small ones.
fn is_hex(part: &str, digits: usize) -> bool {
    let is_digit = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    part.len() == digits && part.bytes().all(is_digit)
}

fn is_zero(part: &str) -> bool {
    part.bytes().all(|b| b == b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trace_is_what_the_recommendation_says() {
        let good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        let read = Trace::read(good).unwrap();
        assert_eq!(read.id, "4bf92f3577b34da6a3ce929d0e0e4736");
        assert_eq!(read.parent, "00f067aa0ba902b7");
        assert!(Trace::read(&format!("cc{}-what-will-be", &good[2..])).is_some());
        for wrong in [
            "",
            "00",
            &good.to_uppercase(),
            &good[..good.len() - 1],
            &format!("{good}-more"),
            &format!("ff{}", &good[2..]),
            &good.replace("4bf92f3577b34da6a3ce929d0e0e4736", &"0".repeat(32)),
            &good.replace("00f067aa0ba902b7", &"0".repeat(16)),
            &good.replace('-', "_"),
        ] {
            assert_eq!(Trace::read(wrong), None, "{wrong}");
        }
    }
}
