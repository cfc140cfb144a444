// Cargo.toml: reqwest = { version = "0.13", features = ["blocking", "gzip"] }
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let client = reqwest::blocking::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()?;
    let response = client
        .request(reqwest::Method::PUT, String::from("https://api.example/a[1]/it's$(id)%60id%60?api+key=") + &encoded(&std::env::var("SECRET_API_KEY")?) + "&q=%22%27%24%60%5C%21%25")
        .header("Content-Type", "text/plain; charset=utf-8")
        .header("Authorization", String::from("Bearer ") + &std::env::var("TOKEN")?)
        .header("X-Note", "it's \"${HOME}\" `id` $(id) %PATH% !! ‘curly’ ä, again".as_bytes())
        .header("X-Nothing", "")
        .body("line 'one' \"two\" `three` ${four} %PATH% !!\n\t‘five’ \\n \\\r\nsix\u{202e}\u{2028}😀\n")
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
