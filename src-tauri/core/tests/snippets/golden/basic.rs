// Cargo.toml: reqwest = { version = "0.13", features = ["blocking", "gzip"] }
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let client = reqwest::blocking::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()?;
    let response = client
        .request(reqwest::Method::POST, "https://api.example/token")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .basic_auth("client%3A1", Some(encoded(&std::env::var("CLIENT_SECRET")?)))
        .body(String::from("grant_type=password&scope=a+b&password=") + &encoded(&std::env::var("PASSWORD")?))
        .send()?;
    println!("{}", response.status());
    println!("{}", response.text()?);
    Ok(())
}

fn encoded(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}
