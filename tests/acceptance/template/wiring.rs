//! Which function serves what.

use acceptance::repository::crates;
use serde_json::json;

use super::{Template, check, literal};

#[test]
fn every_function_of_the_workspace_is_wired_and_nothing_else_is() {
    let ours = Template::ours();
    check(
        strangers,
        &[
            (ours.without("/SignIn"), "sign-in is not wired"),
            (ours.but("/SignIn/Properties/CodeUri", json!("../functions/sign-out")), "sign-out does not exist"),
            (ours.but("/SignIn/Metadata/BuildProperties/Binary", json!("bootstrap")), "SignIn: builds bootstrap"),
            (ours.but("/SignIn/Metadata/BuildMethod", json!("makefile")), "SignIn: built by makefile"),
        ],
    );
}

fn strangers(template: &Template) -> Vec<String> {
    let crates = crates();
    let folders: Vec<&str> =
        crates.iter().filter(|one| one.home() == "functions").map(|one| one.name.as_str()).collect();
    let mut wired = Vec::new();
    let mut found = Vec::new();
    for (id, properties) in template.functions() {
        let folder = properties["CodeUri"].as_str().unwrap_or_default().trim_start_matches("../functions/");
        let metadata = &template.0["written"]["Resources"][id]["Metadata"];
        if !folders.contains(&folder) {
            found.push(format!("{id}: {folder} does not exist"));
        }
        if pascal(folder) != id {
            found.push(format!("{id}: should be {}", pascal(folder)));
        }
        if metadata["BuildProperties"]["Binary"] != folder {
            found.push(format!("{id}: builds {}", literal(&metadata["BuildProperties"]["Binary"])));
        }
        if metadata["BuildMethod"] != "rust-cargolambda" {
            found.push(format!("{id}: built by {}", literal(&metadata["BuildMethod"])));
        }
        wired.push(folder);
    }
    found
        .extend(folders.iter().filter(|folder| !wired.contains(folder)).map(|folder| format!("{folder} is not wired")));
    found
}

/// `sign-in` as a logical id: `SignIn`.
fn pascal(folder: &str) -> String {
    let capital =
        |word: &str| word.chars().next().map_or(String::new(), |first| first.to_uppercase().to_string() + &word[1..]);
    folder.split('-').map(capital).collect()
}

#[test]
fn a_resource_of_the_api_has_two_routes_of_any_method_and_one_function() {
    let ours = Template::ours();
    let event = |name: &str| format!("/QuoteShipping/Properties/Events/{name}");
    let quotes = ours.0["written"]["Resources"]["QuoteShipping"]["Properties"]["Events"]["Quotes"].clone();
    check(
        route_faults,
        &[
            (ours.without(&event("QuotesBelow")), "/v1/quotes lacks /v1/quotes/{proxy+}"),
            (ours.but(&event("Quotes/Properties/Method"), json!("POST")), "/v1/quotes: POST"),
            (ours.but("/SignIn/Properties/Events/Quotes", quotes), "/v1/quotes: two functions"),
            (ours.but(&event("Quotes/Properties/Path"), json!("/quotes")), "/quotes: outside /v1"),
        ],
    );
}

fn route_faults(template: &Template) -> Vec<String> {
    let routes: Vec<(&str, String, String)> = routes(template).collect();
    let mut found = Vec::new();
    for (function, method, path) in &routes {
        if method != "ANY" {
            found.push(format!("{path}: {method}; the router inside the function answers 405"));
        }
        if path != "/t" && !["/v1/", "/api/", "/seller", "/t/"].iter().any(|ours| path.starts_with(ours)) {
            found.push(format!("{path}: outside /v1"));
        }
        let partner = path.strip_suffix("/{proxy+}").map_or_else(|| format!("{path}/{{proxy+}}"), str::to_owned);
        if !routes.iter().any(|(other, _, path)| other == function && *path == partner) {
            found.push(format!("{path} lacks {partner}"));
        }
        if routes.iter().any(|(other, _, same)| other != function && same == path) {
            found.push(format!("{path}: two functions"));
        }
    }
    found
}

/// Function, method and path of every route but the one for everything else.
fn routes(template: &Template) -> impl Iterator<Item = (&str, String, String)> {
    let routes = template.events().filter(|(_, kind, event)| *kind == "HttpApi" && !event["Path"].is_null());
    routes.map(|(function, _, event)| (function, literal(&event["Method"]), literal(&event["Path"])))
}

#[test]
fn what_no_function_serves_gets_our_own_404_and_preflights_our_own_answer() {
    let ours = Template::ours();
    let cors = json!({"AllowOrigins": ["https://example.com"]});
    check(
        api_faults,
        &[
            (ours.without("/ServeWeb/Properties/Events/Everything"), "$default"),
            (ours.but("/Api/Properties/CorsConfiguration", cors), "CORS"),
            (ours.without("/ApiApiGatewayDefaultStage/Properties/AccessLogSettings"), "access log"),
            (
                ours.but("/ApiApiGatewayDefaultStage/Properties/AccessLogSettings/Format", json!("$context.path")),
                "tokens",
            ),
            (ours.without("/ApiApiGatewayDefaultStage/Properties/DefaultRouteSettings"), "throttled"),
        ],
    );
}

fn api_faults(template: &Template) -> Vec<String> {
    let mut found = Vec::new();
    let everything = template.events().filter(|(_, kind, event)| *kind == "HttpApi" && event["Path"].is_null());
    if everything.map(|(function, ..)| function).collect::<Vec<_>>() != ["ServeWeb"] {
        found.push(String::from("$default is not served by ServeWeb alone"));
    }
    if !template.0["written"]["Resources"]["Api"]["Properties"]["CorsConfiguration"].is_null() {
        found.push(String::from("CORS: the gateway would answer preflights instead of us"));
    }
    let stage = &template.resource("ApiApiGatewayDefaultStage")["Properties"];
    if literal(&stage["AccessLogSettings"]["DestinationArn"]) != "${ApiLog.Arn}" {
        found.push(String::from("requests leave no access log"));
    }
    let format = literal(&stage["AccessLogSettings"]["Format"]);
    if ["$context.path", "$context.identity", "$context.authorizer"].iter().any(|word| format.contains(word)) {
        found.push(String::from("the access log holds tokens or personal data"));
    }
    if stage["DefaultRouteSettings"]["ThrottlingRateLimit"].is_null() {
        found.push(String::from("the API is not throttled"));
    }
    found
}

#[test]
fn every_function_runs_on_the_chosen_processor_and_logs_where_its_lines_expire() {
    let ours = Template::ours();
    check(
        runtime_faults,
        &[
            (ours.but("/SignIn/Properties/Architectures", json!(["x86_64"])), "SignIn: Architectures"),
            (ours.but("/SignIn/Properties/Runtime", json!("provided.al2")), "SignIn: Runtime"),
            (ours.without("/SignIn/Properties/LoggingConfig"), "SignIn: LoggingConfig"),
            (ours.without("/SignInLog/Properties/RetentionInDays"), "SignInLog: kept for ever"),
            (ours.but("/SignIn/Properties/MemorySize", json!(128)), "SignIn: 128 MB"),
        ],
    );
}

fn runtime_faults(template: &Template) -> Vec<String> {
    /// Below this, the first TLS handshake with a service takes most of a second.
    const LEAST_MEMORY_MB: u64 = 512;
    let mut found = Vec::new();
    for (name, function) in template.resources("AWS::Lambda::Function") {
        let properties = &function["Properties"];
        let expected = [
            ("Architectures", json!([{"Ref": "Architecture"}])),
            ("Runtime", json!("provided.al2023")),
            ("Handler", json!("bootstrap")),
            ("LoggingConfig", json!({"LogFormat": "JSON", "LogGroup": {"Ref": format!("{name}Log")}})),
        ];
        let wrong = expected.iter().filter(|(property, value)| properties[property] != *value);
        found.extend(wrong.map(|(property, value)| format!("{name}: {property} is not {value}")));
        let memory = properties["MemorySize"].as_u64().unwrap_or(128);
        if memory < LEAST_MEMORY_MB {
            found.push(format!("{name}: {memory} MB"));
        }
    }
    let logs = template.resources("AWS::Logs::LogGroup");
    let endless = logs.filter(|(_, log)| log["Properties"]["RetentionInDays"].is_null());
    found.extend(endless.map(|(name, _)| format!("{name}: kept for ever")));
    found
}

#[test]
fn webhooks_go_nowhere_but_to_the_public_internet_and_only_sns_is_sns() {
    let ours = Template::ours();
    let samconfig = std::fs::read_to_string(acceptance::repository::root().join("samconfig.toml")).unwrap();
    for parameter in ["WebhookAllowedHosts", "SnsHosts"] {
        let allowed = &ours.0["written"]["Parameters"][parameter]["Default"];
        assert_eq!(allowed, "", "only a test may allow another host");
        assert!(!samconfig.contains(parameter));
    }
}
