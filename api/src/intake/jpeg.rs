//! The parts of a JPEG (ITU-T T.81, annex B), as far as they show whether it is whole: a decoder
//! paints grey where the rest of a picture is missing.

/// Start of image, end of image, start of scan.
const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;

/// Whether a picture comes to its end. What stands behind it, such as the film that some cameras
/// add, makes no difference.
pub(super) fn is_whole(file: &[u8]) -> bool {
    let Some(mut rest) = file.strip_prefix(&[0xff, SOI]) else {
        return false;
    };
    loop {
        // A marker: any number of 0xff, and its code.
        let Some(after) = rest.strip_prefix(&[0xff]) else {
            return false;
        };
        rest = after;
        let Some((&code, after)) = rest.split_first() else {
            return false;
        };
        if code == 0xff {
            continue;
        }
        rest = after;
        if code == EOI {
            return true;
        }
        let Some((length, _)) = rest.split_first_chunk::<2>() else {
            return false;
        };
        let Some(after) = rest.get(usize::from(u16::from_be_bytes(*length))..) else {
            return false;
        };
        rest = after;
        if code == SOS {
            let Some(after) = behind_scan(rest) else {
                return false;
            };
            rest = after;
        }
    }
}

/// What follows the coded data of a scan: from the next marker on that is neither a stuffed zero nor
/// a restart.
fn behind_scan(mut rest: &[u8]) -> Option<&[u8]> {
    loop {
        let at = rest.iter().position(|byte| *byte == 0xff)?;
        rest = rest.get(at..)?;
        match rest.get(1)? {
            0x00 | 0xd0..=0xd7 => rest = rest.get(2..)?,
            0xff => rest = rest.get(1..)?,
            _ => return Some(rest),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_whole_where_it_ends() {
        let start = b"\xff\xd8\xff\xe0\x00\x04ab";
        let scan = b"\xff\xff\xda\x00\x03x123\xff\x00\xff\xd0456\xff\xd9";
        let whole = [&start[..], scan].concat();
        assert!(is_whole(&whole));
        assert!(is_whole(&[&whole[..], b"a film"].concat()));
        for length in 0..whole.len() {
            assert!(!is_whole(&whole[..length]), "{length}");
        }
        // An end within a part is none: a small picture may stand there.
        assert!(!is_whole(b"\xff\xd8\xff\xe1\x00\x06ab\xff\xd9"));
        // A part that says it is of no length is none either, and ends.
        assert!(!is_whole(b"\xff\xd8\xff\xe1\x00\x00"));
    }
}
