//! Powers that come out the same on every machine.
//!
//! `powf` is left to each platform's library, and they differ in the last bits. Additions, multiplications and
//! divisions do not (IEEE 754), and are enough for two series.

/// Terms of both series: what is left out is below 2^−53 of the result.
const TERMS: i32 = 15;

/// `base` to the power of `exponent`; 0 where `base` is not above 0.
pub(in crate::picture) fn power(base: f64, exponent: f64) -> f64 {
    if base.is_nan() || base < f64::MIN_POSITIVE {
        return 0.0;
    }
    exp2(exponent * log2(base))
}

/// Of a normal number: its exponent, and 2 · artanh((m − 1) / (m + 1)) for what is left, from √½ to √2.
fn log2(number: f64) -> f64 {
    const MANTISSA: u64 = (1 << 52) - 1;
    let bits = number.to_bits();
    let mut whole = (bits >> 52) as i32 - 1023;
    let mut rest = f64::from_bits(bits & MANTISSA | 1023 << 52);
    if rest > core::f64::consts::SQRT_2 {
        rest /= 2.0;
        whole += 1;
    }
    let part = (rest - 1.0) / (rest + 1.0);
    let square = part * part;
    let series = (0..TERMS).rev().fold(0.0, |sum, term| {
        sum * square + 1.0 / f64::from(2 * term + 1)
    });
    f64::from(whole) + 2.0 * part * series / core::f64::consts::LN_2
}

/// Two to this power, which is taken as the nearest of −1000 to 1000: the whole part by the exponent of a number, the
/// rest, at most a half, by the series of e^x.
fn exp2(number: f64) -> f64 {
    let number = number.clamp(-1000.0, 1000.0);
    let whole = number.round();
    let rest = (number - whole) * core::f64::consts::LN_2;
    let series = (1..TERMS)
        .rev()
        .fold(1.0, |sum, term| 1.0 + rest / f64::from(term) * sum);
    series * f64::from_bits(((whole as i64 + 1023) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_those_of_the_platform_to_its_last_bits() {
        for exponent in [0.1, 1.0 / 3.0, 1.0 / 2.4, 1.0, 1.8, 2.2, 2.4, 16.0, -1.5] {
            for n in 1..=4096 {
                let base = f64::from(n) / 2048.0;
                let (ours, theirs) = (power(base, exponent), base.powf(exponent));
                assert!(
                    (ours / theirs - 1.0).abs() < 1e-13,
                    "{base} to {exponent} is {theirs}, not {ours}"
                );
            }
        }
    }

    #[test]
    fn what_has_no_power_has_none() {
        for base in [0.0, -1.0, f64::NAN, f64::NEG_INFINITY] {
            assert_eq!(power(base, 2.2), 0.0);
        }
        assert_eq!(power(0.3, 0.0), 1.0);
    }

    /// The bits, so that no platform can have others.
    #[test]
    fn the_bits_are_the_same_everywhere() {
        assert_eq!(power(0.2, 2.4).to_bits(), 4_581_713_582_184_713_757);
        assert_eq!(power(0.7, 1.0 / 2.2).to_bits(), 4_605_834_355_672_354_378);
    }
}
