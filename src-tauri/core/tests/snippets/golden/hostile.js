fetch("https://api.example/a[1]/it's$(id)%60id%60?api+key=" + encodeURIComponent(process.env.SECRET_API_KEY) + "&q=%22%27%24%60%5C%21%25", {
  method: "PUT",
  headers: {
    "Content-Type": "text/plain; charset=utf-8",
    "Authorization": "Bearer " + process.env.TOKEN,
    "X-Note": "it's \"${HOME}\" `id` $(id) %PATH% !! â\u0080\u0098curlyâ\u0080\u0099 Ã¤, again",
    "X-Nothing": "",
  },
  body: "line 'one' \"two\" `three` ${four} %PATH% !!\n\t‘five’ \\n \\\r\nsix\u202e\u2028😀\n",
  redirect: "manual",
}).then(async (response) => console.log(response.status, await response.text()));
