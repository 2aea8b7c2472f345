//! The inbox: what comes by SMTP and by the gateway, as senders, tests and readers see it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use reqwest::{Method, StatusCode};
use sandbox::{CLIENT_SECRET, City};
use serde_json::{Value, json};

use crate::browser::{Browser, start};

/// The password of the platform, as SMTP's `AUTH PLAIN` wants it: `\0anju\0anju-development-secret`.
const LOGIN: &str = "AUTH PLAIN AGFuanUAYW5qdS1kZXZlbG9wbWVudC1zZWNyZXQ=";

/// A conversation with the mail server, line by line.
struct Mail(BufReader<TcpStream>);

impl Mail {
    /// Begins one and signs in.
    fn begin(city: &City) -> Self {
        let stream = TcpStream::connect(city.mail_address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(5)))
            .unwrap();
        let mut mail = Self(BufReader::new(stream));
        assert_eq!(mail.answer(), 220);
        assert_eq!(mail.say("EHLO anju.example"), 250);
        mail
    }

    /// Says a line and gives the code of the answer.
    fn say(&mut self, line: &str) -> u16 {
        let line = format!("{line}\r\n");
        self.0.get_mut().write_all(line.as_bytes()).unwrap();
        self.answer()
    }

    fn answer(&mut self) -> u16 {
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line).unwrap();
            if line.as_bytes().get(3) == Some(&b' ') {
                return line[..3].parse().unwrap();
            }
        }
    }

    /// Sends a message; gives the code of the last answer.
    fn send(&mut self, id: &str, to: &str) -> u16 {
        assert_eq!(self.say("MAIL FROM:<anju@city.example>"), 250);
        let answer = self.say(&format!("RCPT TO:<{to}>"));
        if answer != 250 {
            return answer;
        }
        assert_eq!(self.say("DATA"), 354);
        let text = format!(
            "Message-ID: <{id}@anju.example>\r\nSubject: =?utf-8?B?5qC46aqM6YCa6L+H?=\r\n\
             Content-Language: zh-CN\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
             您好 http://127.0.0.1/x\r\n..leading dot\r\n."
        );
        self.say(&text)
    }
}

async fn call(city: &City, method: Method, path: &str, body: Option<Value>) -> reqwest::Response {
    let mut browser = Browser::new(city);
    let mut request = browser.request(method, path);
    if let Some(body) = body {
        request = request.json(&body);
    }
    browser.send(request).await
}

async fn received(city: &City, to: &str) -> Vec<Value> {
    let path = format!("/control/messages?to={to}");
    call(city, Method::GET, &path, None)
        .await
        .json()
        .await
        .unwrap()
}

async fn text(city: &City, key: &str, id: &str, to: &str) -> StatusCode {
    let body = json!({ "id": id, "to": to, "text": "【安居核验】您好", "language": "zh-CN" });
    let mut browser = Browser::new(city);
    let request = browser
        .request(Method::POST, "/sms")
        .bearer_auth(key)
        .header("idempotency-key", id)
        .json(&body);
    browser.send(request).await.status()
}

#[tokio::test]
async fn an_email_comes_in_once_however_often_it_is_sent_and_only_after_signing_in() {
    let city = start();
    let mut mail = Mail::begin(&city);
    assert_eq!(mail.say("MAIL FROM:<anju@city.example>"), 503);
    assert_eq!(mail.say("AUTH PLAIN AGFuanUAd3Jvbmc="), 535);
    assert_eq!(mail.say(LOGIN), 235);
    assert_eq!(mail.send("1", "a@example.cn"), 250);
    assert_eq!(mail.send("1", "A@example.cn"), 250);
    assert_eq!(mail.send("1", "a@example.cn"), 250);
    let all = received(&city, "a@example.cn").await;
    // The same address to a person, two to a machine.
    assert_eq!(all.len(), 2);
    assert_eq!((&all[1]["times"], &all[0]["times"]), (&json!(2), &json!(1)));
    let first = &all[1];
    assert_eq!(first["subject"], "核验通过");
    assert_eq!(first["language"], "zh-CN");
    assert_eq!(first["id"], "1@anju.example");
    let text = first["text"].as_str().unwrap();
    assert!(
        text.contains("您好") && text.contains("\n.leading dot"),
        "{text:?}"
    );
    assert_eq!(mail.say("QUIT"), 221);
    call(&city, Method::DELETE, "/control/messages", None).await;
    assert!(received(&city, "a@example.cn").await.is_empty());
    city.stop().await;
}

#[tokio::test]
async fn what_goes_wrong_with_an_email_goes_wrong_for_its_address() {
    let city = start();
    let set = async |fault: Value| {
        let path = "/control/messages/faults/email";
        let answer = call(&city, Method::PUT, path, Some(fault)).await;
        assert_eq!(answer.status(), 204);
    };
    let mut mail = Mail::begin(&city);
    assert_eq!(mail.say(LOGIN), 235);
    set(json!({ "fault": "reject_permanently", "to": "gone@example.cn" })).await;
    set(json!({ "fault": "lost_acknowledgement", "to": "lost@example.cn", "times": 1 })).await;
    assert_eq!(mail.send("1", "gone@example.cn"), 550);
    let mut mail = Mail::begin(&city);
    assert_eq!(mail.say(LOGIN), 235);
    assert_eq!(mail.say("MAIL FROM:<anju@city.example>"), 250);
    assert_eq!(mail.say("RCPT TO:<lost@example.cn>"), 250);
    assert_eq!(mail.say("DATA"), 354);
    let message = b"Message-ID: <2@anju.example>\r\n\r\nx\r\n.\r\n";
    mail.0.get_mut().write_all(message).unwrap();
    assert!(mail.0.read(&mut [0]).is_err(), "a reset");
    assert_eq!(received(&city, "lost@example.cn").await.len(), 1);
    assert!(received(&city, "gone@example.cn").await.is_empty());
    // Silent to everybody: it does not even greet.
    set(json!({ "fault": "silent", "seconds": 1 })).await;
    let mut stream = TcpStream::connect(city.mail_address).unwrap();
    assert!(stream.read(&mut [0]).is_err(), "a reset");
    let faults = "/control/messages/faults";
    let listed: Value = call(&city, Method::GET, faults, None)
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(listed.as_array().unwrap().len(), 2);
    call(&city, Method::DELETE, faults, None).await;
    assert_eq!(Mail::begin(&city).say(LOGIN), 235);
    city.stop().await;
}

#[tokio::test]
async fn a_text_message_comes_in_once_and_faults_have_their_status() {
    let city = start();
    assert_eq!(text(&city, "wrong", "1", "13800000000").await, 401);
    for _ in 0..2 {
        assert_eq!(text(&city, CLIENT_SECRET, "1", "13800000000").await, 202);
    }
    assert_eq!(text(&city, CLIENT_SECRET, "2", "nobody").await, 422);
    let all = received(&city, "13800000000").await;
    assert_eq!(all.len(), 1);
    assert_eq!(all[0]["times"], 2);
    for (fault, status) in [("reject_for_now", 503), ("reject_permanently", 422)] {
        let path = "/control/messages/faults/sms";
        let fault = json!({ "fault": fault, "times": 1 });
        call(&city, Method::PUT, path, Some(fault)).await;
        assert_eq!(text(&city, CLIENT_SECRET, "3", "13800000000").await, status);
    }
    assert_eq!(text(&city, CLIENT_SECRET, "3", "13800000000").await, 202);
    city.stop().await;
}

#[tokio::test]
async fn the_page_shows_both_channels_the_newest_first_and_its_links_lead_on() {
    let city = start();
    let empty = call(&city, Method::GET, "/inbox?lang=en", None).await;
    assert!(empty.text().await.unwrap().contains("Nothing has come yet"));
    let mut mail = Mail::begin(&city);
    assert_eq!(mail.say(LOGIN), 235);
    assert_eq!(mail.send("1", "a@example.cn"), 250);
    assert_eq!(text(&city, CLIENT_SECRET, "2", "13800000000").await, 202);
    let page = call(&city, Method::GET, "/inbox?lang=zh-CN", None).await;
    let page = page.text().await.unwrap();
    let place = |what: &str| page.find(what).unwrap_or_else(|| panic!("{what}: {page}"));
    assert!(place("【安居核验】您好") < place("核验通过"));
    place("<a href=\"http://127.0.0.1/x\"");
    let one = call(&city, Method::GET, "/inbox?to=13800000000", None).await;
    assert!(!one.text().await.unwrap().contains("核验通过"));
    let sent = call(&city, Method::GET, "/inbox/1", None).await;
    assert_eq!(sent.status(), 200);
    assert_eq!(
        call(&city, Method::GET, "/inbox/9", None).await.status(),
        404
    );
    city.stop().await;
}
