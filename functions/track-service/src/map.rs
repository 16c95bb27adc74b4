//! The map: where the driver is, the way, and the place where somebody waits. Drawn here, so that it is there without
//! scripts and without anybody else's server.

mod sketch;

use domain::arrival::{Ends, Sight};
use i18n::{Arg, Messages};
use maud::{Markup, html};
use rust_decimal::Decimal;

use crate::approach::{self, Approach};
use crate::scene::{Asking, Scene};
use sketch::Sketch;

/// What puts streets below the sketch, where the deployment has a map of them.
pub(crate) const STREETS: &str = "/track/streets.js";

/// What a map shows.
struct Seen<'a> {
    approach: &'a Approach,
    ends: Ends,
}

impl<'a> Seen<'a> {
    /// What the device may see.
    fn of(scene: &'a Scene, asking: &Asking) -> Option<Self> {
        let approach = scene.approach.as_ref()?;
        Some(Self { approach, ends: Ends::seen(approach.sight?, approach.home?, asking.known) })
    }
}

/// The page of the map, or of why there is none.
pub(crate) fn main(scene: &Scene, path: &str, asking: &Asking, messages: &Messages) -> Markup {
    let seen = Seen::of(scene, asking);
    html! {
        main.one {
            header {
                h1 { (messages.text("track-map-title", &[])) }
                (approach::forecast(scene, messages))
            }
            @match &seen {
                Some(seen) => (drawn(scene, seen, messages)),
                None => section { p { (messages.text("track-map-nothing", &[])) } },
            }
            p.go { a.button href={ (path) (asking.suffix()) } { (messages.text("track-map-back", &[])) } }
        }
    }
}

fn drawn(scene: &Scene, seen: &Seen<'_>, messages: &Messages) -> Markup {
    let driver = scene.comes.driver.clone().unwrap_or_else(|| messages.text("track-map-driver", &[]));
    let words = words(seen, &driver, messages);
    let here = messages.text("track-map-here", &[]);
    let sketch = Sketch::new(seen.ends.driver, &seen.approach.passes, seen.ends.home);
    html! {
        section.sheet {
            (sketch.svg(&words, &driver, &here))
            p { (words) }
            @if matches!(seen.ends.driver, Sight::About(_)) { p.soft { (messages.text("track-map-about", &[])) } }
            p.soft.drawn { (messages.text("track-map-sketch", &[])) }
        }
    }
}

/// The map in a sentence.
fn words(seen: &Seen<'_>, driver: &str, messages: &Messages) -> String {
    let (key, place) = match seen.ends.driver {
        Sight::Exact(place) => ("track-map-exact", place),
        Sight::About(place) => ("track-map-roughly", place),
    };
    let distance = distance(place.metres_to(seen.ends.home), messages);
    messages.text(key, &[("driver", Arg::from(driver)), ("distance", Arg::from(&distance))])
}

/// Metres in hundreds, kilometres with one decimal.
fn distance(metres: u64, messages: &Messages) -> String {
    let hundreds = metres.saturating_add(50) / 100;
    if hundreds < 10 {
        return format!("{} m", hundreds.max(1).saturating_mul(100));
    }
    let kilometres = Decimal::new(i64::try_from(hundreds).unwrap_or(i64::MAX), 1);
    format!("{} km", messages.number(kilometres.normalize()))
}
