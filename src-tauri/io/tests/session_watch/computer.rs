//! A logind whose sleep waits for whoever asked it to, with two sessions: ours, and a stranger's.
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use zbus::zvariant::{Fd, OwnedObjectPath};
use zbus::{Connection, connection, interface};

const MANAGER: &str = "/org/freedesktop/login1";

pub(crate) struct Computer {
    bus: Connection,
    waiting: Waiting,
}

/// Our ends of what was handed out; the other ends are closed by whoever lets the computer sleep.
type Waiting = Arc<Mutex<Vec<UnixStream>>>;

impl Computer {
    pub(crate) async fn start() -> Self {
        let waiting = Waiting::default();
        let own = rustix::process::getuid().as_raw();
        let session = |user| Session { user };
        let at = |name: &str| format!("/org/freedesktop/login1/session/{name}");
        let bus = connection::Builder::system()
            .unwrap()
            .name("org.freedesktop.login1")
            .unwrap()
            .serve_at(MANAGER, Manager(waiting.clone()))
            .unwrap()
            .serve_at(at("own"), session(own))
            .unwrap()
            .serve_at(at("stranger"), session(own + 1))
            .unwrap()
            .build()
            .await
            .unwrap();
        Self { bus, waiting }
    }

    /// Until sleep waits for that many.
    pub(crate) async fn delays(&self, count: usize) {
        let end = Instant::now() + Duration::from_secs(20);
        while self.held() != count {
            assert!(Instant::now() < end, "{} and not {count}", self.held());
            tokio::task::yield_now().await;
        }
    }

    pub(crate) async fn prepare_for_sleep(&self, begins: bool) {
        let interface = "org.freedesktop.login1.Manager";
        self.tell(MANAGER, interface, "PrepareForSleep", &begins)
            .await;
    }

    pub(crate) async fn lock_session(&self, path: &str) {
        self.tell(path, "org.freedesktop.login1.Session", "Lock", &())
            .await;
    }

    async fn tell<B>(&self, path: &str, interface: &str, member: &str, body: &B)
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
    {
        let nobody = None::<&str>;
        let told = self.bus.emit_signal(nobody, path, interface, member, body);
        told.await.unwrap();
    }

    /// How many sleep waits for now.
    pub(crate) fn held(&self) -> usize {
        let mut waiting = self.waiting.lock().unwrap();
        waiting.retain(|end| !is_closed(end));
        waiting.len()
    }
}

/// Nothing is ever written into it: what can be read without waiting is its end.
fn is_closed(end: &UnixStream) -> bool {
    use std::io::Read as _;
    end.set_nonblocking(true).unwrap();
    matches!((&mut &*end).read(&mut [0]), Ok(0))
}

/// A screensaver comes on or goes off, on the session bus.
pub(crate) async fn screensaver(interface: &str, is_on: bool) {
    let bus = Connection::session().await.unwrap();
    let path = format!("/{}", interface.replace('.', "/"));
    let nobody = None::<&str>;
    let told = bus.emit_signal(nobody, path, interface, "ActiveChanged", &is_on);
    told.await.unwrap();
}

struct Manager(Waiting);

#[interface(name = "org.freedesktop.login1.Manager")]
impl Manager {
    fn inhibit(&self, what: &str, _who: &str, _why: &str, mode: &str) -> Fd<'static> {
        assert_eq!((what, mode), ("sleep", "delay"));
        let (ours, theirs) = UnixStream::pair().unwrap();
        self.0.lock().unwrap().push(ours);
        Fd::from(OwnedFd::from(theirs))
    }
}

struct Session {
    user: u32,
}

#[interface(name = "org.freedesktop.login1.Session")]
impl Session {
    #[zbus(property)]
    fn user(&self) -> (u32, OwnedObjectPath) {
        let path = format!("/org/freedesktop/login1/user/_{}", self.user);
        (self.user, path.try_into().unwrap())
    }
}
