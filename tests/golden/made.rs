//! Pictures that a test makes, the same in every place, and what `prepare` makes of them.
//!
//! Compiled into a native test and into one that runs in a browser, so that both hold one list.

#[path = "colours.rs"]
mod colours;
#[path = "animated.rs"]
mod animated;

use image::codecs::{gif::GifEncoder, png::PngEncoder, webp::WebPEncoder};
use image::{DynamicImage, ExtendedColorType, Frame, ImageEncoder, Rgba, RgbaImage};
use moxcms::ColorProfile;
use mozjpeg_rs::{Encoder, Preset as MozPreset, Subsampling};
use pellicle::picture::{Area, Edits, MaxEdge, Options, Preset};
use sha2::{Digest, Sha256};

/// A file that is prepared, and how.
pub struct Case {
    pub name: &'static str,
    pub file: Vec<u8>,
    pub max_edge: MaxEdge,
    pub preset: Preset,
    pub original: bool,
    pub edits: Edits,
}

impl Case {
    /// One line: the name, then the output's size and SHA-256, or the code of the error.
    pub fn line(&self) -> String {
        let mut options = Options::with_max_edge(self.max_edge);
        options.preset = self.preset;
        options.original = self.original;
        options.edits = self.edits.clone();
        match pellicle::prepare(&self.file, &options) {
            Ok(prepared) => {
                let picture = prepared.picture;
                let hash: String = Sha256::digest(picture.bytes())
                    .iter()
                    .map(|byte| format!("{byte:02x}"))
                    .collect();
                format!(
                    "{} {}×{} {} {hash}",
                    self.name,
                    picture.width_px(),
                    picture.height_px(),
                    picture.media_type().as_str(),
                )
            }
            Err(error) => format!("{} {}", self.name, error.code().as_str()),
        }
    }
}

fn area(x: u32, y: u32, width: u32, height: u32) -> Area {
    Area {
        x,
        y,
        width,
        height,
    }
}

/// Every path that pixels take: each format, subsampling, transparency, depth, profile, orientation, and both directions of size.
pub fn cases() -> Vec<Case> {
    let photo = photo(640, 481);
    let case = |name, file, max_edge| Case {
        name,
        file,
        max_edge,
        preset: Preset::Balanced,
        original: false,
        edits: Edits::default(),
    };
    let original = |name, file| Case {
        original: true,
        ..case(name, file, MaxEdge::Full)
    };
    let smallest = |name, file, max_edge| Case {
        preset: Preset::Smallest,
        ..case(name, file, max_edge)
    };
    let edited = |name, file| Case {
        edits: Edits {
            quarter_turns: 1,
            crop: Some(area(7, 9, 301, 222)),
            covers: vec![area(50, 60, 71, 33), area(200, 9, 45, 101)],
        },
        ..case(name, file, MaxEdge::Px(250))
    };
    let small = MaxEdge::Px(250);
    let large = MaxEdge::default();
    let mut cases = vec![
        case("jpeg-420", jpeg(&photo, Subsampling::S420, None, 1), large),
        edited("jpeg-420-edited", jpeg(&photo, Subsampling::S420, None, 6)),
        case(
            "jpeg-420-smaller",
            jpeg(&photo, Subsampling::S420, None, 1),
            small,
        ),
        case(
            "jpeg-422-smaller",
            jpeg(&photo, Subsampling::S422, None, 1),
            small,
        ),
        case(
            "jpeg-444-smaller",
            jpeg(&photo, Subsampling::S444, None, 1),
            small,
        ),
        case("jpeg-gray-smaller", jpeg_gray(&photo), small),
        smallest(
            "jpeg-420-smallest",
            jpeg(&photo, Subsampling::S420, None, 1),
            large,
        ),
        smallest("jpeg-gray-smallest", jpeg_gray(&photo), small),
        smallest("png-flat-smallest", png(&flat().into()), large),
        case(
            "jpeg-upright",
            jpeg(&photo, Subsampling::S420, None, 6),
            small,
        ),
        case(
            "jpeg-mirrored",
            jpeg(&photo, Subsampling::S444, None, 7),
            large,
        ),
        case(
            "jpeg-p3",
            jpeg(
                &photo,
                Subsampling::S420,
                Some(ColorProfile::new_display_p3()),
                1,
            ),
            small,
        ),
        case(
            "jpeg-adobe-rgb",
            jpeg(
                &photo,
                Subsampling::S444,
                Some(ColorProfile::new_adobe_rgb()),
                1,
            ),
            large,
        ),
        case(
            "png-rgb-smaller",
            png(&DynamicImage::from(photo.clone()).to_rgb8().into()),
            small,
        ),
        case("png-alpha-smaller", png(&photo.clone().into()), small),
        case("png-alpha", png(&photo.clone().into()), large),
        case(
            "png-16-bit-smaller",
            png(&DynamicImage::from(photo.clone()).to_rgba16().into()),
            small,
        ),
        case("png-flat", png(&flat().into()), large),
        case("webp-smaller", webp(&photo), small),
        case("gif-smaller", gif(&flat()), small),
        case(
            "cut",
            jpeg(&photo, Subsampling::S420, None, 1)[..2000].to_vec(),
            large,
        ),
        case("empty", Vec::new(), large),
        case("jpeg-progressive", jpeg_progressive(&photo), large),
        case("jpeg-progressive-smaller", jpeg_progressive(&photo), small),
        case(
            "png-gray-alpha-smaller",
            png(&DynamicImage::from(photo.clone()).to_luma_alpha8().into()),
            small,
        ),
        case(
            "png-16-bit-alpha",
            png(&DynamicImage::from(photo.clone()).to_rgba16().into()),
            large,
        ),
        case(
            "png-16-bit-gray",
            png(&DynamicImage::from(photo.clone()).to_luma16().into()),
            small,
        ),
        case(
            "webp-lossy-smaller",
            include_bytes!("../pictures/lossy.webp").to_vec(),
            MaxEdge::Px(40),
        ),
        case("png-palette", png_palette(), large),
        case("png-palette-smaller", png_palette(), small),
        case("webp-opaque-smaller", webp_opaque(&photo), small),
        case(
            "jpeg-440-smaller",
            jpeg(&photo, Subsampling::S440, None, 1),
            small,
        ),
        smallest(
            "jpeg-444-smallest",
            jpeg(&photo, Subsampling::S444, None, 1),
            small,
        ),
        smallest(
            "jpeg-progressive-smallest",
            jpeg_progressive(&photo),
            MaxEdge::Px(400),
        ),
        smallest("png-alpha-smallest", png(&photo.clone().into()), small),
        original("jpeg-original", jpeg(&photo, Subsampling::S420, None, 6)),
        original("jpeg-progressive-original", jpeg_progressive(&photo)),
        original("png-original", png(&photo.clone().into())),
        original("png-palette-original", png_palette()),
        original("webp-original", webp(&photo)),
        original(
            "webp-lossy-original",
            include_bytes!("../pictures/lossy.webp").to_vec(),
        ),
        original("gif-original", gif(&flat())),
        case("gif-animated", animated::gif(), large),
        case("gif-animated-smaller", animated::gif(), MaxEdge::Px(90)),
        case("png-animated-smaller", animated::png(), MaxEdge::Px(90)),
        case("webp-animated-smaller", animated::webp(), MaxEdge::Px(90)),
    ];
    // The inverse DCT gives any eighth of the size.
    let eighths = [
        ("jpeg-to-70", 70),
        ("jpeg-to-150", 150),
        ("jpeg-to-230", 230),
        ("jpeg-to-310", 310),
        ("jpeg-to-390", 390),
        ("jpeg-to-470", 470),
        ("jpeg-to-550", 550),
        ("jpeg-to-630", 630),
    ];
    cases.extend(eighths.map(|(name, edge)| {
        case(
            name,
            jpeg(&photo, Subsampling::S420, None, 1),
            MaxEdge::Px(edge),
        )
    }));
    let orientations = [
        ("jpeg-orientation-2", 2),
        ("jpeg-orientation-3", 3),
        ("jpeg-orientation-4", 4),
        ("jpeg-orientation-5", 5),
        ("jpeg-orientation-6", 6),
        ("jpeg-orientation-7", 7),
        ("jpeg-orientation-8", 8),
    ];
    cases.extend(orientations.map(|(name, orientation)| {
        case(
            name,
            jpeg(&photo, Subsampling::S420, None, orientation),
            small,
        )
    }));
    let files = colours::files(&photo);
    cases.extend(files.map(|(name, file)| case(name, file, small)));
    cases
}

/// Gradients, edges and noise, opaque to the left and fading to the right.
fn photo(width: u32, height: u32) -> RgbaImage {
    let mut seed = 1_u32;
    RgbaImage::from_fn(width, height, |x, y| {
        // Numerical Recipes' generator: any would do, as long as it is the same everywhere.
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = (seed >> 28) as u8;
        let edge = if (x / 37 + y / 29) % 2 == 0 { 60 } else { 0 };
        let red = (x * 180 / width) as u8 + noise + edge;
        let green = (y * 180 / height) as u8 + noise;
        let blue = ((x + y) % 200) as u8;
        let alpha = if x < width / 2 {
            255
        } else {
            255 - ((x - width / 2) * 255 / width) as u8
        };
        Rgba([red, green, blue, alpha])
    })
}

/// Few colours and hard edges, as in a screenshot.
fn flat() -> RgbaImage {
    RgbaImage::from_fn(300, 200, |x, y| match (x / 50 + y / 40) % 3 {
        0 => Rgba([250, 250, 250, 255]),
        1 => Rgba([20, 90, 160, 255]),
        _ => Rgba([200, 40, 40, 255]),
    })
}

fn jpeg(
    picture: &RgbaImage,
    subsampling: Subsampling,
    profile: Option<ColorProfile>,
    orientation: u8,
) -> Vec<u8> {
    let rgb = DynamicImage::from(picture.clone()).to_rgb8();
    let mut encoder = Encoder::new(MozPreset::BaselineFastest)
        .quality(92)
        .subsampling(subsampling);
    if orientation > 1 {
        // TIFF 6.0: big-endian, one entry, tag 0x0112, a SHORT.
        let tiff = [
            b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0",
            &[orientation, 0, 0, 0, 0, 0, 0][..],
        ]
        .concat();
        encoder = encoder.exif_data(tiff);
    }
    if let Some(profile) = profile {
        encoder = encoder.icc_profile(profile.encode().expect("a profile can be written"));
    }
    encoder
        .encode_rgb(&rgb, rgb.width(), rgb.height())
        .expect("a picture can be written")
}

fn jpeg_progressive(picture: &RgbaImage) -> Vec<u8> {
    let rgb = DynamicImage::from(picture.clone()).to_rgb8();
    Encoder::new(MozPreset::ProgressiveBalanced)
        .quality(92)
        .encode_rgb(&rgb, rgb.width(), rgb.height())
        .expect("a picture can be written")
}

fn jpeg_gray(picture: &RgbaImage) -> Vec<u8> {
    let gray = DynamicImage::from(picture.clone()).to_luma8();
    Encoder::new(MozPreset::BaselineFastest)
        .quality(92)
        .encode_gray(&gray, gray.width(), gray.height())
        .expect("a picture can be written")
}

fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut file = Vec::new();
    picture
        .write_with_encoder(PngEncoder::new(&mut file))
        .expect("a picture can be written");
    file
}

/// Bands of six colours of a palette, two of which are seen through.
fn png_palette() -> Vec<u8> {
    let (width, height) = (300, 200);
    let indices: Vec<u8> = (0..width * height)
        .map(|at| ((at % width / 30 + at / width / 25) % 6) as u8)
        .collect();
    let colors: Vec<u8> = (0..18).map(|n| (n * 53 % 256) as u8).collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette(colors);
    encoder.set_trns(vec![255, 0, 90]);
    let mut writer = encoder.write_header().expect("a picture can be written");
    writer
        .write_image_data(&indices)
        .expect("a picture can be written");
    writer.finish().expect("a picture can be written");
    file
}

fn webp_opaque(picture: &RgbaImage) -> Vec<u8> {
    let rgb = DynamicImage::from(picture.clone()).to_rgb8();
    let mut file = Vec::new();
    WebPEncoder::new_lossless(&mut file)
        .write_image(&rgb, rgb.width(), rgb.height(), ExtendedColorType::Rgb8)
        .expect("a picture can be written");
    file
}

fn webp(picture: &RgbaImage) -> Vec<u8> {
    let mut file = Vec::new();
    WebPEncoder::new_lossless(&mut file)
        .write_image(
            picture,
            picture.width(),
            picture.height(),
            ExtendedColorType::Rgba8,
        )
        .expect("a picture can be written");
    file
}

fn gif(picture: &RgbaImage) -> Vec<u8> {
    let mut file = Vec::new();
    GifEncoder::new(&mut file)
        .encode_frame(Frame::new(picture.clone()))
        .expect("a picture can be written");
    file
}
