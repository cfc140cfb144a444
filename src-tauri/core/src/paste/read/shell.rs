//! The shells that a command may have been written for.

/// Which character escapes the next, and a line end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shell {
    Posix,
    Cmd,
    Power,
}

impl Shell {
    /// Told by how the first line is continued, and by quotes that are escaped the way Chrome copies them for cmd.
    pub(super) fn of(command: &str) -> Self {
        let line = command.lines().next().unwrap_or_default().trim_end();
        if line.contains("^\"") || line.ends_with('^') {
            Self::Cmd
        } else if line.ends_with('`') {
            Self::Power
        } else {
            Self::Posix
        }
    }

    /// The character that takes the next one's meaning away.
    pub(super) fn escape(self) -> char {
        match self {
            Self::Posix => '\\',
            Self::Cmd => '^',
            Self::Power => '`',
        }
    }
}
