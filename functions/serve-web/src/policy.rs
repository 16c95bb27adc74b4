//! What a page of ours may load and talk to.

use edge::Env;

/// The content security policy of every page: our own origin, the bucket that files are uploaded to, and the host that
/// map tiles come from.
pub(crate) fn policy(env: &Env) -> String {
    let uploads = upload_hosts(
        env.get("AWS_ENDPOINT_URL_S3").or_else(|| env.get("AWS_ENDPOINT_URL")),
        env.get("BUCKET_NAME"),
        env.get("AWS_REGION"),
    );
    written(&uploads, &map_style(env).and_then(origin).map_or_else(String::new, |origin| format!(" {origin}")))
}

/// Where the style of maps is; none draws places without streets.
pub(crate) fn map_style(env: &Env) -> Option<&str> {
    env.get("MAP_STYLE_URL").filter(|url| origin(url).is_some())
}

fn written(uploads: &str, maps: &str) -> String {
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "worker-src 'self'",
        &format!("connect-src 'self'{uploads}{maps}"),
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
    .join("; ")
}

/// Hosts that a presigned upload may name, each with a space before it.
fn upload_hosts(endpoint: Option<&str>, bucket: Option<&str>, region: Option<&str>) -> String {
    match (endpoint, bucket, region) {
        (Some(endpoint), ..) => origin(endpoint).map_or_else(String::new, |origin| format!(" {origin}")),
        (None, Some(bucket), Some(region)) => {
            format!(" https://{bucket}.s3.{region}.amazonaws.com https://{bucket}.s3.amazonaws.com")
        }
        (None, ..) => String::new(),
    }
}

/// Scheme, host and port of an address; none when it would say more than that to a policy.
fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split('/').next().filter(|host| !host.is_empty())?;
    let plain = |character: char| character.is_ascii_alphanumeric() || ".:-[]".contains(character);
    (matches!(scheme, "http" | "https") && host.chars().all(plain)).then(|| format!("{scheme}://{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(endpoint: Option<&str>, bucket: Option<&str>, region: Option<&str>, expected: &str) {
        assert_eq!(upload_hosts(endpoint, bucket, region), expected);
    }

    #[test]
    fn uploads_may_go_to_the_bucket_and_nowhere_else() {
        let (bucket, region) = (Some("files"), Some("sa-east-1"));
        check(None, bucket, region, " https://files.s3.sa-east-1.amazonaws.com https://files.s3.amazonaws.com");
        check(Some("http://127.0.0.1:8080/_s3"), bucket, region, " http://127.0.0.1:8080");
        check(Some("http://x; script-src *"), bucket, region, "");
        check(Some("ftp://files"), bucket, region, "");
        check(None, None, region, "");
    }

    #[test]
    fn nothing_unsafe_is_allowed() {
        let policy = written("", " https://maps.example");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    }
}
