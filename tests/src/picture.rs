//! Pictures as cameras and signature pads make them.
#![expect(clippy::expect_used, reason = "a test without its subject has nothing left to say")]

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder, Rgb, RgbImage};

/// A picture with something to see.
#[must_use]
pub fn seen(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let part = |number: u32| u8::try_from(number % 256).unwrap_or_default();
        Rgb([part(x), part(y), part((x ^ y).wrapping_mul(7))])
    })
}

/// A JPEG with something to see.
#[must_use]
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 90)
        .write_image(seen(width, height).as_raw(), width, height, ExtendedColorType::Rgb8)
        .expect("a JPEG can be written");
    file
}

/// A PNG with something to see.
#[must_use]
pub fn png(width: u32, height: u32) -> Vec<u8> {
    written(&seen(width, height))
}

/// A PNG on which nobody signed.
#[must_use]
pub fn blank(width: u32, height: u32) -> Vec<u8> {
    written(&RgbImage::from_pixel(width, height, Rgb([255, 255, 255])))
}

fn written(picture: &RgbImage) -> Vec<u8> {
    let mut file = Vec::new();
    let (width, height) = picture.dimensions();
    PngEncoder::new(&mut file)
        .write_image(picture.as_raw(), width, height, ExtendedColorType::Rgb8)
        .expect("a PNG can be written");
    file
}

/// A JPEG of a scene with much to see, as a camera writes it that was held in one of the eight ways of EXIF: about
/// 10 MB at 24 megapixels.
#[must_use]
pub fn jpeg_of(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let grain = |x: u32, y: u32| x.wrapping_mul(2_654_435_761).wrapping_add(y.wrapping_mul(40_503)) >> 13;
    let part = |number: u32| u8::try_from(number % 256).unwrap_or_default();
    let scene = RgbImage::from_fn(width, height, |x, y| {
        let (light, noise) = (x / 40 + y / 30, grain(x, y) % 24);
        Rgb([part(light.saturating_add(noise)), part((light / 2).saturating_add(noise)), part(255 - light % 200)])
    });
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 92)
        .write_image(scene.as_raw(), width, height, ExtendedColorType::Rgb8)
        .expect("a JPEG can be written");
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    let length = u16::try_from(exif.len().saturating_add(2)).expect("it is short").to_be_bytes();
    let (start, rest) = file.split_at(2);
    [start, &[0xff, 0xe1], &length, &exif, rest].concat()
}

/// The same JPEG as a camera writes it: with the place in its EXIF segment.
#[must_use]
pub fn photo(jpeg: &[u8]) -> Vec<u8> {
    let exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\0\0\0\0\0GPS Somewhere";
    let length = u16::try_from(exif.len().saturating_add(2)).expect("it is short").to_be_bytes();
    let (start, rest) = jpeg.split_at(2);
    [start, &[0xff, 0xe1], &length, exif, rest].concat()
}
