//! A sealed file is opened, away from the threads that answer the page: a passphrase takes a second of work.
use std::sync::Arc;

use gatepass_core::{Offer, Secret, TRANSFER_LIMIT, read_offer};
use gatepass_io::age_file::{
    Identity, OpenSealedError, OpenWith, Opener, open as unsealed, opens_with,
};

use crate::off_the_window::off_the_window;
use crate::view::{ErrorView, OpenerView};

/// A sealed file is a little longer than what it holds.
const SEALED_LIMIT: usize = TRANSFER_LIMIT + TRANSFER_LIMIT / 512;

/// What a file asks for; or why it is none.
pub(super) fn opener(sealed: &[u8]) -> Result<OpenerView, ErrorView> {
    if sealed.len() > SEALED_LIMIT {
        return Err(refused(OpenSealedError::TooLarge(TRANSFER_LIMIT)));
    }
    Ok(match opens_with(sealed).map_err(refused)? {
        Opener::Passphrase => OpenerView::Passphrase,
        Opener::Identity => OpenerView::Identity,
    })
}

/// What is in a file, checked.
pub(super) async fn open(sealed: Arc<[u8]>, typed: Secret) -> Result<Offer, ErrorView> {
    off_the_window(move || read(&sealed, &typed)).await?
}

fn read(sealed: &[u8], typed: &Secret) -> Result<Offer, ErrorView> {
    let text = match opens_with(sealed).map_err(refused)? {
        Opener::Passphrase => unsealed(sealed, &OpenWith::Passphrase(typed), TRANSFER_LIMIT),
        Opener::Identity => {
            let identity = Identity::in_text(typed).map_err(|_| no_identity())?;
            unsealed(sealed, &OpenWith::Identity(&identity), TRANSFER_LIMIT)
        }
    };
    let text = text.map_err(refused)?;
    read_offer(&text).map_err(|refusal| ErrorView::from(&refusal))
}

fn no_identity() -> ErrorView {
    ErrorView::new(
        "import_no_identity",
        "This is no private key of age.",
        "Paste the line of your key file that begins with AGE-SECRET-KEY-1.",
    )
}

fn refused(error: OpenSealedError) -> ErrorView {
    let (code, sentence, next_step) = match error {
        OpenSealedError::NotAge => (
            "import_not_age",
            "This is not a sealed file.".to_owned(),
            "Choose a file that Gatepass exported: its name ends in .age.",
        ),
        OpenSealedError::WrongPassphrase => (
            "import_wrong_passphrase",
            "The passphrase does not open this file.".to_owned(),
            "Type it again: capitals and blanks count.",
        ),
        OpenSealedError::NotForThisKey => (
            "import_wrong_key",
            "This key does not open the file: it was sealed for others.".to_owned(),
            "Ask whoever made it to export to your public key.",
        ),
        OpenSealedError::Damaged => (
            "import_damaged",
            "The file is damaged: it was cut off or changed on its way.".to_owned(),
            "Copy or download it again.",
        ),
        OpenSealedError::TooLarge(most) => (
            "import_too_large",
            format!("The file holds more than {} MB.", most >> 20),
            "Ask for a file with fewer integrations.",
        ),
        OpenSealedError::TooMuchWork => (
            "import_too_much_work",
            "The file asks for far more work than an export of Gatepass does, so it was not opened."
                .to_owned(),
            "Do not use it unless you know who made it.",
        ),
    };
    ErrorView::new(code, &sentence, next_step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use gatepass_io::age_file::{SealTo, seal};

    #[test]
    fn each_way_of_not_opening_has_a_sentence_and_a_next_step() {
        let code = |sealed: &[u8], typed: &str| {
            let refused = read(sealed, &Secret::new(typed)).err().unwrap();
            assert!(!refused.sentence.is_empty() && !refused.next_step.is_empty());
            refused.code
        };
        let right = Secret::new("correct horse");
        let sealed = |text: &[u8]| seal(text, &SealTo::Passphrase(&right, 2)).unwrap();
        let (ours, theirs) = (Identity::generate(), Identity::generate());
        let to_ours = seal(b"{}", &SealTo::Recipients(&[ours.recipient()])).unwrap();
        let text_of = |identity: &Identity| identity.to_secret().reveal(str::to_owned);
        assert_eq!(code(b"PK\x03\x04", "x"), "import_not_age");
        assert_eq!(
            code(&sealed(b"{}"), "wrong horse"),
            "import_wrong_passphrase"
        );
        assert_eq!(code(&sealed(b"{}"), "correct horse"), "import_not_ours");
        assert_eq!(code(&to_ours, &text_of(&ours)), "import_not_ours");
        assert_eq!(code(&to_ours, &text_of(&theirs)), "import_wrong_key");
        assert_eq!(code(&to_ours, "correct horse"), "import_no_identity");
        let mut changed = sealed(b"{}");
        *changed.last_mut().unwrap() ^= 1;
        assert_eq!(code(&changed, "correct horse"), "import_damaged");
        let work = sealed(b"{}");
        let at = work.windows(3).position(|it| it == b" 2\n").unwrap();
        let mut hostile = work;
        hostile.splice(at..at + 3, *b" 40\n");
        assert_eq!(code(&hostile, "correct horse"), "import_too_much_work");
        assert_eq!(
            opener(&vec![0; SEALED_LIMIT + 1]).unwrap_err().code,
            "import_too_large"
        );
    }
}
