//! Opens a blank window as Tauri makes it, with nothing set.

fn main() {
    let ended = tauri::Builder::default().run(tauri::generate_context!());
    ended.expect("a window can be opened");
}
