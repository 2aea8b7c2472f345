//! The socket under a request. It is kept, so that a fault can cut the connection off as a broken
//! network would.

use std::any::Any;

use actix_web::dev::Extensions;
use actix_web::rt::net::TcpStream;
use actix_web::{HttpRequest, HttpResponse, web};

/// A second handle of the connection's socket.
struct Socket(TcpStream);

/// Keeps a handle of every new connection.
pub(crate) fn remember(connection: &dyn Any, data: &mut Extensions) {
    if let Some(stream) = connection.downcast_ref::<TcpStream>()
        && let Some(handle) = duplicate(stream)
    {
        data.insert(Socket(handle));
    }
}

#[cfg(unix)]
fn duplicate(stream: &TcpStream) -> Option<TcpStream> {
    use std::os::fd::AsFd;
    let handle = stream.as_fd().try_clone_to_owned().ok()?;
    TcpStream::from_std(handle.into()).ok()
}

#[cfg(not(unix))]
fn duplicate(_: &TcpStream) -> Option<TcpStream> {
    None
}

/// Ends the connection without an answer.
pub(crate) fn cut_off(request: &HttpRequest) -> HttpResponse {
    reset_at_close(request);
    let broken = futures::stream::once(async {
        Err::<web::Bytes, std::io::Error>(std::io::ErrorKind::ConnectionReset.into())
    });
    HttpResponse::Ok().streaming(Box::pin(broken))
}

/// Makes the end of this connection a reset (RST) instead of an orderly close: whatever is not
/// yet sent is thrown away. Without a handle the connection still ends in the middle.
fn reset_at_close(request: &HttpRequest) {
    if let Some(Socket(stream)) = request.conn_data::<Socket>()
        && let Err(error) = stream.set_zero_linger()
    {
        tracing::warn!(%error, "the connection ends without a reset");
    }
}
