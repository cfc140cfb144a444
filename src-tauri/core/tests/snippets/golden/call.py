import os

import requests

response = requests.request(
    "GET",
    "https://api.example/alerts/field-notice-bulletins?customerId=123456&title=50%25+off+%26+more",
    headers={
        "Accept": "application/json",
        "Authorization": "Bearer " + os.environ["TOKEN"],
        "Ocp-Apim-Subscription-Key": os.environ["SUBSCRIPTION_KEY"],
    },
    allow_redirects=False,
    timeout=60,
)
print(response.status_code)
print(response.text)
