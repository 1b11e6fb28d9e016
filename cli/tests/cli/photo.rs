//! A photo that the tests make: pixels with detail, and Exif that must not survive.

use mozjpeg_rs::{Encoder, Preset};

/// Stands in the photo's Exif, and may stand nowhere else.
pub const CAMERA: &str = "PellicleTestCamera";
/// The person in the photo's Exif.
pub const ARTIST: &str = "Ada Testperson";
/// After the end of the image, where phones put videos.
pub const TRAILER: &[u8] = b"a-video-behind-the-picture";

/// A JPEG of this size with camera, artist, position and bytes behind its end.
pub fn jpeg(width_px: u32, height_px: u32) -> Vec<u8> {
    let pixels: Vec<u8> = (0..height_px)
        .flat_map(|y| (0..width_px).flat_map(move |x| pixel(x, y)))
        .collect();
    let plain = Encoder::new(Preset::BaselineFastest)
        .quality(90)
        .encode_rgb(&pixels, width_px, height_px)
        .unwrap();
    let exif = [b"Exif\0\0".as_slice(), &tiff()].concat();
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    // APP1 directly behind SOI.
    let app1 = [&[0xFF, 0xE1], length.as_slice(), &exif].concat();
    [&plain[..2], &app1, &plain[2..], TRAILER].concat()
}

/// Waves and a gradient: neither flat, nor noise.
fn pixel(x: u32, y: u32) -> [u8; 3] {
    let wave = ((x * 7 + y * 3) % 64) as u8;
    [
        (x / 4 % 192) as u8 + wave,
        (y / 4 % 192) as u8 + wave,
        96 + wave,
    ]
}

/// Little-endian TIFF: IFD0 with Make, Artist and a GPS IFD with a latitude.
fn tiff() -> Vec<u8> {
    const IFD0: u32 = 8;
    const GPS: u32 = IFD0 + 2 + 3 * 12 + 4;
    const VALUES: u32 = GPS + 2 + 2 * 12 + 4;
    let make = format!("{CAMERA}\0");
    let artist = format!("{ARTIST}\0");
    let (make_len, artist_len) = (make.len() as u32, artist.len() as u32);
    let latitude: [u32; 6] = [48, 1, 51, 1, 30, 1];

    let mut tiff = b"II*\0".to_vec();
    tiff.extend(IFD0.to_le_bytes());
    tiff.extend(3u16.to_le_bytes());
    entry(&mut tiff, 0x010F, 2, make_len, VALUES);
    entry(&mut tiff, 0x013B, 2, artist_len, VALUES + make_len);
    entry(&mut tiff, 0x8825, 4, 1, GPS);
    tiff.extend(0u32.to_le_bytes());
    tiff.extend(2u16.to_le_bytes());
    entry(&mut tiff, 0x0001, 2, 2, u32::from(b'N'));
    entry(&mut tiff, 0x0002, 5, 3, VALUES + make_len + artist_len);
    tiff.extend(0u32.to_le_bytes());
    tiff.extend(make.as_bytes());
    tiff.extend(artist.as_bytes());
    tiff.extend(latitude.iter().flat_map(|number| number.to_le_bytes()));
    tiff
}

/// One IFD entry (TIFF 6.0, section 2): tag, type, count, value or offset.
fn entry(tiff: &mut Vec<u8>, tag: u16, kind: u16, count: u32, value: u32) {
    tiff.extend(tag.to_le_bytes());
    tiff.extend(kind.to_le_bytes());
    tiff.extend(count.to_le_bytes());
    tiff.extend(value.to_le_bytes());
}

/// Whether these bytes hold the others.
pub fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
