//! What people are told, and what of it comes by e-mail and SMS, over HTTP.

use super::mounting::ServiceConfig;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use shared::message::{MessageList, NoticeSettings, ReadMessages, SaveNoticeSettings, Unread};
use shared::problem::ProblemKind as K;
use utoipa::IntoParams;

use super::body::Body;
use super::expected;
use super::extract::lang;
use super::operation::operation;
use crate::app::App;
use crate::error::Result;
use crate::service::access::SignedInUser;
use crate::service::messages::{self, settings};

/// Mounts the operations, each with what it can refuse.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(operation(
            __path_list_messages,
            list_messages,
            &[K::MalformedRequest, K::TooManyRequests],
        ))
        .service(operation(
            __path_count_unread,
            count_unread,
            &[K::TooManyRequests],
        ))
        .service(operation(
            __path_read_messages,
            read_messages,
            &[K::TooManyRequests],
        ))
        .service(operation(
            __path_read_notice_settings,
            read_notice_settings,
            &[K::TooManyRequests],
        ))
        .service(operation(
            __path_save_notice_settings,
            save_notice_settings,
            &[
                K::MalformedRequest,
                K::SettingsChanged,
                K::InvalidAnswers,
                K::NoticeRequired,
                K::PreconditionRequired,
                K::TooManyRequests,
            ],
        ));
}

/// The place in the list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct MessageQuery {
    /// What the page before gave as `next_cursor`.
    #[param(
        pattern = "^msg_[0-9A-Fa-f]{32}$",
        example = "msg_019d0000000070008000000000000001"
    )]
    cursor: Option<String>,
    /// How many at the most: 1 to 100, default 20.
    #[param(minimum = 1, maximum = 100, example = 20)]
    limit: Option<u32>,
}

/// List one's messages
///
/// Newest first, with what became of each by e-mail and SMS, and how many of all are unread. The words
/// are made of the kind: `shared::message::words` in the source, the same in e-mails and SMS.
#[utoipa::path(get, path = "/messages", tag = "messages", params(MessageQuery), responses(
    (status = 200, description = "A page of messages", body = MessageList),
))]
async fn list_messages(
    app: web::Data<App>,
    who: SignedInUser,
    query: web::Query<MessageQuery>,
    request: HttpRequest,
) -> Result<web::Json<MessageList>> {
    let language = lang(request.headers());
    let cursor = query.cursor.as_deref();
    Ok(web::Json(
        messages::list_messages(&app, &who, cursor, query.limit, language).await?,
    ))
}

/// Count one's unread messages
///
/// All of them, on whatever page they stand: what the bell beside one's name shows.
#[utoipa::path(get, path = "/messages/unread", tag = "messages", responses(
    (status = 200, description = "How many are unread", body = Unread),
))]
async fn count_unread(app: web::Data<App>, who: SignedInUser) -> Result<web::Json<Unread>> {
    Ok(web::Json(messages::count_unread(&app, &who).await?))
}

/// Note which messages were read
///
/// By their ids, or all up to one of them, which is how a page says "all": what arrived meanwhile stays
/// unread. What was read is so on every device. Ids of nothing of one's own are passed over, and a
/// repeated request changes nothing.
#[utoipa::path(post, path = "/messages/read", tag = "messages", request_body = ReadMessages, responses(
    (status = 200, description = "How many are unread now", body = Unread),
))]
async fn read_messages(
    app: web::Data<App>,
    who: SignedInUser,
    body: Body<ReadMessages>,
) -> Result<web::Json<Unread>> {
    let input = body.read(&who).await?;
    Ok(web::Json(messages::read_messages(&app, &who, input).await?))
}

/// Read what comes by e-mail and SMS
///
/// With the addresses that are known now, masked, and whether the last message to them arrived.
#[utoipa::path(get, path = "/notice-settings", tag = "messages", responses(
    (status = 200, description = "The settings", body = NoticeSettings, headers(("ETag" = String, description = "The version, for If-Match"))),
))]
async fn read_notice_settings(app: web::Data<App>, who: SignedInUser) -> Result<HttpResponse> {
    Ok(with_etag(settings::read_notice_settings(&app, &who).await?))
}

/// Choose what comes by e-mail and SMS
///
/// If nobody has since the version in `If-Match`. Results, requests and what is about the account are
/// told as the law wants it: of these one of both channels stays. In the application everything is
/// read in any case.
#[utoipa::path(put, path = "/notice-settings", tag = "messages", request_body = SaveNoticeSettings, params(
    ("If-Match" = String, Header, pattern = "^[ \\t,]*(W/)?\"[!#-~]*\"([ \\t]*,[ \\t]*((W/)?\"[!#-~]*\")?)*[ \\t]*$",
        description = "The ETag of the version that was read, or a list of such; weak ones match nothing"),
), responses(
    (status = 200, description = "The settings", body = NoticeSettings, headers(("ETag" = String, description = "The new version"))),
))]
async fn save_notice_settings(
    app: web::Data<App>,
    who: SignedInUser,
    request: HttpRequest,
    body: Body<SaveNoticeSettings>,
) -> Result<HttpResponse> {
    let versions = expected::versions(&request)?;
    let input = body.read(&who).await?;
    let saved = settings::save_notice_settings(&app, &who, &versions, input).await?;
    Ok(with_etag(saved))
}

fn with_etag(settings: NoticeSettings) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::ETAG, expected::etag(settings.version)))
        .json(settings)
}
