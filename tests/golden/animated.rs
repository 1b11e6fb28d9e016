//! Animations of two and three frames, each drawn over the one before in its own way.

use super::{flat, photo};
use image::codecs::gif::{GifEncoder, Repeat};
use image::{Frame, Rgba, RgbaImage, imageops::crop_imm};
use png::{BlendOp, DisposeOp};

/// Of 256 colours, which become more as soon as it is smaller, and a part that is seen through.
pub fn gif() -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = GifEncoder::new(&mut file);
    encoder
        .set_repeat(Repeat::Finite(3))
        .expect("a picture can be written");
    for shift in [0, 5, 11] {
        let picture = RgbaImage::from_fn(170, 130, |x, y| match (x + y + shift) / 20 % 5 {
            0 => Rgba([0; 4]),
            _ => Rgba([
                (x + shift) as u8 / 11 * 15,
                y as u8 / 9 * 17,
                (x as u8 / 11).wrapping_mul(y as u8 / 9),
                255,
            ]),
        });
        encoder
            .encode_frame(Frame::new(picture))
            .expect("a picture can be written");
    }
    drop(encoder);
    file
}

/// Of every way to draw and to dispose.
pub fn png() -> Vec<u8> {
    let picture = photo(160, 120);
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 160, 120);
    encoder.set_color(png::ColorType::Rgba);
    encoder
        .set_animated(4, 2)
        .expect("four frames are as many as fit");
    let mut writer = encoder.write_header().expect("a picture can be written");
    for (at, disposal, blending) in [
        (0, DisposeOp::None, BlendOp::Source),
        (31, DisposeOp::Background, BlendOp::Over),
        (50, DisposeOp::Previous, BlendOp::Over),
        (70, DisposeOp::None, BlendOp::Source),
    ] {
        let part = match at {
            0 => picture.clone(),
            _ => crop_imm(&picture, at, at / 2, 80, 61).to_image(),
        };
        let mut step = || {
            writer.set_dispose_op(disposal)?;
            writer.set_blend_op(blending)?;
            writer.set_frame_position(0, 0)?;
            writer.set_frame_dimension(part.width(), part.height())?;
            writer.set_frame_position(at, at / 3)?;
            writer.write_image_data(&part)
        };
        step().expect("a frame can be written");
    }
    writer.finish().expect("a picture can be written");
    file
}

/// A frame of noise, and a lossless one that is blended over a part of it.
pub fn webp() -> Vec<u8> {
    let chunk = |kind: &[u8], data: &[u8]| {
        let len = (data.len() as u32).to_le_bytes();
        [kind, &len, data, &[0][..data.len() % 2]].concat()
    };
    let frame = |place: [u8; 2], picture: &RgbaImage, flags: u8| {
        let sides = [
            &(picture.width() - 1).to_le_bytes()[..3],
            &(picture.height() - 1).to_le_bytes()[..3],
        ]
        .concat();
        let header = [place[0], 0, 0, place[1], 0, 0];
        let coded = super::webp(picture);
        let data = [&header[..], &sides, &[100, 0, 0, flags], &coded[12..]].concat();
        chunk(b"ANMF", &data)
    };
    let picture = photo(160, 120);
    let list = [
        b"WEBP",
        &chunk(b"VP8X", &[0x12, 0, 0, 0, 159, 0, 0, 119, 0, 0])[..],
        &chunk(b"ANIM", &[0, 0, 0, 0, 2, 0]),
        &frame([0, 0], &picture, 2),
        &frame([10, 7], &crop_imm(&picture, 60, 20, 100, 80).to_image(), 1),
        &frame([3, 2], &crop_imm(&flat(), 20, 20, 90, 70).to_image(), 0),
    ]
    .concat();
    chunk(b"RIFF", &list)
}
