#!/usr/bin/env python3
"""Reference MFCC values, made by librosa, for specifications covering the grammar

    mfcc{n}-sr{rate}-win{w}-fft{n}-hop{h}-mel{m}-{slaney|htk}[-f{lo}-{hi}][-ln][-every{n}]

The stored files were made with librosa 0.11.0 (source at tag 0.11.0, commit
af8c839fb15317fa2712ea66e7a22da6a9267b32), numpy 2.4.6 and scipy 1.17.1.

With librosa installed (pip install librosa==0.11.0):

    python3 generate.py WAV_DIR OUT_DIR [SPEC...]

WAV_DIR holds {clip}_{rate}.wav, mono 16 bit. OUT_DIR/{spec}/{clip}.npy is written: float64 little-endian,
C order, rows = coefficients, columns = frames. librosa's warnings are printed with the file they belong to.
Without SPEC: all of SPECS below.
"""
import re
import sys
import warnings
from pathlib import Path

import librosa
import numpy as np
import scipy
from scipy.io import wavfile

CLIPS = ("espeak_sentence", "loud_quiet_top_db", "impulse", "short_40ms")
SMALL_CLIPS = ("impulse", "short_40ms")  # where the hop is below 100 samples

SPECS = (
    "mfcc40-sr16000-win400-fft512-hop160-mel64-slaney-f40-7800-ln-every2",
    "mfcc40-sr16000-win400-fft512-hop160-mel64-slaney-f40-7800",
    "mfcc13-sr16000-win400-fft512-hop160-mel26-htk",
    "mfcc13-sr16000-win320-fft512-hop160-mel40-htk-f20-4000",
    "mfcc20-sr16000-win1023-fft1024-hop333-mel65-slaney",
    "mfcc80-sr16000-win2048-fft2048-hop512-mel128-htk",
    "mfcc128-sr16000-win2048-fft4096-hop1024-mel128-slaney",
    "mfcc1-sr16000-win16-fft16-hop8-mel1-slaney",
    "mfcc30-sr16000-win256-fft256-hop1000-mel60-slaney-every3",
    "mfcc80-sr16000-win2048-fft2048-hop512-mel128-slaney-every4",
    "mfcc80-sr22050-win1024-fft2048-hop256-mel128-slaney-f100-8000",
    "mfcc40-sr22050-win2048-fft2048-hop512-mel80-htk-ln",
    "mfcc64-sr16000-win512-fft8192-hop4000-mel64-slaney",
    "mfcc20-sr16000-win30-fft64-hop17-mel20-slaney",
    "mfcc40-sr16000-win256-fft256-hop128-mel128-slaney",  # 13 bands that no bin falls into
    "mfcc13-sr16000-win256-fft256-hop128-mel80-htk-ln",  # 2 such bands
)

GRAMMAR = re.compile(
    r"mfcc(?P<n_mfcc>\d+)-sr(?P<rate>\d+)-win(?P<win>\d+)-fft(?P<fft>\d+)-hop(?P<hop>\d+)-mel(?P<mels>\d+)"
    r"-(?P<scale>slaney|htk)(?:-f(?P<lo>\d+)-(?P<hi>\d+))?(?P<ln>-ln)?(?:-every(?P<every>\d+))?"
)


def parse(spec):
    match = GRAMMAR.fullmatch(spec)
    if match is None:
        raise ValueError(spec)
    p = match.groupdict()
    return {k: int(v) if v is not None and v.isdigit() else v for k, v in p.items()}


def read(path, rate):
    """The samples as float64 in [-1, 1)."""
    actual, samples = wavfile.read(path)
    if actual != rate or samples.dtype != np.int16 or samples.ndim != 1:
        raise ValueError(f"{path}: expected mono int16 at {rate} Hz")
    return samples.astype(np.float64) / 32768.0


def mfcc(y, p):
    mel = librosa.feature.melspectrogram(
        y=y, sr=p["rate"], n_fft=p["fft"], hop_length=p["hop"], win_length=p["win"], window="hann",
        center=True, pad_mode="constant", power=2.0, n_mels=p["mels"],
        fmin=0.0 if p["lo"] is None else float(p["lo"]),
        fmax=p["rate"] / 2 if p["hi"] is None else float(p["hi"]),
        htk=p["scale"] == "htk", norm="slaney")
    if p["ln"]:
        log_mel = np.log(np.maximum(1e-10, mel))
    else:
        log_mel = librosa.power_to_db(mel, ref=1.0, amin=1e-10, top_db=80.0)
    result = librosa.feature.mfcc(S=log_mel, n_mfcc=p["n_mfcc"], dct_type=2, norm="ortho")
    # Frames are dropped last, so that top_db's maximum is over all of them.
    return result[:, :: p["every"] or 1]


def main(wav_dir, out_dir, *specs):
    print(f"librosa {librosa.__version__}, numpy {np.__version__}, scipy {scipy.__version__}")
    warnings.simplefilter("always")
    for spec in specs or SPECS:
        p = parse(spec)
        for clip in CLIPS if p["hop"] >= 100 else SMALL_CLIPS:
            y = read(Path(wav_dir) / f"{clip}_{p['rate']}.wav", p["rate"])
            with warnings.catch_warnings(record=True) as caught:
                result = mfcc(y, p)
            assert result.dtype == np.float64 and np.isfinite(result).all()
            path = Path(out_dir) / spec / f"{clip}.npy"
            path.parent.mkdir(parents=True, exist_ok=True)
            np.save(path, np.ascontiguousarray(result, dtype="<f8"))
            print(f"{spec}/{clip}.npy {result.shape} {path.stat().st_size} bytes")
            for w in caught:
                print(f"  {w.category.__name__}: {' '.join(str(w.message).split())}")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
