$request = @{
  Method = 'GET'
  Uri = 'https://api.example/alerts/field-notice-bulletins?customerId=123456&title=50%25+off+%26+more'
  Headers = [ordered]@{
    'Accept' = 'application/json'
    'Authorization' = 'Bearer ' + $env:TOKEN
    'Ocp-Apim-Subscription-Key' = $env:SUBSCRIPTION_KEY
  }
  MaximumRedirection = 0
}
Invoke-RestMethod @request
