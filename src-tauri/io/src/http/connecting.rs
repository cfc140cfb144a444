//! Watches connections being opened: a layer around reqwest's connector, and the system's resolver with a watch on it.
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

use hyper_util::client::legacy::connect::{Connection, HttpInfo};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tower_layer::Layer;
use tower_service::Service;

use super::timing;

/// Wraps a connector.
#[derive(Clone)]
pub(super) struct Watched;

/// A connector that marks when it begins, and with what local address it ends.
#[derive(Clone)]
pub(super) struct WatchedConnector<S>(S);

/// Asks the system, as reqwest would.
pub(super) struct WatchedResolver;

impl<S> Layer<S> for Watched {
    type Service = WatchedConnector<S>;

    fn layer(&self, connector: S) -> Self::Service {
        WatchedConnector(connector)
    }
}

impl<S, R> Service<R> for WatchedConnector<S>
where
    S: Service<R, Response: Connection, Future: Send + 'static>,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, to: R) -> Self::Future {
        let watch = timing::current();
        if let Some(watch) = &watch {
            watch.connecting();
        }
        let connecting = self.0.call(to);
        Box::pin(async move {
            let connection = connecting.await?;
            let mut facts = http::Extensions::new();
            connection.connected().get_extras(&mut facts);
            if let (Some(watch), Some(info)) = (watch, facts.get::<HttpInfo>()) {
                watch.connected(info.local_addr());
            }
            Ok(connection)
        })
    }
}

impl Resolve for WatchedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let watch = timing::current();
        Box::pin(async move {
            let asked = Instant::now();
            // The port is not the resolver's business: the connector puts the right one in.
            let found = tokio::net::lookup_host((name.as_str().to_owned(), 0)).await?;
            if let Some(watch) = watch {
                watch.looked_up(asked.elapsed());
            }
            Ok(Box::new(found) as Addrs)
        })
    }
}
