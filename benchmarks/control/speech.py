"""What the controls share: windows, MFCC and the network."""

import numpy as np
import scipy.fft
import torch

torch.set_num_threads(1)

RATE = 16000
CHUNK = 24000
COEFFICIENTS = 80
FFT, HOP, MELS = 2048, 512, 128


def mel_bank():
    """Slaney's mel bank, area normalised, as librosa builds it."""

    def hz(mel):
        return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((mel - 15) * np.log(6.4) / 27))

    top = 15 + np.log(RATE / 2 / 1000) / (np.log(6.4) / 27)
    edges = hz(np.linspace(0, top, MELS + 2))
    bins = np.linspace(0, RATE / 2, FFT // 2 + 1)
    ramps = edges[:, None] - bins[None]
    widths = np.diff(edges)
    lower = -ramps[:-2] / widths[:-1, None]
    upper = ramps[2:] / widths[1:, None]
    bank = np.maximum(0, np.minimum(lower, upper))
    return (bank * (2 / (edges[2:] - edges[:-2]))[:, None]).astype(np.float32)


BANK = mel_bank()
HANN = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FFT) / FFT)).astype(np.float32)


def mfcc(samples, bank=BANK, window=HANN):
    """[frames, 80] of float32 samples, value for value librosa's form."""
    padded = np.pad(samples, FFT // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, FFT)[::HOP] * window
    spectrum = scipy.fft.rfft(frames, axis=1)
    power = spectrum.real**2 + spectrum.imag**2
    level = 10 * np.log10(np.maximum(1e-10, power @ bank.T))
    level = np.maximum(level, level.max() - 80)
    return scipy.fft.dct(level, axis=1, norm="ortho")[:, :COEFFICIENTS].astype(np.float32)


def speaks(samples):
    """A cheap gate: whether as many 20 ms frames as a window with speech has are louder than a line's noise."""
    frames = samples[: len(samples) // 320 * 320].reshape(-1, 320)
    return np.mean(np.einsum("ij,ij->i", frames, frames) > 320 * 10**-4.5) >= 0.31


class Windows:
    """Puts chunks together: the last chunk of each channel is kept."""

    def __init__(self):
        self.last = {}

    def add(self, key, value):
        """The samples of the window that a chunk completes, or None."""
        final = value[0] == 1
        samples = np.frombuffer(value, "<i2", offset=1).astype(np.float32) / 32768
        before = self.last.pop(key, None)
        if not final:
            self.last[key] = samples
        return None if before is None else np.concatenate((before, samples))


class Network(torch.nn.Module):
    """CNN-1D: four convolutions with batch norm, then mean, deviation and maximum over time."""

    def __init__(self, read=40, width=96):
        super().__init__()
        nn = torch.nn

        def block(inputs, filters, kernel, pool):
            layers = [nn.Conv1d(inputs, filters, kernel, padding=kernel // 2, bias=False)]
            layers += [nn.BatchNorm1d(filters), nn.ReLU()]
            return layers + ([nn.MaxPool1d(2)] if pool else [])

        self.read = read
        self.blocks = nn.Sequential(
            *block(read, width, 5, True),
            *block(width, width, 5, True),
            *block(width, 2 * width, 5, True),
            *block(2 * width, 2 * width, 3, False),
        )
        self.output = nn.Linear(6 * width, 8)
        self.eval()

    @torch.inference_mode()
    def posteriors(self, matrices):
        x = torch.from_numpy(np.stack(matrices)[:, :, : self.read].transpose(0, 2, 1).copy())
        x = self.blocks(x)
        pooled = torch.cat((x.mean(2), x.std(2, unbiased=False), x.amax(2)), 1)
        return torch.softmax(self.output(pooled), 1).numpy()
