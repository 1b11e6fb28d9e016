//! The slots of a JPEG where its tables and its coded data are (ITU-T T.81, annexes B, F and G).

use super::super::Slot;
use super::*;

/// What stands among the tables and within the scans.
pub fn slots() -> Vec<Slot> {
    let before_scan = |bytes: &[u8], marker: u8, head: &[u8]| {
        let file = plain();
        let scan = place(&file, 0xDA);
        [
            &file[..scan],
            &segment(marker, &[head, bytes]),
            &file[scan..],
        ]
        .concat()
    };
    let mut slots = Vec::new();
    slots.push(Slot::new(
        "a quantisation table that no component has",
        move |bytes| {
            let mut table = bytes.to_vec();
            table.resize(64, 1);
            before_scan(&table, 0xDB, &[3])
        },
    ));
    slots.push(Slot::new(
        "a quantisation table that is replaced",
        |bytes| {
            let file = plain();
            let mut table = bytes.to_vec();
            table.resize(64, 1);
            [&file[..20], &segment(0xDB, &[&[0], &table]), &file[20..]].concat()
        },
    ));
    slots.push(Slot::new(
        "a Huffman table that no scan has",
        move |bytes| {
            // All codes have 8 bits.
            let counts = [
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                bytes.len() as u8,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
            ];
            before_scan(bytes, 0xC4, &[&[0x13][..], &counts].concat())
        },
    ));
    slots.push(Slot::new("a Huffman table that is replaced", |bytes| {
        let file = plain();
        let counts = [
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            bytes.len() as u8,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
        ];
        [
            &file[..20],
            &segment(0xC4, &[&[0x10], &counts, bytes]),
            &file[20..],
        ]
        .concat()
    }));
    slots.push(Slot::new("codes that do not occur", |bytes| {
        // Every table gets as many codes of 16 bits as there are bytes: those of ours are shorter, and one is left.
        let file = plain();
        let mut out = file[..2].to_vec();
        let mut at = 2;
        loop {
            let end = at + 2 + usize::from(u16::from_be_bytes([file[at + 2], file[at + 3]]));
            let body = &file[at + 4..end];
            match file[at + 1] {
                0xDA => break,
                0xC4 => out.extend(segment(0xC4, &[&with_codes(body, bytes)])),
                _ => out.extend_from_slice(&file[at..end]),
            }
            at = end;
        }
        [&out, &file[at..]].concat()
    }));
    slots.push(Slot::new("behind the last unit of a scan", |bytes| {
        let file = plain();
        let stuffed: Vec<u8> = bytes
            .iter()
            .flat_map(|&byte| {
                if byte == 0xFF {
                    vec![0xFF, 0]
                } else {
                    vec![byte]
                }
            })
            .collect();
        [&file[..file.len() - 2], &stuffed, &[0xFF, 0xD9]].concat()
    }));
    slots.push(Slot::new("behind an interval of a scan", |bytes| {
        let encoder = Encoder::new(Preset::BaselineFastest).restart_interval(2);
        let picture = photo(64, 48);
        let file = encoder.encode_rgb(&picture.samples, 64, 48).unwrap();
        let restart = file
            .windows(2)
            .position(|pair| pair == [0xFF, 0xD1])
            .unwrap();
        let stuffed: Vec<u8> = bytes
            .iter()
            .flat_map(|&byte| {
                if byte == 0xFF {
                    vec![0xFF, 0]
                } else {
                    vec![byte]
                }
            })
            .collect();
        [&file[..restart], &stuffed, &file[restart..]].concat()
    }));
    slots.push(Slot::new("behind each scan of many", |bytes| {
        let file = progressive();
        let second = file
            .windows(2)
            .enumerate()
            .filter(|(_, pair)| pair == &[0xFF, 0xDA])
            .nth(1)
            .unwrap()
            .0;
        // Tables may stand before the second scan; the first one's data ends where they begin.
        let first = place(&file, 0xDA);
        let mut end = first + 14;
        while file[end] != 0xFF || matches!(file[end + 1], 0 | 0xD0..=0xD7) {
            end += 1;
        }
        assert!(end <= second);
        let stuffed: Vec<u8> = bytes
            .iter()
            .flat_map(|&byte| {
                if byte == 0xFF {
                    vec![0xFF, 0]
                } else {
                    vec![byte]
                }
            })
            .collect();
        [&file[..end], &stuffed, &file[end..]].concat()
    }));
    slots.push(Slot::new(
        "a restart behind the last unit, and more",
        |bytes| {
            let file = plain();
            let stuffed: Vec<u8> = bytes
                .iter()
                .flat_map(|&byte| {
                    if byte == 0xFF {
                        vec![0xFF, 0]
                    } else {
                        vec![byte]
                    }
                })
                .collect();
            [
                &file[..file.len() - 2],
                &[0xFF, 0xD0],
                &stuffed,
                &[0xFF, 0xD9],
            ]
            .concat()
        },
    ));
    slots
}

/// The AC tables of a DHT segment with these symbols behind theirs.
fn with_codes(mut body: &[u8], symbols: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while !body.is_empty() {
        let mut counts: Vec<u8> = body[1..17].to_vec();
        let len = counts
            .iter()
            .map(|&count| usize::from(count))
            .sum::<usize>();
        let is_ac = body[0] >> 4 == 1;
        // What is left of 2^16 codes, but for the one of all ones.
        let used: u32 = counts
            .iter()
            .zip(1..)
            .map(|(&count, bits)| u32::from(count) << (16 - bits))
            .sum();
        let fits = is_ac && 65_535 - used >= symbols.len() as u32 && len + symbols.len() <= 256;
        if fits {
            counts[15] += symbols.len() as u8;
        }
        out.push(body[0]);
        out.extend_from_slice(&counts);
        out.extend_from_slice(&body[17..17 + len]);
        if fits {
            out.extend_from_slice(symbols);
        }
        body = &body[17 + len..];
    }
    out
}
