//! `entrega-admin`: what whoever runs a deployment does by hand.
//!
//! `create-secrets`, `create-account` and `give-host` speak to the cloud with the credentials and region that the AWS command line
//! would use, and find the deployment through `TABLE_NAME`, `BUCKET_NAME`, `SECRETS_PREFIX` and `PUBLIC_URL`, all of
//! them outputs of the stack. `import-table` speaks to the public API with a key.

mod account;
mod table;

use clap::{Parser, Subcommand};
use edge::{Env, Service};
use std::io::Write;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "entrega-admin", version, about = "Runs a deployment of Entrega")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Makes the deployment's own keys where they are missing. Harmless when repeated.
    CreateSecrets,
    /// Founds an account and prints the invitation of its first manager.
    CreateAccount(account::Ask),
    /// Gives a host or a short name to an account, for calls of storefronts that prove nothing.
    GiveHost(account::Host),
    /// Imports a freight table and waits until it serves quotes.
    ImportTable(table::Ask),
}

/// Why a command did not do its work, in one line.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Failure(String);

impl Failure {
    fn new(error: impl std::error::Error) -> Self {
        let mut line = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            line = format!("{line}: {error}");
            cause = error.source();
        }
        Self(line)
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        return ExitCode::FAILURE;
    };
    let (outcome, code) = match runtime.block_on(run(arguments.command)) {
        Ok(line) => (writeln!(std::io::stdout(), "{line}"), ExitCode::SUCCESS),
        Err(failure) => (writeln!(std::io::stderr(), "entrega-admin: {failure}"), ExitCode::FAILURE),
    };
    outcome.map_or(ExitCode::FAILURE, |()| code)
}

async fn run(command: Command) -> Result<String, Failure> {
    match command {
        Command::CreateSecrets => create_secrets(&Env::from_process()).await,
        Command::CreateAccount(ask) => account::create(&Env::from_process(), ask).await,
        Command::GiveHost(ask) => account::give_host(&Env::from_process(), &ask).await,
        Command::ImportTable(ask) => table::import(ask).await,
    }
}

async fn create_secrets(env: &Env) -> Result<String, Failure> {
    let prefix = env.require("SECRETS_PREFIX").map_err(Failure::new)?;
    let made =
        secrets::Secrets::new(&env.sdk(Service::Ssm).await, prefix).create_missing().await.map_err(Failure::new)?;
    Ok(if made.is_empty() { format!("All keys below {prefix} exist.") } else { format!("Made {}.", made.join(", ")) })
}
