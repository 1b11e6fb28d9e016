//! XMP: which classes of properties a packet has, by their names alone.
//!
//! A packet is RDF in XML with prefixes that a file may choose freely. No parser is needed to throw it away, so the
//! usual prefixes are searched for, and a packet in which none is found is counted as unknown.

use super::super::receipt::{Class, Found};
use memchr::memmem;

const NAMES: &[(&str, Class)] = &[
    ("GPSLatitude", Class::Location),
    ("GPSLongitude", Class::Location),
    ("photoshop:City", Class::Location),
    ("photoshop:State", Class::Location),
    ("photoshop:Country", Class::Location),
    ("Iptc4xmpCore:Location", Class::Location),
    ("Iptc4xmpExt:Location", Class::Location),
    ("tiff:Make", Class::Camera),
    ("tiff:Model", Class::Camera),
    ("exif:ExposureTime", Class::Camera),
    ("exif:FNumber", Class::Camera),
    ("GPano:", Class::Camera),
    ("GCamera:", Class::Camera),
    ("drone-dji:", Class::Camera),
    ("aux:Lens", Class::Lens),
    ("exifEX:Lens", Class::Lens),
    ("SerialNumber", Class::SerialNumber),
    ("xmp:CreateDate", Class::Date),
    ("xmp:ModifyDate", Class::Date),
    ("xmp:MetadataDate", Class::Date),
    ("photoshop:DateCreated", Class::Date),
    ("exif:DateTimeOriginal", Class::Date),
    ("dc:date", Class::Date),
    ("dc:creator", Class::Author),
    ("dc:rights", Class::Author),
    ("xmpRights:", Class::Author),
    ("CreatorContactInfo", Class::Author),
    ("photoshop:Credit", Class::Author),
    ("photoshop:AuthorsPosition", Class::Author),
    ("tiff:Artist", Class::Author),
    ("plus:", Class::Author),
    ("PersonInImage", Class::Caption),
    ("mwg-rs:", Class::Caption),
    ("dc:title", Class::Caption),
    ("dc:description", Class::Caption),
    ("dc:subject", Class::Caption),
    ("photoshop:Headline", Class::Caption),
    ("lr:hierarchicalSubject", Class::Caption),
    ("exif:UserComment", Class::Comment),
    ("xmp:CreatorTool", Class::Software),
    ("x:xmptk", Class::Software),
    ("tiff:Software", Class::Software),
    ("xmp:Thumbnails", Class::Thumbnail),
    ("xmpGImg:", Class::Thumbnail),
    ("GImage:Data", Class::HiddenPicture),
    ("MotionPhoto", Class::Video),
    ("MicroVideo", Class::Video),
    ("GDepth:", Class::DepthMap),
    ("hdrgm:", Class::GainMap),
    ("HDRGainMap", Class::GainMap),
    ("dcterms:provenance", Class::ContentCredentials),
    ("DigitalSourceType", Class::ContentCredentials),
    ("AIPrompt", Class::AiPrompt),
    ("xmpMM:", Class::EditingHistory),
    ("crs:", Class::EditingHistory),
    ("photoshop:History", Class::EditingHistory),
    ("stEvt:", Class::EditingHistory),
];

/// Notes the classes of an XMP packet.
pub(in crate::picture) fn read(packet: &[u8], found: &mut Found) {
    if !read_known(packet, found) {
        found.add_bytes(Class::Unknown, packet.len());
    }
}

/// Notes the classes of one piece of an extended packet: a GUID, the packet's length, the piece's offset, the piece.
///
/// Pieces without any name continue a value, a base64 picture for the most part.
pub(in crate::picture) fn read_piece(piece: &[u8], found: &mut Found) {
    let offset_is_zero = piece.get(36..40) == Some(&[0; 4]);
    if !read_known(piece, found) && offset_is_zero {
        found.add_bytes(Class::Unknown, piece.len());
    }
}

fn read_known(packet: &[u8], found: &mut Found) -> bool {
    let mut known = false;
    for (name, class) in NAMES {
        if memmem::find(packet, name.as_bytes()).is_some() {
            known = true;
            if !found.has(*class) {
                found.add(*class);
            }
        }
    }
    known
}
