//! HDR is made to fit what a usual screen has, by a formula that anyone can compute.

#![allow(clippy::unwrap_used)]

mod pictures;

use pictures::*;

/// What a gray of BT.2020's primaries and this transfer function becomes.
fn shown(transfer: u8, level: u8) -> u8 {
    let file = png_rgb(&draw(8, 8, |_, _| [level; 3]));
    let file = with_chunk(&file, b"cICP", &[9, transfer, 0, 1]);
    let seen = read_rgb(&prepared(&file));
    let &[r, g, b] = seen.at(4, 4) else {
        panic!("it has three channels")
    };
    assert!(r == g && g == b, "gray stays gray");
    r
}

/// BT.2100-2, table 4, from a level of 255.
fn pq(level: u8) -> f64 {
    let (m1, m2) = (2610.0 / 16_384.0, 2523.0 / 4096.0 * 128.0);
    let (c1, c2, c3) = (
        3424.0 / 4096.0,
        2413.0 / 4096.0 * 32.0,
        2392.0 / 4096.0 * 32.0,
    );
    let root = (f64::from(level) / 255.0).powf(1.0 / m2);
    10_000.0 * ((root - c1).max(0.0) / (c2 - c3 * root)).powf(1.0 / m1)
}

/// BT.2100-2, table 5, on a screen of 1,000 cd/m².
fn hlg(level: u8) -> f64 {
    let (a, b, c) = (0.178_832_77, 0.284_668_92, 0.559_910_73);
    let value = f64::from(level) / 255.0;
    let scene: f64 = match value <= 0.5 {
        true => value * value / 3.0,
        false => (((value - c) / a).exp() + b) / 12.0,
    };
    1000.0 * scene.powf(1.2)
}

#[test]
fn hdr_is_made_to_fit() {
    let (white, most) = (203.0, 1000.0 / 203.0);
    for (name, number, light) in [("PQ", 16, pq as fn(u8) -> f64), ("HLG", 18, hlg)] {
        for level in [10, 30, 64, 128, 192, 255] {
            let seen = shown(number, level);
            let x = light(level) / white;
            let toned = (x * (1.0 + x / (most * most)) / (1.0 + x)).min(1.0);
            let expected = match toned <= 0.003_130_8 {
                true => 255.0 * 12.92 * toned,
                false => 255.0 * (1.055 * toned.powf(1.0 / 2.4) - 0.055),
            };
            let apart = (f64::from(seen) - expected).abs();
            assert!(apart <= 1.5, "{name}, {level}: {seen}, not {expected}");
        }
        assert_eq!(shown(number, 255), 255, "{name}: the brightest is white");
    }
    // The white of paper, which is at 58 % of PQ and at 75 % of HLG, is as bright as browsers have it.
    for (number, level) in [(16, 148), (18, 191)] {
        let seen = shown(number, level);
        assert!(seen.abs_diff(190) <= 3, "{number}: {seen}");
    }
}
