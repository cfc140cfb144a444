//! Files of the age format (age-encryption.org/v1): bytes sealed under a passphrase or to public keys, and opened again. What
//! is written here the standard `age` tool opens, and the other way round.
mod keys;

use std::io::{Read, Write};

use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor, scrypt};
use gatepass_core::Secret;
use zeroize::Zeroizing;

pub use keys::{Identity, NotAKey, Recipient};

/// How much work a passphrase costs whoever tries one: 2 to this power of scrypt. The standard tool's own; about a second.
pub const WORK_FACTOR: u8 = 18;

/// A file that asks for more is refused: opening it would take a gigabyte of memory and many seconds.
const MOST_WORK: u8 = 20;

/// Who can open a file that is being sealed.
pub enum SealTo<'a> {
    /// Whoever knows the passphrase. The second is the work factor: [`WORK_FACTOR`], save in tests that do it often.
    Passphrase(&'a Secret, u8),
    /// Whoever holds the identity of one of these.
    Recipients(&'a [Recipient]),
}

/// What a sealed file is opened with.
pub enum OpenWith<'a> {
    /// The passphrase that it was sealed under.
    Passphrase(&'a Secret),
    /// An identity whose recipient it was sealed to.
    Identity(&'a Identity),
}

/// What a file asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opener {
    /// The passphrase that it was sealed under.
    Passphrase,
    /// An identity whose recipient it was sealed to.
    Identity,
}

/// Why a file was not sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Nobody could open it.
    #[error("there is nobody to seal it to")]
    NoRecipient,
    /// The library failed.
    #[error("it could not be sealed")]
    Failed,
}

/// Why a file was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenSealedError {
    /// Not of the age format, or of a later version of it.
    #[error("this is no age file")]
    NotAge,
    /// The passphrase is another one, or the header's part that it opens was changed: the two cannot be told apart.
    #[error("the passphrase does not open it")]
    WrongPassphrase,
    /// It is sealed to other keys, or to keys where a passphrase was given, or the other way round.
    #[error("it was not sealed for this key")]
    NotForThisKey,
    /// Cut off or changed.
    #[error("it is damaged")]
    Damaged,
    /// It holds more than this many bytes.
    #[error("it holds more than {0} bytes")]
    TooLarge(usize),
    /// It asks for more work than anybody's file needs.
    #[error("it asks for too much work")]
    TooMuchWork,
}

/// Seals bytes. Takes about a second with a passphrase, and no time with recipients.
pub fn seal(plain: &[u8], to: &SealTo<'_>) -> Result<Vec<u8>, SealError> {
    let encryptor = match to {
        SealTo::Passphrase(passphrase, work_factor) => {
            let mut recipient = scrypt::Recipient::new(handed_over(passphrase));
            recipient.set_work_factor(*work_factor);
            Encryptor::with_recipients(std::iter::once(&recipient as _))
        }
        SealTo::Recipients([]) => return Err(SealError::NoRecipient),
        SealTo::Recipients(recipients) => {
            Encryptor::with_recipients(recipients.iter().map(|Recipient(it)| it as _))
        }
    };
    let mut sealed = Vec::with_capacity(plain.len() + plain.len() / 1024 + 1024);
    let failed = |_| SealError::Failed;
    let encryptor = encryptor.map_err(|_| SealError::Failed)?;
    let mut writer = encryptor.wrap_output(&mut sealed).map_err(failed)?;
    writer.write_all(plain).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(sealed)
}

/// What a sealed file can be opened with. Looks at its header only.
pub fn opens_with(sealed: &[u8]) -> Result<Opener, OpenSealedError> {
    let decryptor = Decryptor::new_buffered(sealed).map_err(|_| OpenSealedError::NotAge)?;
    Ok(if decryptor.is_scrypt() {
        Opener::Passphrase
    } else {
        Opener::Identity
    })
}

/// Opens what was sealed, if it holds at most `most` bytes. Nothing of it is given out unless all of it is genuine.
pub fn open(
    sealed: &[u8],
    with: &OpenWith<'_>,
    most: usize,
) -> Result<Zeroizing<Vec<u8>>, OpenSealedError> {
    let decryptor = Decryptor::new_buffered(sealed).map_err(|error| failed(&error, with))?;
    let opened = match with {
        OpenWith::Passphrase(passphrase) => {
            let mut identity = scrypt::Identity::new(handed_over(passphrase));
            identity.set_max_work_factor(MOST_WORK);
            decryptor.decrypt(std::iter::once(&identity as _))
        }
        OpenWith::Identity(Identity(identity)) => decryptor.decrypt(std::iter::once(identity as _)),
    };
    let stream = opened.map_err(|error| failed(&error, with))?;
    // What is sealed is longer than what it holds, so this buffer never grows and leaves no unwiped copy behind.
    let mut plain = Zeroizing::new(Vec::with_capacity(sealed.len().min(most) + 1));
    let read = stream.take(most as u64 + 1).read_to_end(&mut plain);
    read.map_err(|_| OpenSealedError::Damaged)?;
    if plain.len() > most {
        return Err(OpenSealedError::TooLarge(most));
    }
    Ok(plain)
}

/// The library wants a copy of its own, which it wipes.
fn handed_over(passphrase: &Secret) -> SecretString {
    passphrase.reveal(|text| SecretString::from(text.to_owned()))
}

fn failed(error: &DecryptError, with: &OpenWith<'_>) -> OpenSealedError {
    match error {
        DecryptError::DecryptionFailed if matches!(with, OpenWith::Passphrase(_)) => {
            OpenSealedError::WrongPassphrase
        }
        DecryptError::DecryptionFailed
        | DecryptError::NoMatchingKeys
        | DecryptError::KeyDecryptionFailed => OpenSealedError::NotForThisKey,
        DecryptError::ExcessiveWork { .. } => OpenSealedError::TooMuchWork,
        DecryptError::InvalidMac => OpenSealedError::Damaged,
        // A header that is none, one of a later version, and what a later library may say.
        _ => OpenSealedError::NotAge,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Quick: what is tested is not scrypt.
    const LITTLE: u8 = 2;

    fn sealed(plain: &[u8], passphrase: &str) -> Vec<u8> {
        let passphrase = Secret::new(passphrase);
        seal(plain, &SealTo::Passphrase(&passphrase, LITTLE)).unwrap()
    }

    fn opened(sealed: &[u8], passphrase: &str) -> Result<Vec<u8>, OpenSealedError> {
        let passphrase = Secret::new(passphrase);
        open(sealed, &OpenWith::Passphrase(&passphrase), 1024).map(|plain| plain.to_vec())
    }

    #[test]
    fn what_a_passphrase_seals_it_opens_and_no_other_does() {
        let file = sealed(b"the plain text", "correct horse");
        assert_eq!(opened(&file, "correct horse").unwrap(), b"the plain text");
        let wrong = opened(&file, "correct house");
        assert_eq!(wrong, Err(OpenSealedError::WrongPassphrase));
    }

    #[test]
    fn a_recipient_is_text_that_seals_and_its_identity_opens() {
        let (ours, theirs) = (Identity::generate(), Identity::generate());
        let recipient: Recipient = ours.recipient().to_string().parse().unwrap();
        let file = seal(b"plain", &SealTo::Recipients(&[recipient])).unwrap();
        let read = ours.to_secret().reveal(|text| {
            Identity::of_file(&format!("# created: today\n# public key: …\n{text}\n"))
        });
        let plain = open(&file, &OpenWith::Identity(&read.unwrap()), 1024).unwrap();
        assert_eq!(*plain, b"plain");
        let other = open(&file, &OpenWith::Identity(&theirs), 1024).map(|_| ());
        assert_eq!(other, Err(OpenSealedError::NotForThisKey));
        assert_eq!(opened(&file, "x"), Err(OpenSealedError::NotForThisKey));
        assert_eq!(
            seal(b"plain", &SealTo::Recipients(&[])),
            Err(SealError::NoRecipient)
        );
        for text in ["", "age1", "AGE-SECRET-KEY-1", "ssh-ed25519 AAAA"] {
            assert!(text.parse::<Recipient>().is_err(), "{text}");
            assert!(Identity::of_file(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_cut_changed_or_something_else_is_told() {
        let file = sealed(&[7; 300], "correct horse");
        assert_eq!(opened(b"", "x"), Err(OpenSealedError::NotAge));
        assert_eq!(opened(b"{\"v\":1}", "x"), Err(OpenSealedError::NotAge));
        for length in 0..file.len() {
            assert!(
                opened(&file[..length], "correct horse").is_err(),
                "{length}"
            );
        }
        let mut changed = file.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert_eq!(
            opened(&changed, "correct horse"),
            Err(OpenSealedError::Damaged)
        );
    }

    #[test]
    fn what_is_too_much_is_refused() {
        let file = sealed(&[7; 1025], "correct horse");
        assert_eq!(
            opened(&file, "correct horse"),
            Err(OpenSealedError::TooLarge(1024))
        );
        let passphrase = Secret::new("correct horse");
        let text = String::from_utf8_lossy(&sealed(b"", "correct horse")).into_owned();
        // The header names the work before it is done.
        assert!(text.contains(&format!(" {LITTLE}\n")), "{text}");
        let mut hostile = sealed(b"", "correct horse");
        let at = hostile.windows(3).position(|it| it == b" 2\n").unwrap();
        hostile.splice(at..at + 3, *b" 40\n");
        let refused = open(&hostile, &OpenWith::Passphrase(&passphrase), 1024).map(|_| ());
        assert_eq!(refused, Err(OpenSealedError::TooMuchWork));
    }

    #[test]
    fn a_file_says_what_it_opens_with() {
        let identity = Identity::generate();
        let to_key = seal(b"plain", &SealTo::Recipients(&[identity.recipient()])).unwrap();
        assert_eq!(opens_with(&sealed(b"plain", "x")), Ok(Opener::Passphrase));
        assert_eq!(opens_with(&to_key), Ok(Opener::Identity));
        assert_eq!(opens_with(b"PK\x03\x04"), Err(OpenSealedError::NotAge));
    }

    #[test]
    fn an_identity_is_found_in_a_file_that_lost_its_line_ends() {
        let identity = Identity::generate();
        let file = identity
            .to_secret()
            .reveal(|key| format!("# created: today# public key: age1x{key}\n"));
        let found = Identity::in_text(&Secret::new(file)).unwrap();
        assert_eq!(
            found.recipient().to_string(),
            identity.recipient().to_string()
        );
        for text in ["", "AGE-SECRET-KEY-1", "age1x"] {
            assert!(Identity::in_text(&Secret::new(text)).is_err(), "{text}");
        }
    }

    #[test]
    fn the_shipped_work_factor_is_the_standard_tools() {
        assert_eq!(WORK_FACTOR, 18);
    }
}
