$request = @{
  Method = 'POST'
  Uri = 'https://api.example/token'
  Headers = [ordered]@{
    'Authorization' = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('client%3A1:' + [uri]::EscapeDataString($env:CLIENT_SECRET)))
  }
  ContentType = 'application/x-www-form-urlencoded'
  Body = [Text.Encoding]::UTF8.GetBytes('grant_type=password&scope=a+b&password=' + [uri]::EscapeDataString($env:PASSWORD))
  MaximumRedirection = 0
}
Invoke-RestMethod @request
