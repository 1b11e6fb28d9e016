//! Colour profiles, written from ICC.1:2022, with whatever one wants to hide in them.

/// A number of 16 bits before the point and 16 behind it.
pub fn fixed(number: f64) -> [u8; 4] {
    ((number * 65_536.0).round() as i32).to_be_bytes()
}

fn typed(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    [kind, &[0; 4][..], data].concat()
}

pub fn xyz(color: [f64; 3]) -> Vec<u8> {
    typed(b"XYZ ", color.map(fixed).as_flattened())
}

pub fn gamma(power: f64) -> Vec<u8> {
    let power = ((power * 256.0).round() as u16).to_be_bytes();
    typed(b"curv", &[&1u32.to_be_bytes()[..], &power].concat())
}

/// A curve of 17 samples that is no power.
pub fn sampled() -> Vec<u8> {
    let entries =
        (0..17u32).flat_map(|n| ((n * n * 200 + n * 800).min(65_535) as u16).to_be_bytes());
    let entries: Vec<u8> = entries.collect();
    typed(b"curv", &[&17u32.to_be_bytes()[..], &entries].concat())
}

/// The curve of sRGB.
pub fn srgb_curve() -> Vec<u8> {
    let numbers = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45].map(fixed);
    typed(
        b"para",
        &[&[0, 3, 0, 0][..], numbers.as_flattened()].concat(),
    )
}

/// `mft1` or `mft2` with two points along each axis and curves that are not straight; colours of the connection space
/// come out as XYZ.
pub fn table(inputs: u8, wide: bool) -> Vec<u8> {
    let count = 2usize.pow(inputs.into());
    let unit = [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0].map(fixed);
    let head = [&[inputs, 3, 2, 0][..], unit.as_flattened()].concat();
    let grid: Vec<u16> = (0..count * 3).map(|n| (n * 2731 % 32_768) as u16).collect();
    if wide {
        let curves =
            |number: u8| (0..number).flat_map(|n| [0, 20_000 + u16::from(n) * 3000, 65_535]);
        let numbers: Vec<u8> = curves(inputs)
            .chain(grid)
            .chain(curves(3))
            .flat_map(u16::to_be_bytes)
            .collect();
        typed(b"mft2", &[&head[..], &[0, 3, 0, 3], &numbers].concat())
    } else {
        let curve = || (0..=255u8).map(|n| (u32::from(n) * u32::from(n) / 255) as u8);
        let curves = |number: u8| (0..number).flat_map(move |_| curve());
        let grid = grid.into_iter().map(|n| (n >> 8) as u8);
        let numbers: Vec<u8> = curves(inputs).chain(grid).chain(curves(3)).collect();
        typed(b"mft1", &[&head[..], &numbers].concat())
    }
}

/// `mAB ` with all of its stages, and `gap` between them.
pub fn staged(inputs: u8, gap: &[u8]) -> Vec<u8> {
    let padded = |mut bytes: Vec<u8>| {
        bytes.resize(bytes.len().next_multiple_of(4), 0);
        bytes
    };
    let curves = |count: u8| -> Vec<u8> { (0..count).flat_map(|_| padded(gamma(1.5))).collect() };
    let matrix = [0.9, 0.05, 0.05, 0.0, 1.0, 0.0, 0.1, 0.0, 0.8, 0.0, 0.0, 0.0].map(fixed);
    let mut grid = [0; 16];
    grid[..usize::from(inputs)].fill(2);
    let numbers = (0..2usize.pow(inputs.into()) * 3).map(|n| (n * 40 % 256) as u8);
    let grid = padded([&grid[..], &[1, 0, 0, 0], &numbers.collect::<Vec<u8>>()].concat());
    let parts = [curves(3), matrix.concat(), curves(3), grid, curves(inputs)];
    let gap = padded(gap.to_vec());
    let mut offsets = Vec::new();
    let mut data = Vec::new();
    for part in parts {
        data.extend_from_slice(&gap);
        offsets.extend_from_slice(&((32 + data.len()) as u32).to_be_bytes());
        data.extend_from_slice(&part);
    }
    typed(b"mAB ", &[&[inputs, 3, 0, 0][..], &offsets, &data].concat())
}

/// A profile of version 2 with a name, a copyright, and these tags; `hidden` stands in every field and gap that does
/// not convert a colour.
pub fn profile(
    space: &[u8; 4],
    connection: &[u8; 4],
    tags: &[(&[u8; 4], Vec<u8>)],
    hidden: &str,
) -> Vec<u8> {
    let text = |kind: &[u8; 4]| match kind {
        b"desc" => {
            let ascii = [hidden.as_bytes(), &[0]].concat();
            let len = (ascii.len() as u32).to_be_bytes();
            typed(b"desc", &[&len[..], &ascii, &[0; 78]].concat())
        }
        _ => typed(b"text", &[hidden.as_bytes(), &[0]].concat()),
    };
    let texts = [b"desc", b"cprt", b"targ", b"prv1"].map(|tag| (tag, text(tag)));
    let tags: Vec<(&[u8; 4], Vec<u8>)> = texts.into_iter().chain(tags.iter().cloned()).collect();
    let mut list = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data = Vec::new();
    let data_at = 128 + 4 + 12 * tags.len();
    for (tag, bytes) in &tags {
        data.extend_from_slice(hidden.as_bytes());
        data.resize(data.len().next_multiple_of(4), 0);
        list.extend_from_slice(*tag);
        list.extend_from_slice(&((data_at + data.len()) as u32).to_be_bytes());
        list.extend_from_slice(&(bytes.len() as u32).to_be_bytes());
        data.extend_from_slice(bytes);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    data.extend_from_slice(hidden.as_bytes());
    let mut header = [0; 128];
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    let name =
        |from: usize| &hidden.as_bytes()[from.min(hidden.len())..(from + 4).min(hidden.len())];
    put(0, &((data_at + data.len()) as u32).to_be_bytes());
    // The program, the maker, the model and who wrote it.
    [4, 48, 52, 80]
        .into_iter()
        .zip(0..)
        .for_each(|(at, n)| put(at, name(4 * n)));
    put(8, &[2, 0x10]);
    put(12, b"mntr");
    put(16, space);
    put(20, connection);
    put(24, &[7, 0xE8, 0, 5, 0, 17, 0, 9, 0, 41, 0, 3]);
    put(36, b"acsp");
    put(68, &[0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D]);
    // An identifier, and what is reserved.
    put(84, hidden.as_bytes());
    put(108, hidden.as_bytes());
    [&header[..], &list, &data].concat()
}

/// Red, green and blue of a matrix, with one curve for all three.
pub fn shaper(colorants: [[f64; 3]; 3], curve: &[u8]) -> Vec<(&'static [u8; 4], Vec<u8>)> {
    let [red, green, blue] = colorants.map(xyz);
    vec![
        (b"rXYZ", red),
        (b"gXYZ", green),
        (b"bXYZ", blue),
        (b"rTRC", curve.to_vec()),
        (b"gTRC", curve.to_vec()),
        (b"bTRC", curve.to_vec()),
        (b"wtpt", xyz([0.9505, 1.0, 1.0891])),
    ]
}

/// As vendors round them.
pub const SRGB: [[f64; 3]; 3] = [
    [0.4361, 0.2225, 0.0139],
    [0.3851, 0.7169, 0.0971],
    [0.1431, 0.0606, 0.7141],
];
pub const DISPLAY_P3: [[f64; 3]; 3] = [
    [0.5151, 0.2412, -0.0011],
    [0.2919, 0.6922, 0.0419],
    [0.1572, 0.0666, 0.7841],
];
pub const ADOBE_RGB: [[f64; 3]; 3] = [
    [0.6097, 0.3111, 0.0195],
    [0.2053, 0.6257, 0.0609],
    [0.1492, 0.0632, 0.7446],
];
/// What no space has.
pub const ODD: [[f64; 3]; 3] = [
    [0.48, 0.26, 0.03],
    [0.32, 0.66, 0.12],
    [0.1642, 0.08, 0.6749],
];
