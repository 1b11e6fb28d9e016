//! How much each source sample counts for each target sample: Lanczos with three lobes (Duchon 1979), widened by the
//! scale so that it also keeps out what the smaller picture cannot show.

/// Bits of a weight's fraction: a whole is 16384, which leaves 16 bits room for every kernel here.
pub(super) const WEIGHT_BITS: u32 = 14;

/// Weights are counted in steps of this many, so that a step is one vector.
pub(super) const STEP: usize = 8;

/// Lobes on either side of Lanczos.
const LOBES: f64 = 3.0;

/// The weights along one side.
pub(super) struct Weights {
    /// The first source sample of each target sample.
    pub(super) starts: Vec<usize>,
    /// For each target sample: `taps` weights, which add up to one; behind those that are needed stand zeros.
    pub(super) weights: Vec<i16>,
    /// A multiple of [`STEP`].
    pub(super) taps: usize,
}

impl Weights {
    /// From the first `covered` of the source's samples to `target` samples. A target sample never counts what lies
    /// beyond `covered`, though the last source sample may lie partly there.
    ///
    /// Where it enlarges, neighbours are mixed in a straight line instead: Lanczos would ring.
    pub(super) fn new(covered: f64, target: u32) -> Self {
        let scale = covered / f64::from(target);
        let enlarges = scale <= 1.0;
        let kernel = if enlarges { triangle } else { lanczos };
        let stretch = scale.max(1.0);
        let support = stretch * if enlarges { 1.0 } else { LOBES };
        let source = (covered.ceil() as usize).max(1);
        let most = (2.0 * support).ceil() as usize + 1;
        let taps = most.min(source).next_multiple_of(STEP);
        let mut starts = Vec::with_capacity(target as usize);
        let mut weights = vec![0; target as usize * taps];
        let mut exact = Vec::with_capacity(taps);
        for (index, weights) in weights.chunks_exact_mut(taps).enumerate() {
            let center = (index as f64 + 0.5) * scale;
            let first = ((center - support + 0.5).floor().max(0.0) as usize).min(source - 1);
            let end = ((center + support + 0.5).floor().max(0.0) as usize).clamp(first + 1, source);
            exact.clear();
            exact.extend(
                (first..end.min(first + taps))
                    .map(|at| kernel((at as f64 + 0.5 - center) / stretch)),
            );
            quantise(&mut exact, weights);
            starts.push(first);
        }
        Self {
            starts,
            weights,
            taps,
        }
    }
}

/// To whole numbers that add up to exactly one, so that a flat picture stays as it is. Rounding carries over from each
/// weight to the next: where a picture is made very small, single weights are less than one step.
fn quantise(exact: &mut [f64], weights: &mut [i16]) {
    let whole = f64::from(1 << WEIGHT_BITS) / exact.iter().sum::<f64>();
    let (mut sum, mut given) = (0.0, 0);
    for (weight, exact) in weights.iter_mut().zip(exact) {
        sum += *exact * whole;
        let so_far = (sum + 0.5).floor() as i32;
        *weight = (so_far - given) as i16;
        given = so_far;
    }
}

fn triangle(x: f64) -> f64 {
    (1.0 - x.abs()).max(0.0)
}

fn lanczos(x: f64) -> f64 {
    if x.abs() >= LOBES {
        return 0.0;
    }
    sinc(x) * sinc(x / LOBES)
}

/// sin(πx) / πx.
fn sinc(x: f64) -> f64 {
    if x.abs() < 1e-8 {
        return 1.0;
    }
    // The sine of the library differs in its last digit from machine to machine; this series does not.
    let whole = (x + 0.5).floor();
    let angle = core::f64::consts::PI * (x - whole);
    let square = angle * angle;
    // Up to π/2 the term after these is below 1e-15.
    let series = (1..=9).rev().fold(1.0, |sum, n| {
        1.0 - sum * square / f64::from(2 * n * (2 * n + 1))
    });
    let sign = if whole % 2.0 == 0.0 { 1.0 } else { -1.0 };
    sign * angle * series / (core::f64::consts::PI * x)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_series_is_the_sine() {
        for n in -3000..=3000 {
            let x = f64::from(n) / 1000.0;
            let expected = match n {
                0 => 1.0,
                _ => (core::f64::consts::PI * x).sin() / (core::f64::consts::PI * x),
            };
            assert!((sinc(x) - expected).abs() < 1e-12, "at {x}");
        }
    }

    #[test]
    fn weights_add_up_to_one_and_stay_inside() {
        for (covered, target) in [
            (4000.0, 2048),
            (2500.0, 2048),
            (100.5, 101),
            (10.0, 3),
            (3.0, 10),
            (1.0, 1),
            (65_535.0, 1),
            (7.0, 7),
            (1.0, 50),
            (2047.5, 1024),
        ] {
            let weights = Weights::new(covered, target);
            let source = covered.ceil() as usize;
            for (start, taps) in weights
                .starts
                .iter()
                .zip(weights.weights.chunks(weights.taps))
            {
                let sum: i32 = taps.iter().map(|&weight| i32::from(weight)).sum();
                assert_eq!(sum, 1 << WEIGHT_BITS, "{covered} to {target}");
                let used = taps.iter().rposition(|&weight| weight != 0).unwrap();
                assert!(start + used < source, "{covered} to {target}");
            }
        }
    }
}
