#!/bin/sh
# Makes the speech that voice activity is tuned on and tested on: sentences spoken by espeak-ng, 16 kHz mono FLAC by sox.
# ./generate.sh test DIR   the committed sentences
# ./generate.sh tuning DIR what VoiceModelTrainer learns from; other voices, languages, pitches, speeds and sentences
set -eu
part=$1
dir=$2
mkdir -p "$dir"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

say() { # file voice words-a-minute pitch range text
  espeak-ng -m -v "$2" -s "$3" -p "$4" -w "$tmp/raw.wav" "<speak><prosody range=\"$5\">$6</prosody></speak>"
  sox -R -D -v 0.7 "$tmp/raw.wav" -r 16000 -c 1 -b 16 "$dir/$1.flac"
}

if [ "$part" = test ]; then
  n=0
  for voice in en-gb+m4 en-gb+f5 nl+m6 pt+f1 sv+m8 cs+klatt3 hu+f3 tr+Andrea; do
    case $voice in
      en*) set -- "I never said that you could park your car there." "Tomorrow we will see whether it rains again." "Why did nobody tell me about it before?" ;;
      nl*) set -- "Ik heb gisteren een brief van u gekregen." "Kunt u mij zeggen hoe laat de winkel opent?" "Dat had ik echt niet verwacht van jullie." ;;
      pt*) set -- "Ontem recebi uma carta da sua empresa." "A que horas abre a loja amanhã de manhã?" "Não acredito que isso aconteceu outra vez." ;;
      sv*) set -- "Jag fick ett brev från er i går kväll." "Vilken tid öppnar affären på lördag?" "Det hade jag verkligen inte väntat mig." ;;
      cs*) set -- "Včera jsem od vás dostal dopis." "V kolik hodin zítra otevíráte obchod?" "To jsem opravdu nečekal, děkuji vám." ;;
      hu*) set -- "Tegnap kaptam egy levelet önöktől." "Hány órakor nyit holnap az üzlet?" "Ezt igazán nem vártam volna, köszönöm." ;;
      tr*) set -- "Dün sizden bir mektup aldım." "Yarın dükkan saat kaçta açılıyor?" "Bunu gerçekten beklemiyordum, teşekkürler." ;;
    esac
    for text in "$@"; do
      n=$((n + 1))
      speed=$((125 + n * 29 % 90))
      pitch=$((15 + n * 37 % 75))
      case $((n % 3)) in 0) range=medium ;; 1) range=high ;; 2) range=x-high ;; esac
      say "$(printf '%02d' $n)-$(echo "$voice" | tr + -)" "$voice" $speed $pitch $range "$text"
    done
  done
else
  n=0
  for voice in en-us+m1 en-us+m3 en-us+f2 en-us+f4 en-us+klatt2 en-us+whisper de+m5 de+f2 fr+m7 fr+f4 es+m3 es+klatt it+f2 it+m1 pl+m2 pl+f4 ru+m3 fi+klatt4 ro+f2 en-us+whisperf en-us+max de+klatt2 fr+linda es+Alicia; do
    case $voice in
      en*) set -- "I have been waiting for the delivery since last Monday." "Please, could you look at my invoice once more?" "Stop!" "The money was taken from my account, and I want it back at once." "Yes, that is fine with me, thank you." ;;
      de*) set -- "Ich warte seit letzter Woche auf meine Bestellung." "Guten Tag, wie kann ich Ihnen heute helfen?" "Nein, das stimmt so nicht, überhaupt nicht!" "Schönen Dank." ;;
      fr*) set -- "J'attends ma commande depuis la semaine dernière." "Bonjour madame, que puis-je faire pour vous ?" "Non, ce n'est pas du tout ce que j'avais demandé !" "Merci bien." ;;
      es*) set -- "Estoy esperando mi pedido desde el lunes pasado." "Buenos días, ¿en qué puedo ayudarle?" "¡No puede ser, otra vez lo mismo!" "Gracias." ;;
      it*) set -- "Aspetto il mio ordine da lunedì scorso." "Buongiorno, come posso aiutarla oggi?" "Non è possibile, di nuovo la stessa cosa!" ;;
      pl*) set -- "Czekam na swoje zamówienie od poniedziałku." "Dzień dobry, w czym mogę pomóc?" "Nie, to zupełnie nie tak miało być!" ;;
      ru*) set -- "Я жду свой заказ с прошлого понедельника." "Добрый день, чем я могу вам помочь?" "Нет, это совсем не то, что я просил!" ;;
      fi*) set -- "Olen odottanut tilaustani viime maanantaista." "Hyvää päivää, kuinka voin auttaa?" "Ei, en minä tätä tilannut!" ;;
      ro*) set -- "Aștept comanda mea de lunea trecută." "Bună ziua, cu ce vă pot ajuta?" "Nu, nu asta am cerut!" ;;
    esac
    for text in "$@"; do
      for take in 1 2; do
        n=$((n + 1))
        speed=$((100 + n * 31 % 130))
        pitch=$((5 + n * 41 % 90))
        case $((n % 4)) in 0) range=low ;; 1) range=medium ;; 2) range=high ;; 3) range=x-high ;; esac
        say "$(printf '%03d' $n)-$(echo "$voice" | tr + -)" "$voice" $speed $pitch $range "$text"
      done
    done
  done
fi
