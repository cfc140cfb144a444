// Cargo.toml: reqwest = { version = "0.13", features = ["blocking", "gzip"] }
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let client = reqwest::blocking::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()?;
    let response = client
        .request(reqwest::Method::POST, "https://api.example/token")
        .header("Content-Type", "application/json")
        .body(String::from("{\"grant_type\":\"client_credentials\",\"client_id\":\"client \\\"1\\\"\",\"client_secret\":\"") + &escaped(&std::env::var("CLIENT_SECRET")?) + "\"}")
        .send()?;
    println!("{}", response.status());
    println!("{}", response.text()?);
    Ok(())
}

fn escaped(text: &str) -> String {
    let escape = |letter: char| match letter {
        '"' | '\\' => format!("\\{letter}"),
        '\0'..='\x1f' => format!("\\u{:04x}", u32::from(letter)),
        _ => letter.to_string(),
    };
    text.chars().map(escape).collect()
}
