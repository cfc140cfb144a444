//! One pool of connections for each route, and a direct one for loopback.
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use gatepass_core::{HttpFailure, Route};
use reqwest::redirect::Policy;
use reqwest::{Client, Proxy};
use url::{Host, Url};

use super::connecting::{Watched, WatchedResolver};
use super::{HttpLimits, bad_route, trust};

/// Routes are few; a user who edits one again and again must not collect pools for ever.
const MOST_POOLS: usize = 32;

/// A server that sends more headers than this is not answering.
const MOST_HEADERS: usize = 200;
const MOST_HEADER_BYTES: u32 = 64 * 1024;

/// After this an idle connection is not trusted: gateways drop them silently, and a request on a dead one waits in vain.
const IDLE: Duration = Duration::from_secs(30);

pub(super) struct Clients {
    limits: HttpLimits,
    pools: Mutex<Vec<(Pool, Client)>>,
}

struct Pool {
    route: Route,
    direct: bool,
    /// Whether it is never asked for TLS.
    plain: bool,
}

impl Clients {
    pub(super) fn new(limits: HttpLimits) -> Self {
        Self {
            limits,
            pools: Mutex::default(),
        }
    }

    /// The client for an address: loopback never goes through a proxy, neither the system's nor the route's.
    pub(super) fn reaching(&self, address: &Url, route: &Route) -> Result<Client, HttpFailure> {
        let direct = is_loopback(address);
        let plain = direct && address.scheme() == "http";
        let mut pools = self.pools.lock().unwrap_or_else(PoisonError::into_inner);
        // There are so few that looking at each costs less than a hash of a certificate.
        let kept = pools
            .iter()
            .find(|(pool, _)| (pool.direct, pool.plain, &pool.route) == (direct, plain, route));
        if let Some((_, client)) = kept {
            return Ok(client.clone());
        }
        let pool = Pool {
            route: route.clone(),
            direct,
            plain,
        };
        let client = self.build(&pool)?;
        if pools.len() >= MOST_POOLS {
            pools.clear();
        }
        pools.push((pool, client.clone()));
        Ok(client)
    }

    fn build(&self, pool: &Pool) -> Result<Client, HttpFailure> {
        let tls = match pool.plain {
            true => trust::in_nobody(),
            false => trust::in_system_and(pool.route.extra_ca.as_deref())?,
        };
        let builder = Client::builder()
            .redirect(Policy::none())
            .referer(false)
            // reqwest would repeat what an HTTP/2 server refused; whether to repeat is decided above.
            .retry(reqwest::retry::never())
            // Bodies are decoded here, where both sizes are counted.
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .no_deflate()
            .tls_backend_preconfigured(tls)
            .dns_resolver(WatchedResolver)
            .connector_layer(Watched)
            .connect_timeout(self.limits.connect)
            .pool_idle_timeout(IDLE)
            .http1_max_headers(MOST_HEADERS)
            .http2_max_header_list_size(MOST_HEADER_BYTES);
        let builder = match (&pool.route.proxy, pool.direct) {
            (_, true) => builder.no_proxy(),
            (Some(address), false) => builder.proxy(proxy(address)?),
            (None, false) => builder,
        };
        builder
            .build()
            .map_err(|_| bad_route("The network cannot be used with these settings."))
    }
}

fn proxy(address: &Url) -> Result<Proxy, HttpFailure> {
    // The address is not repeated in the text: it may hold a password.
    let unusable = || {
        bad_route(
            "The proxy's address cannot be used. It starts with http://, https:// or socks5://.",
        )
    };
    if !matches!(address.scheme(), "http" | "https" | "socks5" | "socks5h") || !address.has_host() {
        return Err(unusable());
    }
    Proxy::all(address.as_str()).map_err(|_| unusable())
}

fn is_loopback(address: &Url) -> bool {
    match address.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => {
            ip.is_loopback() || ip.to_ipv4_mapped().is_some_and(|ip| ip.is_loopback())
        }
        // RFC 6761, section 6.3: such a name is this computer, wherever it is asked.
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_is_told_from_names_that_look_like_it() {
        for address in [
            "http://127.0.0.1:1/",
            "http://127.9.9.9/",
            "http://[::1]/",
            "https://localhost/",
        ] {
            assert!(is_loopback(&address.parse().unwrap()), "{address}");
        }
        for address in [
            "https://127.0.0.1.example/",
            "https://localhost.example/",
            "https://128.0.0.1/",
            "https://[::2]/",
        ] {
            assert!(!is_loopback(&address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn a_route_that_cannot_be_used_says_so_without_its_password() {
        crate::install_crypto();
        let clients = Clients::new(HttpLimits::default());
        let address: Url = "https://id.example/".parse().unwrap();
        let through = |proxy: &str| Route {
            proxy: Some(proxy.parse().unwrap()),
            extra_ca: None,
        };
        let trusting = |pem: &str| Route {
            proxy: None,
            extra_ca: Some(pem.to_owned()),
        };
        let empty = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        for route in [
            through("ftp://ann:hunter2@proxy.example"),
            trusting("not a certificate"),
            trusting(empty),
        ] {
            let Err(HttpFailure::BadRoute(text)) = clients.reaching(&address, &route) else {
                panic!("{route:?}")
            };
            assert!(!text.contains("hunter2"), "{text}");
        }
        for route in [
            Route::default(),
            through("http://proxy.example:8080"),
            through("socks5://proxy.example"),
        ] {
            assert!(clients.reaching(&address, &route).is_ok(), "{route:?}");
        }
    }

    #[test]
    fn pools_are_kept_and_do_not_pile_up() {
        crate::install_crypto();
        let clients = Clients::new(HttpLimits::default());
        for port in 1..=MOST_POOLS + 5 {
            let route = Route {
                proxy: Some(format!("http://proxy.example:{port}").parse().unwrap()),
                extra_ca: None,
            };
            clients
                .reaching(&"https://id.example/".parse().unwrap(), &route)
                .unwrap();
        }
        assert!(clients.pools.lock().unwrap().len() <= MOST_POOLS);
    }
}
