//! Tells Tauri which commands and capabilities exist, so that nothing else can be called from the page.
include!("app/command_names.rs");

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/app/capabilities");
    println!("cargo:rerun-if-changed=src-tauri/app/command_names.rs");
    println!("cargo:rerun-if-changed=ui/dist");
    // A fresh clone has no built page yet; checks and tests of the Rust side must not need one.
    let page = std::path::Path::new("ui/dist/index.html");
    if !page.exists() {
        let made = std::fs::create_dir_all("ui/dist").and_then(|()| {
            std::fs::write(
                page,
                "<!doctype html><title>Gatepass</title>Build the page first: make run",
            )
        });
        made.expect("ui/dist can be written");
    }
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("src-tauri/app/capabilities/*.json")
        .app_manifest(tauri_build::AppManifest::new().commands(&COMMAND_NAMES));
    tauri_build::try_build(attributes).expect("tauri.conf.json and the capabilities are in order");
}
