//! Bytes that are looked for, many at once.

/// Traces, and which of them begin with a pair of bytes.
pub(crate) struct Sought {
    traces: Vec<Vec<u8>>,
    by_beginning: Vec<Vec<usize>>,
}

impl Sought {
    pub(crate) fn of(traces: Vec<Vec<u8>>) -> Self {
        let mut by_beginning = vec![Vec::new(); 1 << 16];
        for (number, trace) in traces.iter().enumerate() {
            by_beginning[pair(trace[0], trace[1])].push(number);
        }
        Self {
            traces,
            by_beginning,
        }
    }

    /// Tells of each place where one begins: the place, and the trace's number.
    pub(crate) fn each(
        &self,
        byte: impl Fn(usize) -> u8,
        length: usize,
        mut tell: impl FnMut(usize, usize),
    ) {
        let mut first = if length > 0 { byte(0) } else { 0 };
        for at in 1..length {
            let second = byte(at);
            for &number in &self.by_beginning[pair(first, second)] {
                let (trace, start) = (&self.traces[number], at - 1);
                let mut rest = trace.iter().enumerate().skip(2);
                let fits = start + trace.len() <= length;
                if fits && rest.all(|(offset, one)| byte(start + offset) == *one) {
                    tell(start, number);
                }
            }
            first = second;
        }
    }
}

fn pair(first: u8, second: u8) -> usize {
    usize::from(first) << 8 | usize::from(second)
}
