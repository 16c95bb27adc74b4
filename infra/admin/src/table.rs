//! Importing a freight table over the public API: the job, the upload, and the wait until it is live.

use crate::Failure;
use clap::Args;
use reqwest::{Client, RequestBuilder};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

/// What to import, and where.
#[derive(Args)]
pub(crate) struct Ask {
    /// Address of the API
    #[arg(long, default_value = "http://127.0.0.1:8080")]
    url: String,
    /// A secret API key
    #[arg(long)]
    key: String,
    /// Id of the shipping policy whose table it is
    #[arg(long)]
    policy: String,
    /// Only say what is wrong with the file
    #[arg(long)]
    dry_run: bool,
    /// CSV, XLSX, XLS or ZIP with the columns of the freight template
    file: PathBuf,
}

#[derive(Deserialize)]
struct Job {
    id: String,
    upload: Option<Upload>,
}

#[derive(Deserialize)]
struct Upload {
    url: String,
    headers: BTreeMap<String, String>,
}

/// How long a table may take.
const PATIENCE: u32 = 600;

pub(crate) async fn import(ask: Ask) -> Result<String, Failure> {
    let bytes = std::fs::read(&ask.file).map_err(|error| Failure(format!("{}: {error}", ask.file.display())))?;
    let name = ask.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let sha256: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let client = Client::new();
    let jobs = format!("{}/v1/freight-table-imports", ask.url.trim_end_matches('/'));
    let body =
        json!({ "policy": ask.policy, "fileName": name, "size": bytes.len(), "sha256": sha256, "dryRun": ask.dry_run });
    let request = client
        .post(&jobs)
        .bearer_auth(&ask.key)
        .header("idempotency-key", uuid::Uuid::now_v7().to_string())
        .json(&body);
    let job: Job = serde_json::from_value(answer(request).await?).map_err(Failure::new)?;
    let upload = job.upload.ok_or_else(|| Failure("the answer has no address to upload to".to_owned()))?;
    let put = upload
        .headers
        .iter()
        .filter(|(name, _)| !name.eq_ignore_ascii_case("content-length"))
        .fold(client.put(&upload.url), |put, (name, value)| put.header(name, value));
    let sent = put.body(bytes).send().await.map_err(Failure::new)?;
    if !sent.status().is_success() {
        return Err(Failure(format!(
            "the upload was refused: {} {}",
            sent.status(),
            sent.text().await.unwrap_or_default()
        )));
    }
    let job = format!("{jobs}/{}", job.id);
    for _ in 0..PATIENCE {
        let seen = answer(client.get(&job).bearer_auth(&ask.key)).await?;
        match seen.get("status").and_then(Value::as_str).unwrap_or_default() {
            "live" | "checked" => return Ok(summary(&seen)),
            "rejected" | "failed" => return Err(Failure(summary(&seen))),
            _ => tokio::time::sleep(Duration::from_millis(200)).await,
        }
    }
    Err(Failure(format!("it is still being worked on; see {job}")))
}

async fn answer(request: RequestBuilder) -> Result<Value, Failure> {
    let response = request.send().await.map_err(Failure::new)?;
    let status = response.status();
    let body: Value = response.json().await.map_err(Failure::new)?;
    if status.is_success() { Ok(body) } else { Err(Failure(format!("{status}: {body:#}"))) }
}

fn summary(job: &Value) -> String {
    let of = |name: &str| job.get(name).map(ToString::to_string).unwrap_or_default();
    let mut lines = vec![format!(
        "{} rows, {} errors, {} warnings: {}",
        of("rows"),
        of("errorCount"),
        of("warningCount"),
        of("status").trim_matches('"')
    )];
    for kind in ["errors", "warnings"] {
        for found in job.get(kind).and_then(Value::as_array).into_iter().flatten().take(20) {
            let of = |name: &str| {
                found
                    .get(name)
                    .map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
                    .unwrap_or_default()
            };
            lines.push(format!("  row {}, {}: {}", of("row"), of("column"), of("detail")));
        }
    }
    if let Some(report) = job.get("reportUrl").and_then(Value::as_str) {
        lines.push(format!("  all of them: {report}"));
    }
    lines.join("\n")
}
