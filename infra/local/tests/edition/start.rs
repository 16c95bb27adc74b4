use std::path::Path;

use entrega_local::{Edition, Options};

use crate::world::{TEMPLATE, World, options};

async fn refused(options: Options, parts: &[&str]) {
    let line = match Edition::start(options).await {
        Ok(_) => panic!("it should not start"),
        Err(error) => error.to_string(),
    };
    assert!(!line.contains('\n'), "{line}");
    for part in parts {
        assert!(line.contains(part), "`{part}` is not in: {line}");
    }
}

fn with_template(folder: &Path, text: &str) -> Options {
    std::fs::write(folder.join("template.yaml"), text).unwrap();
    options(folder)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_keeps_it_from_starting_is_said_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let unknown = TEMPLATE.replace("functions/note/", "functions/nobody/");
    refused(with_template(folder.path(), &unknown), &["Note", "nobody"]).await;
    let missing = TEMPLATE.replace("Queue: !GetAtt Plain.Arn", "Queue: !GetAtt Gone.Arn");
    refused(with_template(folder.path(), &missing), &["Note", "Gone"]).await;
    refused(with_template(folder.path(), "Resources: ["), &["template.yaml"]).await;

    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let mut options = with_template(folder.path(), TEMPLATE);
    options.listen = taken.local_addr().unwrap();
    refused(options, &["cannot listen on", &taken.local_addr().unwrap().to_string()]).await;

    let mut options = with_template(folder.path(), TEMPLATE);
    options.data = "/proc/nothing/here".into();
    refused(options, &["data folder", "/proc/nothing/here"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path()).await;
    let files = ["table.sqlite", "edition.sqlite", "secrets.json"].map(|name| world.edition.file(name));
    world.edition.stop().await;
    for file in files {
        let good = std::fs::read(&file).unwrap();
        let bad: Vec<u8> = good.iter().map(|byte| byte ^ 0x5a).collect();
        std::fs::write(&file, bad).unwrap();
        refused(options(folder.path()), &["damaged", file.file_name().unwrap().to_str().unwrap()]).await;
        std::fs::write(&file, good).unwrap();
    }
    World::new(folder.path()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_serves_one_edition_at_a_time_and_can_be_emptied_when_none_runs() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path()).await;
    world.write("event", &["1"]).await;
    refused(options(folder.path()), &["another edition"]).await;
    let data = folder.path().join("data");
    assert!(entrega_local::reset(&data).is_err());
    world.edition.stop().await;
    std::fs::write(data.join("mine.txt"), "x").unwrap();
    entrega_local::reset(&data).unwrap();
    assert!(!data.join("table.sqlite").exists() && data.join("mine.txt").exists());
    let world = World::new(folder.path()).await;
    world.settle().await;
    world.write("event", &["1"]).await;
    world.settle().await;
    assert_eq!(world.seen_as("changes").last().unwrap(), "1");
}

#[tokio::test(flavor = "multi_thread")]
async fn sample_data_that_was_cut_off_half_way_is_thrown_away() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path()).await;
    world.write("event", &["1"]).await;
    let file = world.edition.file("edition.sqlite");
    world.edition.stop().await;
    let connection = rusqlite::Connection::open(file).unwrap();
    connection.execute("INSERT INTO setting VALUES ('seeding', 'begun')", []).unwrap();
    drop(connection);
    let world = World::new(folder.path()).await;
    let table = world.table().await;
    let query = table.query().table_name("Things").key_condition_expression("PK = :p");
    let value = aws_sdk_dynamodb::types::AttributeValue::S("p".into());
    assert_eq!(query.expression_attribute_values(":p", value).send().await.unwrap().count(), 0);
}

/// A function that cannot begin.
fn broken(_: edge::Env) -> edge::BoxFuture<'static, Result<edge::Function, edge::StartError>> {
    Box::pin(async { Err(edge::StartError::new(std::io::Error::other("not today"))) })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_start_that_ended_early_does_not_keep_the_sample_data_out() {
    let folder = tempfile::tempdir().unwrap();
    let wanted = |folder: &Path| Options { seed: true, ..with_template(folder, TEMPLATE) };
    let mut first = wanted(folder.path());
    for (_, start) in &mut first.functions {
        *start = broken;
    }
    refused(first, &["not today"]).await;
    assert!(folder.path().join("data/table.sqlite").exists(), "the folder is not a new one any more");
    // This template has nothing to write sample data through: that it is tried is what counts.
    refused(wanted(folder.path()), &["sample data"]).await;
}
