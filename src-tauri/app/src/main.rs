//! Starts Gatepass.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

#[global_allocator]
static MEMORY: gatepass_io::Wiping = gatepass_io::Wiping;

fn main() {
    gatepass_app::run();
}
