$request = @{
  Method = 'POST'
  Uri = 'https://api.example/token'
  Headers = [ordered]@{
  }
  ContentType = 'application/json'
  Body = [Text.Encoding]::UTF8.GetBytes('{"grant_type":"client_credentials","client_id":"client \"1\"","client_secret":"' + ((ConvertTo-Json $env:CLIENT_SECRET) -replace '^"|"$') + '"}')
  MaximumRedirection = 0
}
Invoke-RestMethod @request
