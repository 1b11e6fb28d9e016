//! The eight orientations of Exif, applied to pixels and then forgotten.

use crate::Size;
use crate::raster::Plane;

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

    /// The plane as it is seen. `N` is the number of bytes of a pixel.
    pub fn apply<const N: usize>(self, plane: Plane) -> Plane {
        if self.is_upright() {
            return plane;
        }
        let (source, _) = plane.samples.as_chunks::<N>();
        let (width, height) = if self.transpose {
            (plane.height, plane.width)
        } else {
            (plane.width, plane.height)
        };
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
