//! A Secret Service in any mood: locked, slow, dying or talking nonsense, as the test says. It has a drawer of items, which outlives it.
mod answers;

use std::sync::{Arc, Mutex, MutexGuard};

use futures_util::StreamExt as _;
use tokio::sync::watch;
use zbus::zvariant::Value;
use zbus::{Connection, MessageStream, message};

pub(crate) use answers::Drawer;
use answers::{Answer, PROMPT, PROMPT_INTERFACE};

/// How it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    Fine,
    NoCollection,
    /// Locked when the mood begins; its prompt is answered so.
    Locked(Prompted),
    RefusesAll,
    /// Can be looked at, and refuses whatever concerns an item.
    RefusesItems,
    /// Takes what it is asked, and answers when it is woken.
    Slow,
    /// Is gone when it is to write an item.
    DiesWriting,
    LockIsText,
    CollectionIsANumber,
    SessionIsText,
    /// Finds items that are not there.
    FindsNothingReal,
    SecretIsNoise,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prompted {
    Accepts,
    Dismisses,
    Never,
}

pub(crate) struct Provider {
    bus: Connection,
    shared: Arc<Shared>,
}

struct Shared {
    drawer: Arc<Mutex<Drawer>>,
    now: Mutex<Now>,
    awake: watch::Sender<bool>,
}

struct Now {
    mood: Mood,
    asked: usize,
    prompts: usize,
}

impl Provider {
    /// One that is locked, and whose prompt is answered by [`Provider::dismiss`] or never.
    pub(crate) async fn start() -> Self {
        let provider = Self::over(Arc::default()).await;
        provider.set_mood(Mood::Locked(Prompted::Never));
        provider
    }

    /// One that is fine, with these items.
    pub(crate) async fn over(drawer: Arc<Mutex<Drawer>>) -> Self {
        crate::session::assert_private();
        let bus = Connection::session().await.unwrap();
        // Before it has its name: what is asked of it the moment it has one must not be lost.
        let questions = MessageStream::from(&bus);
        bus.request_name("org.freedesktop.secrets").await.unwrap();
        let now = Mutex::new(Now {
            mood: Mood::Fine,
            asked: 0,
            prompts: 0,
        });
        let awake = watch::Sender::new(true);
        let shared = Arc::new(Shared { drawer, now, awake });
        let serving = serve(bus.clone(), questions, shared.clone());
        // Another program: it answers whatever the threads of this one do.
        std::thread::spawn(|| {
            let mut runtime = tokio::runtime::Builder::new_current_thread();
            runtime.build().unwrap().block_on(serving);
        });
        Self { bus, shared }
    }

    pub(crate) fn set_mood(&self, mood: Mood) {
        self.shared.now().mood = mood;
        self.shared.drawer().locked = matches!(mood, Mood::Locked(_));
        self.shared.awake.send_replace(mood != Mood::Slow);
    }

    /// From now on it answers, what it was asked before too.
    pub(crate) fn wake(&self) {
        self.shared.awake.send_replace(true);
    }

    /// How many questions have come.
    pub(crate) fn asked(&self) -> usize {
        self.shared.now().asked
    }

    /// How often a prompt was raised, and whoever asked for it told so.
    pub(crate) fn prompts(&self) -> usize {
        self.shared.now().prompts
    }

    pub(crate) async fn dismiss(&self) {
        completed(&self.bus, true).await;
    }

    pub(crate) async fn die(self) {
        self.bus.close().await.unwrap();
    }

    /// As after a mood in which it may have died by itself.
    pub(crate) async fn die_if_alive(self) {
        let _ = self.bus.close().await;
    }
}

impl Shared {
    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap()
    }

    fn drawer(&self) -> MutexGuard<'_, Drawer> {
        self.drawer.lock().unwrap()
    }
}

async fn serve(bus: Connection, mut questions: MessageStream, shared: Arc<Shared>) {
    while let Some(Ok(question)) = questions.next().await {
        if question.message_type() != message::Type::MethodCall {
            continue;
        }
        shared.now().asked += 1;
        let mut awake = shared.awake.subscribe();
        awake.wait_for(|awake| *awake).await.unwrap();
        let mood = shared.now().mood;
        let answer = answers::answer(&question, mood, &mut shared.drawer());
        let header = question.header();
        match answer {
            Answer::Value(value) => value.send(&bus, &header).await,
            Answer::Error(name) => bus.reply_error(&header, name, &"").await.unwrap(),
            Answer::Prompted => {
                bus.reply(&header, &()).await.unwrap();
                shared.now().prompts += 1;
                prompted(&bus, &shared, mood).await;
            }
            Answer::Death => {
                bus.close().await.unwrap();
                return;
            }
        }
    }
}

async fn prompted(bus: &Connection, shared: &Shared, mood: Mood) {
    match mood {
        Mood::Locked(Prompted::Accepts) => {
            shared.drawer().locked = false;
            completed(bus, false).await;
        }
        Mood::Locked(Prompted::Dismisses) => completed(bus, true).await,
        _ => {}
    }
}

async fn completed(bus: &Connection, dismissed: bool) {
    let (nobody, result) = (None::<&str>, (dismissed, Value::from("")));
    let told = bus.emit_signal(nobody, PROMPT, PROMPT_INTERFACE, "Completed", &result);
    told.await.unwrap();
}
