//! Answers that nobody asked for: before a request, or behind another answer. None is taken for the next one's.
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use gatepass_core::HttpFailure;
use gatepass_io::ReqwestHttp;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};

use crate::servers::{answer, request_of};
use crate::{LIMITS, get, get_with};

const ROUNDS: usize = 60;

/// Where the answer that nobody asked for stands.
#[derive(Clone, Copy)]
enum Surplus {
    /// In one write with the answer before it.
    Together,
    /// In a write of its own.
    Behind,
    /// Bytes beyond the length that the head tells.
    BeyondLength,
    /// There is none: the control.
    No,
}

async fn smuggling(surplus: Surplus) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let connections = Arc::<AtomicUsize>::default();
    let count = connections.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            count.fetch_add(1, Ordering::Relaxed);
            tokio::spawn(smuggle(stream, surplus));
        }
    });
    (address, connections)
}

async fn smuggle(mut stream: TcpStream, surplus: Surplus) -> std::io::Result<()> {
    while !request_of(&mut stream).await?.is_empty() {
        let (right, wrong) = (answer("", b"right"), answer("", b"wrong"));
        match surplus {
            Surplus::Together => stream.write_all(&[right, wrong].concat()).await?,
            Surplus::Behind => {
                stream.write_all(&right).await?;
                tokio::task::yield_now().await;
                stream.write_all(&wrong).await?;
            }
            Surplus::BeyondLength => {
                stream.write_all(&[right, b"wrong".into()].concat()).await?;
            }
            Surplus::No => stream.write_all(&right).await?,
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_behind_another_is_never_the_next_one_s() {
    for surplus in [Surplus::Together, Surplus::Behind, Surplus::BeyondLength] {
        let (address, _) = smuggling(surplus).await;
        let http = ReqwestHttp::new(LIMITS);
        let mut right = 0;
        for _ in 0..ROUNDS {
            match get_with(&http, &address).await {
                Ok(answer) => {
                    assert_eq!(&answer.body[..], b"right");
                    right += 1;
                }
                Err(HttpFailure::CutOff | HttpFailure::Garbled) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        assert!(right > 0, "the first answer is an answer");
    }
}

/// The control: one connection serves them all where nothing stands behind an answer, so the others could have gone wrong.
#[tokio::test]
async fn a_connection_is_used_again_when_its_answers_are_in_order() {
    let (address, connections) = smuggling(Surplus::No).await;
    let http = ReqwestHttp::new(LIMITS);
    for _ in 0..ROUNDS {
        let answer = get_with(&http, &address).await.unwrap();
        assert_eq!(&answer.body[..], b"right");
    }
    assert_eq!(connections.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn an_answer_before_the_request_is_one_or_a_failure_and_an_end() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            // A client that is quicker than this has sent its request already: then it is an answer.
            let _ = stream.write_all(&answer("", b"early")).await;
            let _ = request_of(&mut stream).await;
        }
    });
    for _ in 0..ROUNDS {
        match get(&address).await {
            Ok(answer) => assert_eq!(&answer.body[..], b"early"),
            Err(failure) => assert!(
                matches!(failure, HttpFailure::CutOff | HttpFailure::Garbled),
                "{failure:?}"
            ),
        }
    }
}
