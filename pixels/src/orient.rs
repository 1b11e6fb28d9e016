//! The eight orientations of Exif, applied to pixels and then forgotten.

use crate::raster::Plane;
use crate::{Area, Size};

/// How the stored rows and columns lie in the picture as it is seen (Exif 2.32, tag 0x0112).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Orientation {
    /// Rows and columns change places first.
    transpose: bool,
    /// Then columns are mirrored.
    flip_x: bool,
    /// And rows.
    flip_y: bool,
}

impl Orientation {
    /// The orientation of the tag's value; values that Exif does not have count as 1.
    pub fn from_exif(value: u16) -> Self {
        let (transpose, flip_x, flip_y) = match value {
            2 => (false, true, false),
            3 => (false, true, true),
            4 => (false, false, true),
            5 => (true, false, false),
            6 => (true, true, false),
            7 => (true, true, true),
            8 => (true, false, true),
            _ => (false, false, false),
        };
        Self {
            transpose,
            flip_x,
            flip_y,
        }
    }

    /// The value of the tag, 1 to 8.
    pub fn to_exif(self) -> u8 {
        match (self.transpose, self.flip_x, self.flip_y) {
            (false, false, false) => 1,
            (false, true, false) => 2,
            (false, true, true) => 3,
            (false, false, true) => 4,
            (true, false, false) => 5,
            (true, true, false) => 6,
            (true, true, true) => 7,
            (true, false, true) => 8,
        }
    }

    /// Whether nothing has to move.
    pub fn is_upright(self) -> bool {
        self == Self::default()
    }

    /// Whether chroma at half of both sides still lies under its luma afterwards: mirroring an odd side would move
    /// it by half of a step.
    pub fn keeps_halves(self, stored: Size) -> bool {
        let (mirrored_x, mirrored_y) = if self.transpose {
            (self.flip_y, self.flip_x)
        } else {
            (self.flip_x, self.flip_y)
        };
        !(mirrored_x && stored.width % 2 == 1 || mirrored_y && stored.height % 2 == 1)
    }

    /// Whether width and height change places.
    pub fn swaps_sides(self) -> bool {
        self.transpose
    }

    /// This, and then that many quarter turns clockwise.
    pub fn turned(self, quarters: u8) -> Self {
        let turn = Self::from_exif([1, 6, 3, 8][usize::from(quarters % 4)]);
        let (flip_x, flip_y) = if turn.transpose {
            (self.flip_y, self.flip_x)
        } else {
            (self.flip_x, self.flip_y)
        };
        Self {
            transpose: self.transpose ^ turn.transpose,
            flip_x: flip_x ^ turn.flip_x,
            flip_y: flip_y ^ turn.flip_y,
        }
    }

    /// Where an area of the picture as it is seen lies in the one that is stored, which has this size.
    pub fn stored_area(self, seen: Area, stored: Size) -> Area {
        let Size { width, height } = self.sides_of(stored);
        let flipped = |flip: bool, from: u32, len: u32, side: u32| {
            if flip { side - from - len } else { from }
        };
        let x = flipped(self.flip_x, seen.x, seen.width, width);
        let y = flipped(self.flip_y, seen.y, seen.height, height);
        if self.transpose {
            Area {
                x: y,
                y: x,
                width: seen.height,
                height: seen.width,
            }
        } else {
            Area { x, y, ..seen }
        }
    }

    /// The size that is seen of a stored one, or stored of one that is seen.
    pub fn sides_of(self, size: Size) -> Size {
        if self.transpose {
            Size {
                width: size.height,
                height: size.width,
            }
        } else {
            size
        }
    }

    /// The plane as it is seen. `N` is the number of bytes of a pixel.
    pub fn apply<const N: usize>(self, plane: Plane) -> Plane {
        if self.is_upright() {
            return plane;
        }
        let (source, _) = plane.samples.as_chunks::<N>();
        let Size { width, height } = self.sides_of(plane.size());
        let (w, h, stored_w) = (width as usize, height as usize, plane.width as usize);
        let mut samples = Vec::with_capacity(plane.samples.len());
        for y in 0..h {
            let y = if self.flip_y { h - 1 - y } else { y };
            for x in 0..w {
                let x = if self.flip_x { w - 1 - x } else { x };
                let at = if self.transpose {
                    x * stored_w + y
                } else {
                    y * stored_w + x
                };
                samples.extend_from_slice(&source[at]);
            }
        }
        Plane {
            width,
            height,
            samples,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_and_areas_follow_the_pixels() {
        let stored = Plane {
            width: 3,
            height: 2,
            samples: b"abcdef".to_vec(),
        };
        for value in 1..=8 {
            let orientation = Orientation::from_exif(value);
            let seen = orientation.apply::<1>(stored.clone());
            for quarters in 0..4 {
                let turned = orientation.turned(quarters).apply::<1>(stored.clone());
                let turn = Orientation::default().turned(quarters);
                assert_eq!(turned, turn.apply::<1>(seen.clone()), "{value}, {quarters}");
            }
            for (at, letter) in (0..).zip(&seen.samples) {
                let area = Area {
                    x: at % seen.width,
                    y: at / seen.width,
                    width: 1,
                    height: 1,
                };
                let there = orientation.stored_area(area, stored.size());
                let there = (there.y * stored.width + there.x) as usize;
                assert_eq!(stored.samples[there], *letter, "{value}");
            }
        }
    }

    /// The eight pictures of an F, as Exif's own figure draws them.
    #[test]
    fn every_value_puts_the_f_upright() {
        let upright = ["XXX", "X..", "XX.", "X..", "X.."];
        let stored: [&[&str]; 8] = [
            &["XXX", "X..", "XX.", "X..", "X.."],
            &["XXX", "..X", ".XX", "..X", "..X"],
            &["..X", "..X", ".XX", "..X", "XXX"],
            &["X..", "X..", "XX.", "X..", "XXX"],
            &["XXXXX", "X.X..", "X...."],
            &["X....", "X.X..", "XXXXX"],
            &["....X", "..X.X", "XXXXX"],
            &["XXXXX", "..X.X", "....X"],
        ];
        for (value, rows) in (1..).zip(stored) {
            let plane = Plane {
                width: rows[0].len() as u32,
                height: rows.len() as u32,
                samples: rows.concat().into_bytes(),
            };
            assert_eq!(u16::from(Orientation::from_exif(value).to_exif()), value);
            let seen = Orientation::from_exif(value).apply::<1>(plane);
            assert_eq!((seen.width, seen.height), (3, 5), "orientation {value}");
            assert_eq!(
                seen.samples,
                upright.concat().into_bytes(),
                "orientation {value}"
            );
        }
    }
}
