//! Screensavers on the session bus. The desktops' own differ in their names and in nothing else.
use futures_util::StreamExt as _;
use futures_util::stream::select_all;
use zbus::{Connection, MatchRule, MessageStream};

use super::SessionEvent;

const INTERFACES: [&str; 4] = [
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
];

/// Ends with the bus, or at once where there is none. Asks nobody, so that nothing is started by it.
pub(super) async fn watch<F>(on_event: &(impl Fn(SessionEvent) -> F + Sync)) -> zbus::Result<()>
where
    F: Future<Output = ()> + Send,
{
    let bus = Connection::session().await?;
    let mut streams = Vec::new();
    for interface in INTERFACES {
        let rule = MatchRule::builder()
            .msg_type(zbus::message::Type::Signal)
            .interface(interface)?
            .member("ActiveChanged")?
            .build();
        streams.push(MessageStream::for_match_rule(rule, &bus, None).await?);
    }
    let mut all = select_all(streams);
    while let Some(message) = all.next().await {
        if message?.body().deserialize::<bool>() == Ok(true) {
            on_event(SessionEvent::Locked).await;
        }
    }
    Ok(())
}
