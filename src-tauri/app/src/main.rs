//! Starts Gatepass.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    gatepass_app::run();
}
