//! One exchange with a registry: a question out, an answer in, and every way in which the answer
//! can be worthless.

use std::time::Duration;

use futures::StreamExt;
use reqwest::header::CONTENT_TYPE;
use reqwest::{RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_json::{Map, Value};

use super::records::About;
use super::silence::Silence;

/// The longest answer, in bytes: three hundred months of contributions take a tenth of it.
const LONGEST: usize = 256 * 1024;

/// A [`shared::registry::Answer`] that nobody has looked at yet.
type Answer = Map<String, Value>;

/// Sends a question and reads the answer to it.
///
/// # Errors
/// No usable answer within the time.
pub(super) async fn ask<T: DeserializeOwned + Serialize>(
    request: RequestBuilder,
    question: &impl About,
    within: Duration,
) -> Result<Option<T>, Silence> {
    let exchange = async {
        let response = request
            .timeout(within)
            .json(question)
            .send()
            .await
            .map_err(|error| silence_of(&error))?;
        let body = read_body(response).await?;
        read_answer(&body, question)
    };
    // The client's own time-out covers the body as well; this one covers what it may not.
    tokio::time::timeout(within, exchange)
        .await
        .unwrap_or(Err(Silence::TimedOut))
}

async fn read_body(response: Response) -> Result<Vec<u8>, Silence> {
    let status = response.status();
    if !status.is_success() {
        return Err(Silence::Status(status.as_u16()));
    }
    let kind = response.headers().get(CONTENT_TYPE);
    let essence = kind
        .and_then(|kind| kind.to_str().ok())
        .and_then(|kind| kind.split(';').next())
        .unwrap_or_default();
    if !essence.trim().eq_ignore_ascii_case("application/json") {
        // A connection that breaks before the body shows as an answer without one.
        return Err(if essence.is_empty() {
            Silence::Broken
        } else {
            Silence::Garbage
        });
    }
    let announced = response
        .content_length()
        .and_then(|n| usize::try_from(n).ok());
    if announced.is_some_and(|n| n > LONGEST) {
        return Err(Silence::TooLarge);
    }
    let mut body = Vec::new();
    let mut stream = response.bytes_stream();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|error| silence_of(&error))?;
        if body.len().saturating_add(chunk.len()) > LONGEST {
            return Err(Silence::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// An answer counts only if it is about the document or certificate that was asked for, and if it says what is on
/// record, be it nothing: a field that is not there says nothing at all.
fn read_answer<T: DeserializeOwned + Serialize>(
    body: &[u8],
    asked: &impl About,
) -> Result<Option<T>, Silence> {
    let mut answer: Answer =
        serde_json::from_slice(body).map_err(|error| match error.classify() {
            Category::Data => Silence::Invalid,
            Category::Syntax | Category::Eof | Category::Io => Silence::Garbage,
        })?;
    // Whom it is about comes first: another person's record need not even be looked at.
    let about = answer.remove("about").ok_or(Silence::Invalid)?;
    if !asked.is_about(about).ok_or(Silence::Invalid)? {
        return Err(Silence::WrongPerson);
    }
    let record = answer.remove("record").ok_or(Silence::Invalid)?;
    let read: Option<T> = parse(serde_json::from_value(record.clone()))?;
    let whole = parse(serde_json::to_value(&read))?;
    if says_all(&record, &whole) {
        Ok(read)
    } else {
        Err(Silence::Invalid)
    }
}

/// Whether a record says something of every field, be it `null`: what is left out must not be taken
/// for a no, nor a list for the object whose fields it would fill.
fn says_all(record: &Value, whole: &Value) -> bool {
    match (record, whole) {
        (Value::Object(record), Value::Object(whole)) => whole.iter().all(|(key, field)| {
            let said = record.get(key);
            said.is_some_and(|said| says_all(said, field))
        }),
        (Value::Array(record), Value::Array(whole)) => record
            .iter()
            .zip(whole)
            .all(|(one, all)| says_all(one, all)),
        (Value::Array(_), Value::Object(_)) => false,
        _ => true,
    }
}

fn parse<T>(parsed: serde_json::Result<T>) -> Result<T, Silence> {
    // The parser's message can quote the record, so that nothing of it is kept.
    parsed.ok().ok_or(Silence::Invalid)
}

fn silence_of(error: &reqwest::Error) -> Silence {
    if error.is_timeout() {
        Silence::TimedOut
    } else if error.is_connect() {
        Silence::Unreachable
    } else {
        Silence::Broken
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::document::{Document, DocumentKind};
    use shared::registry::{PermitsRecord, Question, UnitQuestion, UnitRecord};
    use shared::values::Day;

    fn asked() -> Question {
        Question {
            name: "张小明".to_owned(),
            document: Document {
                kind: DocumentKind::ResidentId,
                number: "11010519491231002X".to_owned(),
                nationality: None,
            },
            on: Day::default(),
        }
    }

    fn read(body: &str) -> Result<Option<PermitsRecord>, Silence> {
        read_answer(body.as_bytes(), &asked())
    }

    #[test]
    fn an_answer_about_the_person_counts() {
        let unknown =
            r#"{"about":{"kind":"resident_id","number":"11010519491231002x"},"record":null}"#;
        assert_eq!(read(unknown), Ok(None));
    }

    #[test]
    fn an_answer_about_somebody_else_is_worthless_whatever_it_holds() {
        let other = r#"{"about":{"kind":"resident_id","number":"440524188001010014"},"record":7}"#;
        assert_eq!(read(other), Err(Silence::WrongPerson));
        let kind =
            r#"{"about":{"kind":"military_id","number":"11010519491231002X"},"record":null}"#;
        assert_eq!(read(kind), Err(Silence::WrongPerson));
    }

    #[test]
    fn an_answer_about_another_unit_is_worthless_and_one_that_leaves_something_out_is_none() {
        let asked = UnitQuestion {
            certificate: "京（2010）朝不动产权第0000001号".to_owned(),
            on: Day::default(),
        };
        let read = |about: &str, record: &str| {
            let body = format!("{{\"about\":{about},\"record\":{record}}}");
            read_answer::<UnitRecord>(body.as_bytes(), &asked)
        };
        let same = "\"京(2010)朝不动产权第0000001号\"";
        assert_eq!(read(same, "null"), Ok(None));
        let other = "\"京（2010）朝不动产权第0000002号\"";
        assert_eq!(read(other, "7"), Err(Silence::WrongPerson));
        assert_eq!(read("7", "null"), Err(Silence::Invalid));
        let record = |rest: &str| {
            format!("{{\"kind\":null,\"district\":\"x\",\"in_tongzhou\":false{rest}}}")
        };
        assert_eq!(read(same, &record("")), Err(Silence::Invalid));
        let whole = read(same, &record(",\"first_sold\":null"));
        assert_eq!(whole.unwrap().unwrap().first_sold, None);
    }

    #[test]
    fn what_is_no_answer_is_told_from_what_is_no_json() {
        let about = r#""about":{"kind":"resident_id","number":"11010519491231002X"}"#;
        for body in [
            String::new(),
            "<html>".to_owned(),
            format!("{{{about},\"record\":null}}x"),
        ] {
            assert_eq!(read(&body), Err(Silence::Garbage), "{body}");
        }
        for body in [
            "null".to_owned(),
            format!("{{{about}}}"),
            format!("{{{about},\"record\":7}}"),
            format!("{{{about},\"record\":[null,null,false,false]}}"),
            // What is left out is no "none".
            format!(
                "{{{about},\"record\":{{\"stationed_in_beijing\":null,\"talent_certified\":false,\"overseas_chinese_certified\":false}}}}"
            ),
        ] {
            assert_eq!(read(&body), Err(Silence::Invalid), "{body}");
        }
    }
}
