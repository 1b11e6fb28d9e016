//! How a picture is divided: units of 16 × 16 pixels with colour, and of 8 × 8 without.

use crate::raster::Plane;

/// How many units there are across and down.
pub(super) fn count(planes: &[Plane]) -> [usize; 2] {
    let side = 8 * side(planes, 0);
    [planes[0].width, planes[0].height].map(|length| (length as usize).div_ceil(side))
}

/// How many blocks of a component a unit has, across and down.
pub(super) fn side(planes: &[Plane], component: usize) -> usize {
    if component == 0 && planes.len() > 1 {
        2
    } else {
        1
    }
}
