//! Refusals where nothing answered, or nothing that could be trusted.
use super::{Asked, Fault, Remedy, Saying, What};
use crate::ports::{HttpFailure, TlsFault};

/// Puts a failed attempt into words.
pub fn refusal_of_failure(failure: &HttpFailure, asked: &Asked<'_>) -> Saying {
    let host = asked.host();
    let address = match asked.what {
        What::Token { .. } => "the token address in Setup",
        What::Call { .. } => "the address of the call",
    };
    let passing = |code, short, fault, remedy, words| {
        Saying::new(code, short, fault, remedy, words).passing(true)
    };
    match failure {
        HttpFailure::NameNotFound => passing(
            "host_not_found",
            "host not found",
            Fault::Network,
            Remedy::Setup,
            [
                format!("There is no host named {host}"),
                "The name could not be looked up. Nothing was sent.".into(),
                format!(
                    "Check {address}. If the name is right, check the network, the VPN, or the proxy."
                ),
            ],
        ),
        HttpFailure::ConnectionRefused => passing(
            "connection_refused",
            "unreachable",
            Fault::Service,
            Remedy::Retry,
            [
                format!("Nothing listens at {host}"),
                "The computer answered, but refused the connection. Nothing was sent.".into(),
                format!("Check the port in {address}, and whether the service is running."),
            ],
        ),
        HttpFailure::Unreachable => passing(
            "unreachable",
            "unreachable",
            Fault::Network,
            Remedy::Retry,
            [
                format!("{host} cannot be reached"),
                "There is no way there from this network. Nothing was sent.".into(),
                "Check the network, the VPN, or the proxy in Setup, then try again.".into(),
            ],
        ),
        HttpFailure::TimedOut(seconds) => passing(
            "timed_out",
            "no answer",
            Fault::Network,
            Remedy::Retry,
            [
                format!("{host} did not answer"),
                format!(
                    "Nothing came within {seconds} s. A firewall that drops connections does that, and so does an overloaded service."
                ),
                "Check the VPN and the proxy, then try again.".into(),
            ],
        ),
        HttpFailure::Tls(fault) => tls(fault, host, address),
        HttpFailure::Proxy => passing(
            "proxy_failed",
            "proxy failed",
            Fault::Network,
            Remedy::Setup,
            [
                "The proxy did not connect".into(),
                format!(
                    "The proxy could not be reached, or would not connect to {host}. Nothing was sent."
                ),
                "Check the proxy in Setup, or the system's proxy if none is set there.".into(),
            ],
        ),
        HttpFailure::CutOff => passing(
            "cut_off",
            "cut off",
            Fault::Network,
            Remedy::Retry,
            [
                format!("{host} hung up"),
                "The connection ended before the answer did.".into(),
                "Try again. If it happens every time, a filter on the way may be ending it.".into(),
            ],
        ),
        HttpFailure::TooLarge(limit) => too_large(*limit, asked),
        HttpFailure::Garbled => Saying::new(
            "garbled",
            "not HTTP",
            Fault::Service,
            Remedy::Setup,
            [
                "The answer cannot be read".into(),
                format!("What {host} sent is not HTTP, or its compression is broken."),
                format!("Check the port and the scheme of {address}."),
            ],
        ),
        HttpFailure::BadRoute(why) => Saying::new(
            "bad_route",
            "cannot connect",
            Fault::You,
            Remedy::Setup,
            [
                "The proxy or CA certificate cannot be used".into(),
                why.clone(),
                "Correct it in Setup, under More.".into(),
            ],
        ),
    }
}

fn too_large(limit: usize, asked: &Asked<'_>) -> Saying {
    let (short, remedy, words) = match asked.what {
        What::Token { .. } => (
            "not a token answer",
            Remedy::Setup,
            [
                "The answer is too large for a token".to_owned(),
                format!(
                    "More than {} kB came, and reading stopped. A token answer is a few kB at most.",
                    limit / 1024
                ),
                "Check that the address is a token endpoint.".to_owned(),
            ],
        ),
        What::Call { .. } => (
            "too large",
            Remedy::Retry,
            [
                "The answer is too large".to_owned(),
                format!(
                    "More than {} MB came, which is the limit set for answers, and reading stopped. What came until then can be read.",
                    limit / 1_000_000
                ),
                "Ask for fewer records, for one page at a time, or raise the limit in Settings."
                    .to_owned(),
            ],
        ),
    };
    Saying::new("answer_too_large", short, Fault::You, remedy, words)
}

fn tls(fault: &TlsFault, host: &str, address: &str) -> Saying {
    let (code, whose, title, sentence, next_step) = match fault {
        TlsFault::UnknownIssuer => (
            "tls_unknown_issuer",
            Fault::Network,
            format!("The certificate of {host} is not trusted"),
            "It is signed by an authority this computer does not know. Inspecting proxies of companies do that, and so do attackers. Nothing was sent.",
            "If your company inspects connections, add its CA certificate in Setup under More. Otherwise do not go on.".to_owned(),
        ),
        TlsFault::Expired => (
            "tls_expired",
            Fault::Service,
            format!("The certificate of {host} has expired"),
            "Either it was not renewed, or this computer's clock is ahead. Nothing was sent.",
            "Check this computer's clock. If it is right, the service has to renew its certificate.".to_owned(),
        ),
        TlsFault::NotYetValid => (
            "tls_not_yet_valid",
            Fault::Here,
            format!("The certificate of {host} is not valid yet"),
            "This computer's clock is probably behind. Nothing was sent.",
            "Check this computer's clock, then try again.".to_owned(),
        ),
        TlsFault::WrongName => (
            "tls_wrong_name",
            Fault::Network,
            format!("The certificate is not for {host}"),
            "The server shows a certificate made out for another name. Nothing was sent.",
            format!("Check the host in {address}. If it is right, something on the way answers in its place."),
        ),
        TlsFault::Revoked => (
            "tls_revoked",
            Fault::Service,
            format!("The certificate of {host} was withdrawn"),
            "Its issuer says that it must no longer be trusted. Nothing was sent.",
            "Do not go on. Ask the service's owner.".to_owned(),
        ),
        TlsFault::Handshake => (
            "tls_handshake",
            Fault::Network,
            format!("No secure connection to {host}"),
            "The two sides could not agree on one, or the other side does not speak TLS. Nothing was sent.",
            format!("Check the port in {address}, and whether a filter on the way ends secure connections."),
        ),
    };
    Saying::new(
        code,
        "not secure",
        whose,
        Remedy::Setup,
        [title, sentence.into(), next_step],
    )
}
