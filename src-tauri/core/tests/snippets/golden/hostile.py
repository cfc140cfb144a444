import os
from urllib.parse import quote_plus

import requests

response = requests.request(
    "PUT",
    "https://api.example/a[1]/it's$(id)%60id%60?api+key=" + quote_plus(os.environ["SECRET_API_KEY"]) + "&q=%22%27%24%60%5C%21%25",
    headers={
        "Content-Type": "text/plain; charset=utf-8",
        "Authorization": "Bearer " + os.environ["TOKEN"],
        "X-Note": "it's \"${HOME}\" `id` $(id) %PATH% !! ‘curly’ ä, again".encode(),
        "X-Nothing": "",
    },
    data="line 'one' \"two\" `three` ${four} %PATH% !!\n\t‘five’ \\n \\\r\nsix\u202e\u2028😀\n".encode(),
    allow_redirects=False,
    timeout=60,
)
print(response.status_code)
print(response.text)
