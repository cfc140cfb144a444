import json
import os

import requests

response = requests.request(
    "POST",
    "https://api.example/token",
    headers={
        "Content-Type": "application/json",
    },
    data=("{\"grant_type\":\"client_credentials\",\"client_id\":\"client \\\"1\\\"\",\"client_secret\":\"" + json.dumps(os.environ["CLIENT_SECRET"])[1:-1] + "\"}").encode(),
    allow_redirects=False,
    timeout=60,
)
print(response.status_code)
print(response.text)
