//! Tables from a device's colours to the connection space (ICC.1:2022, 10.10 to 10.12): by curves, a grid of colours,
//! and a matrix.

use super::curve::Curve;
use super::{Reader, push_fixed, typed};

/// Colours of the connection space have three numbers.
const OUTPUTS: usize = 3;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::picture) enum Table {
    /// `mft1` and `mft2`: everything of one width.
    Plain {
        /// Bytes of an entry, 1 or 2.
        width: u8,
        inputs: u8,
        /// Points of the grid along each axis.
        points: u8,
        matrix: [i32; 9],
        /// How many entries each curve has, which is 256 where it is not said.
        entries: [u16; 2],
        /// The curves of the inputs, the grid, the curves of the outputs.
        numbers: Vec<u8>,
    },
    /// `mAB `: from the last stage to the first.
    Staged {
        inputs: u8,
        after: Vec<Curve>,
        matrix: Option<[i32; 12]>,
        between: Vec<Curve>,
        grid: Option<Grid>,
        before: Vec<Curve>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::picture) struct Grid {
    /// Points along each axis, zero behind the last one.
    pub(in crate::picture) points: [u8; 16],
    /// Bytes of an entry, 1 or 2.
    pub(in crate::picture) width: u8,
    /// Three for each point; the last axis runs fastest.
    pub(in crate::picture) numbers: Vec<u8>,
}

impl Table {
    pub(in crate::picture) fn inputs(&self) -> u8 {
        match self {
            Self::Plain { inputs, .. } | Self::Staged { inputs, .. } => *inputs,
        }
    }

    /// Reads a table, which is the whole of its tag's data.
    pub(in crate::picture) fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let [kind @ .., _, _, _, _] = reader.array::<8>()?;
        let (inputs, outputs) = (reader.u8()?, reader.u8()?);
        if !matches!(inputs, 1 | 3 | 4) || usize::from(outputs) != OUTPUTS {
            return None;
        }
        match &kind {
            b"mft1" => Self::read_plain(1, inputs, &mut reader),
            b"mft2" => Self::read_plain(2, inputs, &mut reader),
            b"mAB " => Self::read_staged(inputs, &mut reader),
            _ => None,
        }
    }

    fn read_plain(width: u8, inputs: u8, reader: &mut Reader<'_>) -> Option<Self> {
        let points = reader.u8()?;
        reader.u8()?;
        let matrix = reader.fixed_array()?;
        let entries = match width {
            1 => [256, 256],
            _ => [reader.u16()?, reader.u16()?],
        };
        if points < 2 || entries.iter().any(|count| !(2..=4096).contains(count)) {
            return None;
        }
        let [of_inputs, of_outputs] = entries.map(usize::from);
        let axes = [points; 16];
        let grid = grid_len(&axes[..usize::from(inputs)])?;
        let count = usize::from(inputs) * of_inputs + grid + OUTPUTS * of_outputs;
        Some(Self::Plain {
            width,
            inputs,
            points,
            matrix,
            entries,
            numbers: reader.take(count * usize::from(width))?.to_vec(),
        })
    }

    fn read_staged(inputs: u8, reader: &mut Reader<'_>) -> Option<Self> {
        let bytes = reader.bytes;
        reader.u16()?;
        let [after, matrix, between, grid, before] = {
            let mut offsets = [0; 5];
            for offset in &mut offsets {
                *offset = reader.u32()? as usize;
            }
            offsets
        };
        // Nothing else makes three numbers of four.
        if grid == 0 && usize::from(inputs) != OUTPUTS {
            return None;
        }
        let part = |offset: usize| (offset > 0).then_some(Reader { bytes, at: offset });
        let curves = |offset: usize, count: usize| match part(offset) {
            None => Some(Vec::new()),
            Some(mut reader) => (0..count)
                .map(|_| {
                    let curve = Curve::read(&mut reader);
                    // Each begins at a multiple of four.
                    reader.at = reader.at.next_multiple_of(4);
                    curve
                })
                .collect(),
        };
        Some(Self::Staged {
            inputs,
            after: curves(after, OUTPUTS)?,
            matrix: match part(matrix) {
                Some(mut reader) => Some(reader.fixed_array()?),
                None => None,
            },
            between: curves(between, OUTPUTS)?,
            grid: match part(grid) {
                Some(mut reader) => Some(Grid::read(inputs, &mut reader)?),
                None => None,
            },
            before: curves(before, usize::from(inputs))?,
        })
    }

    pub(in crate::picture) fn write(&self) -> Vec<u8> {
        match self {
            Self::Plain {
                width,
                inputs,
                points,
                matrix,
                entries,
                numbers,
            } => {
                let mut bytes = typed(if *width == 1 { b"mft1" } else { b"mft2" });
                bytes.extend_from_slice(&[*inputs, OUTPUTS as u8, *points, 0]);
                push_fixed(&mut bytes, matrix);
                if *width == 2 {
                    bytes.extend(entries.iter().flat_map(|count| count.to_be_bytes()));
                }
                bytes.extend_from_slice(numbers);
                bytes
            }
            Self::Staged {
                inputs,
                after,
                matrix,
                between,
                grid,
                before,
            } => {
                let curves = |curves: &[Curve]| {
                    let mut bytes = Vec::new();
                    for curve in curves {
                        bytes.append(&mut curve.write());
                        bytes.resize(bytes.len().next_multiple_of(4), 0);
                    }
                    bytes
                };
                let mut numbers = Vec::new();
                push_fixed(&mut numbers, matrix.as_ref().map_or(&[], |matrix| matrix));
                let grid = grid.as_ref().map_or(Vec::new(), Grid::write);
                let parts = [
                    curves(after),
                    numbers,
                    curves(between),
                    grid,
                    curves(before),
                ];
                let mut bytes = typed(b"mAB ");
                bytes.extend_from_slice(&[*inputs, OUTPUTS as u8, 0, 0]);
                let mut offset = bytes.len() + 4 * parts.len();
                for part in &parts {
                    let here = if part.is_empty() { 0 } else { offset as u32 };
                    bytes.extend_from_slice(&here.to_be_bytes());
                    offset += part.len();
                }
                bytes.extend(parts.into_iter().flatten());
                bytes
            }
        }
    }
}

impl Grid {
    fn read(inputs: u8, reader: &mut Reader<'_>) -> Option<Self> {
        let mut points: [u8; 16] = reader.array()?;
        let [width, _, _, _] = reader.array()?;
        let (axes, others) = points.split_at_mut(usize::from(inputs));
        others.fill(0);
        if !matches!(width, 1 | 2) || axes.contains(&0) {
            return None;
        }
        let count = grid_len(axes)?;
        Some(Self {
            points,
            width,
            numbers: reader.take(count * usize::from(width))?.to_vec(),
        })
    }

    fn write(&self) -> Vec<u8> {
        let mut bytes = self.points.to_vec();
        bytes.extend_from_slice(&[self.width, 0, 0, 0]);
        bytes.extend_from_slice(&self.numbers);
        bytes.resize(bytes.len().next_multiple_of(4), 0);
        bytes
    }
}

/// Numbers of a grid with so many points along its axes.
fn grid_len(axes: &[u8]) -> Option<usize> {
    axes.iter()
        .try_fold(OUTPUTS, |count, &points| {
            count.checked_mul(usize::from(points))
        })
        .filter(|&count| count < 1 << 24)
}
