//! curl's options: what each does here, and which of the others take a value that must not be read as an address.

/// What an option means for a token request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Method,
    Header,
    /// `--data`: a form's text, or `@file`.
    Data,
    /// `--data-raw`: an @ is an @.
    DataRaw,
    /// `--data-urlencode`: the part after the name is not encoded yet.
    DataEncode,
    /// `--url-query`: the same for the address.
    UrlQuery,
    Json,
    FormPart,
    User,
    Url,
    Get,
    Proxy,
    Insecure,
    Bearer,
    Cookie,
    Certificate,
    /// `--next`: another request.
    Next,
    /// Takes a value that is of no use here.
    Value,
    /// Takes none.
    Flag,
}

const LONG: [(&str, Meaning); 57] = [
    ("request", Meaning::Method),
    ("header", Meaning::Header),
    ("data", Meaning::Data),
    ("data-ascii", Meaning::Data),
    ("data-binary", Meaning::Data),
    ("data-raw", Meaning::DataRaw),
    ("data-urlencode", Meaning::DataEncode),
    ("url-query", Meaning::UrlQuery),
    ("json", Meaning::Json),
    ("form", Meaning::FormPart),
    ("form-string", Meaning::FormPart),
    ("user", Meaning::User),
    ("url", Meaning::Url),
    ("get", Meaning::Get),
    ("proxy", Meaning::Proxy),
    ("insecure", Meaning::Insecure),
    ("oauth2-bearer", Meaning::Bearer),
    ("cookie", Meaning::Cookie),
    ("cert", Meaning::Certificate),
    ("key", Meaning::Certificate),
    ("cacert", Meaning::Certificate),
    ("capath", Meaning::Certificate),
    ("next", Meaning::Next),
    ("aws-sigv4", Meaning::Value),
    ("cert-type", Meaning::Value),
    ("ciphers", Meaning::Value),
    ("config", Meaning::Value),
    ("connect-timeout", Meaning::Value),
    ("connect-to", Meaning::Value),
    ("continue-at", Meaning::Value),
    ("cookie-jar", Meaning::Value),
    ("dump-header", Meaning::Value),
    ("interface", Meaning::Value),
    ("key-type", Meaning::Value),
    ("limit-rate", Meaning::Value),
    ("max-filesize", Meaning::Value),
    ("max-redirs", Meaning::Value),
    ("max-time", Meaning::Value),
    ("netrc-file", Meaning::Value),
    ("noproxy", Meaning::Value),
    ("output", Meaning::Value),
    ("output-dir", Meaning::Value),
    ("pass", Meaning::Value),
    ("proxy-header", Meaning::Value),
    ("proxy-user", Meaning::Value),
    ("range", Meaning::Value),
    ("referer", Meaning::Value),
    ("resolve", Meaning::Value),
    ("retry", Meaning::Value),
    ("retry-delay", Meaning::Value),
    ("retry-max-time", Meaning::Value),
    ("socks5", Meaning::Proxy),
    ("socks5-hostname", Meaning::Proxy),
    ("stderr", Meaning::Value),
    ("upload-file", Meaning::Value),
    ("user-agent", Meaning::Value),
    ("write-out", Meaning::Value),
];

/// An option by its long name, without the hyphens.
pub(super) fn long(name: &str) -> Meaning {
    let found = LONG.iter().find(|(known, _)| *known == name);
    found.map_or(Meaning::Flag, |(_, meaning)| *meaning)
}

/// An option by its letter.
pub(super) fn short(letter: char) -> Meaning {
    match letter {
        'X' => Meaning::Method,
        'H' => Meaning::Header,
        'd' => Meaning::Data,
        'F' => Meaning::FormPart,
        'u' => Meaning::User,
        'G' => Meaning::Get,
        'x' => Meaning::Proxy,
        'k' => Meaning::Insecure,
        'b' => Meaning::Cookie,
        'E' => Meaning::Certificate,
        'A' | 'c' | 'C' | 'D' | 'e' | 'h' | 'K' | 'm' | 'o' | 'P' | 'Q' | 'r' | 't' | 'T' | 'U'
        | 'w' | 'y' | 'Y' | 'z' => Meaning::Value,
        ':' => Meaning::Next,
        _ => Meaning::Flag,
    }
}

impl Meaning {
    /// Whether the next word belongs to it.
    pub(super) fn takes_value(self) -> bool {
        !matches!(self, Self::Get | Self::Insecure | Self::Next | Self::Flag)
    }
}
