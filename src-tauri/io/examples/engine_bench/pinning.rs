//! A core for the server and one for the client: on loopback the placement alone moves the figures threefold.

/// Keeps this thread, and the processes that it starts, to one core.
#[cfg(target_os = "linux")]
pub(crate) fn to_core(core: usize) {
    let mut cores = rustix::thread::CpuSet::new();
    cores.set(core);
    if rustix::thread::sched_setaffinity(None, &cores).is_err() {
        println!("core {core} cannot be had: the figures mean less");
    }
}

/// There is no such thing here.
#[cfg(not(target_os = "linux"))]
pub(crate) fn to_core(_: usize) {
    println!("no pinning on this system: the figures mean less");
}
