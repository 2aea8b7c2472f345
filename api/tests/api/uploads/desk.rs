//! Uploading, as a browser does it.

use std::path::PathBuf;

use api::config::uploads::FilesConfig;
use api::store::applications::parse_id;
use api::store::uploads::parse_upload_id;
use futures::TryStreamExt;
use image::RgbImage;
use object_store::ObjectStore;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::prefix::PrefixStore;
use serde_json::json;
use shared::application::{Detail, Draft};
use shared::form::FilledBy;
use shared::problem::{Problem, ProblemKind};
use shared::upload::{Upload, UploadKind, UploadList, UploadState};
use uuid::Uuid;

use crate::applying::saved;
use crate::harness::{Answer, Browser, World};

/// An application that takes papers, and the browser of its owner.
pub(crate) struct Desk {
    pub(crate) browser: Browser,
    pub(crate) id: String,
}

impl World {
    /// Somebody whose application has failed on what a register of homes says.
    pub(crate) async fn refused_desk(&self) -> Desk {
        let applied = self.applied("wang-qiang").await;
        assert!(applied.decided().await.summary.may_ask_review);
        Desk {
            browser: applied.browser,
            id: applied.id,
        }
    }

    /// An agent with a draft.
    pub(crate) async fn agent(&self) -> Desk {
        let browser = self.bound("he-jun").await;
        let mut answers = self.answers("he-jun");
        answers.filler.who = Some(FilledBy::Agent);
        let draft: Draft = saved(&browser, answers).await;
        Desk {
            browser,
            id: draft.id,
        }
    }
}

impl Desk {
    pub(crate) fn uuid(&self) -> Uuid {
        parse_id(&self.id).unwrap()
    }

    pub(crate) fn path(&self, what: &str) -> String {
        format!("/api/v1/applications/{}/uploads{what}", self.id)
    }

    /// Sends a file.
    pub(crate) async fn send_as(
        &self,
        kind: UploadKind,
        headers: &[(&str, &str)],
        file: &[u8],
    ) -> Answer {
        let path = self.path(&format!("?kind={}", kind.slug()));
        let body = Some(file.to_vec());
        self.browser.send("POST", &path, headers, body).await
    }

    /// Sends evidence.
    pub(crate) async fn send(&self, file: &[u8]) -> Answer {
        self.send_as(UploadKind::Evidence, &[], file).await
    }

    /// Sends evidence that is taken.
    pub(crate) async fn upload(&self, file: &[u8]) -> Upload {
        self.send(file).await.expect(201).json()
    }

    /// Sends evidence that is refused.
    pub(crate) async fn refused(&self, file: &[u8], kind: ProblemKind) -> Problem {
        let answer = self.send(file).await;
        assert_eq!(answer.status, kind.status());
        let problem = answer.problem(kind);
        assert_eq!(self.list().await, [], "{kind:?}");
        problem
    }

    pub(crate) async fn list(&self) -> Vec<Upload> {
        let answer = self.browser.get(&self.path("")).await;
        answer.expect(200).json::<UploadList>().items
    }

    pub(crate) async fn read(&self, upload: &Upload) -> Upload {
        let path = self.path(&format!("/{}", upload.id));
        self.browser.get(&path).await.expect(200).json()
    }

    pub(crate) async fn download(&self, upload: &Upload) -> Answer {
        let path = self.path(&format!("/{}/content", upload.id));
        self.browser.get(&path).await
    }

    /// The picture that is kept.
    pub(crate) async fn kept(&self, upload: &Upload) -> (Vec<u8>, RgbImage) {
        let content = self.download(upload).await.expect(200).body;
        let picture = image::load_from_memory(&content).unwrap().into_rgb8();
        (content, picture)
    }

    /// The evidence that is not handed in, and was not refused.
    pub(crate) async fn open(&self) -> Vec<String> {
        let all = self.list().await.into_iter();
        let is_open =
            |one: &Upload| one.handed_in_at.is_none() && one.state != UploadState::Refused;
        let open = all.filter(is_open);
        open.map(|one| one.id).collect()
    }

    /// Disputes the result, with all evidence that there is.
    pub(crate) async fn dispute(&self) -> Answer {
        let evidence = self.open().await;
        self.dispute_with(&evidence).await
    }

    /// Disputes the result with such papers.
    pub(crate) async fn dispute_with(&self, evidence: &[String]) -> Answer {
        let path = format!("/api/v1/applications/{}/dispute", self.id);
        let body = json!({
            "records": [1],
            "ground": "transferred",
            "statement": "该房屋已转出，见附件。",
            "evidence": evidence,
        });
        self.browser.call("POST", &path, Some(&body)).await
    }

    /// Takes the dispute back.
    pub(crate) async fn take_back(&self) -> Answer {
        let path = format!("/api/v1/applications/{}/dispute", self.id);
        self.browser.call("DELETE", &path, None).await
    }

    /// Answers what an officer asked for, with all evidence that there is.
    pub(crate) async fn answer(&self) -> Answer {
        let path = format!("/api/v1/applications/{}/answer", self.id);
        let evidence = self.open().await;
        let body = json!({ "statement": "已补充，见附件。", "evidence": evidence });
        self.browser.call("POST", &path, Some(&body)).await
    }

    pub(crate) async fn detail(&self) -> Detail {
        let path = format!("/api/v1/applications/{}", self.id);
        self.browser.get(&path).await.expect(200).json()
    }

    pub(crate) async fn delete(&self, upload: &Upload) -> Answer {
        let path = self.path(&format!("/{}", upload.id));
        self.browser.call("DELETE", &path, None).await
    }

    /// Waits until the scanner has answered.
    pub(crate) async fn until(&self, upload: &Upload, state: UploadState) -> Upload {
        for _ in 0..400 {
            let now = self.read(upload).await;
            if now.state == state {
                return now;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("it does not become {state:?}");
    }
}

/// The files of the store: names and content.
pub(crate) async fn stored(world: &World) -> Vec<(Uuid, Vec<u8>)> {
    let place = object_store::path::Path::default();
    let store: Box<dyn ObjectStore> = match &world.app.config.uploads.files {
        FilesConfig::Folder(folder) => Box::new(LocalFileSystem::new_with_prefix(folder).unwrap()),
        FilesConfig::Bucket(bucket) => Box::new(PrefixStore::new(
            AmazonS3Builder::new()
                .with_endpoint(bucket.endpoint.as_str().trim_end_matches('/'))
                .with_bucket_name(&bucket.bucket)
                .with_region(&bucket.region)
                .with_access_key_id("test")
                .with_secret_access_key("test")
                .with_allow_http(true)
                .build()
                .unwrap(),
            bucket.prefix.as_str(),
        )),
    };
    let listed: Vec<_> = store.list(Some(&place)).try_collect().await.unwrap();
    let mut files = Vec::new();
    for file in listed {
        if let Ok(id) = Uuid::try_parse(file.location.as_ref()) {
            files.push((id, world.app.files.get(id).await.unwrap()));
        }
    }
    files
}

/// The folder of the store, unless it is a bucket.
pub(crate) fn folder(world: &World) -> Option<PathBuf> {
    match &world.app.config.uploads.files {
        FilesConfig::Folder(folder) => Some(folder.clone()),
        FilesConfig::Bucket(_) => None,
    }
}

/// The id of an upload within the platform.
pub(crate) fn id_of(upload: &Upload) -> Uuid {
    parse_upload_id(&upload.id).unwrap()
}
