//! Bodies: JSON, and the form of the token endpoint. Nothing of one is read before its handler asks for it: by then everything else that
//! the handler takes is there, its caller above all.

mod strict;

use std::future::{Ready, ready};
use std::io;
use std::marker::PhantomData;

use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::header;
use actix_web::web::{Bytes, BytesMut};
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures::StreamExt;
use serde::de::DeserializeOwned;
use shared::problem::ProblemKind;

use super::extract::ClientAddress;
use super::limits::{LARGEST_BODY, LARGEST_OPEN_BODY, SLOWEST_BODY};
use super::room::await_body;
use crate::error::Result;
use crate::service::access::SignedInUser;
use crate::service::access::officer::{Administrator, CaseWorker, Overseer};
use crate::service::access::partner::Partner;
use crate::service::limits::network;

/// A body that has not been read.
pub(super) struct Body<T> {
    request: HttpRequest,
    payload: Payload,
    what: PhantomData<T>,
}

impl<T> FromRequest for Body<T> {
    type Error = actix_web::Error;
    type Future = Ready<std::result::Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(Ok(Self {
            request: request.clone(),
            payload: payload.take(),
            what: PhantomData,
        }))
    }
}

impl<T: DeserializeOwned> Body<T> {
    /// Reads what somebody sends who is signed in.
    ///
    /// # Errors
    /// It is not JSON of that form, larger than [`LARGEST_BODY`], or slower than [`SLOWEST_BODY`];
    /// or the account leaves too many unfinished.
    pub(super) async fn read(self, who: &SignedInUser) -> Result<T> {
        self.read_from(who.account().as_bytes(), LARGEST_BODY).await
    }

    /// Reads what an officer sends.
    ///
    /// # Errors
    /// As for somebody who is signed in.
    pub(super) async fn read_of_officer(self, who: &CaseWorker) -> Result<T> {
        self.read_from(who.account().as_bytes(), LARGEST_BODY).await
    }

    /// Reads what an officer sends who leads or audits the office.
    ///
    /// # Errors
    /// As for somebody who is signed in.
    pub(super) async fn read_of_overseer(self, who: &Overseer) -> Result<T> {
        self.read_from(who.account().as_bytes(), LARGEST_BODY).await
    }

    /// Reads what an administrator sends.
    ///
    /// # Errors
    /// As for somebody who is signed in.
    pub(super) async fn read_of_administrator(self, who: &Administrator) -> Result<T> {
        self.read_from(who.account().as_bytes(), LARGEST_BODY).await
    }

    /// Reads what a client sends.
    ///
    /// # Errors
    /// As for somebody who is signed in.
    pub(super) async fn read_of_partner<S>(self, who: &Partner<S>) -> Result<T> {
        self.read_from(who.client().as_bytes(), LARGEST_BODY).await
    }

    /// Reads what everybody may send.
    ///
    /// # Errors
    /// It is not JSON of that form, larger than [`LARGEST_OPEN_BODY`], or slower than
    /// [`SLOWEST_BODY`]; or the client's network leaves too many unfinished.
    pub(super) async fn read_open(self, address: &ClientAddress) -> Result<T> {
        let sender = network(&address.0);
        self.read_from(sender.as_bytes(), LARGEST_OPEN_BODY).await
    }

    /// Reads the form that everybody may send; none where it is of another type.
    ///
    /// # Errors
    /// It is larger than [`LARGEST_OPEN_BODY`], or slower than [`SLOWEST_BODY`]; or the client's network
    /// leaves too many unfinished.
    pub(super) async fn read_form(self, address: &ClientAddress) -> Result<Option<Bytes>> {
        if !is_of_type(&self.request, "application/x-www-form-urlencoded") {
            return Ok(None);
        }
        let sender = network(&address.0);
        let bytes = self
            .read_bytes(sender.as_bytes(), LARGEST_OPEN_BODY)
            .await?;
        Ok(Some(bytes))
    }

    async fn read_from(self, sender: &[u8], most: usize) -> Result<T> {
        if !is_of_type(&self.request, "application/json") {
            return Err(ProblemKind::UnsupportedMediaType.into());
        }
        let bytes = self.read_bytes(sender, most).await?;
        let read = strict::read(&bytes);
        Ok(read.ok_or(ProblemKind::MalformedBody)?)
    }

    async fn read_bytes(self, sender: &[u8], most: usize) -> Result<Bytes> {
        let told = self.request.headers().get(header::CONTENT_LENGTH);
        let told = told.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
        if told.is_some_and(|length| length > most) {
            return Err(ProblemKind::BodyTooLarge.into());
        }
        let body = tokio::time::timeout(SLOWEST_BODY, collect(self.payload, most));
        let bytes = await_body(&self.request, sender, body).await?;
        // Whichever clock ran out: that of the body, or that of the connection.
        let Ok(bytes) = bytes else {
            return Err(ProblemKind::RequestTimeout.into());
        };
        bytes
    }
}

fn is_of_type(request: &HttpRequest, expected: &str) -> bool {
    let media_type = request.mime_type().ok().flatten();
    media_type.is_some_and(|media_type| media_type.essence_str() == expected)
}

async fn collect(mut payload: Payload, most: usize) -> Result<Bytes> {
    let mut all = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| {
            let late =
                matches!(&error, PayloadError::Io(io) if io.kind() == io::ErrorKind::TimedOut);
            if late {
                ProblemKind::RequestTimeout
            } else {
                ProblemKind::MalformedBody
            }
        })?;
        if all.len().saturating_add(chunk.len()) > most {
            return Err(ProblemKind::BodyTooLarge.into());
        }
        all.extend_from_slice(&chunk);
    }
    Ok(all.freeze())
}
