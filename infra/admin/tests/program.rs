//! The program as it is started by hand: what is wrong is said in one line, with a code that scripts can see.

#![expect(clippy::unwrap_used, reason = "a test without its subject has nothing left to say")]

use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_entrega-admin")).args(arguments).env_clear().output().unwrap()
}

fn check(arguments: &[&str], said: &str) {
    let output = run(arguments);
    let line = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success(), "{arguments:?}");
    assert!(line.starts_with("entrega-admin: ") && line.contains(said) && line.lines().count() == 1, "{line}");
}

#[test]
fn what_keeps_a_command_from_its_work_is_said_in_one_line() {
    check(&["create-secrets"], "the setting SECRETS_PREFIX is missing");
    check(&["import-table", "--key", "x", "--policy", "x", "no-such-file.csv"], "no-such-file.csv");
    check(&["create-account", "--name", "Casa", "--email", "nobody", "--manager", "Ana"], "e-mail");
    check(
        &["create-account", "--name", "Casa", "--email", "ana@example.com", "--manager", "Ana", "--language", "fr"],
        "pt-BR, es, en",
    );
}

#[test]
fn every_command_is_listed() {
    let help = String::from_utf8(run(&["--help"]).stdout).unwrap();
    for command in ["create-secrets", "create-account", "import-table"] {
        assert!(help.contains(command), "{help}");
    }
}
