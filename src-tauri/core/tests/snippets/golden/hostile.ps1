$request = @{
  Method = 'PUT'
  Uri = 'https://api.example/a[1]/it''s$(id)%60id%60?api+key=' + [uri]::EscapeDataString($env:SECRET_API_KEY) + '&q=%22%27%24%60%5C%21%25'
  Headers = [ordered]@{
    'Authorization' = 'Bearer ' + $env:TOKEN
    'X-Note' = 'it''s "${HOME}" `id` $(id) %PATH% !! ‘‘curly’’ ä, again'
    'X-Nothing' = ''
  }
  ContentType = 'text/plain; charset=utf-8'
  Body = [Text.Encoding]::UTF8.GetBytes('line ''one'' "two" `three` ${four} %PATH% !!' + [char]10 + '' + [char]9 + '‘‘five’’ \n \' + [char]13 + '' + [char]10 + 'six‮ 😀' + [char]10 + '')
  MaximumRedirection = 0
}
Invoke-RestMethod @request
