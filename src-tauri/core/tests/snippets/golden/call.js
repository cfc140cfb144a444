fetch("https://api.example/alerts/field-notice-bulletins?customerId=123456&title=50%25+off+%26+more", {
  method: "GET",
  headers: {
    "Accept": "application/json",
    "Authorization": "Bearer " + process.env.TOKEN,
    "Ocp-Apim-Subscription-Key": process.env.SUBSCRIPTION_KEY,
  },
  redirect: "manual",
}).then(async (response) => console.log(response.status, await response.text()));
