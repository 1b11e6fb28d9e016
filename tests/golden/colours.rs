//! Files whose colours are others than those of a screen: inks, and what PNGs say in numbers.

#[path = "../pictures/icc.rs"]
#[allow(dead_code, clippy::unwrap_used)]
mod icc;
#[path = "../pictures/planes.rs"]
#[allow(dead_code)]
mod planes;

use image::RgbaImage;

pub fn files(picture: &RgbaImage) -> [(&'static str, Vec<u8>); 5] {
    let inks: Vec<[u8; 4]> = picture
        .pixels()
        .map(|pixel| {
            let [cyan, magenta, yellow] = [0, 1, 2].map(|light| 255 - pixel[light]);
            [cyan, magenta, yellow, pixel[1] / 3]
        })
        .collect();
    let jpeg = |planes: [Vec<u8>; 4], chroma| {
        let [first, second, third, black] = planes;
        let planes = [
            (first, (2, 2)),
            (second, chroma),
            (third, chroma),
            (black, (2, 2)),
        ];
        planes::jpeg(picture.dimensions(), &planes)
    };
    let cmyk = jpeg(planes::cmyk_planes(&inks), (2, 2));
    let ycck = jpeg(planes::ycck_planes(&inks), (1, 1));
    let profile = icc::profile(b"CMYK", b"Lab ", &[(b"A2B1", icc::table(4, true))], "");
    let profile = [b"ICC_PROFILE\0\x01\x01", &profile[..]].concat();
    [
        (
            "jpeg-cmyk-profile",
            planes::with_segment(&cmyk, 0xE2, &profile),
        ),
        ("jpeg-cmyk", cmyk),
        ("jpeg-ycck", planes::with_adobe(&ycck, 2)),
        ("png-hdr", png(picture, *b"cICP", &[9, 16, 0, 1])),
        ("png-gamma", png(picture, *b"gAMA", &[0, 0, 0xD9, 4])),
    ]
}

/// A PNG without transparency that says this of its colours.
fn png(picture: &RgbaImage, kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let rgb: Vec<u8> = picture
        .pixels()
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
        .collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("a picture can be written");
    writer
        .write_chunk(png::chunk::ChunkType(kind), data)
        .expect("a picture can be written");
    writer
        .write_image_data(&rgb)
        .expect("a picture can be written");
    writer.finish().expect("a picture can be written");
    file
}
