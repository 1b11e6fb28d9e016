//! What a profile's table says of a colour, stage by stage (ICC.1:2022, 10.10 to 10.12).

use super::super::icc::{Curve, Numbers, Table};
use pellicle_pixels::color::interpolate_four;
use wide::f32x4;

/// The white of the connection space, D50, as profiles have it.
pub(super) const WHITE: [f64; 3] = [0.9642, 1.0, 0.8249];

/// Axes of the largest grid.
const AXES: usize = 4;

/// How the numbers of a table, 0 to 1, mean a colour.
#[derive(Clone, Copy)]
enum Meaning {
    /// X, Y and Z up to 1 + 32767 / 32768.
    Xyz,
    /// L* from 0 to 100, a* and b* from −128: in steps of this share of a byte's.
    Lab(f64),
}

/// A table of a profile.
pub(super) struct Way<'a> {
    table: &'a Table,
    meaning: Meaning,
}

impl<'a> Way<'a> {
    pub(super) fn new(numbers: &Numbers, table: &'a Table) -> Self {
        let meaning = match (&numbers.connection, table) {
            (b"XYZ ", _) => Meaning::Xyz,
            // `mft2` kept the steps of version 2, where FF00 is 100 (10.10, table 42).
            (_, Table::Plain { width: 2, .. }) => Meaning::Lab(65_535.0 / 65_280.0),
            _ => Meaning::Lab(1.0),
        };
        Self { table, meaning }
    }

    /// A colour of the device, each number 0 to 1, as X, Y and Z under D50. There are as many numbers as the table has
    /// inputs.
    pub(super) fn to_connection(&self, color: &[f64]) -> [f64; 3] {
        // A grid of fewer axes is one of four, of which the first have one point.
        let first = AXES.saturating_sub(color.len());
        let mut place = [0.0; AXES];
        let mut points = [1; AXES];
        let numbers = match self.table {
            Table::Plain {
                width,
                points: points_of_each,
                entries,
                numbers,
                ..
            } => {
                // The matrix counts only where the input is XYZ (10.10), which no device's is.
                let number = |at: usize| number(numbers, *width, at);
                let [of_inputs, of_outputs] = entries.map(usize::from);
                let line =
                    |entries, place, start: usize| line(entries, place, &|at| number(start + at));
                for (axis, part) in color.iter().enumerate() {
                    place[first + axis] = line(of_inputs, *part, axis * of_inputs);
                    points[first + axis] = usize::from(*points_of_each);
                }
                let grid = color.len() * of_inputs;
                let outputs = grid + 3 * points.iter().product::<usize>();
                let colors = at_grid(points, place, &|at| number(grid + at));
                core::array::from_fn(|channel| {
                    line(of_outputs, colors[channel], outputs + channel * of_outputs)
                })
            }
            Table::Staged {
                after,
                matrix,
                between,
                grid,
                before,
                ..
            } => {
                place[first..].copy_from_slice(color);
                bend(before, &mut place[first..]);
                // Without one there are three numbers on both sides.
                let [_, mut colors @ ..] = place;
                if let Some(grid) = grid {
                    for (points, own) in points[first..].iter_mut().zip(grid.points) {
                        *points = usize::from(own);
                    }
                    colors = at_grid(points, place, &|at| number(&grid.numbers, grid.width, at));
                }
                bend(between, &mut colors);
                if let Some(matrix) = matrix {
                    let part = |at: usize| f64::from(matrix[at]) / 65_536.0;
                    colors = core::array::from_fn(|row| {
                        let sum: f64 = (0..3)
                            .map(|column| part(3 * row + column) * colors[column])
                            .sum();
                        sum + part(9 + row)
                    });
                }
                bend(after, &mut colors);
                colors
            }
        };
        self.meaning.to_xyz(numbers)
    }
}

impl Meaning {
    fn to_xyz(self, numbers: [f64; 3]) -> [f64; 3] {
        match self {
            Self::Xyz => numbers.map(|number| number * (65_535.0 / 32_768.0)),
            Self::Lab(steps) => {
                let [l, a, b] = numbers.map(|number| number * steps);
                lab_to_xyz([100.0 * l, 255.0 * a - 128.0, 255.0 * b - 128.0])
            }
        }
    }
}

/// CIE 15:2018, 8.2.1.
pub(super) fn lab_to_xyz([l, a, b]: [f64; 3]) -> [f64; 3] {
    let y = (l + 16.0) / 116.0;
    let linear = |root: f64| {
        if root > 6.0 / 29.0 {
            root * root * root
        } else {
            (root - 4.0 / 29.0) * (108.0 / 841.0)
        }
    };
    let roots = [y + a / 500.0, y, y - b / 200.0];
    core::array::from_fn(|channel| WHITE[channel] * linear(roots[channel]))
}

/// Each number by its curve, where there are any.
fn bend(curves: &[Curve], numbers: &mut [f64]) {
    for (number, curve) in numbers.iter_mut().zip(curves) {
        *number = curve.at(*number);
    }
}

/// A stored number as one of 0 to 1. What is behind the end has been looked for when the table was read.
fn number(bytes: &[u8], width: u8, at: usize) -> f64 {
    match width {
        1 => bytes.get(at).map_or(0.0, |&byte| f64::from(byte) / 255.0),
        _ => bytes
            .get(2 * at..)
            .and_then(<[u8]>::first_chunk)
            .map_or(0.0, |pair| f64::from(u16::from_be_bytes(*pair)) / 65_535.0),
    }
}

/// Between the entries of a curve.
fn line(entries: usize, place: f64, number: &dyn Fn(usize) -> f64) -> f64 {
    let place = place.clamp(0.0, 1.0) * (entries - 1) as f64;
    let below = (place as usize).min(entries - 2);
    let (from, to) = (number(below), number(below + 1));
    from + (to - from) * (place - below as f64)
}

/// Between the colours of a grid.
fn at_grid(points: [usize; AXES], place: [f64; AXES], number: &dyn Fn(usize) -> f64) -> [f64; 3] {
    let node = |at: usize| {
        let [x, y, z] = core::array::from_fn(|channel| number(3 * at + channel) as f32);
        f32x4::new([x, y, z, 0.0])
    };
    let [x, y, z, _] = interpolate_four(points, place.map(|part| part as f32), &node).to_array();
    [x, y, z].map(f64::from)
}
