//! What must survive: the table and the buckets.

use acceptance::repository::sources;
use serde_json::{Value, json};

use super::{Template, check, literal};

#[test]
fn the_table_is_kept_can_be_restored_and_forgets_what_is_due() {
    let ours = Template::ours();
    let table = |property: &str| format!("/Table/Properties/{property}");
    check(
        table_faults,
        &[
            (ours.without(&table("PointInTimeRecoverySpecification")), "PointInTimeRecovery"),
            (ours.but(&table("TimeToLiveSpecification/AttributeName"), json!("expires")), "TimeToLive"),
            (ours.but(&table("StreamSpecification/StreamViewType"), json!("KEYS_ONLY")), "Stream"),
            (ours.without(&table("SSESpecification")), "SSE"),
            (ours.but(&table("BillingMode"), json!("PROVISIONED")), "Billing"),
            (ours.without("/Table/DeletionPolicy"), "DeletionPolicy"),
            (ours.but("/Table/UpdateReplacePolicy", json!("Delete")), "UpdateReplacePolicy"),
        ],
    );
}

fn table_faults(template: &Template) -> Vec<String> {
    let expected = [
        ("/Properties/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled", json!(true)),
        ("/Properties/TimeToLiveSpecification", json!({"AttributeName": "ttl", "Enabled": true})),
        ("/Properties/StreamSpecification/StreamViewType", json!("NEW_AND_OLD_IMAGES")),
        ("/Properties/SSESpecification/SSEEnabled", json!(true)),
        ("/Properties/DeletionProtectionEnabled", json!(true)),
        ("/Properties/BillingMode", json!("PAY_PER_REQUEST")),
        ("/DeletionPolicy", json!("Retain")),
        ("/UpdateReplacePolicy", json!("Retain")),
    ];
    differing(template.resource("Table"), &expected)
}

fn differing(resource: &Value, expected: &[(&str, Value)]) -> Vec<String> {
    let wrong = expected.iter().filter(|(pointer, value)| resource.pointer(pointer) != Some(value));
    wrong.map(|(pointer, value)| format!("{pointer} is not {value}")).collect()
}

#[test]
fn the_table_has_the_keys_and_indexes_that_the_store_uses() {
    let ours = Template::ours();
    let index = "/Table/Properties/GlobalSecondaryIndexes/1";
    check(
        schema_faults,
        &[
            (ours.but(&format!("{index}/IndexName"), json!("ByStatus")), "GSI2"),
            (ours.but(&format!("{index}/Projection/ProjectionType"), json!("KEYS_ONLY")), "ProjectionType"),
            (ours.but("/Table/Properties/KeySchema/0/AttributeName", json!("id")), "KeySchema"),
        ],
    );
}

fn schema_faults(template: &Template) -> Vec<String> {
    let keys = |prefix: &str| {
        let part = |end: &str, kind: &str| json!({"AttributeName": format!("{prefix}{end}"), "KeyType": kind});
        json!([part("PK", "HASH"), part("SK", "RANGE")])
    };
    let index =
        |name: &str| json!({"IndexName": name, "KeySchema": keys(name), "Projection": {"ProjectionType": "ALL"}});
    let expected = [
        ("/Properties/KeySchema", keys("")),
        ("/Properties/GlobalSecondaryIndexes", json!([index("GSI1"), index("GSI2")])),
    ];
    differing(template.resource("Table"), &expected)
}

#[test]
fn the_store_uses_no_index_that_the_table_lacks() {
    let ours = Template::ours();
    let store: String = sources()
        .into_iter()
        .filter(|source| source.path.starts_with("shared/store/src/") && source.path.ends_with(".rs"))
        .map(|source| source.text)
        .collect();
    assert!(store.contains("\"GSI1\""), "the store is expected to name its indexes");
    assert_eq!(unknown_indexes(&ours, &store), [""; 0]);
    assert_eq!(unknown_indexes(&ours, "const ROUTES: &str = \"GSI7\";"), ["GSI7"]);
}

fn unknown_indexes(template: &Template, store: &str) -> Vec<String> {
    let indexes = template.resource("Table")["Properties"]["GlobalSecondaryIndexes"].to_string();
    let named = store.split('"').filter(|word| {
        word.strip_prefix("GSI").is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
    });
    named.filter(|name| !indexes.contains(&format!("\"{name}\""))).map(str::to_owned).collect()
}

#[test]
fn every_bucket_is_private_versioned_kept_and_cleaned_up() {
    let ours = Template::ours();
    let bucket = |rest: &str| format!("/FilesBucket/{rest}");
    let public = bucket("Properties/PublicAccessBlockConfiguration/BlockPublicPolicy");
    check(
        bucket_faults,
        &[
            (ours.but(&public, json!(false)), "FilesBucket: /Properties/PublicAccess"),
            (ours.without(&bucket("Properties/VersioningConfiguration")), "Versioning"),
            (ours.without(&bucket("Properties/BucketEncryption")), "Encryption"),
            (ours.without(&bucket("DeletionPolicy")), "DeletionPolicy"),
            (ours.without(&bucket("Properties/LifecycleConfiguration")), "versions that were replaced stay"),
            (ours.without("/FilesBucketPolicy"), "without TLS"),
        ],
    );
}

fn bucket_faults(template: &Template) -> Vec<String> {
    let private = json!({
        "BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true, "RestrictPublicBuckets": true,
    });
    let expected = [
        ("/Properties/PublicAccessBlockConfiguration", private),
        ("/Properties/OwnershipControls/Rules/0/ObjectOwnership", json!("BucketOwnerEnforced")),
        ("/Properties/VersioningConfiguration/Status", json!("Enabled")),
        (
            "/Properties/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault/SSEAlgorithm",
            json!("AES256"),
        ),
        ("/DeletionPolicy", json!("Retain")),
        ("/UpdateReplacePolicy", json!("Retain")),
    ];
    let mut found = Vec::new();
    for (name, bucket) in template.resources("AWS::S3::Bucket") {
        found.extend(differing(bucket, &expected).into_iter().map(|fault| format!("{name}: {fault}")));
        let rules = bucket["Properties"]["LifecycleConfiguration"]["Rules"].to_string();
        if !rules.contains("NoncurrentVersionExpiration") || !rules.contains("AbortIncompleteMultipartUpload") {
            found.push(format!("{name}: versions that were replaced stay for ever"));
        }
        if !template.resources("AWS::S3::BucketPolicy").any(|(_, policy)| refuses_plain_http(policy, name)) {
            found.push(format!("{name}: can be reached without TLS"));
        }
    }
    found
}

fn refuses_plain_http(policy: &Value, bucket: &str) -> bool {
    let properties = &policy["Properties"];
    let refusal = &properties["PolicyDocument"]["Statement"][0];
    literal(&properties["Bucket"]) == format!("${{{bucket}}}")
        && refusal["Effect"] == "Deny"
        && refusal["Action"] == "s3:*"
        && refusal["Condition"] == json!({"Bool": {"aws:SecureTransport": "false"}})
}

#[test]
fn the_name_of_the_files_bucket_is_the_same_wherever_it_is_written() {
    let ours = Template::ours();
    check(bucket_names, &[(ours.but("/FilesBucket/Properties/BucketName", json!("files")), "BUCKET_NAME")]);
}

fn bucket_names(template: &Template) -> Vec<String> {
    let name = literal(&template.resource("FilesBucket")["Properties"]["BucketName"]);
    let functions = template.resources("AWS::Lambda::Function");
    functions
        .filter(|(_, function)| literal(&function["Properties"]["Environment"]["Variables"]["BUCKET_NAME"]) != name)
        .map(|(function, _)| format!("{function}: BUCKET_NAME is not {name}"))
        .collect()
}
