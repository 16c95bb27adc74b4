//! `entrega-local`: the whole platform on one machine.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use entrega_local::{Edition, Options, Running, Time};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;

/// Many threads ask for and give back many small pieces at once: answers in JSON, several times over.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Runs every function of the template in one process, with everything they need.
#[derive(Parser)]
#[command(name = "entrega-local", version)]
struct Arguments {
    /// Folder that everything is kept in
    #[arg(long, value_name = "DIR", default_value = "./.entrega")]
    data: PathBuf,
    /// Address to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Do not write sample data into an empty folder
    #[arg(long)]
    no_seed: bool,
    /// Delete everything in the folder first; asks before it does
    #[arg(long)]
    reset: bool,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// What the time is: the machine's (system), or one that stands still until POST /_local/clock moves it, from the
    /// machine's (manual) or from an instant
    #[arg(long, value_name = "CLOCK", default_value = "system")]
    clock: Time,
    /// The template; else infra/template.yaml, looked for from here upwards
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    /// What is logged, as a level or a list of them by module
    #[arg(long, value_name = "FILTER", default_value = "warn")]
    log: String,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(line) => {
            let _ = writeln!(std::io::stderr(), "entrega-local: {line}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    log(&arguments.log);
    if arguments.reset {
        if !arguments.yes && !agreed(&arguments.data)? {
            return Err("nothing was deleted".into());
        }
        entrega_local::reset(&arguments.data).map_err(|error| error.to_string())?;
    }
    let defaults = Options::new(&arguments.data);
    let options = Options {
        listen: arguments.listen,
        template: arguments.template.clone().or_else(nearest_template).unwrap_or(defaults.template.clone()),
        time: arguments.clock,
        seed: !arguments.no_seed,
        ..defaults
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(4)
        .thread_name("entrega")
        .enable_all()
        .build()
        .map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let running = Edition::start(options).await.map_err(|error| error.to_string())?;
        // Nobody may read this output: that is no reason to end.
        let _ = tell(&running, !arguments.no_seed);
        let ended = end().await;
        running.stop().await;
        ended.map_err(|error| error.to_string())
    })
}

/// Diagnostics go to the error output; the other one is for the addresses.
fn log(filter: &str) {
    let filter: Targets = format!("{filter},s3s=off,s3s_fs=off,dynoxide=error")
        .parse()
        .unwrap_or_else(|_| Targets::new().with_default(LevelFilter::WARN));
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let subscriber = tracing_subscriber::registry().with(lines).with(filter);
    let _ = tracing::subscriber::set_global_default(subscriber);
}

fn tell(running: &Running, sample_wanted: bool) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let url = running.url();
    writeln!(out, "ready {url}")?;
    writeln!(out)?;
    writeln!(out, "  console   {url}/")?;
    writeln!(out, "  API docs  {url}/docs")?;
    writeln!(out, "  outbox    {url}/_local/outbox")?;
    if let Some(demo) = running.demo() {
        writeln!(out, "  demo      {}", running.file("demo.json").display())?;
        for user in &demo.users {
            writeln!(out, "            {} / {}  ({})", user.email, user.password, user.role)?;
        }
        writeln!(out, "            secret key       {}", demo.api_key.secret)?;
        writeln!(out, "            publishable key  {}", demo.publishable_key)?;
        writeln!(out, "            shop             {url}/widget/#key={}", demo.publishable_key)?;
        if demo.deliveries().next().is_some() {
            writeln!(out, "  pages of recipients, by what became of the delivery")?;
        }
        for (story, page) in demo.deliveries() {
            writeln!(out, "            {story:<24} {page}")?;
        }
    } else if sample_wanted {
        writeln!(out, "  demo      none: this folder was begun without sample data; try --data with another one")?;
    }
    out.flush()
}

fn agreed(folder: &Path) -> Result<bool, String> {
    if !std::io::stdin().is_terminal() {
        return Err("--reset asks before it deletes, and there is nobody to ask: add --yes".into());
    }
    let mut out = std::io::stdout();
    let asked = write!(out, "Delete all data in {}? [y/N] ", folder.display()).and_then(|()| out.flush());
    asked.map_err(|error| error.to_string())?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer).map_err(|error| error.to_string())?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

fn nearest_template() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().map(|folder| folder.join("infra/template.yaml")).find(|file| file.is_file())
}

/// Waits for a signal to end.
async fn end() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut terminated, mut interrupted) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        tokio::select! {
            _ = terminated.recv() => {}
            _ = interrupted.recv() => {}
        }
        Ok(())
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
