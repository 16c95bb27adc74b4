//! From a file that somebody uploaded to a picture that is safe to keep and to show.
//!
//! Only pixels survive: they are decoded within limits, turned the way the camera was held, and written anew. Whatever
//! else the file had, places, comments, scripts, other files at its end, is not written.

use std::io::Cursor;

use domain::proof::{Flaw, Format, MOST_PIXELS};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageError, ImageFormat, ImageReader, Limits,
    RgbImage, imageops,
};

/// Bytes that the pixels of a file may take once they are decoded: four for each of the most pixels there may be.
const DEPTH: u64 = MOST_PIXELS.saturating_mul(4);
/// Bytes that a decoder may ask for.
const MEMORY: u64 = 160 << 20;
/// The longest side of a picture.
const LONGEST: u32 = 30_000;
/// The longest side of a thumbnail.
const SMALL: u32 = 320;
/// By how much the pixels of one colour differ where a camera or a JPEG blurs them.
const NOISE: u8 = 3;

/// A picture as it is kept.
#[derive(Debug)]
pub struct Kept {
    /// All of it.
    pub picture: Vec<u8>,
    /// JPEG, at most 320 pixels a side.
    pub thumbnail: Vec<u8>,
}

/// Reads a file that was announced in one format, and writes it anew in another.
///
/// # Errors
/// [`Flaw`] when it is no such file, or none that can be read within the limits.
pub fn read(file: &[u8], announced: Format, keep: Format) -> Result<Kept, Flaw> {
    if Format::of(file) != Some(announced) {
        return Err(Flaw::NotThisFormat);
    }
    if announced == Format::Jpeg && !ends(file) {
        return Err(Flaw::Unreadable);
    }
    let (picture, orientation) = decode(file, announced)?;
    let mut picture = DynamicImage::ImageRgb8(on_white(picture)?);
    picture.apply_orientation(orientation);
    let picture = picture.into_rgb8();
    if is_blank(&picture) {
        return Err(Flaw::Blank);
    }
    let thumbnail = smaller(&picture);
    Ok(Kept { thumbnail: write(&thumbnail, Format::Jpeg, 75)?, picture: write(&picture, keep, 85)? })
}

fn decode(file: &[u8], format: Format) -> Result<(DynamicImage, Orientation), Flaw> {
    let mut limits = Limits::no_limits();
    (limits.max_image_width, limits.max_image_height) = (Some(LONGEST), Some(LONGEST));
    limits.max_alloc = Some(MEMORY);
    let format = match format {
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Png => ImageFormat::Png,
    };
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| flaw(&error))?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width).saturating_mul(u64::from(height));
    if pixels == 0 || pixels > MOST_PIXELS {
        return Err(Flaw::TooManyPixels);
    }
    if decoder.total_bytes() > DEPTH {
        return Err(Flaw::TooDeep);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(|error| flaw(&error))?;
    Ok((picture, orientation))
}

fn flaw(error: &ImageError) -> Flaw {
    match error {
        ImageError::Limits(_) => Flaw::TooManyPixels,
        _ => Flaw::Unreadable,
    }
}

/// The colours as they look on paper: what is see-through becomes white.
fn on_white(picture: DynamicImage) -> Result<RgbImage, Flaw> {
    if !picture.color().has_alpha() {
        return Ok(picture.into_rgb8());
    }
    let see_through = picture.into_rgba8();
    let (width, height) = see_through.dimensions();
    let mut pixels = Vec::with_capacity(see_through.as_raw().len());
    for pixel in see_through.pixels() {
        let [red, green, blue, alpha] = pixel.0;
        pixels.extend([red, green, blue].map(|colour| blended(colour, alpha)));
    }
    RgbImage::from_raw(width, height, pixels).ok_or(Flaw::Unreadable)
}

fn blended(colour: u8, alpha: u8) -> u8 {
    let (colour, alpha) = (u16::from(colour), u16::from(alpha));
    let sum = colour.saturating_mul(alpha).saturating_add(255_u16.saturating_mul(255_u16.saturating_sub(alpha)));
    u8::try_from(sum / 255).unwrap_or(u8::MAX)
}

fn smaller(picture: &RgbImage) -> RgbImage {
    let side = picture.width().max(picture.height()).max(SMALL);
    let scaled = |length: u32| {
        let length = u64::from(length).saturating_mul(u64::from(SMALL)).checked_div(u64::from(side)).unwrap_or(1);
        u32::try_from(length).unwrap_or(SMALL).max(1)
    };
    imageops::thumbnail(picture, scaled(picture.width()), scaled(picture.height()))
}

fn is_blank(picture: &RgbImage) -> bool {
    let mut range = [(u8::MAX, u8::MIN); 3];
    for pixel in picture.pixels() {
        for ((least, most), colour) in range.iter_mut().zip(pixel.0) {
            (*least, *most) = ((*least).min(colour), (*most).max(colour));
        }
        if range.iter().any(|(least, most)| most.saturating_sub(*least) > NOISE) {
            return false;
        }
    }
    true
}

fn write(picture: &RgbImage, format: Format, quality: u8) -> Result<Vec<u8>, Flaw> {
    let mut bytes = Vec::new();
    let (width, height) = picture.dimensions();
    let written = match format {
        Format::Jpeg => JpegEncoder::new_with_quality(&mut bytes, quality).write_image(
            picture.as_raw(),
            width,
            height,
            ExtendedColorType::Rgb8,
        ),
        Format::Png => {
            PngEncoder::new(&mut bytes).write_image(picture.as_raw(), width, height, ExtendedColorType::Rgb8)
        }
    };
    written.map(|()| bytes).map_err(|_| Flaw::Unreadable)
}

/// Whether a JPEG comes to its end-of-image marker (ITU-T T.81, B.1.1.3): decoders fill what is missing with grey.
fn ends(file: &[u8]) -> bool {
    let mut rest = file.get(2..).unwrap_or_default();
    loop {
        // To the next marker: within a scan, zeros and restarts belong to the scan.
        let Some(at) = rest.iter().position(|byte| *byte == 0xff) else { return false };
        rest = rest.get(at.saturating_add(1)..).unwrap_or_default();
        let Some((marker, after)) = rest.split_first() else { return false };
        match marker {
            0xd9 => return true,
            0x00 | 0x01 | 0xd0..=0xd8 => rest = after,
            // Filling before a marker: the next byte is looked at again.
            0xff => {}
            _ => {
                let Some(length) = after.first_chunk::<2>().map(|length| usize::from(u16::from_be_bytes(*length)))
                else {
                    return false;
                };
                let Some(beyond) = after.get(length..) else { return false };
                rest = beyond;
            }
        }
    }
}

#[cfg(test)]
mod tests;
