import base64
import os
from urllib.parse import quote_plus

import requests

response = requests.request(
    "POST",
    "https://api.example/token",
    headers={
        "Content-Type": "application/x-www-form-urlencoded",
        "Authorization": "Basic " + base64.b64encode(("client%3A1:" + quote_plus(os.environ["CLIENT_SECRET"])).encode()).decode(),
    },
    data=("grant_type=password&scope=a+b&password=" + quote_plus(os.environ["PASSWORD"])).encode(),
    allow_redirects=False,
    timeout=60,
)
print(response.status_code)
print(response.text)
