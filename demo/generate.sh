#!/bin/sh
# Makes the demo's recordings: speech synthesised by espeak-ng, cut and mixed by sox. The results are committed, so that
# nobody needs either program to run the demo. The labels are voice settings, not emotions that anybody felt.
set -eu
cd "$(dirname "$0")"
rm -rf calls corpus && mkdir -p calls corpus
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# emotion: words a minute, pitch, amplitude
settings() {
  case $1 in
    neutral) echo "-s 150 -p 50 -a 90" ;;
    happy)   echo "-s 185 -p 90 -a 120" ;;
    sad)     echo "-s 105 -p 20 -a 50" ;;
    angry)   echo "-s 210 -p 65 -a 150" ;;
  esac
}

say() { # voice emotion text file
  # shellcheck disable=SC2046
  espeak-ng -v "$1" $(settings "$2") -w "$tmp/raw.wav" "$3"
  sox -R -D -v 0.8 "$tmp/raw.wav" -r 16000 -c 1 -b 16 "$4"
}

echo "file,emotion,speaker" > corpus/labels.csv
for voice in en-us+m1 en-us+m3 en-us+f2 en-us+f4; do
  speaker=${voice#*+}
  for emotion in neutral happy sad angry; do
    n=0
    for text in "I have been waiting for the delivery since last Monday." "Could you please look at my invoice once more?"; do
      n=$((n + 1))
      file="$speaker-$emotion-$n.flac"
      say "$voice" "$emotion" "$text" "corpus/$file"
      echo "$file,$emotion,$speaker" >> corpus/labels.csv
    done
  done
done

# A customer alone: begins friendly, ends annoyed.
say en-us+m2 neutral "Hello, I am calling about the parcel that I ordered two weeks ago." "$tmp/a.wav"
say en-us+m2 sad "It has still not arrived, and it was meant for a birthday." "$tmp/b.wav"
say en-us+m2 angry "This is the third time that I call, and nobody ever calls me back!" "$tmp/c.wav"
sox -R "$tmp/a.wav" "$tmp/b.wav" "$tmp/c.wav" calls/parcel.flac

# Customer and agent on two channels, as telephones sound: 8 kHz, mu-law.
say en-us+f3 angry "You have charged me twice, and I want my money back today." "$tmp/c1.wav"
say en-us+m4 neutral "I see it here. I am sorry. The money will be back tomorrow." "$tmp/a1.wav"
say en-us+f3 happy "Oh, that is wonderful, thank you so much for your help." "$tmp/c2.wav"
sox -R "$tmp/c1.wav" "$tmp/c1p.wav" pad 0 4
sox -R "$tmp/c1p.wav" "$tmp/c2.wav" "$tmp/customer.wav"
sox -R "$tmp/a1.wav" "$tmp/agent.wav" pad "$(soxi -D "$tmp/c1.wav")" 4
sox -R -M "$tmp/customer.wav" "$tmp/agent.wav" -r 8000 -e mu-law -b 8 calls/refund.wav
