//! The two loopback addresses of one port, held together.
use std::io::{Error, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use gatepass_core::LoopbackHost;
use tokio::net::{TcpListener, TcpStream};

use super::BindError;

/// After a failed accept, too many open files for one, the next would fail as well: not so often that it heats the room.
const PAUSE: Duration = Duration::from_millis(50);

/// "Address family not supported": a kernel without IPv6 has no kind of its own for it.
#[cfg(unix)]
const NO_SUCH_FAMILY: i32 = rustix::io::Errno::AFNOSUPPORT.raw_os_error();
/// WSAEAFNOSUPPORT
#[cfg(windows)]
const NO_SUCH_FAMILY: i32 = 10047;

#[derive(Debug)]
pub(super) struct Sockets {
    v4: Option<TcpListener>,
    v6: Option<TcpListener>,
}

impl Sockets {
    pub(super) async fn bind(host: LoopbackHost, port: u16) -> Result<Self, BindError> {
        let v4 = listen(Ipv4Addr::LOCALHOST.into(), port).await?;
        let v6 = listen(Ipv6Addr::LOCALHOST.into(), port).await?;
        let reachable = match host {
            LoopbackHost::V4 => v4.is_some(),
            LoopbackHost::V6 => v6.is_some(),
            LoopbackHost::Localhost => v4.is_some() || v6.is_some(),
        };
        if reachable {
            Ok(Self { v4, v6 })
        } else {
            Err(BindError::NoLoopback)
        }
    }

    /// The next connection to either.
    pub(super) async fn accept(&self) -> TcpStream {
        loop {
            let accepted = tokio::select! {
                accepted = accept(self.v4.as_ref()) => accepted,
                accepted = accept(self.v6.as_ref()) => accepted,
            };
            match accepted {
                Ok(stream) => return stream,
                Err(error) => {
                    tracing::warn!(%error, "a connection to the redirect URI was lost");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }
}

/// None where this computer has no such address: then nobody else can hold it either.
///
/// On Unix this sets `SO_REUSEADDR`, so that the connections of a sign-in a minute ago are not in the way. A port that
/// another program listens on stays refused.
async fn listen(ip: IpAddr, port: u16) -> Result<Option<TcpListener>, BindError> {
    match TcpListener::bind((ip, port)).await {
        Ok(listener) => Ok(Some(listener)),
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) => Err(match error.kind() {
            ErrorKind::AddrInUse => BindError::PortTaken,
            ErrorKind::PermissionDenied => BindError::NotAllowed,
            _ => BindError::Other(error),
        }),
    }
}

fn is_missing(error: &Error) -> bool {
    error.kind() == ErrorKind::AddrNotAvailable || error.raw_os_error() == Some(NO_SUCH_FAMILY)
}

async fn accept(listener: Option<&TcpListener>) -> std::io::Result<TcpStream> {
    match listener {
        Some(listener) => Ok(listener.accept().await?.0),
        None => std::future::pending().await,
    }
}
