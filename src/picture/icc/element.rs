//! The tags that convert colours, and what is read of each (ICC.1:2022, 9.2).

use super::curve::Curve;
use super::table::Table;
use super::{Reader, push_fixed, typed};

/// The data of one tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::picture) enum Element {
    /// A colour of the connection space.
    Xyz([i32; 3]),
    Curve(Curve),
    /// The adaptation from the device's white.
    Matrix([i32; 9]),
    Table(Table),
    /// Primaries, transfer, matrix and range by ITU-T H.273.
    CodePoints([u8; 4]),
}

impl Element {
    /// Reads the data of a tag that is kept; `None` for every other tag, and for what it cannot be.
    pub(in crate::picture) fn read(tag: [u8; 4], bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        match &tag {
            b"rXYZ" | b"gXYZ" | b"bXYZ" | b"wtpt" => {
                let [kind @ .., _, _, _, _] = reader.array::<8>()?;
                let color = reader.fixed_array()?;
                (&kind == b"XYZ ").then_some(Self::Xyz(color))
            }
            b"rTRC" | b"gTRC" | b"bTRC" | b"kTRC" => Curve::read(&mut reader).map(Self::Curve),
            b"chad" => {
                let [kind @ .., _, _, _, _] = reader.array::<8>()?;
                let matrix = reader.fixed_array()?;
                (&kind == b"sf32").then_some(Self::Matrix(matrix))
            }
            b"A2B0" | b"A2B1" | b"A2B2" => Table::read(bytes).map(Self::Table),
            b"cicp" => {
                let [kind @ .., _, _, _, _] = reader.array::<8>()?;
                // Only the two curves of HDR say more than the curves of a profile can; to others nobody listens.
                let points @ [primaries, 16 | 18, matrix, range] = reader.array()? else {
                    return None;
                };
                let possible = primaries <= 22 && matrix <= 17 && range <= 1;
                (&kind == b"cicp" && possible).then_some(Self::CodePoints(points))
            }
            _ => None,
        }
    }

    pub(in crate::picture) fn write(&self) -> Vec<u8> {
        match self {
            Self::Xyz(color) => {
                let mut bytes = typed(b"XYZ ");
                push_fixed(&mut bytes, color);
                bytes
            }
            Self::Curve(curve) => curve.write(),
            Self::Matrix(matrix) => {
                let mut bytes = typed(b"sf32");
                push_fixed(&mut bytes, matrix);
                bytes
            }
            Self::Table(table) => table.write(),
            Self::CodePoints(points) => {
                let mut bytes = typed(b"cicp");
                bytes.extend_from_slice(points);
                bytes
            }
        }
    }
}
