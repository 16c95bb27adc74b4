//! Founding an account, and naming its hosts.

use crate::Failure;
use blobs::Blobs;
use clap::Args;
use configuration::Register;
use domain::account::Name;
use domain::currency::Currency;
use domain::email::Email;
use domain::id::AccountId;
use domain::language::Language;
use edge::{Env, Gate, Service};
use manage_accounts::founding::{Founding, found};
use manage_accounts::hosts;

/// What an account needs to begin.
#[derive(Args)]
pub(crate) struct Ask {
    /// The account's name
    #[arg(long)]
    name: String,
    /// The login of its first manager
    #[arg(long)]
    email: String,
    /// The name of its first manager
    #[arg(long)]
    manager: String,
    /// IANA name of its time zone
    #[arg(long, default_value = "America/Sao_Paulo")]
    time_zone: String,
    /// ISO 4217 code of its currency
    #[arg(long, default_value = "BRL")]
    currency: String,
    /// pt-BR, es or en
    #[arg(long, default_value = "pt-BR")]
    language: String,
}

pub(crate) async fn create(env: &Env, ask: Ask) -> Result<String, Failure> {
    let founding = Founding {
        account: Name::new(&ask.name).map_err(Failure::new)?,
        time_zone: ask.time_zone,
        currency: Currency::new(&ask.currency).map_err(Failure::new)?,
        language: ask.language.parse::<Language>().map_err(Failure::new)?,
        email: ask.email.parse::<Email>().map_err(Failure::new)?,
        manager: Name::new(&ask.manager).map_err(Failure::new)?,
    };
    let gate = Gate::open(env).await.map_err(Failure::new)?;
    let blobs = Blobs::new(&env.sdk(Service::S3).await, env.require("BUCKET_NAME").map_err(Failure::new)?);
    let register = Register::new(gate.store().clone(), blobs, 1 << 20);
    let founded = found(&gate, &register, founding).await.map_err(Failure::new)?;
    let url = env.get("PUBLIC_URL").unwrap_or_default();
    Ok(format!(
        "Founded {}. Its manager joins at {url}/invitations/{}, within a week.",
        founded.account, founded.invitation
    ))
}

/// A name for an account.
#[derive(Args)]
pub(crate) struct Host {
    /// Id of the account
    #[arg(long)]
    account: AccountId,
    /// Host, such as loja.example, or a short name for `?an=`
    host: String,
}

pub(crate) async fn give_host(env: &Env, ask: &Host) -> Result<String, Failure> {
    let gate = Gate::open(env).await.map_err(Failure::new)?;
    hosts::give(&gate, ask.account, &ask.host).await.map_err(Failure::new)?;
    Ok(format!("Calls to {} are for {}.", ask.host, ask.account))
}
