//! HEAD: the same as GET, without the body (RFC 9110, 9.3.2).

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;

/// Lets HEAD be answered by whatever answers GET. The server itself leaves the body out: it keeps
/// in mind how the request began, and tells the length that the body would have.
pub(super) async fn answer_as_get(
    mut request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    // What a sign-in or sign-out uses up is used by the browser that follows it, not by a look at
    // it.
    let is_followed = request.path().starts_with("/auth/");
    if *request.method() == Method::HEAD && !is_followed {
        request.head_mut().method = Method::GET;
    }
    next.call(request).await
}
