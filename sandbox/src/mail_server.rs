//! The mail server of the city (SMTP, RFC 5321): takes e-mail to everybody from the platform, which
//! has to sign in, and passes nothing on.

use std::io;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use mail_parser::MessageParser;
use mailin::response::{AUTH_OK, INVALID_CREDENTIALS, NO_STORAGE, OK};
use mailin::{Action, AuthMechanism, Handler, Response, SessionBuilder};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::clock;
use crate::messages::ReceivedMessage;
use crate::messages::channel::MessageChannel;
use crate::messages::faults::{MessageFault, MessageFaultKind};
use crate::town::{CLIENT_ID, CLIENT_SECRET, Town, lock};

/// The name by which the server greets.
const NAME: &str = "mail.city.example";
/// The longest line that is read, in bytes (RFC 5321, 4.5.3.1.6, allows 1000).
const LONGEST_LINE: u64 = 8 * 1024;
/// The longest message, in bytes.
const LONGEST_MESSAGE: usize = 1024 * 1024;
/// How long nobody has to say anything.
const PATIENCE: Duration = Duration::from_secs(5 * 60);

/// Serves until it is dropped, and with it all conversations.
pub(crate) async fn serve(town: Arc<Town>, listener: TcpListener) {
    let mut conversations = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    conversations.spawn(converse(Arc::clone(&town), stream, peer.ip()));
                }
                Err(error) => {
                    tracing::warn!(%error, "no connection to the mail server could be taken");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            },
            Some(_ended) = conversations.join_next() => {}
        }
    }
}

async fn converse(town: Arc<Town>, stream: TcpStream, peer: IpAddr) {
    let talk = talk(&town, BufReader::new(stream), peer);
    if let Err(error) = talk.await {
        tracing::debug!(%error, "a conversation with the mail server ended early");
    }
}

async fn talk(town: &Arc<Town>, mut stream: BufReader<TcpStream>, peer: IpAddr) -> io::Result<()> {
    let silence = lock(&town.messages).faults().silence(MessageChannel::Email);
    if let Some(silence) = silence {
        tokio::time::sleep(silence).await;
        return stream.get_ref().set_zero_linger();
    }
    let trouble = Arc::new(Mutex::new(None));
    let clerk = Clerk {
        town: Arc::clone(town),
        trouble: Arc::clone(&trouble),
        to: Vec::new(),
        content: Vec::new(),
        loses_acknowledgement: false,
    };
    let mut builder = SessionBuilder::new(NAME);
    builder
        .enable_auth(AuthMechanism::Plain)
        .enable_auth(AuthMechanism::Login)
        // Nothing here is secret, and the city has no certificate.
        .insecure_enable_plaintext_auth();
    let mut session = builder.build(peer, clerk);
    stream.write_all(&session.greeting().buffer()?).await?;
    loop {
        let mut line = Vec::new();
        let mut limited = (&mut stream).take(LONGEST_LINE);
        let read = limited.read_until(b'\n', &mut line);
        if tokio::time::timeout(PATIENCE, read).await?? == 0 {
            return Ok(());
        }
        let response = session.process(&line);
        let suffered = lock(&trouble).take();
        if let Some(fault) = suffered
            && !suffer(&fault, stream.get_ref()).await?
        {
            return Ok(());
        }
        stream.write_all(&response.buffer()?).await?;
        match response.action {
            Action::Reply | Action::NoReply => {}
            Action::Close | Action::UpgradeTls => return Ok(()),
        }
    }
}

/// Lets a conversation suffer a fault; tells whether it goes on.
async fn suffer(fault: &MessageFault, stream: &TcpStream) -> io::Result<bool> {
    match fault.fault {
        MessageFaultKind::None => Ok(true),
        MessageFaultKind::RejectPermanently | MessageFaultKind::RejectForNow => {
            tokio::time::sleep(Duration::from_secs(fault.seconds.unwrap_or(0))).await;
            Ok(true)
        }
        MessageFaultKind::Slow => {
            tokio::time::sleep(fault.duration()).await;
            Ok(true)
        }
        MessageFaultKind::Silent => {
            tokio::time::sleep(fault.duration()).await;
            stream.set_zero_linger()?;
            Ok(false)
        }
        MessageFaultKind::Reset | MessageFaultKind::LostAcknowledgement => {
            stream.set_zero_linger()?;
            Ok(false)
        }
    }
}

/// What one conversation has come to.
struct Clerk {
    town: Arc<Town>,
    /// What the conversation has to suffer before the next answer.
    trouble: Arc<Mutex<Option<MessageFault>>>,
    to: Vec<String>,
    content: Vec<u8>,
    loses_acknowledgement: bool,
}

impl Handler for Clerk {
    fn auth_plain(&mut self, _: &str, user: &str, password: &str) -> Response {
        credentials(user, password)
    }

    fn auth_login(&mut self, user: &str, password: &str) -> Response {
        credentials(user, password)
    }

    fn mail(&mut self, _: IpAddr, _: &str, _: &str) -> Response {
        self.to.clear();
        self.content.clear();
        self.loses_acknowledgement = false;
        OK
    }

    fn rcpt(&mut self, to: &str) -> Response {
        let fault = lock(&self.town.messages).next_fault(MessageChannel::Email, to);
        let kind = fault.as_ref().map(|fault| fault.fault);
        let answer = match kind {
            Some(MessageFaultKind::RejectPermanently) => {
                Response::custom(550, "5.1.1 No such mailbox".to_owned())
            }
            Some(MessageFaultKind::RejectForNow) => {
                Response::custom(450, "4.2.0 Mailbox busy, try again later".to_owned())
            }
            Some(MessageFaultKind::LostAcknowledgement) => {
                self.loses_acknowledgement = true;
                OK
            }
            Some(
                MessageFaultKind::None
                | MessageFaultKind::Slow
                | MessageFaultKind::Silent
                | MessageFaultKind::Reset,
            )
            | None => OK,
        };
        if kind != Some(MessageFaultKind::LostAcknowledgement) {
            *lock(&self.trouble) = fault;
        }
        if !answer.is_error {
            self.to.push(to.to_owned());
        }
        answer
    }

    fn data(&mut self, line: &[u8]) -> io::Result<()> {
        if self.content.len() <= LONGEST_MESSAGE {
            self.content.extend_from_slice(line);
        }
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        if self.content.len() > LONGEST_MESSAGE {
            return NO_STORAGE;
        }
        for to in &self.to {
            let Some(message) = read(&self.content, to) else {
                return Response::custom(554, "5.6.0 This is no message".to_owned());
            };
            lock(&self.town.messages).receive(message);
        }
        if self.loses_acknowledgement {
            *lock(&self.trouble) = Some(MessageFault {
                fault: MessageFaultKind::LostAcknowledgement,
                to: None,
                seconds: None,
                times: None,
            });
        }
        OK
    }
}

fn credentials(user: &str, password: &str) -> Response {
    if (user, password) == (CLIENT_ID, CLIENT_SECRET) {
        AUTH_OK
    } else {
        INVALID_CREDENTIALS
    }
}

/// Reads a message (RFC 5322) that came for somebody.
fn read(content: &[u8], to: &str) -> Option<ReceivedMessage> {
    let message = MessageParser::default().parse(content)?;
    let headers: Vec<(String, String)> = message
        .headers_raw()
        .map(|(name, value)| (name.to_owned(), unfolded(value)))
        .collect();
    let named = |wanted: &str| {
        let found = headers
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| value.clone())
    };
    Some(ReceivedMessage {
        number: 0,
        channel: MessageChannel::Email,
        id: message.message_id()?.to_owned(),
        to: to.to_owned(),
        language: named("content-language"),
        subject: message.subject().map(str::to_owned),
        text: message.body_text(0)?.into_owned(),
        html: (message.html_body_count() > 0)
            .then(|| message.body_html(0))
            .flatten()
            .map(|html| html.into_owned()),
        headers,
        at: clock::now(),
        times: 0,
    })
}

/// A header's value on one line.
fn unfolded(value: &str) -> String {
    let words: Vec<&str> = value.split_ascii_whitespace().collect();
    words.join(" ")
}
