//! JPEG: the frame, every table that a scan uses, and the scans up to the last bit that a decoder reads.

use super::super::container::jpeg::coded::{Coded, Coding};
use super::super::container::jpeg::frame::{Frame, Scan};
use super::super::container::jpeg::huffman::Codes;
use super::super::container::jpeg::tables::{self, Class, Defined};
use super::super::refusal::internal;
use super::Meaning;
use crate::error::Error;
use pellicle_pixels::Size;
use pellicle_pixels::jpeg::markers::{EOI, Markers, SOI, SOS};
use std::rc::Rc;

/// JFIF 1.02: square pixels, no density, no thumbnail.
const JFIF: &[u8] = b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0";
/// Adobe's segment of version 100 without flags; the colour transform follows.
const ADOBE: &[u8] = b"Adobe\0\x64\0\0\0\0";
/// What fits into one segment beside its length, the profile's signature, its number and their count.
const PROFILE_PIECE_BYTES: usize = 65_535 - 2 - 14;

/// Writes the file again. Its size is known, which the frame header's height alone may not be.
pub(super) fn write(bytes: &[u8], size: Size, meaning: &Meaning) -> Result<Vec<u8>, Error> {
    let picture = Picture::read(bytes, size)?;
    let mut file = vec![0xFF, SOI];
    if picture.jfif {
        segment(&mut file, 0xE0, &[JFIF])?;
    }
    if let Some(block) = meaning.exif() {
        segment(&mut file, 0xE1, &[b"Exif\0\0", &block])?;
    }
    if let Some(profile) = meaning.profile() {
        let count = u8::try_from(profile.len().div_ceil(PROFILE_PIECE_BYTES)).map_err(internal)?;
        for (piece, number) in profile.chunks(PROFILE_PIECE_BYTES).zip(1..) {
            segment(
                &mut file,
                0xE2,
                &[b"ICC_PROFILE\0", &[number, count], piece],
            )?;
        }
    }
    if let Some(transform) = picture.transform() {
        segment(&mut file, 0xEE, &[ADOBE, &[transform]])?;
    }
    picture.write(&mut file)?;
    file.extend_from_slice(&[0xFF, EOI]);
    Ok(file)
}

fn segment(file: &mut Vec<u8>, marker: u8, parts: &[&[u8]]) -> Result<(), Error> {
    let len = 2 + parts.iter().map(|part| part.len()).sum::<usize>();
    file.extend_from_slice(&[0xFF, marker]);
    file.extend_from_slice(&u16::try_from(len).map_err(internal)?.to_be_bytes());
    parts.iter().for_each(|part| file.extend_from_slice(part));
    Ok(())
}

/// What is written again.
struct Picture<'a> {
    jfif: bool,
    adobe_transform: Option<u8>,
    frame: Frame,
    scans: Vec<WrittenScan<'a>>,
}

/// A scan, with the tables that it uses for each of its components.
struct WrittenScan<'a> {
    header: Scan,
    tables: Vec<Tables<'a>>,
    restart_interval: u16,
    data: Vec<u8>,
}

struct Tables<'a> {
    /// Where this is the component's first scan: later ones keep to the same table (T.81, B.2.4.1).
    quantisation: Option<&'a [u8]>,
    dc: Option<Rc<Codes>>,
    ac: Option<Rc<Codes>>,
}

/// What the slots for tables hold at some point of the file.
#[derive(Default)]
struct Slots<'a> {
    defined: Defined,
    quantisation: [Option<&'a [u8]>; 4],
    dc: [Option<Rc<Codes>>; 4],
    ac: [Option<Rc<Codes>>; 4],
    restart_interval: u16,
}

impl<'a> Slots<'a> {
    fn define_quantisation(&mut self, body: &'a [u8]) -> Result<(), Error> {
        self.defined.note_quantisation(body)?;
        for table in tables::quantisation(body)? {
            self.quantisation[table.id] = Some(table.whole);
        }
        Ok(())
    }

    fn define_huffman(&mut self, body: &[u8]) -> Result<(), Error> {
        self.defined.note_huffman(body)?;
        for table in tables::huffman(body)? {
            let slots = match table.class {
                Class::Dc => &mut self.dc,
                Class::Ac => &mut self.ac,
            };
            slots[table.id] = Some(Rc::new(Codes::new(&table)));
        }
        Ok(())
    }
}

impl<'a> Picture<'a> {
    /// Reads the same segments as the container's reader, which has found them to be in order.
    fn read(bytes: &'a [u8], size: Size) -> Result<Self, Error> {
        let (mut jfif, mut adobe_transform) = (false, None);
        let mut slots = Slots::default();
        let mut picture: Option<(Frame, Coded)> = None;
        let mut scans = Vec::new();
        let mut walk = Markers::new(bytes);
        loop {
            let segment = walk.next()?;
            let body = &bytes[segment.body.clone()];
            match segment.marker {
                EOI => break,
                0xE0 => jfif |= body.starts_with(b"JFIF\0"),
                // Behind the name: a version, two words of flags, the transform.
                0xEE if body.starts_with(b"Adobe") => adobe_transform = body.get(11).copied(),
                0xDB => slots.define_quantisation(body)?,
                0xC4 => slots.define_huffman(body)?,
                0xDD => slots.restart_interval = body.iter().fold(0, |n, &b| n << 8 | u16::from(b)),
                0xC0..=0xC2 => {
                    let mut frame = Frame::read(segment.marker, body)?;
                    frame.size = size;
                    let coded = Coded::new(&frame);
                    picture = Some((frame, coded));
                }
                SOS => {
                    let (frame, coded) = picture
                        .as_mut()
                        .ok_or_else(|| internal("a scan comes before its frame"))?;
                    let data = &bytes[segment.body.end..segment.whole.end];
                    scans.push(WrittenScan::read(frame, coded, &slots, body, data)?);
                }
                _ => {}
            }
        }
        let (frame, _) = picture.ok_or_else(|| internal("there is no frame"))?;
        Ok(Self {
            jfif,
            adobe_transform,
            frame,
            scans,
        })
    }

    /// Adobe's word on colours, where decoders would see others without it.
    fn transform(&self) -> Option<u8> {
        match (self.frame.components.len(), self.adobe_transform?) {
            (3, 0) => Some(0),
            (4, 0) => Some(0),
            (4, _) => Some(2),
            _ => None,
        }
    }

    /// What the frame calls its components. Some decoders take `RGB` at its word; every other name says nothing.
    fn names(&self) -> [u8; 4] {
        let named = self.frame.components.iter().map(|component| component.id);
        if named.eq(*b"RGB") {
            *b"RGB\0"
        } else {
            [1, 2, 3, 4]
        }
    }

    fn write(&self, file: &mut Vec<u8>) -> Result<(), Error> {
        let names = self.names();
        let mut quantisation = [None; 4];
        for scan in &self.scans {
            for (id, table) in scan.quantisation(&self.frame) {
                if quantisation[id].is_none() {
                    quantisation[id] = Some(table);
                    segment(file, 0xDB, &[table])?;
                }
            }
        }
        self.write_frame(&names, file)?;
        let mut huffman = Vec::new();
        let mut restart_interval = 0;
        for scan in &self.scans {
            for (id, table) in scan.quantisation(&self.frame) {
                if quantisation[id].replace(table) != Some(table) {
                    segment(file, 0xDB, &[table])?;
                }
            }
            for table in scan.huffman() {
                // The first byte says which slot it takes.
                let other = |known: &Vec<u8>| known[0] != table[0];
                if !huffman.contains(&table) {
                    segment(file, 0xC4, &[&table])?;
                    huffman.retain(other);
                    huffman.push(table);
                }
            }
            if restart_interval != scan.restart_interval {
                restart_interval = scan.restart_interval;
                segment(file, 0xDD, &[&restart_interval.to_be_bytes()])?;
            }
            scan.write(&names, file)?;
        }
        Ok(())
    }

    fn write_frame(&self, names: &[u8; 4], file: &mut Vec<u8>) -> Result<(), Error> {
        let Size { width, height } = self.frame.size;
        let [.., h1, h0] = height.to_be_bytes();
        let [.., w1, w0] = width.to_be_bytes();
        let components = &self.frame.components;
        let mut body = vec![8, h1, h0, w1, w0, components.len() as u8];
        for (component, name) in components.iter().zip(names) {
            let sampling = component.horizontal << 4 | component.vertical;
            body.extend_from_slice(&[*name, sampling, component.quantisation]);
        }
        segment(file, self.frame.marker, &[&body])
    }
}

impl<'a> WrittenScan<'a> {
    fn read(
        frame: &mut Frame,
        coded: &mut Coded,
        slots: &Slots<'a>,
        header: &[u8],
        data: &[u8],
    ) -> Result<Self, Error> {
        let seen: Vec<bool> = frame
            .components
            .iter()
            .map(|component| component.seen)
            .collect();
        let header = frame.scan(header, &slots.defined)?;
        let tables: Vec<Tables<'_>> = header
            .components
            .iter()
            .map(|component| {
                let quantisation = usize::from(frame.components[component.index].quantisation);
                Tables {
                    quantisation: slots.quantisation[quantisation]
                        .filter(|_| !seen[component.index]),
                    dc: slots.dc[component.dc].clone().filter(|_| header.needs_dc()),
                    ac: slots.ac[component.ac].clone().filter(|_| header.needs_ac()),
                }
            })
            .collect();
        let codings: Vec<Coding<'_>> = tables
            .iter()
            .map(|tables| Coding {
                dc: tables.dc.as_deref(),
                ac: tables.ac.as_deref(),
            })
            .collect();
        let data = coded.walk(&header, &codings, slots.restart_interval, data)?;
        Ok(Self {
            header,
            tables,
            restart_interval: slots.restart_interval,
            data,
        })
    }

    /// The quantisation tables that begin to count with this scan, with their slots.
    fn quantisation(&self, frame: &Frame) -> impl Iterator<Item = (usize, &'a [u8])> {
        let components = self.header.components.iter().zip(&self.tables);
        components.filter_map(|(component, tables)| {
            let id = frame.components[component.index].quantisation;
            tables.quantisation.map(|table| (usize::from(id), table))
        })
    }

    /// The Huffman tables of this scan, as a DHT segment has them.
    fn huffman(&self) -> impl Iterator<Item = Vec<u8>> {
        let components = self.header.components.iter().zip(&self.tables);
        components.flat_map(|(component, tables)| {
            let dc = tables
                .dc
                .as_ref()
                .map(|codes| codes.to_segment(component.dc));
            let ac = tables
                .ac
                .as_ref()
                .map(|codes| codes.to_segment(component.ac));
            dc.into_iter().chain(ac)
        })
    }

    fn write(&self, names: &[u8; 4], file: &mut Vec<u8>) -> Result<(), Error> {
        let header = &self.header;
        let mut body = vec![header.components.len() as u8];
        for component in &header.components {
            let dc = if header.needs_dc() { component.dc } else { 0 };
            let ac = if header.needs_ac() { component.ac } else { 0 };
            body.extend_from_slice(&[names[component.index], (dc << 4 | ac) as u8]);
        }
        body.extend_from_slice(&[header.start, header.end, header.high << 4 | header.low]);
        segment(file, SOS, &[&body])?;
        file.extend_from_slice(&self.data);
        Ok(())
    }
}
