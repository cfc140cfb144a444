curl 'https://api.example/alerts/field-notice-bulletins?customerId=123456&title=50%25+off+%26+more' \
  --compressed \
  --header 'Accept: application/json' \
  --header "Authorization: Bearer $TOKEN" \
  --header "Ocp-Apim-Subscription-Key: $SUBSCRIPTION_KEY"
