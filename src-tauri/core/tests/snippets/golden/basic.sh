encoded() {
  printf %s "$1" | od -An -v -tx1 | tr -s ' ' '\n' | while read -r byte; do
    case $byte in
      '') ;;
      2d|2e|5f|3[0-9]|4[1-9a-f]|5[0-9a]|6[1-9a-f]|7[0-9a]) printf "\\$(printf %o "0x$byte")" ;;
      *) printf '%%%s' "$byte" ;;
    esac
  done
}
curl 'https://api.example/token' \
  --compressed \
  --header 'Content-Type: application/x-www-form-urlencoded' \
  --user "client%3A1:$(encoded "$CLIENT_SECRET")" \
  --data-raw "grant_type=password&scope=a+b&password=$(encoded "$PASSWORD")"
