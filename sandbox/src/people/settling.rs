//! From what a file says of somebody to the person, with documents that are computed.

use shared::values::Day;

use super::format::MemberEntry;
use super::{Member, document};

/// The person of an entry, born that day, or what is wrong with the documents.
pub(super) fn settle(entry: MemberEntry, born: Day) -> Result<Member, String> {
    let also = entry.also.iter();
    Ok(Member {
        key: entry.key.clone(),
        name: entry.name.clone(),
        sign_in: entry.sign_in.clone(),
        roles: entry.roles.clone(),
        organization: entry.organization.clone(),
        born,
        document: document::resolve(&entry.document, born)?,
        also: also
            .map(|also| document::resolve(also, born))
            .collect::<Result<_, _>>()?,
        marital: entry.marital.status,
        entry,
    })
}
