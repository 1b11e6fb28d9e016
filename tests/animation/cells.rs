//! Animations of four square cells in a row, of which a letter says what each shows.

use super::pictures::animations::{self, Frame};
use super::pictures::{Pixels, webp as still_webp};
use image::ExtendedColorType;
use png::{BlendOp, DisposeOp};

/// Pixels along a cell.
const CELL: u32 = 20;

/// The canvas.
pub const SIZE: (u32, u32) = (4 * CELL, CELL);

/// Half of it. The middle of a cell is then further from the next one than the filter reaches.
pub const EDGE: u16 = SIZE.0 as u16 / 2;

/// A frame of some cells from one on.
#[derive(Clone)]
pub struct Cells {
    first: u32,
    letters: &'static str,
    disposal: u8,
    /// In the unit that its format has for it.
    pub delay: u16,
}

impl Cells {
    /// `disposal` is the number that GIF or WebP has for it.
    pub fn at(first: u32, letters: &'static str, disposal: u8) -> Self {
        Self {
            first,
            letters,
            disposal,
            delay: 5,
        }
    }

    pub fn lasting(self, delay: u16) -> Self {
        Self { delay, ..self }
    }

    /// The pixels by what each of a cell is.
    fn draw<const N: usize>(&self, pixel: impl Fn(char) -> [u8; N]) -> Pixels {
        let row: Vec<u8> = self
            .letters
            .chars()
            .flat_map(|letter| [pixel(letter); CELL as usize])
            .flatten()
            .collect();
        Pixels {
            width: CELL * self.letters.len() as u32,
            height: CELL,
            samples: row.repeat(CELL as usize),
        }
    }

    fn frame(&self, pixels: Pixels) -> Frame {
        Frame::new(pixels, (self.first * CELL, 0), self.delay, self.disposal)
    }
}

/// Every colour there is: red, green, black, nothing, a dull one; half of red, and that over green.
const COLORS: [(char, [u8; 4]); 7] = [
    ('R', [255, 0, 0, 255]),
    ('G', [0, 255, 0, 255]),
    ('K', [0, 0, 0, 255]),
    ('.', [0; 4]),
    ('d', [200, 80, 60, 255]),
    ('h', [255, 0, 0, 128]),
    ('m', [128, 127, 0, 255]),
];

fn color(letter: char) -> [u8; 4] {
    COLORS.iter().find(|(of, _)| *of == letter).unwrap().1
}

/// The letter of a pixel, or `?`.
pub fn letter(pixel: &[u8]) -> char {
    let found = COLORS.iter().find(|(_, color)| pixel == color);
    found.map_or('?', |(letter, _)| *letter)
}

/// The letters of an animation's frame at half of its size.
pub fn letters(pixels: &[u8]) -> String {
    let side = usize::from(EDGE) / 4;
    let middle = |cell: usize| (side / 2 * 4 * side + cell * side + side / 2) * 4;
    (0..4)
        .map(|cell| letter(&pixels[middle(cell)..][..4]))
        .collect()
}

/// A GIF; of the letters, it has `R`, `G`, `K` and `.`.
pub fn gif(rounds: Option<u16>, steps: &[Cells]) -> Vec<u8> {
    let index = |letter| match letter {
        'K' => [0],
        'R' => [1],
        'G' => [2],
        '.' => [3],
        _ => panic!("no such colour in its palette"),
    };
    let frames: Vec<Frame> = steps
        .iter()
        .map(|step| step.frame(step.draw(index)))
        .collect();
    let size = (SIZE.0 as u16, SIZE.1 as u16);
    let file = animations::gif(size, rounds.unwrap_or(0), &frames);
    match rounds {
        Some(_) => file,
        // The block of 19 bytes behind the palette of four colours.
        None => [&file[..25], &file[44..]].concat(),
    }
}

/// An APNG in RGBA, written by the library that reads none of it here. Its delays are hundredths of a second.
pub fn apng(rounds: u32, steps: &[(Cells, DisposeOp, BlendOp)]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, SIZE.0, SIZE.1);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_compression(png::Compression::NoCompression);
    encoder.set_animated(steps.len() as u32, rounds).unwrap();
    let mut writer = encoder.write_header().unwrap();
    for (step, disposal, blending) in steps {
        let pixels = step.draw(color);
        writer.set_frame_delay(step.delay, 100).unwrap();
        writer.set_dispose_op(*disposal).unwrap();
        writer.set_blend_op(*blending).unwrap();
        writer.set_frame_position(0, 0).unwrap();
        writer
            .set_frame_dimension(pixels.width, pixels.height)
            .unwrap();
        writer.set_frame_position(step.first * CELL, 0).unwrap();
        writer.write_image_data(&pixels.samples).unwrap();
    }
    writer.finish().unwrap();
    file
}

/// A WebP of lossless frames, each with whether it is blended. One more at its end is of noise, which packs worse than
/// anything, so that it pays to make it smaller.
pub fn webp(rounds: u16, steps: &[(Cells, bool)]) -> Vec<u8> {
    let frame = |(step, blends): &(Cells, bool)| Frame {
        blends: *blends,
        ..step.frame(step.draw(color))
    };
    let mut seed = 1u32;
    let noise = (0..SIZE.0 * SIZE.1 * 4).map(|_| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 24) as u8
    });
    let noise = Pixels {
        width: SIZE.0,
        height: SIZE.1,
        samples: noise.collect(),
    };
    let frames = steps.iter().map(frame);
    let frames = frames.chain([Frame::new(noise, (0, 0), 5, 0)]);
    let coded = frames.map(|frame| {
        let still = still_webp(&frame.pixels, ExtendedColorType::Rgba8);
        (frame, still)
    });
    animations::webp(SIZE, rounds, &coded.collect::<Vec<_>>())
}
