//! JPEGs of whatever components, each with a resolution of its own and in a scan of its own: no library here writes
//! them. Shared with the test that runs in a browser.

use mozjpeg_rs::{Encoder, Preset};

/// Samples for each unit of the coarsest component, across and down.
pub type Factors = (u8, u8);

/// A sequential JPEG of components at the size of the picture, which are made smaller here, by the mean of what each
/// sample covers.
pub fn jpeg((width, height): (u32, u32), components: &[(Vec<u8>, Factors)]) -> Vec<u8> {
    let across = components.iter().map(|(_, (across, _))| *across).max();
    let down = components.iter().map(|(_, (_, down))| *down).max();
    let most = (across.unwrap_or(1), down.unwrap_or(1));
    let [h1, h0] = (height as u16).to_be_bytes();
    let [w1, w0] = (width as u16).to_be_bytes();
    let count = components.len() as u8;
    let mut frame = vec![0xFF, 0xC0, 0, 8 + 3 * count, 8, h1, h0, w1, w0, count];
    for (name, (_, (across, down))) in (1..).zip(components) {
        frame.extend_from_slice(&[name, across << 4 | down, 0]);
    }
    let mut file = b"\xFF\xD8".to_vec();
    for (name, (samples, factors)) in (1..).zip(components) {
        let gray = gray((width, height), samples, *factors, most);
        let mut at = 2;
        loop {
            let end = at + 2 + usize::from(u16::from_be_bytes([gray[at + 2], gray[at + 3]]));
            match gray[at + 1] {
                0xDB | 0xC4 => file.extend_from_slice(&gray[at..end]),
                0xC0 if name == 1 => file.extend_from_slice(&frame),
                0xDA => break,
                _ => {}
            }
            at = end;
        }
        // Behind the length and the number of components stands which one it is.
        let mut scan = gray[at..gray.len() - 2].to_vec();
        scan[5] = name;
        file.append(&mut scan);
    }
    file.extend_from_slice(b"\xFF\xD9");
    file
}

/// A component as a picture of its own, at its own size.
fn gray((width, height): (u32, u32), samples: &[u8], own: Factors, most: Factors) -> Vec<u8> {
    let (dx, dy) = (u32::from(most.0 / own.0), u32::from(most.1 / own.1));
    assert_eq!(own.0 * dx as u8, most.0, "a whole number of samples");
    assert_eq!(own.1 * dy as u8, most.1, "a whole number of samples");
    let (w, h) = (width.div_ceil(dx), height.div_ceil(dy));
    let mean = |x: u32, y: u32| {
        let (mut sum, mut count) = (0, 0);
        for y in dy * y..height.min(dy * (y + 1)) {
            for x in dx * x..width.min(dx * (x + 1)) {
                sum += u32::from(samples[(y * width + x) as usize]);
                count += 1;
            }
        }
        ((sum + count / 2) / count) as u8
    };
    let smaller: Vec<u8> = (0..h)
        .flat_map(|y| (0..w).map(move |x| (x, y)))
        .map(|(x, y)| mean(x, y))
        .collect();
    Encoder::new(Preset::BaselineFastest)
        .quality(95)
        .optimize_huffman(true)
        .encode_gray(&smaller, w, h)
        .expect("a picture can be written")
}

/// The JPEG with another segment, straight behind its SOI.
pub fn with_segment(jpeg: &[u8], marker: u8, body: &[u8]) -> Vec<u8> {
    let len = u16::try_from(body.len() + 2).expect("a segment is short");
    [
        &jpeg[..2],
        &[0xFF, marker],
        &len.to_be_bytes(),
        body,
        &jpeg[2..],
    ]
    .concat()
}

/// The JPEG with Adobe's word for what its components mean: 0 for what they are called, 1 for YCbCr, 2 for YCCK.
pub fn with_adobe(jpeg: &[u8], transform: u8) -> Vec<u8> {
    with_segment(
        jpeg,
        0xEE,
        &[b"Adobe\0\x64\0\0\0\0", &[transform][..]].concat(),
    )
}

/// What Adobe's programs store of inks: what each leaves of white.
pub fn cmyk_planes(inks: &[[u8; 4]]) -> [Vec<u8>; 4] {
    core::array::from_fn(|ink| inks.iter().map(|pixel| 255 - pixel[ink]).collect())
}

/// The same as YCCK: cyan, magenta and yellow as YCbCr (JFIF 1.02, page 4), and what black leaves of white.
pub fn ycck_planes(inks: &[[u8; 4]]) -> [Vec<u8>; 4] {
    let plane = |weights: [i32; 3], middle: i32| {
        let sample = |pixel: &[u8; 4]| {
            let parts = pixel
                .iter()
                .zip(weights)
                .map(|(ink, weight)| i32::from(*ink) * weight);
            (parts.sum::<i32>() + 500_000).div_euclid(1_000_000) + middle
        };
        inks.iter()
            .map(|pixel| sample(pixel).clamp(0, 255) as u8)
            .collect()
    };
    [
        plane([299_000, 587_000, 114_000], 0),
        plane([-168_736, -331_264, 500_000], 128),
        plane([500_000, -418_688, -81_312], 128),
        inks.iter().map(|pixel| 255 - pixel[3]).collect(),
    ]
}
