//! Looks through another process's memory, as root may: every part that it can write to.
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::FileExt;

use crate::planted::Trace;
use crate::sought::Sought;

/// How often a secret's traces were found, by its name and by where and how: `[heap] plain`.
pub(crate) type Copies = BTreeMap<(String, String), usize>;

const PAGE: usize = 4_096;

/// Longer than any trace.
const OVERLAP: usize = 256;

pub(crate) struct Scanner {
    sought: Sought,
    traces: Vec<Trace>,
}

impl Scanner {
    pub(crate) fn for_all(traces: Vec<Trace>) -> Self {
        let bytes = traces.iter().map(|trace| trace.bytes.clone()).collect();
        Self {
            sought: Sought::of(bytes),
            traces,
        }
    }

    pub(crate) fn copies_in(&self, process: u32) -> Copies {
        let mut copies = Copies::new();
        let memory = File::open(format!("/proc/{process}/mem")).unwrap();
        let maps = File::open(format!("/proc/{process}/maps")).unwrap();
        for line in BufReader::new(maps).lines() {
            let line = line.unwrap();
            let mut words = line.split_whitespace();
            let (range, rights) = (words.next().unwrap(), words.next().unwrap());
            if !rights.starts_with("rw") {
                continue;
            }
            let name = words.nth(3).unwrap_or("anonymous");
            let (from, to) = range.split_once('-').unwrap();
            let address = |text| u64::from_str_radix(text, 16).unwrap();
            self.look(&memory, (address(from), address(to)), name, &mut copies);
        }
        copies
    }

    fn look(&self, memory: &File, (from, to): (u64, u64), name: &str, copies: &mut Copies) {
        let mut bytes = vec![0; usize::try_from(to - from).unwrap()];
        // What cannot be read is the kernel's.
        if memory.read_exact_at(&mut bytes, from).is_err() {
            return;
        }
        let mut start = 0;
        while start < bytes.len() {
            let end = (start + PAGE).min(bytes.len());
            // Most of what was set aside was never touched.
            if bytes[start..end] != [0; PAGE][..end - start] {
                let piece = &bytes[start..(end + OVERLAP).min(bytes.len())];
                let tell = |at: usize, number: usize| {
                    if at < end - start {
                        let trace = &self.traces[number];
                        let key = (trace.of.clone(), format!("{name} {}", trace.form));
                        *copies.entry(key).or_default() += 1;
                    }
                };
                self.sought.each(|at| piece[at], piece.len(), tell);
            }
            start = end;
        }
    }
}

/// A number of `/proc/<process>/status`.
pub(crate) fn status(process: &str, name: &str) -> u64 {
    let text = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = text.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
