escaped() { printf %s "$1" | sed 's/[\\"]/\\&/g'; }
curl 'https://api.example/token' \
  --compressed \
  --header 'Content-Type: application/json' \
  --data-raw '{"grant_type":"client_credentials","client_id":"client \"1\"","client_secret":"'"$(escaped "$CLIENT_SECRET")"'"}'
