// Cargo.toml: reqwest = { version = "0.13", features = ["blocking", "gzip"] }
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let client = reqwest::blocking::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()?;
    let response = client
        .request(reqwest::Method::GET, "https://api.example/alerts/field-notice-bulletins?customerId=123456&title=50%25+off+%26+more")
        .header("Accept", "application/json")
        .header("Authorization", String::from("Bearer ") + &std::env::var("TOKEN")?)
        .header("Ocp-Apim-Subscription-Key", std::env::var("SUBSCRIPTION_KEY")?)
        .send()?;
    println!("{}", response.status());
    println!("{}", response.text()?);
    Ok(())
}
