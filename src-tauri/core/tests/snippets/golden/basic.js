fetch("https://api.example/token", {
  method: "POST",
  headers: {
    "Content-Type": "application/x-www-form-urlencoded",
    "Authorization": "Basic " + btoa("client%3A1:" + encodeURIComponent(process.env.CLIENT_SECRET)),
  },
  body: "grant_type=password&scope=a+b&password=" + encodeURIComponent(process.env.PASSWORD),
  redirect: "manual",
}).then(async (response) => console.log(response.status, await response.text()));
