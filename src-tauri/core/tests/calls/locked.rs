//! A call under way when the lock comes: it ends at once, nothing of its answer is kept, and it is not sent again.
use gatepass_core::{LOCKED, LockedUp, NotCalled, lock_up};

use crate::doubles::{is_pending, soon};
use crate::{Desk, LIMITS, Page, get};

fn lock(desk: &Desk) {
    lock_up(&LockedUp {
        ports: &desk.world.ports,
        tokens: &desk.world.tokens,
        calls: &desk.calls,
        sign_ins: &desk.world.sign_ins,
        held: &[],
    });
}

fn assert_locked<T: std::fmt::Debug>(outcome: Result<T, NotCalled>) {
    match outcome {
        Err(NotCalled::Refused(refusal)) => assert_eq!(refusal.code, LOCKED),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_call_under_way_ends_and_none_is_sent() {
    let desk = Desk::with_token().await;
    let (call, watch) = (get(), |_| ());
    let sent = || {
        desk.calls
            .send(&desk.ours, &call, &LIMITS, &watch, Page::default)
    };
    let before = desk.world.http.requests();
    desk.world.http.hold();
    let mut under_way = Box::pin(sent());
    assert!(is_pending(&mut under_way));
    assert_eq!(desk.world.http.requests(), before + 1, "it was on its way");
    lock(&desk);
    desk.world.http.release();
    assert_locked(soon(sent()).await);
    desk.world.ports.lock.open();
    assert_locked(soon(under_way).await);
    assert_eq!(desk.world.http.requests(), before + 1);
    soon(sent()).await.unwrap();
    assert_eq!(desk.world.http.requests(), before + 2);
}
