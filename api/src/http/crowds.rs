//! Requests for which there is no room.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, web};
use shared::problem::ProblemKind;

use super::room::{Place, Room};
use super::sign_in::to_entry;
use crate::error::Error;

/// Turns a request that costs something away at once where there is no room: those inside get done,
/// and whoever comes back finds a place, while a line that grows helps nobody (RFC 9110, 15.6.4).
/// Pages, and whether the process lives, cost nothing.
pub(super) async fn refuse_crowds(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let is_person = request.path().starts_with("/auth/");
    let is_program = ["/api/", "/oauth/", "/status-lists/"]
        .iter()
        .any(|prefix| request.path().starts_with(prefix));
    if !is_person && !is_program {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    let room = request.app_data::<web::Data<Room>>().cloned();
    if let Some(permit) = room.and_then(|room| room.enter()) {
        let place = Place::of(permit);
        request.extensions_mut().insert(place.clone());
        let answer = next.call(request).await;
        place.leave();
        return Ok(answer?.map_into_boxed_body());
    }
    let full = Error::from(ProblemKind::Unavailable);
    if is_person {
        let page = to_entry(request.request(), &full);
        return Ok(request.into_response(page));
    }
    Ok(request.error_response(full))
}
