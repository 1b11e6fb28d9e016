//! Between the points of a grid of colours: linearly within the tetrahedron around a place (Sakamoto and Itooka, US
//! patent 4,275,413, expired), so that grays between gray points stay gray.

use wide::f32x4;

/// The colour at a place of 0 to 1 along each axis of a grid with so many points along each. The last axis runs
/// fastest; `node` gives the colour of a point by its number.
#[inline(always)]
pub(super) fn interpolate(
    points: [usize; 3],
    place: [f32; 3],
    node: impl Fn(usize) -> f32x4,
) -> f32x4 {
    let (origin, axes) = steps(points, place);
    tetrahedron(origin, axes, &node)
}

/// The same of four axes, of which the first is one more line between two tetrahedra. What is as rare as inks is
/// compiled once for all.
pub fn interpolate_four(
    points: [usize; 4],
    place: [f32; 4],
    node: &dyn Fn(usize) -> f32x4,
) -> f32x4 {
    let (origin, [first, axes @ ..]) = steps(points, place);
    let [near, far] = [0, first.stride].map(|step| tetrahedron(origin + step, axes, &node));
    near + (far - near) * f32x4::splat(first.share)
}

/// The number of the point below a place, and the steps from it.
#[inline(always)]
fn steps<const N: usize>(points: [usize; N], place: [f32; N]) -> (usize, [Step; N]) {
    let mut axes = [Step::default(); N];
    let mut stride = 1;
    let mut origin = 0;
    for axis in (0..N).rev() {
        let (below, step) = Step::new(points[axis], place[axis], stride);
        origin += below;
        axes[axis] = step;
        stride *= points[axis];
    }
    (origin, axes)
}

/// How far a place is on the way to the next point along an axis, and how many points are passed by a step to it.
#[derive(Clone, Copy, Default)]
struct Step {
    share: f32,
    stride: usize,
}

impl Step {
    /// The number of the point below, and the step from it.
    #[inline(always)]
    fn new(points: usize, place: f32, stride: usize) -> (usize, Self) {
        let last = points.saturating_sub(1);
        let place = place.clamp(0.0, 1.0) * last as f32;
        let below = (place as usize).min(last.saturating_sub(1));
        let step = Self {
            share: place - below as f32,
            // An axis of one point has no next one.
            stride: if last > 0 { stride } else { 0 },
        };
        (below * stride, step)
    }
}

/// Goes from corner to corner, along the axis of the largest share first.
#[inline(always)]
fn tetrahedron(origin: usize, mut axes: [Step; 3], node: &impl Fn(usize) -> f32x4) -> f32x4 {
    for (a, b) in [(0, 1), (1, 2), (0, 1)] {
        if axes[a].share < axes[b].share {
            axes.swap(a, b);
        }
    }
    let [a, b, c] = axes;
    let (second, third) = (origin + a.stride, origin + a.stride + b.stride);
    node(origin) * f32x4::splat(1.0 - a.share)
        + node(second) * f32x4::splat(a.share - b.share)
        + node(third) * f32x4::splat(b.share - c.share)
        + node(third + c.stride) * f32x4::splat(c.share)
}
