#!/bin/sh
# Take a picture of a page that the program wrote: sh docs/picture.sh PAGE.html PICTURE.png
set -eu
page=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
for browser in chromium chromium-browser google-chrome; do
  command -v "$browser" >/dev/null && break
done
"$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 \
  --window-size=1400,860 --virtual-time-budget=10000 --screenshot="$2" "file://$page" 2>/dev/null
test -s "$2"
echo "written: $2"
