#!/bin/sh
# Makes the recordings that the decoders are tested with: half a second of two tones, and nothing that anybody has spoken.
# Needs sox, ffmpeg, lame, oggenc, opusenc, speexenc and flac; the results are committed, so the tests need none of them.
set -eu
cd "$(dirname "$0")"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# The known signal: left 440 Hz and right 1 kHz, each half of full scale and faded at both ends.
tones() { # rate, channels, bits, file
  if [ "$2" = 1 ]; then
    sox -R -D -n -r "$1" -b "$3" -t wavpcm "$4" synth 0.5 sine 440 vol 0.5 fade 0.05 0.5 0.05
  else
    sox -R -D -n -r "$1" -b "$3" -c 2 -t wavpcm "$4" synth 0.5 sine 440 sine 1000 vol 0.5 fade 0.05 0.5 0.05
  fi
}
tones 8000 1 16 "$tmp/8m.wav"
tones 16000 1 16 "$tmp/16m.wav"
tones 44100 2 16 "$tmp/44s.wav"
tones 48000 2 16 "$tmp/48s.wav"

lame --quiet -V 5 --resample 16 "$tmp/16m.wav" mono-16000.mp3
lame --quiet -V 5 --resample 8 "$tmp/8m.wav" mono-8000.mp3
lame --quiet -V 5 --add-id3v2 --tt "Two tones" "$tmp/44s.wav" tagged.mp3
lame --quiet -V 5 -t "$tmp/44s.wav" untagged.mp3
ffmpeg -v error -y -i "$tmp/48s.wav" -c:a mp2 -b:a 128k layer2.mp2
oggenc -Q -q 3 -s 1 -o stereo-44100.ogg "$tmp/44s.wav"
oggenc -Q -q 2 -s 1 -o mono-16000.ogg "$tmp/16m.wav"
opusenc --quiet --serial 1 --bitrate 48 "$tmp/48s.wav" stereo.opus
opusenc --quiet --serial 1 --bitrate 16 "$tmp/16m.wav" mono.opus
speexenc --quiet "$tmp/16m.wav" speex.ogg 2> "$tmp/log"
flac --silent -f --ogg --serial-number=1 -o flac.ogg "$tmp/16m.wav"
flac --silent -f --no-padding -8 -o stereo-16bit.flac "$tmp/44s.wav"
tones 48000 1 24 "$tmp/48m24.wav" 2> "$tmp/log"
flac --silent -f --no-padding -8 -o mono-24bit.flac "$tmp/48m24.wav" 2> "$tmp/log"
sox "$tmp/16m.wav" -t raw - | flac --silent --no-padding --force-raw-format --endian=little --sign=signed --channels=1 \
  --bps=16 --sample-rate=16000 -c - > unknown-length.flac 2> "$tmp/log"

# Forms of WAV and AIFF as other programs write them.
sox "$tmp/8m.wav" mono.aiff
sox "$tmp/8m.wav" -e float -b 32 float.aifc
ffmpeg -v error -y -i "$tmp/8m.wav" -bitexact -c:a pcm_alaw -f aiff alaw.aifc
ffmpeg -v error -y -i "$tmp/8m.wav" -bitexact -c:a pcm_s16le -f aiff sowt.aifc
ffmpeg -v error -y -i "$tmp/8m.wav" -bitexact -rf64 always rf64.wav
ffmpeg -v error -y -i "$tmp/8m.wav" -bitexact mono.w64
ffmpeg -v error -y -i "$tmp/8m.wav" -bitexact -c:a pcm_alaw alaw.wav
ffmpeg -v error -y -i "$tmp/8m.wav" -bitexact -c:a adpcm_ms adpcm.wav
sox "$tmp/8m.wav" -e gsm gsm.wav

# A tenth of a second in every form, to be broken.
sox -R -D "$tmp/8m.wav" -t wavpcm short.wav trim 0.1 0.1
sox short.wav -e float -b 32 short-float.wav
ffmpeg -v error -y -i short.wav -bitexact -rf64 always short-rf64.wav
ffmpeg -v error -y -i short.wav -bitexact short.w64
sox short.wav short.aiff
sox short.wav -e float -b 64 short.aifc
flac --silent -f --no-padding -8 -o short.flac short.wav
lame --quiet -V 5 --resample 8 -t short.wav short.mp3
lame --quiet -V 5 --resample 8 --add-id3v2 --tt "Tone" short.wav short-tagged.mp3
ffmpeg -v error -y -i short.wav -ar 32000 -c:a mp2 -b:a 32k short.mp2
oggenc -Q -q -1 -s 1 -o short.ogg short.wav
opusenc --quiet --serial 1 --bitrate 16 --padding 0 short.wav short.opus
