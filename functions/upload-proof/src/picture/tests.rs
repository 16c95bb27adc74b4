use super::*;
use image::{ImageBuffer, Rgb, Rgba};

/// A picture with something to see: red above, blue below, brighter to the right.
fn seen(width: u32, height: u32) -> RgbImage {
    ImageBuffer::from_fn(width, height, |x, y| {
        let bright = u8::try_from(x * 255 / width.max(1)).unwrap();
        if y < height / 2 { Rgb([200, bright, 0]) } else { Rgb([0, bright, 200]) }
    })
}

fn jpeg(picture: &RgbImage) -> Vec<u8> {
    write(picture, Format::Jpeg, 90).unwrap()
}

fn png(picture: &RgbImage) -> Vec<u8> {
    write(picture, Format::Png, 0).unwrap()
}

/// A segment of a JPEG, put where the file begins.
fn with_segment(jpeg: &[u8], marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, content, &jpeg[2..]].concat()
}

/// A chunk of a PNG, put behind the header.
fn with_chunk(png: &[u8], kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    let named = [&kind[..], content].concat();
    let check = crc32fast::hash(&named).to_be_bytes();
    [&png[..33], &length, &named, &check, &png[33..]].concat()
}

/// The EXIF segment of a camera that was held in one of the eight ways, with a place, and a text after it.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    tiff.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0x26]);
    tiff.extend([0, 0, 0, 0]);
    tiff.extend(b"GPSLatitude -23.5505 Avenida Paulista");
    tiff
}

fn refused(file: &[u8], announced: Format, expected: Flaw) {
    assert_eq!(read(file, announced, Format::Jpeg).map(|_| ()), Err(expected), "{:02x?}", &file[..file.len().min(16)]);
}

#[test]
fn what_is_no_picture_of_the_announced_kind_is_refused_whatever_it_is_called() {
    let zip = b"PK\x03\x04".to_vec();
    for file in
        [&b""[..], b"\xff", b"GIF89a;", b"<svg xmlns='x'/>", b"%PDF-1.7", b"<!doctype html>", &zip, b"....ftypheic"]
    {
        refused(file, Format::Jpeg, Flaw::NotThisFormat);
        refused(file, Format::Png, Flaw::NotThisFormat);
    }
    refused(&png(&seen(8, 8)), Format::Jpeg, Flaw::NotThisFormat);
    refused(&jpeg(&seen(8, 8)), Format::Png, Flaw::NotThisFormat);
}

#[test]
fn what_is_damaged_is_refused() {
    let (jpeg, png) = (jpeg(&seen(64, 64)), png(&seen(64, 64)));
    for part in [3, 20, jpeg.len() / 2, jpeg.len() - 1] {
        refused(&jpeg[..part], Format::Jpeg, Flaw::Unreadable);
    }
    for part in [8, 20, 40, png.len() / 2] {
        refused(&png[..part], Format::Png, Flaw::Unreadable);
    }
    let mut flipped = png.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0xff;
    refused(&flipped, Format::Png, Flaw::Unreadable);
    // Tables of codes that lead nowhere.
    let mut corrupt = jpeg;
    let table = corrupt.windows(2).position(|pair| pair == [0xff, 0xc4]).unwrap();
    corrupt[table + 5..table + 21].fill(0xff);
    refused(&corrupt, Format::Jpeg, Flaw::Unreadable);
}

#[test]
fn a_header_that_promises_more_than_24_megapixels_is_refused_before_anything_is_decoded() {
    let mut huge = jpeg(&seen(8, 8));
    let frame = huge.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    huge[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
    refused(&huge, Format::Jpeg, Flaw::TooManyPixels);
    let with_size = |width: u32, height: u32, depth: u8, colour: u8| {
        let mut png = png(&seen(8, 8));
        png[16..20].copy_from_slice(&width.to_be_bytes());
        png[20..24].copy_from_slice(&height.to_be_bytes());
        (png[24], png[25]) = (depth, colour);
        let check = crc32fast::hash(&png[12..29]).to_be_bytes();
        png[29..33].copy_from_slice(&check);
        png
    };
    refused(&with_size(65_535, 65_535, 8, 2), Format::Png, Flaw::TooManyPixels);
    refused(&with_size(4_950, 4_950, 8, 2), Format::Png, Flaw::TooManyPixels);
    refused(&with_size(4_900, 4_900, 16, 6), Format::Png, Flaw::TooDeep);
    refused(&with_size(0, 8, 8, 2), Format::Png, Flaw::Unreadable);
}

#[test]
fn a_picture_on_which_nothing_is_to_be_seen_is_refused() {
    let white = RgbImage::from_pixel(200, 80, Rgb([255, 255, 255]));
    refused(&png(&white), Format::Png, Flaw::Blank);
    refused(&jpeg(&white), Format::Jpeg, Flaw::Blank);
    let mut clear = Vec::new();
    let nothing: ImageBuffer<Rgba<u8>, Vec<u8>> = ImageBuffer::from_pixel(200, 80, Rgba([0, 0, 0, 0]));
    PngEncoder::new(&mut clear).write_image(nothing.as_raw(), 200, 80, ExtendedColorType::Rgba8).unwrap();
    refused(&clear, Format::Png, Flaw::Blank);
}

#[test]
fn only_what_is_seen_is_kept() {
    let secret = b"<script>alert('Avenida Paulista 1000')</script>";
    let comment = secret.repeat(1_300);
    let plain = jpeg(&seen(64, 48));
    let dressed = with_segment(&plain, 0xe1, &exif(1));
    let dressed = with_segment(&dressed, 0xfe, &comment);
    let xmp = [&b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>"[..], secret].concat();
    let dressed = with_segment(&dressed, 0xe1, &xmp);
    let polyglot = [&dressed[..], b"PK\x03\x04", secret].concat();
    let png = png(&seen(64, 48));
    let told = with_chunk(&png, b"tEXt", &[&b"Comment\0"[..], secret].concat());
    let told = [&told[..], b"<html>", secret].concat();
    for (file, format) in [(polyglot, Format::Jpeg), (told, Format::Png)] {
        for keep in [Format::Jpeg, Format::Png] {
            let kept = read(&file, format, keep).unwrap();
            for bytes in [&kept.picture, &kept.thumbnail] {
                for trace in [&b"script"[..], b"Paulista", b"Exif", b"xmpmeta", b"PK\x03\x04", b"html", b"tEXt"] {
                    assert!(!bytes.windows(trace.len()).any(|window| window == trace), "{keep:?} {trace:?}");
                }
            }
            assert_eq!(Format::of(&kept.picture), Some(keep));
            assert_eq!(Format::of(&kept.thumbnail), Some(Format::Jpeg));
        }
    }
}

#[test]
fn a_picture_is_turned_the_way_the_camera_was_held() {
    // Red is above when the camera is upright; where it goes, by the eight orientations.
    let plain = jpeg(&seen(64, 32));
    for (orientation, size, red) in [
        (1, (64, 32), (32, 4)),
        (2, (64, 32), (32, 4)),
        (3, (64, 32), (32, 28)),
        (4, (64, 32), (32, 28)),
        (5, (32, 64), (4, 32)),
        (6, (32, 64), (28, 32)),
        (7, (32, 64), (28, 32)),
        (8, (32, 64), (4, 32)),
        (9, (64, 32), (32, 4)),
    ] {
        let kept = read(&with_segment(&plain, 0xe1, &exif(orientation)), Format::Jpeg, Format::Png).unwrap();
        let turned = image::load_from_memory(&kept.picture).unwrap().into_rgb8();
        assert_eq!(turned.dimensions(), size, "{orientation}");
        let Rgb([there, _, other]) = *turned.get_pixel(red.0, red.1);
        assert!(there > 150 && other < 60, "{orientation}: {there} {other}");
    }
}

#[test]
fn sixteen_bits_and_what_is_see_through_become_eight_bits_on_white() {
    let deep: ImageBuffer<Rgba<u16>, Vec<u16>> =
        ImageBuffer::from_fn(32, 32, |x, _| if x < 16 { Rgba([0, 0, 0, u16::MAX]) } else { Rgba([0, 0, 0, 0]) });
    let mut file = Vec::new();
    let bytes: Vec<u8> = deep.as_raw().iter().flat_map(|part| part.to_ne_bytes()).collect();
    PngEncoder::new(&mut file).write_image(&bytes, 32, 32, ExtendedColorType::Rgba16).unwrap();
    let kept = read(&file, Format::Png, Format::Png).unwrap();
    let seen = image::load_from_memory(&kept.picture).unwrap();
    assert_eq!(seen.color(), image::ColorType::Rgb8);
    let seen = seen.into_rgb8();
    assert_eq!((*seen.get_pixel(2, 2), *seen.get_pixel(30, 2)), (Rgb([0, 0, 0]), Rgb([255, 255, 255])));
}

#[test]
fn a_thumbnail_fits_into_its_square_and_keeps_the_sides() {
    for (width, height, expected) in
        [(640, 480, (320, 240)), (100, 50, (100, 50)), (50, 3_200, (5, 320)), (9_000, 2, (320, 1))]
    {
        let kept = read(&png(&seen(width, height)), Format::Png, Format::Jpeg).unwrap();
        let small = image::load_from_memory(&kept.thumbnail).unwrap();
        assert_eq!((small.width(), small.height()), expected);
    }
}

#[test]
fn frames_of_an_animation_beside_the_first_are_not_looked_at() {
    let frames = [&10_000_u32.to_be_bytes()[..], &0_u32.to_be_bytes()].concat();
    let animated = with_chunk(&png(&seen(16, 16)), b"acTL", &frames);
    let read = read(&animated, Format::Png, Format::Png);
    assert!(read.is_ok() || read.err() == Some(Flaw::Unreadable));
}
