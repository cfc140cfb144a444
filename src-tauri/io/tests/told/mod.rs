//! How a long check says what it found: one line that `make trust` reads, with the figure and the control.

/// Prints the check's line. `control` says which broken variant, or what that was planted, the check has caught.
#[allow(clippy::print_stdout, reason = "the line is what the check is run for")]
pub(crate) fn check(name: &str, figure: &str, control: &str) {
    // On a line of its own: the test's name may stand before it, without an end.
    println!("\ntrust | {name} | {figure} | {control}");
}
