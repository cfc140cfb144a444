//! logind on the system bus: it asks sessions to lock, and says before the computer sleeps.
use futures_util::StreamExt as _;
use futures_util::future::{Either, select};
use zbus::message::Message;
use zbus::zvariant::{ObjectPath, OwnedFd, OwnedObjectPath};
use zbus::{Connection, MatchRule, MessageStream, proxy};

use super::SessionEvent;

#[proxy(
    interface = "org.freedesktop.login1.Manager",
    default_service = "org.freedesktop.login1",
    default_path = "/org/freedesktop/login1",
    gen_blocking = false
)]
trait Manager {
    fn inhibit(&self, what: &str, who: &str, why: &str, mode: &str) -> zbus::Result<OwnedFd>;
}

#[proxy(
    interface = "org.freedesktop.login1.Session",
    default_service = "org.freedesktop.login1",
    gen_blocking = false
)]
trait Session {
    #[zbus(property(emits_changed_signal = "false"))]
    fn user(&self) -> zbus::Result<(u32, OwnedObjectPath)>;
}

/// Ends with the bus, or at once where there is none.
pub(super) async fn watch<F>(on_event: &(impl Fn(SessionEvent) -> F + Sync)) -> zbus::Result<()>
where
    F: Future<Output = ()> + Send,
{
    let bus = Connection::system().await?;
    let mut sleep = signals(&bus, "org.freedesktop.login1.Manager", "PrepareForSleep").await?;
    let mut lock = signals(&bus, "org.freedesktop.login1.Session", "Lock").await?;
    let manager = ManagerProxy::new(&bus).await?;
    let mut delay = delayed(&manager).await;
    loop {
        match select(sleep.next(), lock.next()).await {
            Either::Left((Some(Ok(message)), _)) => {
                match message.body().deserialize::<bool>() {
                    Ok(true) => {
                        on_event(SessionEvent::Sleep).await;
                        // Now it may sleep.
                        delay = None;
                    }
                    // Awake again.
                    Ok(false) if delay.is_none() => delay = delayed(&manager).await,
                    Ok(false) | Err(_) => {}
                }
            }
            Either::Right((Some(Ok(message)), _)) => {
                if is_ours(&bus, &message).await {
                    on_event(SessionEvent::Locked).await;
                }
            }
            Either::Left((None, _)) | Either::Right((None, _)) => return Ok(()),
            Either::Left((Some(Err(error)), _)) | Either::Right((Some(Err(error)), _)) => {
                return Err(error);
            }
        }
    }
}

/// Sleep waits for whoever holds this, for some seconds. Without it the secrets would go to sleep with the computer.
async fn delayed(manager: &ManagerProxy<'_>) -> Option<OwnedFd> {
    let asked = manager.inhibit(
        "sleep",
        "Gatepass",
        "Locks before the computer sleeps",
        "delay",
    );
    asked
        .await
        .inspect_err(|error| tracing::info!("sleep does not wait for locking: {error}"))
        .ok()
}

/// Other people's sessions lock too. One whose owner cannot be asked counts as ours: locking too often is the smaller harm.
async fn is_ours(bus: &Connection, message: &Message) -> bool {
    let header = message.header();
    let Some(path) = header.path() else {
        return false;
    };
    owner(bus, path)
        .await
        .is_none_or(|user| user == rustix::process::getuid().as_raw())
}

async fn owner(bus: &Connection, path: &ObjectPath<'_>) -> Option<u32> {
    let session = SessionProxy::builder(bus).path(path.to_owned()).ok()?;
    let (user, _) = session.build().await.ok()?.user().await.ok()?;
    Some(user)
}

async fn signals(
    bus: &Connection,
    interface: &'static str,
    member: &'static str,
) -> zbus::Result<MessageStream> {
    let rule = MatchRule::builder()
        .msg_type(zbus::message::Type::Signal)
        .sender("org.freedesktop.login1")?
        .interface(interface)?
        .member(member)?
        .build();
    MessageStream::for_match_rule(rule, bus, None).await
}
