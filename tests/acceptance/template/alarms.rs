//! Nothing fails silently: what is given up is kept somewhere, and somebody is told.

use serde_json::{Value, json};

use super::{Template, check, literal};

#[test]
fn every_queue_gives_up_into_another_one_and_keeps_what_was_given_up_fourteen_days() {
    let ours = Template::ours();
    check(
        queue_faults,
        &[
            (ours.without("/MessagesQueue/Properties/RedrivePolicy"), "MessagesQueue: nowhere to give up to"),
            (
                ours.but("/MessagesDeadLetters/Properties/MessageRetentionPeriod", json!(60)),
                "MessagesDeadLetters: kept",
            ),
            (ours.without("/MessagesQueue/Properties/SqsManagedSseEnabled"), "MessagesQueue: not encrypted"),
            (ours.but("/MessagesQueue/Properties/VisibilityTimeout", json!(30)), "MessagesQueue: visible again"),
        ],
    );
}

fn queue_faults(template: &Template) -> Vec<String> {
    const FOURTEEN_DAYS: u64 = 1_209_600;
    let mut found = Vec::new();
    for (name, queue) in template.resources("AWS::SQS::Queue") {
        let properties = &queue["Properties"];
        if properties["SqsManagedSseEnabled"] != true {
            found.push(format!("{name}: not encrypted"));
        }
        let target = literal(&properties["RedrivePolicy"]["deadLetterTargetArn"]);
        let gives_up = dead_letters(template).contains(&target);
        if !gives_up && !dead_letters(template).contains(&format!("${{{name}.Arn}}")) {
            found.push(format!("{name}: nowhere to give up to"));
        }
        if !gives_up && properties["MessageRetentionPeriod"] != FOURTEEN_DAYS {
            found.push(format!("{name}: kept for less than fourteen days"));
        }
    }
    for (function, _, event) in template.events().filter(|(_, kind, _)| *kind == "SQS") {
        let queue = literal(&event["Queue"]).trim_start_matches("${").trim_end_matches(".Arn}").to_owned();
        let visible = template.resource(&queue)["Properties"]["VisibilityTimeout"].as_u64().unwrap_or(30);
        let timeout = template.resource(function)["Properties"]["Timeout"].as_u64().unwrap_or(3);
        if visible < 6 * timeout {
            found.push(format!("{queue}: visible again before six times the {timeout} s of {function}"));
        }
    }
    found
}

/// Where queues, schedules and failed invocations give up to.
fn dead_letters(template: &Template) -> Vec<String> {
    let redrive = template
        .resources("AWS::SQS::Queue")
        .map(|(_, one)| &one["Properties"]["RedrivePolicy"]["deadLetterTargetArn"]);
    let targets = template
        .resources("AWS::Events::Rule")
        .map(|(_, one)| &one["Properties"]["Targets"][0]["DeadLetterConfig"]["Arn"]);
    let invocations = template
        .resources("AWS::Lambda::EventInvokeConfig")
        .map(|(_, one)| &one["Properties"]["DestinationConfig"]["OnFailure"]["Destination"]);
    redrive.chain(targets).chain(invocations).filter(|target| !target.is_null()).map(literal).collect()
}

#[test]
fn every_function_that_nobody_waits_for_says_where_its_failures_go() {
    let ours = Template::ours();
    check(
        lost_failures,
        &[
            (ours.without("/KeepHouse/Properties/EventInvokeConfig"), "KeepHouse"),
            (ours.without("/ManageFreight/Properties/EventInvokeConfig"), "ManageFreight"),
            (
                ours.without("/KeepHouse/Properties/Events/EveryMinute/Properties/DeadLetterConfig"),
                "schedule of KeepHouse",
            ),
        ],
    );
}

fn lost_failures(template: &Template) -> Vec<String> {
    let mut found = Vec::new();
    for (name, kind, event) in template.events().filter(|(_, kind, _)| matches!(*kind, "S3" | "Schedule")) {
        let function = &template.0["written"]["Resources"][name]["Properties"];
        if function["EventInvokeConfig"]["DestinationConfig"]["OnFailure"]["Destination"].is_null() {
            found.push(format!("{name}: failures of its {kind} events are lost"));
        }
        if kind == "Schedule" && event["DeadLetterConfig"]["Arn"].is_null() {
            found.push(format!("the schedule of {name}: minutes that could not be delivered are lost"));
        }
    }
    found
}

#[test]
fn the_stream_has_one_reader_that_isolates_a_bad_record_and_keeps_it_whole() {
    let ours = Template::ours();
    let event = "/PublishEvents/Properties/Events/Outbox";
    let mapping = |property: &str| format!("{event}/Properties/{property}");
    let second = ours.but(
        "/KeepHouse/Properties/Events/Second",
        ours.0["written"]["Resources"]["PublishEvents"]["Properties"]["Events"]["Outbox"].clone(),
    );
    check(
        stream_faults,
        &[
            (second, "2 readers"),
            (ours.but(&mapping("MaximumRetryAttempts"), json!(-1)), "MaximumRetryAttempts"),
            (ours.but(&mapping("MaximumRecordAgeInSeconds"), json!(-1)), "MaximumRecordAge"),
            (ours.but(&mapping("BisectBatchOnFunctionError"), json!(false)), "Bisect"),
            (ours.without(&mapping("FunctionResponseTypes")), "FunctionResponseTypes"),
            (ours.but(&mapping("DestinationConfig/OnFailure/Type"), json!("SQS")), "OnFailure"),
            (ours.without(&mapping("FilterCriteria")), "FilterCriteria"),
        ],
    );
}

fn stream_faults(template: &Template) -> Vec<String> {
    let readers: Vec<&Value> =
        template.events().filter(|(_, kind, _)| *kind == "DynamoDB").map(|(_, _, event)| event).collect();
    let [reader] = readers.as_slice() else { return vec![format!("{} readers of the stream", readers.len())] };
    let outbox = r#"{"eventName":["INSERT"],"dynamodb":{"NewImage":{"entity":{"S":["event"]}}}}"#;
    let expected = [
        ("/MaximumRetryAttempts", json!(5)),
        ("/MaximumRecordAgeInSeconds", json!(21_600)),
        ("/BisectBatchOnFunctionError", json!(true)),
        ("/FunctionResponseTypes", json!(["ReportBatchItemFailures"])),
        ("/DestinationConfig/OnFailure/Type", json!("S3")),
        ("/FilterCriteria/Filters", json!([{"Pattern": outbox}])),
    ];
    let wrong = expected.iter().filter(|(pointer, value)| reader.pointer(pointer) != Some(value));
    wrong.map(|(pointer, value)| format!("{pointer} is not {value}")).collect()
}

#[test]
fn batches_report_the_items_that_failed() {
    let ours = Template::ours();
    let types = "/SendNotification/Properties/Events/Messages/Properties/FunctionResponseTypes";
    check(whole_batches, &[(ours.without(types), "SendNotification")]);
}

fn whole_batches(template: &Template) -> Vec<String> {
    let batches = template.events().filter(|(_, kind, _)| matches!(*kind, "SQS" | "DynamoDB"));
    batches
        .filter(|(_, _, event)| event["FunctionResponseTypes"] != json!(["ReportBatchItemFailures"]))
        .map(|(name, ..)| format!("{name}: one bad item fails the whole batch"))
        .collect()
}

#[test]
fn somebody_is_told_of_dead_letters_errors_lag_and_failed_requests() {
    let ours = Template::ours();
    check(
        silences,
        &[
            (ours.without("/MessagesDeadLettersAlarm"), "MessagesDeadLetters"),
            (ours.without("/SignInErrors"), "Errors of ${SignIn}"),
            (ours.without("/StreamLag"), "IteratorAge"),
            (ours.without("/ApiFailures"), "5xx"),
            (ours.but("/StreamLag/Properties/AlarmActions", json!([])), "StreamLag tells nobody"),
        ],
    );
}

fn silences(template: &Template) -> Vec<String> {
    let mut watched = vec![
        (String::from("5xx"), String::from("${Api}")),
        (String::from("IteratorAge"), String::from("${PublishEvents}")),
    ];
    watched.extend(template.functions().map(|(name, _)| (String::from("Errors"), format!("${{{name}}}"))));
    watched.extend(
        dead_letters(template)
            .into_iter()
            .map(|queue| (String::from("ApproximateNumberOfMessagesVisible"), queue.replace(".Arn}", ".QueueName}"))),
    );
    let alarms: Vec<(&str, &Value)> =
        template.resources("AWS::CloudWatch::Alarm").map(|(name, alarm)| (name, &alarm["Properties"])).collect();
    let unwatched = watched.into_iter().filter(|(metric, of)| {
        !alarms
            .iter()
            .any(|(_, alarm)| alarm["MetricName"] == *metric && literal(&alarm["Dimensions"][0]["Value"]) == *of)
    });
    let mut found: Vec<String> = unwatched.map(|(metric, of)| format!("nobody watches {metric} of {of}")).collect();
    let mute = alarms.iter().filter(|(_, alarm)| literal(&alarm["AlarmActions"][0]) != "${AlarmTopic}");
    found.extend(mute.map(|(name, _)| format!("{name} tells nobody")));
    found
}
