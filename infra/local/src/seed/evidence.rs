//! The pictures that a delivery of the sample is proven by, drawn here: nobody's door and nobody's name.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage};

use crate::Error;

/// A parcel on the mat before a green door, as the driver's telephone sees it.
pub(super) fn photo() -> Result<Vec<u8>, Error> {
    let picture = RgbImage::from_fn(960, 720, |x, y| lit(doorstep(i64::from(x), i64::from(y)), x, y));
    let mut file = Vec::new();
    let (width, height) = picture.dimensions();
    let written = JpegEncoder::new_with_quality(&mut file, 88).write_image(
        picture.as_raw(),
        width,
        height,
        ExtendedColorType::Rgb8,
    );
    written.map(|()| file).map_err(|error| Error::Seed(error.to_string()))
}

/// A name in one stroke on a signature pad.
pub(super) fn signature() -> Result<Vec<u8>, Error> {
    let mut pad = RgbImage::from_pixel(600, 220, Rgb([255, 255, 255]));
    for [from, out, into, to] in STROKES {
        for step in 0..=STEPS {
            let (x, y) = (bend(from.0, out.0, into.0, to.0, step), bend(from.1, out.1, into.1, to.1, step));
            // Faster in the middle of a stroke, and thinner.
            dot(&mut pad, x, y, if (12..52).contains(&(step % STEPS)) { 2 } else { 3 });
        }
    }
    let mut file = Vec::new();
    let (width, height) = pad.dimensions();
    let written = PngEncoder::new(&mut file).write_image(pad.as_raw(), width, height, ExtendedColorType::Rgb8);
    written.map(|()| file).map_err(|error| Error::Seed(error.to_string()))
}

type Colour = [i64; 3];

/// What is seen at a point.
fn doorstep(x: i64, y: i64) -> Colour {
    let inside =
        |left: i64, top: i64, right: i64, bottom: i64| (left..right).contains(&x) && (top..bottom).contains(&y);
    // The parcel: label with its bars, tape, front, top.
    if inside(452, 540, 560, 606) {
        let bar = inside(462, 572, 550, 598) && (x * x / 7 + x) % 5 < 2;
        let line = inside(462, 550, 530, 555) || inside(462, 560, 512, 564);
        return if bar || line { [40, 40, 42] } else { [244, 242, 236] };
    }
    if inside(420, 500, 680, 650) {
        return if (590..622).contains(&x) { [214, 186, 138] } else { [188, 146, 98] };
    }
    let slant = (500 - y) / 2;
    if (452..500).contains(&y) && (420 + slant..680 + slant).contains(&x) {
        return if (590 + slant..622 + slant).contains(&x) { [226, 202, 156] } else { [206, 166, 118] };
    }
    if (452 - slant / 3..650).contains(&y) && (680..680 + (650 - y).clamp(0, 24)).contains(&x) && y > 476 {
        return [150, 112, 72];
    }
    // Its shadow, the mat, the step, the floor.
    if inside(396, 644, 742, 664) {
        return [52, 46, 42];
    }
    if inside(300, 600, 800, 690) {
        return if (x / 6 + y / 5) % 2 == 0 { [96, 84, 74] } else { [84, 72, 62] };
    }
    if y >= 620 {
        let joint = (x + (y - 620) * (x - 480) / 400) % 160 < 3 || (y - 620) % 52 < 2;
        return if joint { [120, 116, 110] } else { [158, 154, 146] };
    }
    if y >= 588 {
        return [176, 170, 160];
    }
    door(x, y).unwrap_or_else(|| wall(x, y))
}

fn door(x: i64, y: i64) -> Option<Colour> {
    if !((300..720).contains(&x) && (30..588).contains(&y)) {
        return None;
    }
    let frame = !(322..698).contains(&x) || y < 52;
    if frame {
        return Some([232, 228, 218]);
    }
    let (dx, dy) = (x - 664, y - 338);
    if dx * dx + dy * dy < 170 {
        return Some([206, 172, 92]);
    }
    let panels = [(356, 90, 494, 300), (526, 90, 664, 300), (356, 350, 494, 556), (526, 350, 640, 556)];
    for (left, top, right, bottom) in panels {
        if (left..right).contains(&x) && (top..bottom).contains(&y) {
            let edge = x - left < 5 || y - top < 5;
            let other = right - x < 6 || bottom - y < 6;
            return Some(if edge {
                [14, 66, 46]
            } else if other {
                [44, 138, 102]
            } else {
                [24, 104, 74]
            });
        }
    }
    Some([28, 116, 84])
}

fn wall(x: i64, y: i64) -> Colour {
    let row = y / 34;
    let joint = y % 34 < 3 || (x + row % 2 * 46) % 92 < 3;
    // A number beside the door.
    let plate = (770..850).contains(&x) && (200..250).contains(&y);
    let digit = plate
        && (212..238).contains(&y)
        && ((788..794).contains(&x) || (806..812).contains(&x) || (824..830).contains(&x));
    match (digit, plate, joint) {
        (true, ..) => [244, 244, 240],
        (_, true, _) => [30, 60, 96],
        (_, _, true) => [206, 196, 180],
        _ => [196 + (x / 92 + row * 3) % 9, 158 + (x / 92 + row) % 7, 126],
    }
}

/// Light from the upper left, the darker corners of a lens, the grain of a sensor.
fn lit(colour: Colour, x: u32, y: u32) -> Rgb<u8> {
    let (dx, dy) = (i64::from(x) - 400, i64::from(y) - 300);
    let light = 108 - (dx * dx + dy * dy) / 9000;
    let grain = i64::from((x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503_001)) >> 7 & 7) - 3;
    Rgb(colour.map(|part| u8::try_from((part * light / 100 + grain).clamp(0, 255)).unwrap_or_default()))
}

const STEPS: i64 = 64;

/// Strokes, each bent by two points between its ends.
const STROKES: [[(i64, i64); 4]; 9] = [
    [(70, 60), (120, 20), (150, 30), (128, 110)],
    [(128, 110), (110, 190), (60, 190), (66, 150)],
    [(66, 150), (80, 110), (160, 120), (178, 112)],
    [(178, 112), (170, 150), (196, 150), (212, 108)],
    [(212, 108), (204, 160), (232, 140), (262, 40)],
    [(262, 40), (240, 130), (250, 150), (290, 112)],
    [(290, 112), (262, 160), (330, 150), (338, 108)],
    [(338, 108), (336, 160), (372, 90), (384, 140)],
    [(384, 140), (420, 150), (500, 60), (540, 96)],
];

/// Where a stroke is after some of its steps.
const fn bend(from: i64, out: i64, into: i64, to: i64, step: i64) -> i64 {
    let left = STEPS - step;
    let sum = from * left * left * left
        + 3 * out * left * left * step
        + 3 * into * left * step * step
        + to * step * step * step;
    sum / (STEPS * STEPS * STEPS)
}

fn dot(pad: &mut RgbImage, x: i64, y: i64, size: i64) {
    for dx in -size..=size {
        for dy in -size..=size {
            let place = u32::try_from(x + dx).ok().zip(u32::try_from(y + dy).ok());
            let pixel = place.filter(|_| dx * dx + dy * dy <= size * size);
            if let Some(pixel) = pixel.and_then(|(x, y)| pad.get_pixel_mut_checked(x, y)) {
                *pixel = Rgb([24, 34, 92]);
            }
        }
    }
}
