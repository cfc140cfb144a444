//! What this computer runs, for those who ask what a request was sent from.
use std::fs;

/// `Debian GNU/Linux 13 (trixie), x86_64`; the plain name of the system where it does not describe itself.
pub fn system_name() -> String {
    let described = fs::read_to_string("/etc/os-release").ok();
    let described = described.as_deref().and_then(pretty_name);
    let name = described.unwrap_or(std::env::consts::OS);
    format!("{name}, {}", std::env::consts::ARCH)
}

/// See os-release(5).
fn pretty_name(file: &str) -> Option<&str> {
    let mut lines = file.lines();
    let name = lines.find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    let name = name.trim_matches(['"', '\'']);
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_called_as_it_calls_itself() {
        let file = "NAME=Debian\nPRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\n";
        assert_eq!(pretty_name(file), Some("Debian GNU/Linux 13 (trixie)"));
        assert_eq!(pretty_name("PRETTY_NAME=\"\"\n"), None);
        assert!(system_name().ends_with(std::env::consts::ARCH));
    }
}
