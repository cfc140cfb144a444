//! Refusals where nothing answered, or nothing that could be trusted.
use super::{Remedy, Saying};
use crate::ports::{HttpFailure, TlsFault};

/// Puts a failed attempt into words. `host` is where the request was to go.
pub fn refusal_of_failure(failure: &HttpFailure, host: &str) -> Saying {
    let retry = |code, short, words| Saying::new(code, short, Remedy::Retry, words);
    let setup = |code, short, words| Saying::new(code, short, Remedy::Setup, words);
    match failure {
        HttpFailure::NameNotFound => setup("host_not_found", "host not found", [
            format!("There is no host named {host}"),
            "The name could not be looked up. Nothing was sent.".into(),
            "Check the token address in Setup. If the name is right, check the network, the VPN, or the proxy.".into(),
        ]),
        HttpFailure::ConnectionRefused => retry("connection_refused", "unreachable", [
            format!("Nothing listens at {host}"),
            "The computer answered, but refused the connection. Nothing was sent.".into(),
            "Check the port in the token address, and whether the service is running.".into(),
        ]),
        HttpFailure::Unreachable => retry("unreachable", "unreachable", [
            format!("{host} cannot be reached"),
            "There is no way there from this network. Nothing was sent.".into(),
            "Check the network, the VPN, or the proxy in Setup, then try again.".into(),
        ]),
        HttpFailure::TimedOut(seconds) => retry("timed_out", "no answer", [
            format!("{host} did not answer"),
            format!("Nothing came within {seconds} s. A firewall that drops connections does that, and so does an overloaded service."),
            "Check the VPN and the proxy, then try again.".into(),
        ]),
        HttpFailure::Tls(fault) => tls(fault, host),
        HttpFailure::Proxy => setup("proxy_failed", "proxy failed", [
            "The proxy did not connect".into(),
            format!("The proxy could not be reached, or would not connect to {host}. Nothing was sent."),
            "Check the proxy in Setup, or the system's proxy if none is set there.".into(),
        ]),
        HttpFailure::CutOff => retry("cut_off", "cut off", [
            format!("{host} hung up"),
            "The connection ended before the answer did.".into(),
            "Try again. If it happens every time, a filter on the way may be ending it.".into(),
        ]),
        HttpFailure::TooLarge(limit) => setup("answer_too_large", "not a token answer", [
            "The answer is too large for a token".into(),
            format!("More than {} kB came, and reading stopped. A token answer is a few kB at most.", limit / 1024),
            "Check that the address is a token endpoint.".into(),
        ]),
        HttpFailure::Garbled => setup("garbled", "not HTTP", [
            "The answer cannot be read".into(),
            format!("What {host} sent is not HTTP, or its compression is broken."),
            "Check the port and the scheme of the token address.".into(),
        ]),
        HttpFailure::BadRoute(why) => setup("bad_route", "cannot connect", [
            "The proxy or CA certificate cannot be used".into(),
            why.clone(),
            "Correct it in Setup, under More.".into(),
        ]),
    }
}

fn tls(fault: &TlsFault, host: &str) -> Saying {
    let (code, title, sentence, next_step) = match fault {
        TlsFault::UnknownIssuer => (
            "tls_unknown_issuer",
            format!("The certificate of {host} is not trusted"),
            "It is signed by an authority this computer does not know. Inspecting proxies of companies do that, and so do attackers. Nothing was sent.",
            "If your company inspects connections, add its CA certificate in Setup under More. Otherwise do not go on.",
        ),
        TlsFault::Expired => (
            "tls_expired",
            format!("The certificate of {host} has expired"),
            "Either it was not renewed, or this computer's clock is ahead. Nothing was sent.",
            "Check this computer's clock. If it is right, the service has to renew its certificate.",
        ),
        TlsFault::NotYetValid => (
            "tls_not_yet_valid",
            format!("The certificate of {host} is not valid yet"),
            "This computer's clock is probably behind. Nothing was sent.",
            "Check this computer's clock, then try again.",
        ),
        TlsFault::WrongName => (
            "tls_wrong_name",
            format!("The certificate is not for {host}"),
            "The server shows a certificate made out for another name. Nothing was sent.",
            "Check the host in the token address. If it is right, something on the way answers in its place.",
        ),
        TlsFault::Revoked => (
            "tls_revoked",
            format!("The certificate of {host} was withdrawn"),
            "Its issuer says that it must no longer be trusted. Nothing was sent.",
            "Do not go on. Ask the service's owner.",
        ),
        TlsFault::Handshake => (
            "tls_handshake",
            format!("No secure connection to {host}"),
            "The two sides could not agree on one, or the other side does not speak TLS. Nothing was sent.",
            "Check the port in the token address, and whether a filter on the way ends secure connections.",
        ),
    };
    Saying::new(
        code,
        "not secure",
        Remedy::Setup,
        [title, sentence.into(), next_step.into()],
    )
}
