//! What a colour profile may consist of.

/// The two tags that have to be there, and those that convert colours.
const TAGS: [&[u8; 4]; 15] = [
    b"desc", b"cprt", b"wtpt", b"chad", b"cicp", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC",
    b"bTRC", b"kTRC", b"A2B0", b"A2B1", b"A2B2",
];

/// Whether a profile says nothing but numbers: no name, no text, no date, no maker, no tag that does not convert, no gap.
pub(super) fn is_numbers(icc: &[u8]) -> bool {
    is_nameless(icc) && are_numbers(icc).unwrap_or(false)
}

/// The fields of the header that could name something are empty.
fn is_nameless(icc: &[u8]) -> bool {
    /// The light of the connection space.
    const D50: [u8; 12] = [0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D];
    let Some(header) = icc.first_chunk::<128>() else {
        return false;
    };
    let is_empty = |fields: core::ops::Range<usize>| header[fields].iter().all(|&byte| byte == 0);
    header[..4] == (icc.len() as u32).to_be_bytes()
        && matches!(header[8..12], [2 | 4, 0x40, 0, 0])
        && header[36..40] == *b"acsp"
        && matches!(header[64..68], [0, 0, 0, 0..=3])
        && header[68..80] == D50
        && [4..8, 24..36, 40..64, 80..128].into_iter().all(is_empty)
}

/// Every tag is known and every text empty, and their data follow each other up to the end.
fn are_numbers(icc: &[u8]) -> Option<bool> {
    let word = |at: usize| icc.get(at..at + 4)?.first_chunk::<4>().copied();
    let number = |at: usize| word(at).map(|word| u32::from_be_bytes(word) as usize);
    let list_end = 132usize.checked_add(number(128)?.checked_mul(12)?)?;
    let mut pieces = vec![(list_end, 0)];
    for entry in (132..list_end).step_by(12) {
        let (tag, start, len) = (word(entry)?, number(entry + 4)?, number(entry + 8)?);
        let data = icc.get(start..start.checked_add(len)?)?;
        let is_text = matches!(&tag, b"desc" | b"cprt");
        if !TAGS.contains(&&tag) || is_text && !is_empty_text(data) {
            return Some(false);
        }
        if let Err(at) = pieces.binary_search(&(start, len)) {
            pieces.insert(at, (start, len));
        }
    }
    // Each begins where the one before ends, at the next multiple of four.
    let next = |&(start, len): &(usize, usize)| (start + len).next_multiple_of(4);
    let follow = pieces.windows(2).all(|pair| next(&pair[0]) == pair[1].0);
    Some(follow && next(pieces.last()?) == icc.len())
}

/// One translation of no letters, or the older texts of no letters.
fn is_empty_text(data: &[u8]) -> bool {
    let is_only = |head: &[u8]| {
        let rest = data.strip_prefix(head);
        rest.is_some_and(|rest| rest.iter().all(|&byte| byte == 0))
    };
    match data.len() {
        28 => data == b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0CenUS\0\0\0\0\0\0\0\x1C",
        91 => is_only(b"desc\0\0\0\0\0\0\0\x01"),
        9 => is_only(b"text"),
        _ => false,
    }
}
