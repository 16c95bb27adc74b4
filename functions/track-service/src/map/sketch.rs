//! A sketch of a way, without streets: a grid, a scale, and what moves on it.

use domain::arrival::Sight;
use domain::place::Point;
use maud::{Markup, html};

const WIDE: i64 = 480;
const HIGH: i64 = 400;
/// Room around what is drawn.
const EDGE: i64 = 70;
/// Metres that a sketch shows at least: closer, a step would look like a journey.
const CLOSEST: i64 = 500;
/// Metres around a place that is shown only about.
const ABOUT: i64 = 700;
/// Lengths of a scale in metres.
const SCALES: [i64; 9] = [100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000];

/// A dot on the sheet.
type Dot = (i64, i64);

/// What is drawn, on the sheet.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sketch {
    driver: Dot,
    about: Option<i64>,
    way: Vec<Dot>,
    home: Dot,
    scale: (i64, i64),
    /// The same on the ground, for a map with streets.
    ground: String,
}

impl Sketch {
    pub(super) fn new(sight: Sight, passes: &[Point], home: Point) -> Self {
        let (Sight::Exact(driver) | Sight::About(driver)) = sight;
        let all: Vec<Point> = [driver].into_iter().chain(passes.iter().copied()).chain([home]).collect();
        let sheet = Sheet::around(&all);
        let metres = SCALES.into_iter().take_while(|metres| sheet.dots(*metres) <= 130).last().unwrap_or(100);
        Self {
            driver: sheet.dot(driver),
            about: matches!(sight, Sight::About(_)).then(|| sheet.dots(ABOUT).max(24)),
            way: all.iter().map(|point| sheet.dot(*point)).collect(),
            home: sheet.dot(home),
            scale: (metres, sheet.dots(metres)),
            ground: ground(&all, matches!(sight, Sight::About(_))),
        }
    }

    /// The sketch, with what it says to whoever does not see it.
    pub(super) fn svg(&self, words: &str, driver: &str, here: &str) -> Markup {
        let ((x, y), (hx, hy)) = (self.driver, self.home);
        let (metres, long) = self.scale;
        let scale = if metres < 1_000 { format!("{metres} m") } else { format!("{} km", metres / 1_000) };
        let way: Vec<String> = self.way.iter().map(|(x, y)| format!("{x},{y}")).collect();
        let step = usize::try_from(long.max(40)).unwrap_or(40);
        let end = |at: i64| if at > WIDE - 150 { "end" } else { "start" };
        let beside = |at: i64| if at > WIDE - 150 { at - 20 } else { at + 20 };
        html! {
            svg.map viewBox={ "0 0 " (WIDE) " " (HIGH) } role="img" aria-label=(words) data-way=(self.ground) {
                g.grid {
                    @for at in (0..WIDE).step_by(step) { path d={ "M" (at) " 0V" (HIGH) } {} }
                    @for at in (0..HIGH).step_by(step) { path d={ "M0 " (at) "H" (WIDE) } {} }
                }
                polyline.way points=(way.join(" ")) {}
                @if let Some(about) = self.about { circle.about cx=(x) cy=(y) r=(about) {} }
                @else {
                    circle.about cx=(x) cy=(y) r="26" {}
                    circle.car cx=(x) cy=(y) r="12" {}
                }
                path.home d={ "M" (hx - 14) " " (hy + 2) "L" (hx) " " (hy - 13) "L" (hx + 14) " " (hy + 2) "H" (hx + 9) "V" (hy + 13) "H" (hx - 9) "V" (hy + 2) "Z" } {}
                text x=(beside(x)) y=(y - 18) text-anchor=(end(x)) { (driver) }
                text x=(beside(hx)) y=(hy + 26) text-anchor=(end(hx)) { (here) }
                path.scale d={ "M20 " (HIGH - 26) "v8h" (long) "v-8" } {}
                text x="20" y=(HIGH - 34) { (scale) }
            }
        }
    }
}

/// The way in JSON, from the driver to the home: longitude before latitude, as maps have them.
fn ground(way: &[Point], about: bool) -> String {
    let spots: Vec<String> = way.iter().map(|point| format!("[{},{}]", point.lng(), point.lat())).collect();
    let (driver, home) = (spots.first().map_or("", String::as_str), spots.last().map_or("", String::as_str));
    format!(r#"{{"driver":{driver},"about":{about},"way":[{}],"home":{home}}}"#, spots.join(","))
}

/// How the ground lies on the sheet.
struct Sheet {
    north: i64,
    west: i64,
    middle: i64,
    /// Thousandths of a metre in a dot.
    fine: i64,
    left: i64,
    top: i64,
}

impl Sheet {
    fn around(points: &[Point]) -> Self {
        let parts = |of: fn(Point) -> i32| points.iter().map(move |point| i64::from(of(*point)));
        let (south, north) = (least(parts(Point::lat_parts)), most(parts(Point::lat_parts)));
        let (west, east) = (least(parts(Point::lng_parts)), most(parts(Point::lng_parts)));
        let middle = i64::midpoint(south, north);
        let across = metres((middle, west), (middle, east));
        let along = metres((south, west), (north, west));
        let (room, height) = (WIDE - 2 * EDGE, HIGH - 2 * EDGE);
        let least = across.max(CLOSEST).saturating_mul(1_000) / room;
        let fine = least.max(along.saturating_mul(1_000) / height).max(1);
        let half = |room: i64, metres: i64| EDGE + (room - metres.saturating_mul(1_000) / fine) / 2;
        Self { north, west, middle, fine, left: half(room, across), top: half(height, along) }
    }

    fn dots(&self, metres: i64) -> i64 {
        metres.saturating_mul(1_000) / self.fine
    }

    fn dot(&self, point: Point) -> Dot {
        let (lat, lng) = (i64::from(point.lat_parts()), i64::from(point.lng_parts()));
        let east = metres((self.middle, self.west), (self.middle, lng));
        let south = metres((self.north, self.west), (lat, self.west));
        (self.left.saturating_add(self.dots(east)), self.top.saturating_add(self.dots(south)))
    }
}

fn least(parts: impl Iterator<Item = i64>) -> i64 {
    parts.min().unwrap_or_default()
}

fn most(parts: impl Iterator<Item = i64>) -> i64 {
    parts.max().unwrap_or_default()
}

fn metres(one: (i64, i64), other: (i64, i64)) -> i64 {
    let point = |(lat, lng)| Point::from_ten_millionths(lat, lng);
    let apart = point(one).zip(point(other)).map_or(0, |(one, other)| one.metres_to(other));
    i64::try_from(apart).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(lat: f64, lng: f64) -> Point {
        Point::new(lat, lng).unwrap()
    }

    #[test]
    fn everything_lies_on_the_sheet_and_north_is_up() {
        let (home, car) = (point(-23.56, -46.65), point(-23.54, -46.61));
        let sketch = Sketch::new(Sight::Exact(car), &[point(-23.55, -46.66)], home);
        for (x, y) in &sketch.way {
            assert!((EDGE..=WIDE - EDGE).contains(x) && (EDGE..=HIGH - EDGE).contains(y), "{sketch:?}");
        }
        assert!(sketch.driver.1 < sketch.home.1 && sketch.driver.0 > sketch.home.0, "{sketch:?}");
        assert_eq!((sketch.scale.0, sketch.about), (1_000, None));
        let ground = r#"{"driver":[-46.61,-23.54],"about":false,"way":[[-46.61,-23.54],[-46.66,-23.55],[-46.65,-23.56]],"home":[-46.65,-23.56]}"#;
        assert_eq!(sketch.ground, ground);
    }

    #[test]
    fn at_the_door_nothing_jumps_out_of_the_picture() {
        let home = point(-23.56, -46.65);
        let there = Sketch::new(Sight::Exact(home), &[], home);
        assert_eq!((there.driver, there.home), ((WIDE / 2, HIGH / 2), (WIDE / 2, HIGH / 2)));
        let about = Sketch::new(Sight::About(home.coarse()), &[], home);
        assert!(about.about.is_some_and(|dots| dots > 100), "{about:?}");
    }
}
