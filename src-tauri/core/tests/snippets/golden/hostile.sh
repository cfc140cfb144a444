encoded() {
  printf %s "$1" | od -An -v -tx1 | tr -s ' ' '\n' | while read -r byte; do
    case $byte in
      '') ;;
      2d|2e|5f|3[0-9]|4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a]) printf "\\$(printf %o "0x$byte")" ;;
      *) printf '%%%s' "$byte" ;;
    esac
  done
}
curl 'https://api.example/a[1]/it'\''s$(id)%60id%60?api+key='"$(encoded "$SECRET_API_KEY")"'&q=%22%27%24%60%5C%21%25' \
  --compressed \
  --globoff \
  --request PUT \
  --header 'Content-Type: text/plain; charset=utf-8' \
  --header "Authorization: Bearer $TOKEN" \
  --header 'X-Note: it'\''s "${HOME}" `id` $(id) %PATH% !! ‘curly’ ä, again' \
  --header 'X-Nothing;' \
  --data-raw 'line '\''one'\'' "two" `three` ${four} %PATH% !!
	‘five’ \n \'"$(printf '\015')"'
six‮ 😀
'
