//! Calls about messages: the list, what was read, and what comes by e-mail and SMS.

use gloo_net::http::Request;
use shared::message::{MessageList, NoticeSettings, ReadMessages, SaveNoticeSettings, Unread};

use super::{Api, Failure, encode, read};

/// How many messages a page of the list holds.
const PAGE: u32 = 20;
const SETTINGS: &str = "/api/v1/notice-settings";

impl Api {
    /// A page of the person's messages, newest first.
    pub(crate) async fn list_messages(self, cursor: Option<&str>) -> Result<MessageList, Failure> {
        let mut url = format!("/api/v1/messages?limit={PAGE}");
        if let Some(cursor) = cursor {
            url = format!("{url}&cursor={}", encode(cursor));
        }
        self.get(&url).await
    }

    /// Marks messages as read, on every device; gives how many are unread.
    pub(crate) async fn read_messages(self, which: &ReadMessages) -> Result<Unread, Failure> {
        let request = Request::post("/api/v1/messages/read");
        read(self.send(request, Some(which)).await?).await
    }

    /// What comes by e-mail and SMS, and where to.
    pub(crate) async fn read_notice_settings(self) -> Result<NoticeSettings, Failure> {
        self.get(SETTINGS).await
    }

    /// Changes what comes, on top of the version that was read.
    pub(crate) async fn save_notice_settings(
        self,
        version: u32,
        settings: &SaveNoticeSettings,
    ) -> Result<NoticeSettings, Failure> {
        let request = Request::put(SETTINGS).header("If-Match", &format!("\"{version}\""));
        read(self.send(request, Some(settings)).await?).await
    }
}
