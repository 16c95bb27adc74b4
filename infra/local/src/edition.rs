use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use domain::id::AccountId;
use jiff::Timestamp;
use tokio::net::TcpListener;

use crate::activity::Activity;
use crate::buckets::{self, Buckets, events_of};
use crate::capture::{self, Capture, Topics};
use crate::clock::Clock;
use crate::folder::Folder;
use crate::functions::BUILT_IN;
use crate::http::{self, Door, Routes};
use crate::invoke::{Functions, Ready};
use crate::ledger::Ledger;
use crate::local::Local;
use crate::outbox::Outbox;
use crate::pump::{self, Checkpoints, Failures, Pump, Stream};
use crate::queues::{self, Queues, Reader};
use crate::running::SEEDING;
use crate::schedules::Schedules;
use crate::secrets::Parameters;
use crate::settle::Settle;
use crate::table::Table;
use crate::tasks::Tasks;
use crate::template::{Place, Queue, REGION, Template};
use crate::{Demo, Error, Options, Running, Time};

/// The number that SMS come from and are answered to here. It is one of those kept free for stories.
pub(crate) const SMS_NUMBER: &str = "+12025550143";

/// How often messages are dropped that are older than their queue keeps them.
const EXPIRY: Duration = Duration::from_secs(600);

/// The single-machine edition.
#[derive(Debug)]
pub struct Edition;

impl Edition {
    /// Starts everything that the template wires; when this returns, everything answers.
    ///
    /// # Errors
    /// [`Error`] with one line on what keeps it from starting.
    pub async fn start(options: Options) -> Result<Running, Error> {
        let folder = Folder::take(&options.data)?;
        let listener = listen(options.listen).await?;
        let loopback = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let (services, store) = (listen(loopback).await?, listen(loopback).await?);
        let url = format!("http://{}", reachable(address(&listener, options.listen)?));
        let services_url = format!("http://{}", address(&services, loopback)?);
        let store_url = format!("http://{}", address(&store, loopback)?);

        let ledger = open_ledger(&folder)?;
        let fresh = !folder.path("table.sqlite").exists();
        let known = ledger.setting("demo").map_err(Error::ledger)?;
        let known = known.and_then(|known| serde_json::from_str::<Demo>(&known).ok());
        let account = match &known {
            Some(demo) => demo.account.parse().ok(),
            None => (options.seed && fresh).then(|| AccountId::new(uuid::Uuid::now_v7())),
        };
        let mut parameters = BTreeMap::from([
            ("PublicUrl".to_string(), url.clone()),
            ("InboundSmsNumber".to_string(), SMS_NUMBER.to_string()),
            ("DefaultAccount".to_string(), account.map(|account| account.to_string()).unwrap_or_default()),
        ]);
        parameters.extend(options.parameters.clone());
        let place = Place { parameters: &parameters, origin: &url, queues: &services_url };
        let template = Template::read(&options.template, &place)?;
        let starts = starts(&options, &template)?;

        if fresh && options.seed {
            // Before anything else is written: whatever cuts this start off, the next one begins anew.
            ledger.set(SEEDING, "begun").map_err(Error::ledger)?;
        }
        let clock = clock(&options, &ledger);
        let activity = Activity::default();
        let queues = Queues::new(ledger.clone(), clock.clone(), all_queues(&template)).map_err(Error::ledger)?;
        let prefixes: BTreeSet<_> = template
            .functions
            .iter()
            .filter_map(|function| function.environment.get("SECRETS_PREFIX").cloned())
            .collect();
        let prefixes: Vec<String> = prefixes.into_iter().collect();
        let parameters = Parameters::open(&folder.path("secrets.json"), &prefixes)?;
        let wrong = |reason| Error::Template { file: options.template.clone(), reason };
        let schedules = Schedules::new(&template.schedules, clock.clone(), queues.clone()).map_err(wrong)?;
        let table = match template.tables.first() {
            Some(definition) => Some((Table::open(&folder.path("table.sqlite"), definition, &ledger)?, definition)),
            None => None,
        };
        let buckets = Buckets::open(
            &folder.buckets()?,
            template.buckets.clone(),
            template.bucket_mappings.clone(),
            queues.clone(),
            clock.clone(),
        )?;
        let outbox = Outbox::new(ledger.clone(), clock.clone());
        let topics = Topics {
            topics: template.topics.clone(),
            subscriptions: template.subscriptions.clone(),
            queues: queues.clone(),
        };

        let tasks = Tasks::new();
        let capture = Capture { outbox: outbox.clone(), queues: queues.clone(), topics: topics.clone(), parameters };
        capture::serve(&tasks, services, capture);
        let served = table.as_ref().map(|(table, _)| table.serve(store));
        let addresses = addresses(&url, &services_url, &store_url);
        let functions = ready(&template, starts, &addresses, &clock, &activity).await?;

        let stream = match &table {
            Some((_, definition)) if !definition.view.is_empty() => {
                let failed = |error: rusqlite::Error| Error::Engine { engine: "the stream", reason: error.to_string() };
                let stream = Stream::open(&folder.path("table.sqlite"), &definition.name, &definition.view);
                let stream = stream.map_err(failed)?;
                let checkpoints = Checkpoints::load(ledger.clone(), &stream, &template.streams).map_err(failed)?;
                let pump = Pump {
                    stream: stream.clone(),
                    checkpoints: checkpoints.clone(),
                    functions: functions.clone(),
                    failures: Failures { buckets: buckets.clone(), queues: queues.clone() },
                    activity: activity.clone(),
                    clock: clock.clone(),
                };
                pump::start(&tasks, &pump, &template.streams);
                Some((stream, checkpoints))
            }
            _ => None,
        };
        let readers = readers(&template);
        for reader in &readers {
            queues::start(&tasks, &queues, &functions, &activity, reader);
        }
        schedules.start(&tasks);
        if !clock.is_manual() {
            queues.sweep(&tasks, EXPIRY);
            if let Some((table, _)) = &table {
                table.sweep(&tasks);
            }
        }
        let settle = Settle {
            activity: activity.clone(),
            clock: clock.clone(),
            stream,
            queues,
            read: readers.iter().map(|reader| reader.queue().to_string()).collect(),
            schedules,
            table: table.map(|(table, _)| table),
            ledger: ledger.clone(),
        };
        let local = Local { outbox, topics, settle: settle.clone() };
        let routes = Routes::new(&template.routes);
        let door =
            Door { url: url.clone(), routes, functions: functions.clone(), buckets, local, clock: clock.clone() };
        http::serve(&tasks, listener, Arc::new(door));

        let mut all = BTreeMap::new();
        for function in &template.functions {
            all.extend(function.environment.clone());
        }
        all.extend(addresses);
        let env = edge::Env::new(all, clock.shown());
        let mut running =
            Running { url, folder, env, clock, functions, activity, settle, ledger, tasks, table: served, demo: None };
        running.demonstrate(&options, known, account.filter(|_| fresh)).await?;
        Ok(running)
    }
}

/// Opens the ledger. Sample data that was cut off half-way in a new folder is thrown away: nobody has worked with it.
fn open_ledger(folder: &Folder) -> Result<Ledger, Error> {
    let file = folder.path("edition.sqlite");
    let ledger = Ledger::open(&file)?;
    let begun = ledger.setting(SEEDING).map_err(Error::ledger)?.is_some();
    if !begun || ledger.setting("demo").map_err(Error::ledger)?.is_some() {
        return Ok(ledger);
    }
    drop(ledger);
    folder.clear()?;
    Ledger::open(&file)
}

async fn listen(at: SocketAddr) -> Result<TcpListener, Error> {
    TcpListener::bind(at).await.map_err(|error| Error::Listen { address: at, reason: error.to_string() })
}

fn address(listener: &TcpListener, asked: SocketAddr) -> Result<SocketAddr, Error> {
    listener.local_addr().map_err(|error| Error::Listen { address: asked, reason: error.to_string() })
}

/// Every address of the machine is listened on: this machine reaches it by loopback.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        ip if !ip.is_unspecified() => ip,
        IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
    };
    SocketAddr::new(ip, address.port())
}

fn clock(options: &Options, ledger: &Ledger) -> Clock {
    let Time::Stands(from) = options.time else {
        return Clock::system();
    };
    // What was written in a later time must not find itself in the future.
    let left = ledger.setting("clock").ok().flatten().and_then(|left| left.parse::<Timestamp>().ok());
    let from = from.unwrap_or_else(|| Clock::system().now());
    Clock::manual(left.map_or(from, |left| left.max(from)))
}

fn starts(options: &Options, template: &Template) -> Result<BTreeMap<String, edge::Start>, Error> {
    let known = |folder: &str| options.functions.iter().chain(BUILT_IN).find(|(name, _)| *name == folder);
    template
        .functions
        .iter()
        .map(|function| match known(&function.folder) {
            Some((_, start)) => Ok((function.id.clone(), *start)),
            None => Err(Error::UnknownFunction {
                file: options.template.clone(),
                id: function.id.clone(),
                folder: function.folder.clone(),
            }),
        })
        .collect()
}

/// The queues of the template, and one for each function's events that nobody waits for.
fn all_queues(template: &Template) -> Vec<Queue> {
    let events = template.functions.iter().map(|function| Queue {
        name: events_of(&function.id),
        fifo: false,
        by_content: false,
        // Longer than any call; the end of a call is what puts an event back.
        visibility: 960,
        delay: 0,
        retention: 1_209_600,
        dead_letters: None,
        max_receives: None,
    });
    template.queues.iter().cloned().chain(events).collect()
}

fn readers(template: &Template) -> Vec<Reader> {
    let mappings = template.queue_mappings.iter().cloned().map(Reader::Mapping);
    let called: BTreeSet<_> = template
        .bucket_mappings
        .iter()
        .map(|mapping| &mapping.function)
        .chain(template.schedules.iter().map(|schedule| &schedule.function))
        .collect();
    let events =
        template.functions.iter().filter(|function| called.contains(&function.id)).map(|function| Reader::Events {
            function: function.id.clone(),
            queue: events_of(&function.id),
            end: function.asynchronous.clone(),
        });
    mappings.chain(events).collect()
}

/// Where each service answers, as the SDK reads it.
fn addresses(url: &str, services: &str, store: &str) -> BTreeMap<String, String> {
    // The SDK puts the bucket's name right behind it.
    let bucket_url = format!("{url}{}/", buckets::PREFIX);
    let mut addresses = BTreeMap::new();
    for (name, value) in [
        ("AWS_ENDPOINT_URL", services),
        ("AWS_ENDPOINT_URL_DYNAMODB", store),
        ("AWS_ENDPOINT_URL_S3", bucket_url.as_str()),
        ("AWS_REGION", REGION),
        ("AWS_ACCESS_KEY_ID", buckets::ACCESS_KEY),
        ("AWS_SECRET_ACCESS_KEY", buckets::SECRET_KEY),
    ] {
        addresses.insert(name.to_string(), value.to_string());
    }
    addresses
}

async fn ready(
    template: &Template,
    starts: BTreeMap<String, edge::Start>,
    addresses: &BTreeMap<String, String>,
    clock: &Clock,
    activity: &Activity,
) -> Result<Functions, Error> {
    let all = template.functions.iter().filter_map(|function| Some((function, *starts.get(&function.id)?)));
    let all = all.map(|(function, start)| async move {
        let mut settings = function.environment.clone();
        settings.extend(addresses.clone());
        settings.insert("AWS_LAMBDA_FUNCTION_NAME".into(), function.id.clone());
        settings.insert("AWS_LAMBDA_FUNCTION_MEMORY_SIZE".into(), function.memory.to_string());
        let started = start(edge::Env::new(settings, clock.shown())).await.map_err(|error| Error::Function {
            folder: function.folder.clone(),
            reason: crate::error::chain(&error),
        })?;
        Ok::<_, Error>((
            function.id.clone(),
            Ready { function: started, timeout: function.timeout, killed: Arc::default() },
        ))
    });
    let ready = futures_util::future::try_join_all(all).await?;
    Ok(Functions::new(ready.into_iter().collect(), activity.clone()))
}
