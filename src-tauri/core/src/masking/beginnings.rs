//! Where something to mask may begin, told by two bytes: a table that is made in no time, for the small answers that most are.

/// One bit for each pair of bytes.
pub(super) struct Beginnings(Box<[u64; PAIRS / 64]>);

const PAIRS: usize = 256 * 256;

impl Beginnings {
    /// Letters in any case.
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut pairs = Box::new([0; PAIRS / 64]);
        let cases = |byte: u8| [byte.to_ascii_lowercase(), byte.to_ascii_uppercase()];
        for text in texts {
            let Some(first) = text.first().copied() else {
                continue;
            };
            for first in cases(first) {
                match text.get(1).copied() {
                    Some(second) => {
                        for second in cases(second) {
                            set(&mut pairs, pair(first, second));
                        }
                    }
                    None => (0..=255).for_each(|any| set(&mut pairs, pair(first, any))),
                }
            }
        }
        Self(pairs)
    }

    /// The first place from `from` on. The last byte is always one: nobody knows what comes after it.
    pub(super) fn next(&self, bytes: &[u8], from: usize) -> Option<usize> {
        let rest = bytes.get(from..).filter(|rest| !rest.is_empty())?;
        let found = rest.windows(2).position(|two| {
            let pair = pair(two[0], two[1]);
            self.0[pair / 64] >> (pair % 64) & 1 == 1
        });
        Some(from + found.unwrap_or(rest.len() - 1))
    }
}

fn pair(first: u8, second: u8) -> usize {
    usize::from(first) << 8 | usize::from(second)
}

fn set(pairs: &mut [u64; PAIRS / 64], pair: usize) {
    pairs[pair / 64] |= 1 << (pair % 64);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_where_a_text_begins_is_found_in_any_case() {
        let beginnings = Beginnings::of([&b"id_token"[..], b"9", b"+/"].into_iter());
        let text = b"an ID_Token, 90 and +/-.";
        let mut places = vec![];
        let mut from = 0;
        while let Some(place) = beginnings.next(text, from) {
            places.push(place);
            from = place + 1;
        }
        assert_eq!(places, [3, 13, 20, 23]);
        assert_eq!(beginnings.next(b"", 0), None);
    }
}
