use serde_json::{Value, json};

use crate::world::{TEMPLATE, World};

#[tokio::test(flavor = "multi_thread")]
async fn a_route_that_is_not_in_the_template_is_not_found_and_a_failing_function_says_nothing_of_itself() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path()).await;
    let get = async |path: &str| {
        let answer = world.http.get(format!("{}{path}", world.edition.url())).send().await.unwrap();
        (answer.status().as_u16(), answer.json::<Value>().await.unwrap())
    };
    assert_eq!(get("/v1/nothing").await, (404, json!({"message": "Not Found"})));
    assert_eq!(get("/fails").await, (500, json!({"message": "Internal Server Error"})));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_function_whose_block_is_removed_answers_no_more_and_the_others_work() {
    let folder = tempfile::tempdir().unwrap();
    let (others, _) = TEMPLATE.split_once("  Fail:\n").expect("it is the last block");
    let world = World::with(folder.path(), |options| std::fs::write(&options.template, others).unwrap()).await;
    let answer = world.http.get(format!("{}/fails", world.edition.url())).send().await.unwrap();
    assert_eq!(
        (answer.status().as_u16(), answer.json::<Value>().await.unwrap()),
        (404, json!({"message": "Not Found"}))
    );
    world.write("event", &["1"]).await;
    world.until("the other function's work", |world| world.seen_as("changes").len() == 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_asked_for_by_the_machines_other_name_is_shown_where_keys_and_buckets_know_it() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path()).await;
    let url = world.edition.url();
    let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let by_name = format!("{}/_local/outbox?service=s1", url.replace("127.0.0.1", "localhost"));
    let get = async |kind: &str| browser.get(&by_name).header("accept", kind).send().await.unwrap();
    let page = get("text/html,*/*").await;
    assert_eq!(page.status(), 307);
    assert_eq!(page.headers()["location"].to_str().unwrap(), format!("{url}/_local/outbox?service=s1"));
    assert_eq!(get("application/json").await.status(), 200, "a program gets what it asks for");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_over_the_limit_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path()).await;
    for (size, status) in [(10 * 1024 * 1024 + 1, 413), (7 * 1024 * 1024, 413), (1024 * 1024, 500)] {
        let request = world.http.post(format!("{}/fails", world.edition.url())).header("content-type", "text/plain");
        let answer = request.body("x".repeat(size)).send().await.unwrap();
        assert_eq!(answer.status(), status, "{size} bytes");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sms_and_mail_are_shown_and_listed_with_what_they_are_about() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path()).await;
    let services = world.edition.env().get("AWS_ENDPOINT_URL").unwrap().to_string();
    let sms = "Action=Publish&Version=2010-03-31&PhoneNumber=%2B5511999990000&Message=Ol%C3%A1+https%3A%2F%2Fe.example%2Fx\
        &MessageAttributes.entry.1.Name=AWS.MM.SMS.OriginationNumber&MessageAttributes.entry.1.Value.StringValue=%2B12025550143\
        &MessageAttributes.entry.2.Name=event&MessageAttributes.entry.2.Value.StringValue=e1";
    let answer = world.http.post(&services).body(sms).send().await.unwrap().text().await.unwrap();
    assert!(answer.contains("<MessageId>"), "{answer}");
    let mail = json!({
        "FromEmailAddress": "no-reply@example.com",
        "Destination": {"ToAddresses": ["ana@example.com"]},
        "Content": {"Simple": {
            "Subject": {"Data": "Bem-vinda"},
            "Body": {"Text": {"Data": "Oi"}, "Html": {"Data": "<b>Oi</b><script>alert(1)</script>"}},
        }},
        "EmailTags": [{"Name": "service", "Value": "s1"}],
    });
    let answer = world.http.post(format!("{services}/v2/email/outbound-emails")).body(mail.to_string());
    assert!(answer.send().await.unwrap().status().is_success());

    let page = format!("{}/_local/outbox", world.edition.url());
    let listed = world.http.get(&page).header("accept", "application/json").send().await.unwrap();
    let listed: Vec<Value> = listed.json().await.unwrap();
    let field = |place: usize, name: &str| listed[place].get(name).cloned().unwrap_or_default();
    assert_eq!(listed.len(), 2);
    assert_eq!(
        (field(0, "channel"), field(0, "to"), field(0, "service")),
        (json!("email"), json!("ana@example.com"), json!("s1"))
    );
    assert_eq!(
        (field(1, "channel"), field(1, "text"), field(1, "event")),
        (json!("sms"), json!("Olá https://e.example/x"), json!("e1"))
    );
    assert_eq!(field(1, "from"), json!("+12025550143"));

    let shown = world.http.get(&page).send().await.unwrap();
    let policy = shown.headers().get("content-security-policy").unwrap().to_str().unwrap().to_string();
    assert!(policy.contains("default-src 'none'"), "{policy}");
    let shown = shown.text().await.unwrap();
    assert!(shown.contains("Bem-vinda") && shown.contains("Olá") && !shown.contains("<script>"), "{shown}");
    let frame = world.http.get(format!("{page}/{}", field(0, "id").as_str().unwrap())).send().await.unwrap();
    let policy = frame.headers().get("content-security-policy").unwrap().to_str().unwrap();
    assert!(policy.contains("sandbox") && !policy.contains("allow-scripts"), "{policy}");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_sites_page_cannot_use_the_pages_of_this_machine() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(folder.path()).await;
    let url = format!("{}/_local/outbox", world.edition.url());
    for (header, value, status) in
        [("host", "evil.example", 403), ("host", "localhost", 200), ("accept", "text/html", 200)]
    {
        let answer = world.http.get(&url).header(header, value).send().await.unwrap();
        assert_eq!(answer.status(), status, "{header}: {value}");
    }
    let form = world.http.post(&url).header("origin", "http://evil.example").body("from=%2B1&to=&body=x");
    assert_eq!(form.send().await.unwrap().status(), 403);
}
