//! Names of the variables that stand for secrets.

/// What requests call their secrets (see [`crate::Value`]), and the variable for each.
const KNOWN: [(&str, &str); 6] = [
    ("subscription key", "SUBSCRIPTION_KEY"),
    ("client secret", "CLIENT_SECRET"),
    ("password", "PASSWORD"),
    ("refresh token", "REFRESH_TOKEN"),
    ("authorization code", "AUTHORIZATION_CODE"),
    ("code verifier", "CODE_VERIFIER"),
];

/// The names given within one text. Two secrets never share one.
#[derive(Default)]
pub(crate) struct Names(Vec<String>);

impl Names {
    /// The access token's.
    pub(crate) fn token(&mut self) -> String {
        self.unused("TOKEN".to_owned())
    }

    /// The name for a secret that the request calls so.
    pub(crate) fn of(&mut self, secret: &str) -> String {
        let known = KNOWN.iter().find(|(what, _)| *what == secret);
        self.unused(known.map_or_else(|| typed(secret), |(_, name)| (*name).to_owned()))
    }

    fn unused(&mut self, name: String) -> String {
        let taken = |name: &String| self.0.contains(name);
        let unused = if taken(&name) {
            let numbered = (2..).map(|number| format!("{name}_{number}"));
            numbered.into_iter().find(|name| !taken(name))
        } else {
            None
        };
        let name = unused.unwrap_or(name);
        self.0.push(name.clone());
        name
    }
}

/// `SECRET_API_KEY` for `apiKey`. The word before it keeps a parameter named `path` from being read from `PATH`.
fn typed(name: &str) -> String {
    let mut typed = "SECRET".to_owned();
    let mut before = ' ';
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() {
            let starts_a_word = !before.is_ascii_alphanumeric()
                || (letter.is_ascii_uppercase() && before.is_ascii_lowercase());
            if starts_a_word {
                typed.push('_');
            }
            typed.push(letter.to_ascii_uppercase());
        }
        before = letter;
    }
    typed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_the_secret_is_and_is_no_variable_of_the_system() {
        let rows = [
            ("subscription key", "SUBSCRIPTION_KEY"),
            ("client secret", "CLIENT_SECRET"),
            ("apiKey", "SECRET_API_KEY"),
            ("X-Api-Key", "SECRET_X_API_KEY"),
            ("path", "SECRET_PATH"),
            ("access token", "SECRET_ACCESS_TOKEN"),
            ("a$(id)b", "SECRET_A_ID_B"),
            ("2fa", "SECRET_2FA"),
            ("ключ", "SECRET"),
        ];
        for (secret, name) in rows {
            assert_eq!(Names::default().of(secret), name, "{secret}");
        }
    }

    #[test]
    fn two_secrets_of_one_name_have_a_variable_each() {
        let mut names = Names::default();
        let given = ["key", "Key", "KEY"].map(|secret| names.of(secret));
        assert_eq!(given, ["SECRET_KEY", "SECRET_KEY_2", "SECRET_KEY_3"]);
        assert_eq!(
            (names.token(), names.token()),
            ("TOKEN".into(), "TOKEN_2".into())
        );
    }
}
