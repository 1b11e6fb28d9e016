//! The best Huffman code for what was counted (T.81, annex K.2), no code longer than 16 bits.

/// A code, as DHT defines it and as the writer uses it.
pub(super) struct Code {
    /// How many codes there are of 1 to 16 bits.
    pub(super) counts: [u8; 16],
    /// Their symbols, shortest code first.
    pub(super) symbols: Vec<u8>,
    /// By symbol: the code and its length; a length of 0 where the symbol does not occur.
    pub(super) words: [(u16, u8); 256],
}

/// Codes of more bits than this are shortened afterwards.
const LONGEST: usize = 16;

impl Code {
    /// `occurrences` say how often each symbol comes.
    pub(super) fn best(occurrences: &[u32; 256]) -> Self {
        let lengths = limited(lengths(occurrences));
        // Equally long codes in the order of how often they are used would do as well; by symbol it is fixed.
        let mut by_length = Vec::new();
        for symbol in 0..=255 {
            let count = |symbol: u8| occurrences[usize::from(symbol)];
            let at = by_length.partition_point(|&other| count(other) >= count(symbol));
            if count(symbol) > 0 {
                by_length.insert(at, symbol);
            }
        }
        let mut code = Self {
            counts: [0; 16],
            symbols: by_length,
            words: [(0, 0); 256],
        };
        let (mut word, mut symbols) = (0u32, code.symbols.iter());
        for (length, &count) in (1u8..).zip(&lengths) {
            code.counts[usize::from(length) - 1] = count as u8;
            for &symbol in symbols.by_ref().take(count) {
                code.words[usize::from(symbol)] = (word as u16, length);
                word += 1;
            }
            word <<= 1;
        }
        code
    }
}

/// How many codes of each length, from 1, Huffman's method gives, with one more for the word of ones, which T.81
/// keeps free.
fn lengths(occurrences: &[u32; 256]) -> Vec<usize> {
    // Each tree as its weight and the depths of its leaves: the reserved word weighs least, so it ends up deepest.
    let mut trees: Vec<(u64, Vec<u8>)> = Vec::new();
    let counts = occurrences.iter().copied().filter(|&count| count > 0);
    for count in counts {
        plant(&mut trees, u64::from(count) << 1, vec![0]);
    }
    plant(&mut trees, 1, vec![0]);
    while trees.len() > 1 {
        let (Some((a, mut first)), Some((b, second))) = (trees.pop(), trees.pop()) else {
            break;
        };
        first.extend(second);
        first.iter_mut().for_each(|depth| *depth += 1);
        plant(&mut trees, a + b, first);
    }
    let depths = trees.pop().map(|(_, depths)| depths).unwrap_or_default();
    let deepest = depths.iter().copied().max().unwrap_or(0).max(1);
    let mut counts = vec![0; usize::from(deepest).max(LONGEST)];
    for depth in depths {
        counts[usize::from(depth.max(1)) - 1] += 1;
    }
    counts
}

/// Puts a tree where its weight belongs, the lightest last, and of equal ones the latest.
fn plant(trees: &mut Vec<(u64, Vec<u8>)>, weight: u64, depths: Vec<u8>) {
    let at = trees.partition_point(|(other, _)| *other >= weight);
    trees.insert(at, (weight, depths));
}

/// No code longer than 16 bits, by the procedure of T.81, figure K.3, and without the reserved word.
fn limited(mut counts: Vec<usize>) -> Vec<usize> {
    for length in (LONGEST..counts.len()).rev() {
        while counts[length] > 0 {
            // Two of the longest become one a bit shorter and one below the longest code that can take it.
            let Some(shorter) = (0..length - 1).rev().find(|&n| counts[n] > 0) else {
                break;
            };
            counts[length] -= 2;
            counts[length - 1] += 1;
            counts[shorter + 1] += 2;
            counts[shorter] -= 1;
        }
    }
    if let Some(last) = counts.iter_mut().rev().find(|count| **count > 0) {
        *last -= 1;
    }
    counts.truncate(LONGEST);
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(occurrences: &[u32; 256]) -> Code {
        let code = Code::best(occurrences);
        let used = occurrences.iter().filter(|&&count| count > 0).count();
        assert_eq!(code.symbols.len(), used);
        let counted: usize = code.counts.iter().map(|&count| usize::from(count)).sum();
        assert_eq!(counted, used);
        // Kraft's sum, with room for the reserved word of ones.
        let room: u32 = (1..)
            .zip(code.counts)
            .map(|(n, count)| u32::from(count) << (16 - n))
            .sum();
        assert!(room < 1 << 16);
        for (symbol, &(_, length)) in code.words.iter().enumerate() {
            assert_eq!(length > 0, occurrences[symbol] > 0);
        }
        code
    }

    #[test]
    fn what_comes_often_is_short() {
        let mut occurrences = [0; 256];
        for (symbol, count) in [(1, 1000), (2, 500), (3, 100), (7, 1)] {
            occurrences[symbol] = count;
        }
        let code = check(&occurrences);
        let length = |symbol: usize| code.words[symbol].1;
        assert_eq!((length(1), length(2), length(3), length(7)), (1, 2, 3, 4));
    }

    #[test]
    fn counts_that_ask_for_long_codes_get_16_bits() {
        // Fibonacci's numbers make the deepest tree that there is.
        let mut occurrences = [0; 256];
        let (mut a, mut b) = (1, 1);
        for count in occurrences.iter_mut().take(40) {
            *count = a;
            (a, b) = (b, a + b);
        }
        check(&occurrences);
        check(&[1; 256]);
    }

    #[test]
    fn one_symbol_alone_has_a_word() {
        let mut occurrences = [0; 256];
        occurrences[0] = 5;
        assert_eq!(check(&occurrences).words[0], (0, 1));
        assert!(Code::best(&[0; 256]).symbols.is_empty());
    }
}
