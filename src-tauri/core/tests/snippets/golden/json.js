fetch("https://api.example/token", {
  method: "POST",
  headers: {
    "Content-Type": "application/json",
  },
  body: "{\"grant_type\":\"client_credentials\",\"client_id\":\"client \\\"1\\\"\",\"client_secret\":\"" + JSON.stringify(process.env.CLIENT_SECRET).slice(1, -1) + "\"}",
  redirect: "manual",
}).then(async (response) => console.log(response.status, await response.text()));
