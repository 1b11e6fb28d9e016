//! Curves from a level to linear light (ICC.1:2022, 10.6 and 10.18).

use super::{Reader, power, push_fixed, typed};

/// Entries of a sampled curve: 65,536 are one for each level of 16 bits.
const MAX_ENTRIES: usize = 65_536;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::picture) enum Curve {
    /// Values at even steps; none for a straight line, and one for a power of so many 256ths.
    Sampled(Vec<u16>),
    /// The number of a formula, 0 to 4, and its parameters.
    Formula(u16, Vec<i32>),
}

impl Curve {
    /// Reads a curve with its type; the reader stands behind it then.
    pub(in crate::picture) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let [kind @ .., _, _, _, _] = reader.array::<8>()?;
        match &kind {
            b"curv" => {
                let count = reader.u32()? as usize;
                if count > MAX_ENTRIES {
                    return None;
                }
                let (entries, _) = reader.take(2 * count)?.as_chunks();
                let entries = entries.iter().copied().map(u16::from_be_bytes);
                Some(Self::Sampled(entries.collect()))
            }
            b"para" => {
                let formula = reader.u16()?;
                reader.u16()?;
                let count = *[1, 3, 4, 5, 7].get(usize::from(formula))?;
                let parameters: Option<Vec<i32>> = (0..count).map(|_| reader.fixed()).collect();
                Some(Self::Formula(formula, parameters?))
            }
            _ => None,
        }
    }

    pub(in crate::picture) fn write(&self) -> Vec<u8> {
        match self {
            Self::Sampled(entries) => {
                let mut bytes = typed(b"curv");
                bytes.extend_from_slice(&(entries.len() as u32).to_be_bytes());
                for entry in entries {
                    bytes.extend_from_slice(&entry.to_be_bytes());
                }
                bytes
            }
            Self::Formula(formula, parameters) => {
                let mut bytes = typed(b"para");
                bytes.extend_from_slice(&formula.to_be_bytes());
                bytes.extend_from_slice(&[0, 0]);
                push_fixed(&mut bytes, parameters);
                bytes
            }
        }
    }

    /// The value at `x`, which is taken as the nearest of 0 to 1; so is the value.
    pub(in crate::picture) fn at(&self, x: f64) -> f64 {
        let x = x.clamp(0.0, 1.0);
        let value = match self {
            Self::Sampled(entries) => match entries.as_slice() {
                [] => x,
                [exponent] => power(x, f64::from(*exponent) / 256.0),
                entries => {
                    let place = x * (entries.len() - 1) as f64;
                    let lower = (place as usize).min(entries.len() - 2);
                    let [from, to] = [entries[lower], entries[lower + 1]].map(f64::from);
                    (from + (to - from) * (place - lower as f64)) / 65_535.0
                }
            },
            Self::Formula(formula, parameters) => {
                let p = |place: usize| {
                    parameters
                        .get(place)
                        .map_or(0.0, |&number| f64::from(number) / 65_536.0)
                };
                let formed = |offset: f64| power(p(1) * x + p(2), p(0)) + offset;
                match formula {
                    0 => power(x, p(0)),
                    1 if p(1) * x + p(2) >= 0.0 => formed(0.0),
                    1 => 0.0,
                    2 if p(1) * x + p(2) >= 0.0 => formed(p(3)),
                    2 => p(3),
                    3 if x >= p(4) => formed(0.0),
                    3 => p(3) * x,
                    _ if x >= p(4) => formed(p(5)),
                    _ => p(3) * x + p(6),
                }
            }
        };
        value.clamp(0.0, 1.0)
    }
}
