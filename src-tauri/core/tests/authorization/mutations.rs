//! Two thousand damaged landings, the same ones on every run: none may panic, none may be taken without the right state.
use gatepass_core::{Landed, ResponseType, Secret, read_landing};
use percent_encoding::percent_decode_str;

use crate::{CODE, REDIRECT_URI, expected, state_text};

const MUTANTS: usize = 2_000;

/// Pieces that parsers stumble over.
const PIECES: [&str; 20] = [
    "&", "=", "?", "#", "%", "%00", "%ff", "%26", "+", "/", "\\", "@", ":", "[", "\0", "\u{202e}",
    "é", "&state=", "&code=", "&error=",
];

/// Marsaglia's xorshift: the numbers need not be good, they need to be the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }
}

fn mutant(dice: &mut Dice, landing: &str) -> String {
    let mut letters: Vec<char> = landing.chars().collect();
    for _ in 0..=dice.below(3) {
        if letters.is_empty() {
            break;
        }
        let at = dice.below(letters.len());
        let end = (at + 1 + dice.below(8)).min(letters.len());
        match dice.below(5) {
            0 => drop(letters.drain(at..end)),
            1 => letters[at] = char::from(u8::try_from(dice.below(128)).unwrap()),
            2 => drop(letters.splice(at..at, PIECES[dice.below(PIECES.len())].chars())),
            3 => {
                let twice: Vec<char> = letters[at..end].to_vec();
                drop(letters.splice(at..at, twice));
            }
            _ => letters.truncate(at),
        }
    }
    letters.into_iter().collect()
}

#[test]
fn damaged_landings_never_panic_and_never_pass_without_the_state() {
    let (mut dice, mut passed, mut stopped) = (Dice(0x6749_7636_8252_9700), 0, 0);
    let state = state_text();
    for (response_type, landing) in [
        (
            ResponseType::Code,
            format!(
                "{REDIRECT_URI}?code={CODE}&state={state}&iss=https%3A%2F%2Fid.example&session_state=1"
            ),
        ),
        (
            ResponseType::Token,
            format!(
                "{REDIRECT_URI}#access_token={CODE}&token_type=bearer&expires_in=3600&state={state}"
            ),
        ),
    ] {
        let expected = expected(REDIRECT_URI, response_type);
        for _ in 0..MUTANTS / 2 {
            let text = mutant(&mut dice, &landing);
            let Ok(read) = read_landing(&Secret::new(text.clone()), &expected) else {
                stopped += 1;
                continue;
            };
            passed += 1;
            let bare: String = text.chars().filter(|c| !c.is_control()).collect();
            let decoded = percent_decode_str(&bare).decode_utf8_lossy().into_owned();
            assert!(decoded.contains(&format!("state={state}")), "{text:?}");
            match (response_type, read.answer) {
                (ResponseType::Code, Landed::Token(_)) | (ResponseType::Token, Landed::Code(_)) => {
                    panic!("not what was asked for: {text:?}")
                }
                (_, Landed::Code(_) | Landed::Token(_) | Landed::Refused { .. }) => {}
            }
        }
    }
    // Some damage is harmless (to the code, to what is ignored), most is not: the loop has seen both.
    assert!(passed > 100 && stopped > 500, "{passed} {stopped}");
}
