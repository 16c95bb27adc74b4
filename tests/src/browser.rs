//! Real Chromium, driven through a page as a person would.
#![expect(clippy::expect_used, reason = "a test without its subject has nothing left to say")]

use crate::repository::root;
use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;
use thirtyfour::manager::{BrowserKind, WebDriverManager};
use thirtyfour::prelude::*;

const CHROMIUM: &str = "/usr/bin/chromium";
const DRIVER: &str = "/usr/bin/chromedriver";
const PATIENCE: Duration = Duration::from_secs(20);
const OFTEN: Duration = Duration::from_millis(50);

/// A browser with a window of its own and no past.
#[derive(Debug)]
pub struct Browser {
    driver: WebDriver,
    // Deleted after the browser has ended.
    _profile: TempDir,
}

impl Browser {
    /// Opens a window of so many pixels.
    ///
    /// # Panics
    /// When Chromium or its driver is missing; `make test` installs them.
    pub async fn open(width: u32, height: u32) -> Self {
        assert!(
            Path::new(CHROMIUM).exists() && Path::new(DRIVER).exists(),
            "install the Debian packages chromium and chromium-driver"
        );
        let profile = tempfile::tempdir().expect("a temporary folder can be made");
        let mut wanted = DesiredCapabilities::chrome();
        wanted.set_binary(CHROMIUM).expect("a path is a path");
        let (folder, size) = (profile.path().display(), format!("--window-size={width},{height}"));
        let flags = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-sync",
            "--disable-dev-shm-usage",
            // What fades in is judged as it stays.
            "--force-prefers-reduced-motion",
        ];
        let quiet =
            ["--disable-background-networking", "--disable-component-update", "--hide-scrollbars", "--lang=pt-BR"];
        for flag in flags.iter().chain(&quiet).copied().chain([size.as_str(), &format!("--user-data-dir={folder}")]) {
            wanted.add_arg(flag).expect("a flag is a flag");
        }
        let manager = WebDriverManager::builder()
            .driver_binary(BrowserKind::Chrome, DRIVER)
            .host(IpAddr::V4(Ipv4Addr::LOCALHOST))
            .offline()
            .build();
        let driver = manager.launch(wanted).await.expect("Chromium starts");
        let browser = Self { driver, _profile: profile };
        browser.resize(width, height).await;
        browser
    }

    /// Gives the window another size.
    pub async fn resize(&self, width: u32, height: u32) {
        let size = serde_json::json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", size).await.expect("a window has a size");
    }

    /// Makes the system prefer `light` or `dark`.
    pub async fn prefer(&self, theme: &str) {
        let media = serde_json::json!({ "features": [{ "name": "prefers-color-scheme", "value": theme }] });
        self.driver.cdp().send_raw("Emulation.setEmulatedMedia", media).await.expect("a system has a theme");
    }

    /// Makes the network a mobile one of so many kbit/s and milliseconds, and the processor so many times slower.
    pub async fn slow_down(&self, kilobits: u32, latency: u32, times: u32) {
        let bytes = kilobits.saturating_mul(125);
        let network = serde_json::json!({ "offline": false, "latency": latency, "downloadThroughput": bytes, "uploadThroughput": bytes });
        let network = self.driver.cdp().send_raw("Network.emulateNetworkConditions", network).await;
        network.expect("a network can be slow");
        let processor = serde_json::json!({ "rate": times });
        let processor = self.driver.cdp().send_raw("Emulation.setCPUThrottlingRate", processor).await;
        processor.expect("a processor can be slow");
    }

    /// Milliseconds from the click to the first and to the largest paint, and bytes of the page on the wire.
    pub async fn paints(&self) -> (f64, f64, f64) {
        let script = "return new Promise(done=>new PerformanceObserver(list=>{const all=list.getEntries(),first=performance.getEntriesByName('first-contentful-paint')[0];done([first?first.startTime:0,all[all.length-1].startTime,performance.getEntriesByType('navigation')[0].transferSize])}).observe({type:'largest-contentful-paint',buffered:true}))";
        let found = self.run(script).await;
        let of = |n: usize| found.get(n).and_then(serde_json::Value::as_f64).unwrap_or_default();
        (of(0), of(1), of(2))
    }

    /// Forbids the scripts of pages.
    pub async fn forbid_scripts(&self) {
        let off = serde_json::json!({ "value": true });
        let done = self.driver.cdp().send_raw("Emulation.setScriptExecutionDisabled", off).await;
        done.expect("a browser can do without scripts");
    }

    /// Goes to an address.
    pub async fn go(&self, url: &str) {
        self.driver.goto(url).await.expect("the page loads");
    }

    /// The element that a CSS selector names, once it can be seen.
    pub async fn see(&self, css: &str) -> WebElement {
        let deadline = std::time::Instant::now() + PATIENCE;
        loop {
            let left = deadline.saturating_duration_since(std::time::Instant::now());
            match self.driver.query(By::Css(css)).wait(left, OFTEN).and_displayed().first().await {
                Ok(found) => return found,
                Err(_) if left.is_zero() => panic_at(css),
                // What was drawn anew while the driver looked at it: once more.
                Err(_) => tokio::time::sleep(OFTEN).await,
            }
        }
    }

    /// The elements that a CSS selector names now.
    pub async fn all(&self, css: &str) -> Vec<WebElement> {
        self.driver.find_all(By::Css(css)).await.unwrap_or_default()
    }

    /// Clicks what a CSS selector names.
    pub async fn click(&self, css: &str) {
        let element = self.see(css).await;
        let _ = element.scroll_into_view().await;
        if element.click().await.is_err() {
            // It was drawn anew, or moved, in between.
            self.see(css).await.click().await.expect("it can be clicked");
        }
    }

    /// Replaces what a field holds.
    pub async fn write(&self, css: &str, text: &str) {
        let field = self.see(css).await;
        field.send_keys(Key::Control + "a").await.expect("a field takes keys");
        field.send_keys(text).await.expect("a field takes keys");
    }

    /// Types into a field that may not be seen, such as one for files.
    pub async fn type_into(&self, css: &str, text: &str) {
        let field = self.driver.query(By::Css(css)).wait(PATIENCE, OFTEN).first().await;
        field.expect("the field exists").send_keys(text).await.expect("a field takes keys");
    }

    /// Sends keys to whatever has the focus.
    pub async fn press(&self, keys: impl Into<TypingData>) {
        let focused = self.driver.active_element().await.expect("something has the focus");
        focused.send_keys(keys).await.expect("it takes keys");
    }

    /// Chooses an entry of a select by its value.
    pub async fn choose(&self, css: &str, value: &str) {
        self.see(css).await;
        self.run(&format!("const s=document.querySelector({css:?});s.value={value:?};s.dispatchEvent(new Event('change',{{bubbles:true}}))")).await;
    }

    /// Runs a script in the page and gives what it returns.
    pub async fn run(&self, script: &str) -> serde_json::Value {
        let answer = self.driver.execute(script, Vec::new()).await.expect("the script runs");
        answer.json().clone()
    }

    /// Runs a script again and again until it returns true.
    pub async fn until(&self, script: &str) {
        let deadline = std::time::Instant::now() + PATIENCE;
        while self.run(script).await != serde_json::Value::Bool(true) {
            if std::time::Instant::now() > deadline {
                panic_at(script);
            }
            tokio::time::sleep(OFTEN).await;
        }
    }

    /// What axe finds wrong in the page: rule and place.
    pub async fn axe(&self) -> Vec<String> {
        let file = root().join("functions/serve-web/ui/node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(file).expect("the web faces have been installed");
        self.driver.execute(&axe, Vec::new()).await.expect("axe loads");
        let script = "const done=arguments[arguments.length-1];axe.run().then(r=>done(r.violations.map(v=>v.id+' '+v.nodes.map(n=>n.target).join(' | '))))";
        let found = self.driver.execute_async(script, Vec::new()).await.expect("axe runs");
        found.convert().expect("axe gives a list")
    }

    /// Keeps a picture of the whole page under `target/screenshots`.
    pub async fn picture(&self, name: &str) {
        let folder = root().join("target/screenshots");
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        let height = self.run("return document.documentElement.scrollHeight").await;
        let width = self.run("return window.innerWidth").await;
        let tall = serde_json::json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", tall).await.expect("a window has a size");
        let png = self.driver.screenshot_as_png().await.expect("a picture can be taken");
        std::fs::write(folder.join(format!("{name}.png")), png).expect("a picture can be kept");
    }

    /// Whether the page is wider than its window.
    pub async fn overflows(&self) -> bool {
        self.run("return document.documentElement.scrollWidth>window.innerWidth").await == serde_json::Value::Bool(true)
    }

    /// Ends it.
    pub async fn close(self) {
        // It may have ended by itself.
        let _ = self.driver.quit().await;
    }
}

#[expect(clippy::panic, reason = "a test without its subject has nothing left to say")]
fn panic_at(css: &str) -> ! {
    panic!("nothing like {css} came to be seen")
}
