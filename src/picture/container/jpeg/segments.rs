//! What the application segments of a JPEG carry, told apart by their signatures.

use super::super::super::metadata::{exif, iptc, xmp};
use super::super::super::receipt::{Class, Found};
use pellicle_pixels::Orientation;

/// What the application segments say about decoding, gathered as they pass.
#[derive(Default)]
pub(super) struct Applications {
    pub(super) jfif: bool,
    /// The colour transform of Adobe's APP14.
    pub(super) adobe_transform: Option<u8>,
    pub(super) orientation: Option<Orientation>,
    icc: Vec<(u8, u8, Vec<u8>)>,
}

/// Signatures that decide alone; what needs a look inside is in [`Applications::read`].
const SIGNATURES: &[(u8, &[u8], Class)] = &[
    (0, b"JFXX\0", Class::Thumbnail),
    (0, b"CIFF", Class::Camera),
    (2, b"urn:iso:std:iso:ts:21496:-1\0", Class::GainMap),
    (2, b"FPXR\0", Class::EditingHistory),
    (3, b"Meta", Class::Camera),
    (3, b"_JPSJPS_", Class::HiddenPicture),
    (5, b"RMETA", Class::Camera),
    (6, b"GoPro", Class::Camera),
    (7, b"Qualcomm", Class::Camera),
    (11, b"HDR_RI", Class::GainMap),
    (11, b"JP", Class::ContentCredentials),
    (12, b"Ducky", Class::Software),
    (12, b"[picture info]", Class::Camera),
    (13, b"Adobe_CM", Class::Software),
];

impl Applications {
    /// Notes APP`index` and its body.
    pub(super) fn read(&mut self, index: u8, body: &[u8], found: &mut Found) {
        let after = |signature: &[u8]| body.strip_prefix(signature);
        if index == 0
            && let Some(jfif) = after(b"JFIF\0")
        {
            self.jfif = true;
            if jfif.get(7..9).is_some_and(|sides| sides != [0, 0]) {
                found.add(Class::Thumbnail);
            }
        } else if index == 1
            && let Some(block) = after(b"Exif\0").and_then(|rest| rest.get(1..))
        {
            let orientation = exif::read(block, found);
            self.orientation.get_or_insert(orientation);
        } else if index == 1
            && let Some(packet) = after(b"http://ns.adobe.com/xap/1.0/\0")
        {
            xmp::read(packet, found);
        } else if index == 1
            && let Some(piece) = after(b"http://ns.adobe.com/xmp/extension/\0")
        {
            xmp::read_piece(piece, found);
        } else if index == 2
            && let Some([number, total, profile @ ..]) = after(b"ICC_PROFILE\0")
        {
            if self.icc.is_empty() {
                found.add(Class::ColorProfile);
            }
            // One more than there can be is enough to know that there are too many.
            if self.icc.len() <= usize::from(u8::MAX) {
                let at = self.icc.partition_point(|(other, ..)| other <= number);
                self.icc.insert(at, (*number, *total, profile.to_vec()));
            }
        } else if index == 2 && body.starts_with(b"MPF\0") {
            // An index of further pictures: those are found, and counted, behind the end.
        } else if index == 13
            && let Some(resources) = after(b"Photoshop 3.0\0")
        {
            iptc::read_photoshop(resources, found);
        } else if index == 14
            && let Some(adobe) = after(b"Adobe")
        {
            self.adobe_transform = adobe.get(6).copied();
        } else if let Some((.., class)) = SIGNATURES
            .iter()
            .find(|(app, signature, _)| *app == index && body.starts_with(signature))
        {
            if !found.has(*class) {
                found.add(*class);
            }
        } else {
            found.add_bytes(Class::Unknown, body.len());
        }
    }

    /// The profile, if all of its pieces are there, once each (ICC.1, annex B.4).
    pub(super) fn take_icc(&mut self) -> Option<Vec<u8>> {
        let pieces = core::mem::take(&mut self.icc);
        let total = pieces.first()?.1;
        let whole = pieces.len() == usize::from(total)
            && pieces
                .iter()
                .zip(1..)
                .all(|((number, of, _), expected)| *number == expected && *of == total);
        whole.then(|| pieces.into_iter().flat_map(|(.., piece)| piece).collect())
    }
}
